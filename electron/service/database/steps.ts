import type { Transaction } from 'kysely'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { Reader } from './open.ts'
import type { HistoryRow, Tables } from './tables.ts'

/** Which step an undo or a redo is about: the newest that can be taken back, or an answer why it is not taken. */

export type Direction = 'undo' | 'redo'
export type StepRow = Omit<HistoryRow, 'changes'>

export type StepAnswer =
  | { kind: 'done'; row: StepRow }
  | { kind: 'nothing' }
  /**
   * Nothing was done, because it would have surprised: `row` stands. `next` is what is taken back when it is asked for
   * by name.
   */
  | { kind: 'stands'; row: StepRow; why: StandsWhy; next: StepRow | null }

/**
 * fact: newer than `next` and no step to take back · stale: can no longer be taken back, and is not tried again ·
 * published: what went out, and all before it · other: somebody else's
 */
export type StandsWhy = 'fact' | 'stale' | 'published' | 'other'

/** Looking, handing out and what the program works out by itself: nobody who presses undo means these. */
const noStep = (action: string) =>
  ['branch.week', 'exports.create', 'locate.run'].includes(action) || action.startsWith('egress.')

/** Whether a change is a step of the week's work, after which what had been undone is gone for good. */
export const closesRedo = (action: string) => !noStep(action)

const columns = [
  'id',
  'branch_id',
  'version',
  'created_at',
  'updated_at',
  'seq',
  'user_name',
  'action',
  'params',
  'undone',
] as const

/** What was published stands, and so does all that led to it: below this entry nothing is undone. */
export async function floorOf(reader: Reader, branchId: string): Promise<StepRow | null> {
  const row = await reader
    .selectFrom('history')
    .select(columns)
    .where('branch_id', '=', branchId)
    .where('action', '=', 'plan.publish')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** The step that an undo or a redo would come to; null where there is none. */
export async function nextStep(
  reader: Reader,
  branchId: string,
  direction: Direction,
): Promise<StepRow | null> {
  const floor = direction === 'undo' ? await floorOf(reader, branchId) : null
  const row = await reader
    .selectFrom('history')
    .select(columns)
    .where('branch_id', '=', branchId)
    .where('undone', '=', direction === 'undo' ? 0 : 1)
    .where('changes', 'is not', null)
    .where('seq', '>', floor?.seq ?? 0)
    .orderBy('seq', direction === 'undo' ? 'desc' : 'asc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** The newest fact that came after `step`, unless an undo has gone past it before. */
async function factSince(reader: Reader, branchId: string, step: StepRow | null): Promise<StepRow | null> {
  const undone = await nextStep(reader, branchId, 'redo')
  let query = reader
    .selectFrom('history')
    .select(columns)
    .where('branch_id', '=', branchId)
    .where('changes', 'is', null)
    .where('undone', '=', 0)
    .where('seq', '>', step?.seq ?? 0)
    .orderBy('seq', 'desc')
  if (undone) query = query.where('seq', '<', undone.seq)
  return (await query.execute()).find((row) => !noStep(row.action)) ?? null
}

/**
 * @param entryId the step that a person saw and chose; without it the newest, unless that is not what she expects
 * @returns the step to take, or the answer that none is taken
 * @throws RefusalError undo-not-newest, undo-gone, undo-published
 */
export async function chooseStep(
  reader: Reader,
  branchId: string,
  direction: Direction,
  userName: string,
  entryId: string | null,
): Promise<{ step: StepRow } | StepAnswer> {
  const next = await nextStep(reader, branchId, direction)
  if (entryId !== null) {
    if (next?.id === entryId) return { step: next }
    const named = await reader
      .selectFrom('history')
      .select(['seq', 'undone', 'changes'])
      .where('branch_id', '=', branchId)
      .where('id', '=', entryId)
      .executeTakeFirst()
    const floor = await floorOf(reader, branchId)
    if (named && floor && direction === 'undo' && named.seq <= floor.seq)
      throw new RefusalError('undo-published')
    const there = named?.changes && named.undone === (direction === 'undo' ? 0 : 1)
    throw new RefusalError(there ? 'undo-not-newest' : 'undo-gone')
  }
  if (direction === 'redo') return next ? { step: next } : { kind: 'nothing' }
  if (!next) {
    const floor = await floorOf(reader, branchId)
    if (floor) return { kind: 'stands', row: floor, why: 'published', next: null }
  }
  const fact = await factSince(reader, branchId, next)
  if (fact) return { kind: 'stands', row: fact, why: 'fact', next }
  if (!next) return { kind: 'nothing' }
  // a step that was done again by redo is hers, whoever made it first
  if (next.user_name !== userName && next.version === 1)
    return { kind: 'stands', row: next, why: 'other', next }
  return { step: next }
}

/** A step that cannot be taken back any more stands from now on like a fact, and so bars the way to none before it. */
export async function settleStep(transaction: Transaction<Tables>, step: StepRow, now: string) {
  await transaction
    .updateTable('history')
    .set({ changes: null, version: step.version + 1, updated_at: now })
    .where('id', '=', step.id)
    .execute()
}
