import type { Compiled } from '../../../shared/core/optimiser/compiled.ts'
import { epochAt } from '../../../shared/core/lib/time.ts'
import type { Deps, RequestContext } from '../context.ts'
import { branchStamp } from '../database/stores/history.ts'
import type { BranchRow } from '../database/tables.ts'
import { branchNow } from '../scope.ts'
import { prepareWeek, type PreparedWeek } from './week.ts'
import { loadWeekInputs, type WeekInputs } from './weekInputs.ts'

/** A week read and put together once for many questions about it. Nobody may change what is in it. */
export interface WeekDesk {
  prepared: PreparedWeek
  compiled: Compiled
}

interface Kept {
  inputs: WeekInputs
  desk: Promise<WeekDesk> | null
}

/** A branch that is being worked on, and one that was a moment ago. */
const most = 2
/** Once a crew-day of the week runs, the plan's first minute is now. */
const freshSeconds = 60
const kept = new WeakMap<Deps, Map<string, Kept>>()

const stillAhead = ({ crewDays, zone }: WeekInputs, nowEpoch: number) =>
  crewDays.every((day) => epochAt(day.date, day.shift.fromMinutes, zone) > nowEpoch)

async function keptOf(context: RequestContext, branch: BranchRow, week: string): Promise<Kept> {
  const { deps } = context
  let entries = kept.get(deps)
  if (!entries) kept.set(deps, (entries = new Map()))
  const key = `${branch.id} ${week} ${branch.version}`
  const [stamp, now] = await Promise.all([
    branchStamp(deps.database.reader, branch.id),
    branchNow(deps, branch),
  ])
  const nowEpoch = now.getTime() / 1000
  const known = entries.get(key)
  if (known?.inputs.stamp === stamp) {
    const { inputs } = known
    const age = nowEpoch - inputs.nowEpoch
    if (age >= 0 && (age < freshSeconds || stillAhead(inputs, nowEpoch))) return known
  }
  const made: Kept = { inputs: await loadWeekInputs(context, branch, week), desk: null }
  entries.delete(key)
  entries.set(key, made)
  if (entries.size > most) entries.delete(entries.keys().next().value!)
  return made
}

/**
 * What {@link loadWeekInputs} reads, read anew only when something was written or the clock has moved on. To be looked
 * at, not changed; who writes loads her own.
 */
export async function weekToRead(
  context: RequestContext,
  branch: BranchRow,
  week: string,
): Promise<WeekInputs> {
  const { inputs } = await keptOf(context, branch, week)
  const now = await branchNow(context.deps, branch)
  return { ...inputs, nowEpoch: now.getTime() / 1000 }
}

/** The week as it stands, with its travel times, ready to be asked: which windows, why not. */
export async function weekDesk(context: RequestContext, branch: BranchRow, week: string): Promise<WeekDesk> {
  const entry = await keptOf(context, branch, week)
  entry.desk ??= prepare(context, entry.inputs)
  try {
    return await entry.desk
  } catch (error) {
    entry.desk = null
    throw error
  }
}

async function prepare(context: RequestContext, inputs: WeekInputs): Promise<WeekDesk> {
  const prepared = await prepareWeek(context, inputs, inputs.visits, {})
  const compiled = await context.deps.pool.run('prepare-problem', { problem: prepared.problem })
  return { prepared, compiled }
}
