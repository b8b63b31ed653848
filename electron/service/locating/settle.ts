import { neighbourRadius } from '../../../shared/core/address/geocode.ts'
import { sameDoorMetres } from '../../../shared/core/address/mergeMemory.ts'
import { metresBetween } from '../../../shared/core/address/metric.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import type { Reader } from '../database/open.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import { addressesInBuildings, findAddress, pinsByKeys } from '../database/stores/cases.ts'
import type { AddressRow, BranchRow } from '../database/tables.ts'

/** What a person decides of an address in the review: where it is, or that nobody lives there. */

/** A pin that was set by hand: as near as a person can point, in metres. A candidate keeps its own radius. */
const setRadiusMetres = 15

interface Place {
  /** longitude, latitude in WGS-84 */
  at: [number, number]
  label: string
  radiusMetres: number
  by: string
}

/** What was settled, and the addresses that the review shows otherwise now. */
export interface Settled {
  /** how many addresses were given a place */
  confirmed: number
  changed: string[]
  undoId: string | null
}

async function addressOf(reader: Reader, branch: BranchRow, addressId: string): Promise<AddressRow> {
  const row = await findAddress(reader, addressId)
  if (!row || row.branch_id !== branch.id) throw new RefusalError('row-gone')
  return row
}

/** The others of its building or estate, whatever is known of them. */
async function othersBeside(reader: Reader, branch: BranchRow, row: AddressRow): Promise<AddressRow[]> {
  if (!row.building_key) return []
  const all = await addressesInBuildings(reader, branch.id, [row.building_key])
  return all.filter(({ id }) => id !== row.id)
}

async function placeAddress(
  tx: ChangeTransaction,
  row: AddressRow,
  { at, label, by }: Place,
  radiusMetres: number,
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
    confirmed_by: by,
    located_at: tx.now,
    status: 'valid',
  })
}

/** Keeps a pin by its key; a second person who sets the same one approves it. */
async function remember(
  tx: ChangeTransaction,
  branch: BranchRow,
  key: string,
  building: string | null,
  place: Place,
) {
  const pin = {
    lon: place.at[0],
    lat: place.at[1],
    label: place.label,
    radius_metres: place.radiusMetres,
    confirmed_by: place.by,
    approved_by: null,
    approved_at: null,
  }
  const known = (await pinsByKeys(tx.reader, branch.id, [key])).at(0)
  if (!known) await tx.insert('pins', [{ id: tx.newId(), memory_key: key, building_key: building, ...pin }])
  else if (
    known.confirmed_by !== place.by &&
    metresBetween(known.lon, known.lat, pin.lon, pin.lat) <= sameDoorMetres
  )
    await tx.update('pins', known.id, { approved_by: place.by, approved_at: tx.now })
  else await tx.update('pins', known.id, pin)
}

/**
 * Gives an address its place, and on demand the others of its building that nobody has settled yet; an address that was
 * marked wrong is none of them. What is there is read in the same transaction: two confirmations may be on their way.
 * @throws RefusalError row-gone
 */
export async function confirmAddress(
  context: RequestContext,
  branch: BranchRow,
  given: {
    addressId: string
    at: [number, number]
    label: string
    radiusMetres?: number
    neighbours: boolean
  },
): Promise<Settled> {
  const { deps, actor } = context
  const place: Place = {
    at: given.at,
    label: given.label,
    radiusMetres: Math.max(setRadiusMetres, given.radiusMetres ?? 0),
    by: actor.userName,
  }
  const row = await addressOf(deps.database.reader, branch, given.addressId)
  const params = { address: row.text, count: 1 }
  const settled = await deps.changes.change(
    actor,
    { branchId: branch.id, action: 'locate.confirm', params, entity: row.id, undoable: true },
    async (tx): Promise<Settled> => {
      const beside = await othersBeside(tx.reader, branch, row)
      const neighbours = given.neighbours
        ? beside.filter((other) => other.confirmed_by === null && other.status === 'valid')
        : []
      params.count += neighbours.length
      await placeAddress(tx, row, place, place.radiusMetres, 'pin')
      if (row.memory_key) await remember(tx, branch, row.memory_key, row.building_key, place)
      // without a room the door's key is the building's own
      if (given.neighbours && row.building_key && row.building_key !== row.memory_key)
        await remember(tx, branch, row.building_key, row.building_key, place)
      for (const other of neighbours)
        await placeAddress(tx, other, place, neighbourRadius(place.radiusMetres), 'building')
      return {
        confirmed: params.count,
        changed: [row.id, ...beside.map(({ id }) => id)],
        undoId: tx.entryId,
      }
    },
  )
  deps.events.emit({ topic: 'locations', addressIds: settled.changed }, 'history')
  return settled
}

/**
 * Nobody lives there: the address waits for another one and its place is forgotten.
 * @throws RefusalError row-gone
 */
export async function markAddressWrong(
  context: RequestContext,
  branch: BranchRow,
  addressId: string,
): Promise<Pick<Settled, 'changed' | 'undoId'>> {
  const { deps, actor } = context
  const row = await addressOf(deps.database.reader, branch, addressId)
  const settled = await deps.changes.change(
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
      const beside = await othersBeside(tx.reader, branch, row)
      return { changed: [row.id, ...beside.map(({ id }) => id)], undoId: tx.entryId }
    },
  )
  deps.events.emit({ topic: 'locations', addressIds: settled.changed }, 'history')
  return settled
}
