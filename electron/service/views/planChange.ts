import type { CrewDayView, UnplannedView } from '../../../shared/contract/week.ts'
import type { PlanChange } from '../../../shared/contract/planChange.ts'
import { clockAt } from '../../../shared/core/lib/time.ts'
import { undoState } from '../database/stores/history.ts'
import { versionsOf, type StoredVersion } from '../database/stores/plans.ts'
import type { RequestContext } from '../context.ts'
import type { WeekInputs } from '../planning/weekInputs.ts'
import { handedOutView } from './handedOut.ts'
import { crewDayViews, resultsOf, standingView, unplannedViews, type PlanGrounds } from './plan.ts'

/** The same words of the same rows make the same text. */
const textOf = (value: unknown) => JSON.stringify(value)

/**
 * What it made of the plan that the week turned from one version to another and nothing else happened.
 * @returns null where crew-days came or went: the plan is then to be read anew
 */
export async function planChange(
  context: RequestContext,
  branchId: string,
  before: WeekInputs,
  after: WeekInputs,
): Promise<PlanChange | null> {
  const [was, is] = [before.stored, after.stored]
  if (!was || !is || !sameDays(was, is)) return null
  const reader = context.deps.database.reader
  const [versions, undo] = [await versionsOf(reader, is.version.plan_id), await undoState(reader, branchId)]
  const groundsOf = (inputs: WeekInputs): PlanGrounds => ({
    week: inputs.week,
    zone: inputs.zone,
    rules: inputs.pack,
    holidays: inputs.holidays,
    records: [...inputs.records.values()],
    visits: inputs.records,
    calls: inputs.calls,
    done: inputs.done,
    grounds: inputs.grounds,
    now: new Date(inputs.nowEpoch * 1000),
    versions,
  })
  const { crewDays, unplanned, ...whole } = standingView(is, groundsOf(after))
  const shown = shownOf(was, groundsOf(before))
  return {
    week: after.week,
    from: was.version.id,
    ...whole,
    ...undo,
    crewDays: crewDays.filter((day, index) => textOf(day) !== textOf(shown.crewDays[index])),
    unplanned: changedUnplanned(shown.unplanned, unplanned),
    handedOut: await handedOutView(context, versions, is, clockAt(after.nowEpoch, after.zone).date),
  }
}

/** Crew-days and unplanned visits as they were shown. */
function shownOf(
  stored: StoredVersion,
  { visits, done, zone, week }: PlanGrounds,
): { crewDays: CrewDayView[]; unplanned: UnplannedView[] } {
  return {
    crewDays: crewDayViews(stored, visits, resultsOf(done), zone),
    unplanned: unplannedViews(stored, visits, week),
  }
}

const sameDays = (a: StoredVersion, b: StoredVersion): boolean =>
  a.crewDays.length === b.crewDays.length && a.crewDays.every((day, at) => day.key === b.crewDays[at]!.key)

function changedUnplanned(
  before: readonly UnplannedView[],
  after: readonly UnplannedView[],
): PlanChange['unplanned'] {
  const was = new Map(before.map((entry) => [entry.visitId, textOf(entry)]))
  const is = new Set(after.map((entry) => entry.visitId))
  return {
    gone: before.flatMap(({ visitId }) => (is.has(visitId) ? [] : [visitId])),
    shown: after.filter((entry) => was.get(entry.visitId) !== textOf(entry)),
  }
}
