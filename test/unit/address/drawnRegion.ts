import { indexFromTables, type AddressIndex } from '../../../shared/core/address/addressIndex.ts'
import { assembleAddressTables, type AddressListRow } from '../../../shared/core/address/assemble.ts'
import { neverCancelled, noProgress } from '../../../shared/core/lib/cancel.ts'
import { loadGazetteer } from '../../../electron/service/database/region/addressesGazetteer.ts'
import type { AddressFeature } from '../../../shared/model/region.ts'

/** The drawings lie around a point of Taipei: x metres east, y metres north of it. */
const origin = { lon: 121.5, lat: 25 }
const degree = 1 / 111_195.08
const east = degree / Math.cos((origin.lat * Math.PI) / 180)
export const at = (x: number, y: number) => ({ lon: origin.lon + x * east, lat: origin.lat + y * degree })
/** Metres east and north of a point of a drawing. */
export const metres = (point: { lon: number; lat: number }) => ({
  x: Math.round((point.lon - origin.lon) / east) + 0,
  y: Math.round((point.lat - origin.lat) / degree) + 0,
})

let ids = 0
export const house = (
  street: string,
  number: string,
  x: number,
  y: number,
  city = 'Oberdorf',
  postcode = '1000',
) =>
  ({
    kind: 'address',
    osmId: 'n' + ++ids,
    tags: { 'addr:street': street, 'addr:housenumber': number, 'addr:city': city, 'addr:postcode': postcode },
    ...at(x, y),
  }) satisfies AddressFeature

export const way = (name: string, ...points: [x: number, y: number][]) =>
  ({
    kind: 'street',
    osmId: 'w' + ++ids,
    name,
    tags: { highway: 'residential' },
    ...at(...points[0]!),
    line: Float64Array.from(points.flatMap(([x, y]) => [at(x, y).lon, at(x, y).lat])),
  }) satisfies AddressFeature

export const place = (name: string, x: number, y: number, kind = 'village') =>
  ({ kind: 'place', osmId: 'n' + ++ids, name, tags: { place: kind }, ...at(x, y) }) satisfies AddressFeature

export const estate = (name: string, x: number, y: number) =>
  ({
    kind: 'building',
    osmId: 'w' + ++ids,
    name,
    tags: { landuse: 'residential' },
    ...at(x, y),
  }) satisfies AddressFeature

export const listed = (address: string, x: number, y: number): AddressListRow => ({ address, ...at(x, y) })

export function drawn(features: AddressFeature[], rows: AddressListRow[] = []): AddressIndex {
  const { tables } = assembleAddressTables({
    features,
    lists: rows.length > 0 ? [{ name: 'list', rows }] : [],
    gazetteer: loadGazetteer(),
    progress: noProgress,
    cancel: neverCancelled,
  })
  return indexFromTables(tables)
}
