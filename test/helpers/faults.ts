import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import BetterSqlite, { type Database } from 'better-sqlite3'
import { createChangeLog } from '../../electron/service/database/change.ts'
import { openDatabase } from '../../electron/service/database/open.ts'
import type { Actor } from '../../shared/model/people.ts'

/** Counts of trust.md; `.ci/run` runs a tenth of each. */
export const counted = (full: number): number =>
  process.env.ROUNDSMAN_FAULTS === 'full' ? full : Math.max(1, Math.round(full / 10))

export const key = new Uint8Array(32).fill(5)
export const actor: Actor = { userId: 'u', userName: 'u', roles: ['lead'] }
export const branchId = 'b'
export const writerScript = fileURLToPath(new URL('./faultsWriter.ts', import.meta.url))

export function scratchFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'roundsman-faults-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The real database with its change log, on a branch to write to. */
export async function openDesk(folder: string) {
  const database = await openDatabase(folder, 'desk', key)
  let made = 0
  const log = createChangeLog(
    database,
    () => new Date(),
    () => `${process.pid}-${Date.now()}-${++made}`,
  )
  return { database, log }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>

export const makeBranch = ({ log }: Desk) =>
  log.change(actor, { branchId: null, action: 'branch.create', undoable: false }, (tx) =>
    tx.insert('branches', [
      {
        id: branchId,
        name: 'b',
        time_zone: 'UTC',
        currency: 'EUR',
        rule_packs: '[]',
        actor: null,
        region_id: null,
        sample: null,
        week: '2026-11-23',
        parking_minutes: 0,
        status: 'ready',
      },
    ]),
  )

/** One change: three borrowers and their telephones, so that half a change would be seen. */
export const writeBatch = ({ log }: Desk, batch: number) =>
  log.change(actor, { branchId, action: 'cases.add', undoable: true }, async (tx) => {
    const rows = [0, 1, 2].map((index) => ({
      id: `p${batch}-${index}`,
      name: `Name ${batch}`,
    }))
    await tx.insert('borrowers', rows)
    await tx.insert(
      'phones',
      rows.map((row) => ({ id: `t${row.id}`, borrower_id: row.id, number: String(batch), status: 'valid' })),
    )
  })

/** Batches that are wholly there, in order; throws on one that is there in part, or without its history or audit. */
export async function batchesOf(desk: Desk): Promise<number[]> {
  const { reader } = desk.database
  const borrowers = await reader.selectFrom('borrowers').select('id').execute()
  const phones = new Set(
    (await reader.selectFrom('phones').select('borrower_id').execute()).map((row) => row.borrower_id),
  )
  const parts = new Map<number, number>()
  for (const { id } of borrowers) {
    if (!phones.has(id)) throw new Error(`${id} is there in part`)
    const batch = Number(id.slice(1).split('-')[0])
    parts.set(batch, (parts.get(batch) ?? 0) + 1)
  }
  for (const [batch, count] of parts)
    if (count !== 3) throw new Error(`batch ${batch} has ${count} of 3 rows`)
  const history = await reader.selectFrom('history').select('id').execute()
  if (history.length !== parts.size || phones.size !== borrowers.length)
    throw new Error(`${parts.size} batches, ${history.length} entries of history, ${phones.size} telephones`)
  const audit = await desk.log.verifyAudit()
  if (!audit.intact) throw new Error(`audit broken at ${audit.firstBroken}`)
  return [...parts.keys()].sort((a, b) => a - b)
}

/** The file as somebody with the key could open it, past the program. */
export function openRaw(file: string, bytes: Uint8Array = key): Database {
  const raw = new BetterSqlite(file)
  raw.pragma(`cipher='chacha20'`)
  raw.pragma(`key="x'${Buffer.from(bytes).toString('hex')}'"`)
  return raw
}
