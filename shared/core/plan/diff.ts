import { epochOf } from '../lib/time.ts'
import type { CrewDayKey, PlanStop, PlanVisit, WeekPlan } from '../../model/week.ts'

/** Where and when a plan has a visit. */
export interface PlannedAt {
  crewDayKey: CrewDayKey
  crewName: string
  date: string
  order: number
  arrival: string
  arrivalEpoch: number
}
export interface VisitChange {
  kind: 'moved' | 'added' | 'dropped' | 'retimed'
  visitId: string
  caseNo: string
  before: PlannedAt | null
  after: PlannedAt | null
  /** was told another time before, so must be rung again */
  callAgain: boolean
}
export interface WeekDiff {
  changes: VisitChange[]
  moved: VisitChange[]
  added: VisitChange[]
  dropped: VisitChange[]
  retimed: VisitChange[]
  /** visits whose borrower was told a time that the new plan does not keep */
  toCallAgain: string[]
  travelSecondsDelta: number
}

/** A shift of less than this is not worth a line: nobody was promised minutes. */
const noticeableSeconds = 15 * 60

/**
 * What a re-plan changed. `moved`: another crew-day; `retimed`: same crew-day, begun a quarter of an hour or more
 * earlier or later: where a crew waits at the door for the same hour, nothing has changed for anybody. Who has an
 * appointment is rung again when the new plan drops the visit or comes outside the agreed window; another crew within the window is not the borrower's business.
 */
export function diffPlans(
  before: WeekPlan | null,
  after: WeekPlan,
  visits: readonly PlanVisit[] = [],
): WeekDiff {
  const old = placesOf(before)
  const now = placesOf(after)
  const told = new Map(
    visits.filter((visit) => visit.appointment).map((visit) => [visit.id, visit.appointment!]),
  )
  const changes: VisitChange[] = []
  for (const [visitId, place] of now) {
    const { stop, at } = place
    const was = old.get(visitId)
    const kind = kindOf(was, place)
    if (!kind) continue
    const window = told.get(visitId)
    changes.push({
      kind,
      visitId,
      caseNo: stop.caseNo,
      before: was?.at ?? null,
      after: at,
      callAgain: !!window && !keeps(beginOf(stop), window),
    })
  }
  for (const [visitId, { stop, at }] of old)
    if (!now.has(visitId))
      changes.push({
        kind: 'dropped',
        visitId,
        caseNo: stop.caseNo,
        before: at,
        after: null,
        callAgain: told.has(visitId),
      })
  const of = (kind: VisitChange['kind']) => changes.filter((change) => change.kind === kind)
  return {
    changes,
    moved: of('moved'),
    added: of('added'),
    dropped: of('dropped'),
    retimed: of('retimed'),
    toCallAgain: changes.filter((change) => change.callAgain).map((change) => change.visitId),
    travelSecondsDelta: after.totals.travelSeconds - (before?.totals.travelSeconds ?? 0),
  }
}

function kindOf(was: Place | undefined, now: Place): VisitChange['kind'] | null {
  if (!was) return 'added'
  if (was.at.crewDayKey !== now.at.crewDayKey) return 'moved'
  return Math.abs(beginOf(was.stop) - beginOf(now.stop)) >= noticeableSeconds ? 'retimed' : null
}

const beginOf = ({ arrivalEpoch, waitingSeconds }: PlanStop): number => arrivalEpoch + waitingSeconds

/** The visit begins within the agreed window: the crew may come early and wait, but not late. */
function keeps(begins: number, window: { start: string; end: string }): boolean {
  return epochOf(window.start) <= begins && begins <= epochOf(window.end)
}

interface Place {
  stop: PlanStop
  at: PlannedAt
}

function placesOf(plan: WeekPlan | null): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const day of plan?.crewDays ?? [])
    for (const stop of day.stops)
      places.set(stop.visitId, {
        stop,
        at: {
          crewDayKey: day.key,
          crewName: day.crewName,
          date: day.date,
          order: stop.order,
          arrival: stop.arrival,
          arrivalEpoch: stop.arrivalEpoch,
        },
      })
  return places
}
