import type { ReviewRow } from '../../../shared/contract/cases.ts'
import { neighbourRadius } from '../../../shared/core/address/geocode.ts'
import { sameDoorMetres } from '../../../shared/core/address/mergeMemory.ts'
import { metresBetween } from '../../../shared/core/address/metric.ts'
import { planability } from '../../../shared/model/location.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { addressesInBuilding, findAddress, pinRows, visitRecords } from '../database/stores/cases.ts'
import type { AddressRow } from '../database/tables.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import { locateAll, searchText } from '../locating/locate.ts'
import { askOutside, outgoing } from '../locating/outside.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import { workStream } from '../work.ts'

/** A pin that was set by hand: as near as a person can point, in metres. A candidate keeps its own radius. */
const setRadiusMetres = 15

async function confirmRow(
  tx: ChangeTransaction,
  row: AddressRow,
  at: [number, number],
  label: string,
  radiusMetres: number,
  userName: string,
  level: 'pin' | 'building',
) {
  await tx.update('addresses', row.id, {
    lon: at[0],
    lat: at[1],
    level,
    confidence: level === 'pin' ? 0.99 : 0.9,
    radius_metres: radiusMetres,
    label,
    source: 'memory',
    reason: 'address-remembered',
    reason_params: null,
    confirmed_by: userName,
    located_at: tx.now,
    status: 'valid',
  })
}

export const locate = {
  run: procedures.locate.run.handler(({ context, signal }) =>
    workStream(signal, async (report) => locateAll(context, await currentBranch(context), report)),
  ),

  queue: procedures.locate.queue.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const records = await visitRecords(context.deps.database.reader, branch.id)
    const open = records.filter(
      (record) =>
        record.current &&
        record.status === 'due' &&
        record.caseStatus === 'open' &&
        record.address.locatedAt !== null &&
        record.address.status === 'valid',
    )
    const inBuilding = new Map<string, Set<string>>()
    for (const { address } of open)
      if (address.buildingKey && address.confirmedBy === null)
        inBuilding.set(
          address.buildingKey,
          (inBuilding.get(address.buildingKey) ?? new Set()).add(address.id),
        )
    const rows: ReviewRow[] = []
    const seen = new Set<string>()
    for (const record of open) {
      const { address } = record
      if (seen.has(address.id)) continue
      seen.add(address.id)
      const standing = address.best ? planability(address.best.level, address.best.radiusMetres) : 'review'
      const confirmed = address.confirmedBy !== null
      const wanted =
        input.include === 'all' ||
        (!confirmed && (input.include === 'doubtful' ? standing !== 'plan' : standing === 'review'))
      if (!wanted) continue
      const shared = address.buildingKey ? inBuilding.get(address.buildingKey) : undefined
      rows.push({
        addressId: address.id,
        caseId: record.caseId,
        caseNo: record.caseNo,
        borrower: record.borrower,
        text: address.text,
        priority: record.priority,
        tokens: address.tokens,
        best: address.best,
        alternatives: address.alternatives,
        reason: address.reason ?? { code: 'address-empty' },
        standing,
        confirmed,
        neighbours: shared ? shared.size - (shared.has(address.id) ? 1 : 0) : 0,
      })
    }
    // what blocks the plan most comes first: held back before warned about, and of those the most valuable
    const order = { review: 0, 'ask-locally': 1, warn: 2, plan: 3 }
    return rows.sort((a, b) => order[a.standing] - order[b.standing] || b.priority - a.priority)
  }),

  search: procedures.locate.search.handler(async ({ context, input }) =>
    searchText(context, await currentBranch(context), input.text),
  ),

  outgoing: procedures.locate.outgoing.handler(({ context, input }) => outgoing(context, input.text)),

  ask: procedures.locate.ask.handler(({ context, input, signal }) =>
    askOutside(context, input.kind, input.text, signal),
  ),

  confirm: procedures.locate.confirm.handler(async ({ context, input }) => {
    const { deps, actor } = context
    const branch = await currentBranch(context)
    const row = await findAddress(deps.database.reader, input.addressId)
    if (!row || row.branch_id !== branch.id) throw new RefusalError('row-gone')
    const neighbours =
      input.neighbours && row.building_key
        ? (await addressesInBuilding(deps.database.reader, branch.id, row.building_key)).filter(
            (other) => other.id !== row.id && other.confirmed_by === null,
          )
        : []
    const radius = Math.max(setRadiusMetres, input.radiusMetres ?? 0)
    const pins = new Map((await pinRows(deps.database.reader, branch.id)).map((pin) => [pin.memory_key, pin]))
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'locate.confirm',
        params: { address: row.text, count: 1 + neighbours.length },
        entity: row.id,
        undoable: true,
      },
      async (tx) => {
        const remember = async (key: string | null, building: string | null) => {
          if (!key) return
          const pin = {
            lon: input.at[0],
            lat: input.at[1],
            label: input.label,
            radius_metres: radius,
            confirmed_by: actor.userName,
            approved_by: null,
            approved_at: null,
          }
          const known = pins.get(key)
          const agrees =
            known &&
            known.confirmed_by !== actor.userName &&
            metresBetween(known.lon, known.lat, pin.lon, pin.lat) <= sameDoorMetres
          // a second person who sets the same pin approves it
          if (agrees) await tx.update('pins', known.id, { approved_by: actor.userName, approved_at: tx.now })
          else if (known) await tx.update('pins', known.id, pin)
          else await tx.insert('pins', [{ id: tx.newId(), memory_key: key, building_key: building, ...pin }])
        }
        await confirmRow(tx, row, input.at, input.label, radius, actor.userName, 'pin')
        await remember(row.memory_key, row.building_key)
        // without a room the door's key is the building's own
        if (input.neighbours && row.building_key !== row.memory_key)
          await remember(row.building_key, row.building_key)
        for (const other of neighbours)
          await confirmRow(
            tx,
            other,
            input.at,
            input.label,
            neighbourRadius(radius),
            actor.userName,
            'building',
          )
        return tx.entryId
      },
    )
    deps.events.emit('locations', 'cases', 'plan', 'history')
    return { confirmed: 1 + neighbours.length, undoId }
  }),

  markWrong: procedures.locate.markWrong.handler(async ({ context, input }) => {
    const { deps, actor } = context
    const branch = await currentBranch(context)
    const row = await findAddress(deps.database.reader, input.addressId)
    if (!row || row.branch_id !== branch.id) throw new RefusalError('row-gone')
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: branch.id,
        action: 'locate.wrong',
        params: { address: row.text },
        entity: row.id,
        undoable: true,
      },
      async (tx) => {
        await tx.update('addresses', row.id, {
          status: 'wrong',
          lon: null,
          lat: null,
          level: 'none',
          confidence: null,
          radius_metres: null,
          reason: 'address-marked-wrong',
          reason_params: null,
          located_at: tx.now,
        })
        return tx.entryId
      },
    )
    deps.events.emit('locations', 'cases', 'plan', 'history')
    return { marked: true, undoId }
  }),
}
