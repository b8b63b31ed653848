import type { Transaction } from 'kysely'
import type { Actor } from '../../../shared/model/people.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { addAudit, verifyAudit } from './audit.ts'
import { databaseRefusal, type OpenedDatabase, type Reader } from './open.ts'
import { reverse, transactionFor, type ChangeTransaction, type RowChange } from './rowChanges.ts'
import { putSetting, readSetting } from './settings.ts'
import {
  chooseStep,
  closesRedo,
  nextStep,
  settleStep,
  type Direction,
  type StepAnswer,
  type StepRow,
} from './steps.ts'
import { branchStamp } from './stores/history.ts'
import type { Tables } from './tables.ts'

export interface ChangeInfo {
  /** null for what concerns the desk and not one branch */
  branchId: string | null
  /** dotted, such as `cases.import`; translated by the window */
  action: string
  params?: Record<string, string | number>
  entity?: string
  /** false for facts and for effects outside the database, which undo must not pretend to reverse */
  undoable: boolean
  /** what {@link branchStamp} said when the change was thought out; if anything was written since, it is not made */
  standing?: string
  /** told what {@link branchStamp} says once the change is written */
  stamped?: (stamp: string) => void
}

/** Something was written to the branch while a change to it was being worked out: look again, and try again. */
export class MovedOnError extends RefusalError {
  constructor() {
    super('row-gone')
  }
}

export interface ChangeLog {
  change<R>(actor: Actor, info: ChangeInfo, body: (tx: ChangeTransaction) => Promise<R>): Promise<R>
  /** an audit row for a look at unmasked data; `seen` says whose, or how many people's */
  noteLook(
    actor: Actor,
    branchId: string,
    action: string,
    entity: string,
    seen?: Record<string, string | number>,
  ): Promise<void>
  /** takes a step back or brings it again, in one transaction with whatever `options.mend` writes after it */
  step(actor: Actor, branchId: string, direction: Direction, options?: StepOptions): Promise<StepAnswer>
  /**
   * What stands after a step, without taking it. `look` is asked only where a step is to be taken that turns a plan to
   * another version (`only`: and does nothing else); it reads within the transaction, which is then rolled back.
   */
  rehearse<R>(
    actor: Actor,
    branchId: string,
    direction: Direction,
    entryId: string | null,
    look: (reader: Reader, turned: { planIds: string[]; only: boolean }) => Promise<R>,
  ): Promise<R | null>
  verifyAudit(): Promise<{ rows: number; intact: boolean; firstBroken: number | null }>
  setting(key: string): Promise<string | null>
  setSetting(key: string, value: string): Promise<void>
}

export interface StepOptions {
  /** the step that is meant; refused when another is newer. Null: the newest */
  entryId?: string | null
  /** what {@link branchStamp} said when `mend` was worked out */
  standing?: string
  /** told what {@link branchStamp} says once the step is taken */
  stamped?: (stamp: string) => void
  /** undone and done again with the step */
  mend?: (tx: ChangeTransaction) => Promise<void>
}

/** Takes a transaction back that was only a rehearsal. */
class Rehearsed extends Error {}

/**
 * The one way to write. A change is a transaction that saves rows, one history entry (the reversal of what it did,
 * when it can be undone) and one audit row chained by hash to the one before it.
 */
export function createChangeLog(database: OpenedDatabase, clock: () => Date, newId: () => string): ChangeLog {
  const { writer, reader } = database

  async function changesOf(transaction: Transaction<Tables>, step: StepRow): Promise<RowChange[]> {
    const { changes } = await transaction
      .selectFrom('history')
      .select('changes')
      .where('id', '=', step.id)
      .executeTakeFirstOrThrow()
    return JSON.parse(changes!) as RowChange[]
  }

  async function take(
    transaction: Transaction<Tables>,
    actor: Actor,
    branchId: string,
    direction: Direction,
    step: StepRow,
    mend: StepOptions['mend'],
  ): Promise<StepAnswer> {
    const now = clock().toISOString()
    const changes = await changesOf(transaction, step)
    const { inverse } = await reverse(database, transaction, changes, now)
    if (mend)
      await mend(transactionFor(database, transaction, { branchId, now, newId, entryId: step.id }, inverse))
    const undone = direction === 'undo' ? 1 : 0
    await transaction
      .updateTable('history')
      .set({ undone, changes: JSON.stringify(inverse), version: step.version + 1, updated_at: now })
      .where('id', '=', step.id)
      .execute()
    await addAudit(transaction, now, actor, {
      branchId,
      action: direction,
      entity: step.id,
      summary: stepSummary(step),
    })
    return { kind: 'done', row: { ...step, undone } }
  }

  /** Said once; from then on the step stands, and the next undo comes to the one before it. */
  function standsFromNow(actor: Actor, branchId: string, direction: Direction, step: StepRow) {
    return writer.transaction().execute(async (transaction): Promise<StepAnswer> => {
      const now = clock().toISOString()
      await settleStep(transaction, step, now)
      await addAudit(transaction, now, actor, {
        branchId,
        action: 'undo.past',
        entity: step.id,
        summary: stepSummary(step),
      })
      const next = await nextStep(transaction, branchId, direction)
      return { kind: 'stands', row: step, why: 'stale', next }
    })
  }

  return {
    async change(actor, info, body) {
      try {
        return await writer.transaction().execute(async (transaction) => {
          if (
            info.standing !== undefined &&
            (await branchStamp(transaction, info.branchId!)) !== info.standing
          )
            throw new MovedOnError()
          const now = clock().toISOString()
          const changes: RowChange[] = []
          const entryId = newId()
          const value = await body(
            transactionFor(
              database,
              transaction,
              { branchId: info.branchId, now, newId, entryId: info.undoable ? entryId : null },
              changes,
            ),
          )
          const branchId = info.branchId ?? 'desk'
          if (info.branchId) {
            const last = await transaction
              .selectFrom('history')
              .select('seq')
              .where('branch_id', '=', branchId)
              .orderBy('seq', 'desc')
              .limit(1)
              .executeTakeFirst()
            // a new change closes the road to what had been undone
            if (closesRedo(info.action))
              await transaction
                .deleteFrom('history')
                .where('branch_id', '=', branchId)
                .where('undone', '=', 1)
                .execute()
            await transaction
              .insertInto('history')
              .values({
                id: entryId,
                branch_id: branchId,
                version: 1,
                created_at: now,
                updated_at: now,
                seq: (last?.seq ?? 0) + 1,
                user_name: actor.userName,
                action: info.action,
                params: JSON.stringify(info.params ?? {}),
                changes: info.undoable && changes.length > 0 ? JSON.stringify(changes) : null,
                undone: 0,
              })
              .execute()
          }
          await addAudit(transaction, now, actor, {
            branchId: info.branchId,
            action: info.action,
            entity: info.entity ?? null,
            summary: JSON.stringify(info.params ?? {}),
          })
          if (info.stamped && info.branchId) info.stamped(await branchStamp(transaction, info.branchId))
          return value
        })
      } catch (error) {
        throw databaseRefusal(error, database.file) ?? error
      }
    },
    async noteLook(actor, branchId, action, entity, seen) {
      const summary = seen ? JSON.stringify(seen) : 'look'
      await writer
        .transaction()
        .execute((transaction) =>
          addAudit(transaction, clock().toISOString(), actor, { branchId, action, entity, summary }),
        )
    },
    async step(actor, branchId, direction, { entryId = null, standing, stamped, mend } = {}) {
      let taken: StepRow | null = null
      try {
        return await writer.transaction().execute(async (transaction) => {
          if (standing !== undefined && (await branchStamp(transaction, branchId)) !== standing)
            throw new MovedOnError()
          const chosen = await chooseStep(transaction, branchId, direction, actor.userName, entryId)
          if (!('step' in chosen)) return chosen
          taken = chosen.step
          const answer = await take(transaction, actor, branchId, direction, chosen.step, mend)
          stamped?.(await branchStamp(transaction, branchId))
          return answer
        })
      } catch (error) {
        if (taken && isStale(error)) return standsFromNow(actor, branchId, direction, taken)
        throw databaseRefusal(error, database.file) ?? error
      }
    },
    async rehearse(actor, branchId, direction, entryId, look) {
      let seen: Awaited<ReturnType<typeof look>> | null = null
      try {
        await writer.transaction().execute(async (transaction) => {
          const chosen = await chooseStep(transaction, branchId, direction, actor.userName, entryId)
          const changes = 'step' in chosen ? await changesOf(transaction, chosen.step) : []
          if (changes.some((change) => change.table === 'plans')) {
            const { planIds } = await reverse(database, transaction, changes, clock().toISOString())
            const only = changes.every((change) => change.table === 'plans')
            seen = await look(transaction, { planIds, only })
          }
          throw new Rehearsed()
        })
      } catch (error) {
        if (!(error instanceof Rehearsed) && !isStale(error))
          throw databaseRefusal(error, database.file) ?? error
      }
      return seen
    },
    verifyAudit: () => verifyAudit(reader),
    setting: (key) => readSetting(reader, key),
    setSetting: (key, value) => putSetting(writer, key, value),
  }
}

/** Changed by somebody since, or a fact hangs from the row, or its name has been given to another. */
const isStale = (error: unknown): boolean =>
  (error instanceof RefusalError && ['undo-stale', 'undo-blocked'].includes(error.refusal.code)) ||
  String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')

const stepSummary = (step: StepRow) =>
  JSON.stringify({ step: step.action, ...(JSON.parse(step.params) as Record<string, string | number>) })
