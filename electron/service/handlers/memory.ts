import { mergeMemory } from '../../../shared/core/address/mergeMemory.ts'
import {
  memoryFileLarge,
  mostMemoryBytes,
  readMemoryFile,
  writeMemoryFile,
} from '../../../shared/core/exchange/memoryFile.ts'
import type { MemoryPin } from '../../../shared/model/location.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { Deps } from '../context.ts'
import { addressesAtPins, pinRows } from '../database/stores/cases.ts'
import { changesOfRow } from '../database/stores/history.ts'
import type { BranchRow, PinRow } from '../database/tables.ts'
import { procedures } from '../procedures.ts'
import { branchClock, currentBranch } from '../scope.ts'

const toPin = (row: PinRow): MemoryPin => ({
  key: row.memory_key,
  building: row.building_key,
  lon: row.lon,
  lat: row.lat,
  label: row.label,
  radiusMetres: row.radius_metres,
  confirmedBy: row.confirmed_by,
  confirmedAt: row.updated_at,
  approvedBy: row.approved_by,
  approvedAt: row.approved_at,
})

const fields = (pin: MemoryPin) => ({
  memory_key: pin.key,
  building_key: pin.building,
  lon: pin.lon,
  lat: pin.lat,
  label: pin.label,
  radius_metres: pin.radiusMetres,
  confirmed_by: pin.confirmedBy,
  approved_by: pin.approvedBy,
  approved_at: pin.approvedAt,
})

/** A sample has a clock of its own: on it stands when a pin was set, beside the other times of the window. */
async function shownTime(deps: Deps, branch: BranchRow): Promise<(iso: string) => string> {
  const clock = await branchClock(deps, branch)
  return (iso) => clock(new Date(iso)).toISOString()
}

export const memory = {
  list: procedures.memory.list.handler(async ({ context: { deps, actor } }) => {
    const branch = await currentBranch({ deps, actor })
    const rows = await pinRows(deps.database.reader, branch.id)
    const counts = await addressesAtPins(deps.database.reader, branch.id)
    const shown = await shownTime(deps, branch)
    return rows
      .map((row) => ({
        id: row.id,
        label: row.label,
        at: [row.lon, row.lat] as [number, number],
        radiusMetres: row.radius_metres,
        building: row.memory_key === row.building_key,
        confirmedBy: row.confirmed_by,
        confirmedAt: shown(row.updated_at),
        approvedBy: row.approved_by,
        approvedAt: row.approved_at && shown(row.approved_at),
        addresses: counts.get(row.memory_key) ?? 0,
        mayApprove: row.approved_by === null && row.confirmed_by !== actor.userName,
      }))
      .sort((a, b) => (a.confirmedAt < b.confirmedAt ? 1 : a.confirmedAt > b.confirmedAt ? -1 : 0))
  }),

  changes: procedures.memory.changes.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const shown = await shownTime(context.deps, branch)
    const changes = await changesOfRow(context.deps.database.reader, branch.id, 'pins', input.pinId)
    return changes.map((change) => ({ ...change, at: shown(change.at) }))
  }),

  approve: procedures.memory.approve.handler(async ({ context, input }) => {
    const { deps, actor } = context
    const branch = await currentBranch(context)
    const asked = new Set(input.pinIds)
    const rows = (await pinRows(deps.database.reader, branch.id)).filter((row) => asked.has(row.id))
    if (rows.length < asked.size) throw new RefusalError('row-gone')
    const own = rows.find((row) => row.confirmed_by === actor.userName)
    if (own) throw new RefusalError('pin-own', { address: own.label })
    const open = rows.filter((row) => row.approved_by === null)
    let undoId: string | null = null
    if (open.length > 0)
      undoId = await deps.changes.change(
        actor,
        {
          branchId: branch.id,
          action: 'memory.approve',
          params: { count: open.length, address: open[0]!.label },
          undoable: true,
        },
        async (tx) => {
          for (const row of open)
            await tx.update('pins', row.id, { approved_by: actor.userName, approved_at: tx.now })
          return tx.entryId
        },
      )
    deps.events.emit('locations', 'history')
    return { approved: open.length, undoId }
  }),

  forget: procedures.memory.forget.handler(async ({ context, input }) => {
    const { deps, actor } = context
    const branch = await currentBranch(context)
    const row = (await pinRows(deps.database.reader, branch.id)).find((one) => one.id === input.pinId)
    if (!row) throw new RefusalError('row-gone')
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'memory.forget',
        params: { address: row.label },
        entity: row.id,
        undoable: true,
      },
      async (tx) => {
        await tx.remove('pins', [row.id])
        return tx.entryId
      },
    )
    deps.events.emit('locations', 'history')
    return { forgotten: true, undoId }
  }),

  exportFile: procedures.memory.exportFile.handler(async ({ context }) => {
    const { deps, actor } = context
    const branch = await currentBranch(context)
    const rows = await pinRows(deps.database.reader, branch.id)
    // addresses of borrowers leave the desk
    await deps.changes.noteLook(actor, branch.id, 'memory.export', branch.id)
    return new File([writeMemoryFile(rows.map(toPin))], 'memory.geojson', { type: 'application/geo+json' })
  }),

  importFile: procedures.memory.importFile.handler(async ({ context, input }) => {
    const { deps, actor } = context
    const branch = await currentBranch(context)
    const { name, size } = input.file
    if (size > mostMemoryBytes) throw memoryFileLarge(name)
    const theirs = readMemoryFile(Buffer.from(await input.file.arrayBuffer()).toString('utf8'), name)
    const rows = await pinRows(deps.database.reader, branch.id)
    const merged = mergeMemory(rows.map(toPin), theirs)
    const { added, changed, same, kept } = merged
    if (added.length + changed.length > 0)
      await deps.changes.change(
        actor,
        {
          branchId: branch.id,
          action: 'memory.import',
          params: { file: name, added: added.length, changed: changed.length },
          undoable: true,
        },
        async (tx) => {
          await tx.insert(
            'pins',
            added.map((pin) => ({ id: tx.newId(), ...fields(pin) })),
          )
          const idOf = new Map(rows.map((row) => [row.memory_key, row.id]))
          for (const pin of changed) await tx.update('pins', idOf.get(pin.key)!, fields(pin))
        },
      )
    deps.events.emit('locations', 'history')
    return {
      ...{ added: added.length, changed: changed.length, same },
      kept: kept.map(({ label }) => label).slice(0, 200),
    }
  }),
}
