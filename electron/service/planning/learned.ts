import {
  learnSpeeds,
  withLearned,
  type LearnedPeriod,
  type TravelledLeg,
} from '../../../shared/core/plan/learnedSpeeds.ts'
import { periodAt, weekTravel } from '../../../shared/core/plan/weekTravel.ts'
import { clockAt, epochOf } from '../../../shared/core/lib/time.ts'
import { UNREACHABLE, type LonLat, type TravelMode } from '../../../shared/model/travel.ts'
import type { BranchHours } from '../../../shared/model/travelSettings.ts'
import type { RequestContext } from '../context.ts'
import { outcomes } from '../database/stores/facts.ts'
import { loadVersion, plansOf } from '../database/stores/plans.ts'
import { travelSettings } from '../database/stores/travel.ts'
import type { BranchRow, CrewDayRow, OutcomeRow, StopRow } from '../database/tables.ts'

/** What the visits that were made say about travel times, and the hours that would follow from it. */
export interface LearnedTravel {
  mode: TravelMode
  periods: LearnedPeriod[]
  /** hours in force with what was learned put in; null where nothing was seen */
  proposal: BranchHours | null
}

/** Periods that are looked at where the branch has none of its own. */
const usualStarts = [7, 9, 17, 19].map((hour) => hour * 3_600)

interface MadeVisit {
  outcome: OutcomeRow
  stop: StopRow
  day: CrewDayRow
}

/** By way of travelling, the one with the most observations first; empty where no two visits of a day have their times. */
export async function learnedTravel(
  context: RequestContext,
  branch: BranchRow,
  signal?: AbortSignal,
): Promise<LearnedTravel[]> {
  const { deps } = context
  if (!branch.region_id) return []
  const settings = await travelSettings(deps.database.reader, branch.id)
  const starts = settings.hours?.starts ?? usualStarts
  const days = await daysTravelled(context, branch)
  const legs = new Map<TravelMode, TravelledLeg[]>()
  for (const visits of days) {
    const mode = visits[0]!.day.mode as TravelMode
    const { date } = visits[0]!.day
    const points = visits.map(({ stop }): LonLat => [stop.lon!, stop.lat!])
    const travel = weekTravel(settings, [date], [mode])
    const { periods } = travel.profiles[0]!
    for (const [index, next] of visits.entries()) {
      const previous = visits[index - 1]
      if (!previous || !isPlainWay(previous, next)) continue
      const [from, to] = [epochOf(previous.outcome.left_at!), epochOf(next.outcome.visited_at)]
      const at = clockAt((from + to) / 2, branch.time_zone).minutes * 60
      const period = periods[periods.length === 1 ? 0 : periodAt(travel.starts, at)]!
      const matrix = await deps.matrices.get(branch.region_id, mode, points, period, signal ? { signal } : {})
      const expected = matrix.seconds[(index - 1) * matrix.size + index]!
      if (expected === UNREACHABLE) continue
      const list = legs.get(mode) ?? []
      list.push({ at, tookSeconds: to - from, expectedSeconds: expected })
      legs.set(mode, list)
    }
  }
  return [...legs]
    .map(([mode, seen]): LearnedTravel => {
      const periods = learnSpeeds(seen, starts)
      const any = periods.some((period) => period.observations > 0)
      return { mode, periods, proposal: any ? withLearned(settings.hours, starts, periods, mode) : null }
    })
    .filter(({ proposal }) => proposal !== null)
    .sort((a, b) => seenIn(b) - seenIn(a))
}

const seenIn = ({ periods }: LearnedTravel) => periods.reduce((sum, one) => sum + one.observations, 0)

/** Visits that were made, by crew and day in the order in which they were made, with where they were planned. */
async function daysTravelled({ deps }: RequestContext, branch: BranchRow): Promise<MadeVisit[][]> {
  const reader = deps.database.reader
  const [done, plans] = await Promise.all([outcomes(reader, branch.id), plansOf(reader, branch.id)])
  const planned = new Map<string, { stop: StopRow; day: CrewDayRow }>()
  for (const plan of plans) {
    const version = plan.current_version_id ? await loadVersion(reader, plan.current_version_id) : null
    const days = new Map(version?.crewDays.map((day) => [day.key, day]))
    for (const stop of version?.stops ?? []) {
      const day = days.get(stop.crew_day_key)
      if (day && stop.lon !== null && stop.lat !== null) planned.set(stop.visit_id, { stop, day })
    }
  }
  const made = done.flatMap((outcome): MadeVisit[] => {
    const found = planned.get(outcome.visit_id)
    return found && clockAt(epochOf(outcome.visited_at), branch.time_zone).date === found.day.date
      ? [{ outcome, ...found }]
      : []
  })
  return [...Map.groupBy(made, (visit) => visit.day.key).values()].map((visits) =>
    visits.sort((a, b) => (a.outcome.visited_at < b.outcome.visited_at ? -1 : 1)),
  )
}

/** Nothing but the way lies between the two: no lunch, no waiting for an hour that was agreed. */
function isPlainWay(previous: MadeVisit, next: MadeVisit): boolean {
  const left = previous.outcome.left_at
  if (left === null || left >= next.outcome.visited_at) return false
  const { lunch_start: lunch } = next.day
  const lunched = lunch !== null && left <= lunch && lunch < next.outcome.visited_at
  return !lunched && next.stop.waiting_seconds === 0
}
