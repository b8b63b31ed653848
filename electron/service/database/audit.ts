import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Actor } from '../../../shared/model/people.ts'
import type { Reader } from './open.ts'
import { putSetting, readSetting } from './settings.ts'
import type { AuditRow, Tables } from './tables.ts'

const firstHash = '0'.repeat(64)
const auditHead = 'audit.head'

function auditHash(row: Omit<AuditRow, 'hash'>): string {
  const fields = [
    row.seq,
    row.branch_id,
    row.at,
    row.user_id,
    row.user_name,
    row.roles,
    row.action,
    row.entity,
    row.summary,
    row.previous_hash,
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

/** Adds a row for what `actor` did, chained by hash to the one before it. */
export async function addAudit(
  transaction: Transaction<Tables>,
  at: string,
  actor: Actor,
  entry: { branchId: string | null; action: string; entity: string | null; summary: string },
) {
  const last = await transaction
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row = {
    seq: (last?.seq ?? 0) + 1,
    branch_id: entry.branchId,
    at,
    user_id: actor.userId,
    user_name: actor.userName,
    roles: JSON.stringify(actor.roles),
    action: entry.action,
    entity: entry.entity,
    summary: entry.summary,
    previous_hash: last?.hash ?? firstHash,
  }
  const hash = auditHash(row)
  await transaction
    .insertInto('audit')
    .values({ ...row, hash })
    .execute()
  // a chain cut at its end would look whole, so its head is kept apart
  await putSetting(transaction, auditHead, row.seq + ':' + hash)
}

/** Whether every row still fits the one before it, and none is missing at the end. */
export async function verifyAudit(
  reader: Reader,
): Promise<{ rows: number; intact: boolean; firstBroken: number | null }> {
  // rows may be added while the chain is being walked; then it is walked again
  for (;;) {
    const head = await readSetting(reader, auditHead)
    const walked = await walkAudit(reader)
    if ((await readSetting(reader, auditHead)) !== head) continue
    if (walked.broken !== null) return { rows: walked.rows, intact: false, firstBroken: walked.broken }
    return (head ?? '0:' + firstHash) === walked.rows + ':' + walked.last
      ? { rows: walked.rows, intact: true, firstBroken: null }
      : { rows: walked.rows, intact: false, firstBroken: walked.rows + 1 }
  }
}

/** Every row against the one before it; `broken`: the first that does not fit. */
async function walkAudit(reader: Reader): Promise<{ rows: number; last: string; broken: number | null }> {
  let last = firstHash
  let rows = 0
  for (let from = Number.MIN_SAFE_INTEGER; ;) {
    const chunk = await reader
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', from)
      .orderBy('seq')
      .limit(5_000)
      .execute()
    for (const row of chunk) {
      rows++
      if (row.seq !== rows || row.previous_hash !== last || auditHash(row) !== row.hash)
        return { rows, last, broken: rows }
      last = row.hash
    }
    if (chunk.length < 5_000) return { rows, last, broken: null }
    from = chunk.at(-1)!.seq
  }
}
