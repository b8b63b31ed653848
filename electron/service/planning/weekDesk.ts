import type { Compiled } from '../../../shared/core/optimiser/compiled.ts'
import { epochAt } from '../../../shared/core/lib/time.ts'
import { createBoard, type Board } from '../../../shared/core/plan/board.ts'
import type { BoardWeek } from '../../../shared/model/board.ts'
import type { Deps, RequestContext } from '../context.ts'
import { branchStamp } from '../database/stores/history.ts'
import type { StoredVersion } from '../database/stores/plans.ts'
import type { BranchRow } from '../database/tables.ts'
import { branchNow } from '../scope.ts'
import { prepareWeek, type PreparedWeek } from './week.ts'
import { loadWeekInputs, onVersion, type WeekInputs } from './weekInputs.ts'

/** A week read and put together once for many questions about it. Nobody may change what is in it. */
export interface WeekDesk {
  prepared: PreparedWeek
  board: Board
  /** ready for the optimiser's threads: only what asks them has to wait for it */
  compiled(): Promise<Compiled>
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
  const key = keyOf(branch, week)
  const [stamp, now] = await Promise.all([
    branchStamp(deps.database.reader, branch.id),
    branchNow(deps, branch),
  ])
  const nowEpoch = now.getTime() / 1000
  const known = kept.get(deps)?.get(key)
  if (known?.inputs.stamp === stamp) {
    const { inputs } = known
    const age = nowEpoch - inputs.nowEpoch
    if (age >= 0 && (age < freshSeconds || stillAhead(inputs, nowEpoch))) return known
  }
  const made: Kept = { inputs: await loadWeekInputs(context, branch, week), desk: null }
  keep(context, key, made)
  return made
}

const keyOf = (branch: BranchRow, week: string) => `${branch.id} ${week} ${branch.version}`

function keep({ deps }: RequestContext, key: string, entry: Kept): void {
  let entries = kept.get(deps)
  if (!entries) kept.set(deps, (entries = new Map()))
  entries.delete(key)
  entries.set(key, entry)
  if (entries.size > most) entries.delete(entries.keys().next().value!)
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

/**
 * The week has turned from one version to another and nothing else has changed: what was read of it serves on, and is
 * put together again for whoever asks next.
 */
export function weekTurned(
  context: RequestContext,
  branch: BranchRow,
  before: WeekInputs,
  stored: StoredVersion,
  stamp: string,
): WeekInputs {
  const inputs = onVersion(before, stored, stamp)
  const entry: Kept = { inputs, desk: null }
  keep(context, keyOf(branch, inputs.week), entry)
  // not now: whoever made the change waits for the answer
  setImmediate(() => void (entry.desk ??= prepare(context, inputs)).catch(() => (entry.desk = null)))
  return inputs
}

async function prepare(context: RequestContext, inputs: WeekInputs): Promise<WeekDesk> {
  const prepared = await prepareWeek(context, inputs, inputs.visits, {})
  let board: Board | null = null
  let compiled: Promise<Compiled> | null = null
  return {
    prepared,
    get board() {
      return (board ??= createBoard(boardWeek(prepared)))
    },
    compiled: () => (compiled ??= context.deps.pool.run('prepare-problem', { problem: prepared.problem })),
  }
}

/** The week as it is judged by hand, here and in the window. */
export function boardWeek({ inputs, assembled, problem }: PreparedWeek): BoardWeek {
  return {
    problem,
    zeroEpoch: assembled.clock.zeroEpoch,
    zone: inputs.zone,
    visits: assembled.visits.map((visit) => ({ visitId: visit.id, confirmed: visit.appointment !== null })),
    crewDays: assembled.crewDays.map((day) => ({ id: day.key, crewName: day.crewName, date: day.date })),
    skillNames: assembled.skillNames,
  }
}
