import type Database from 'better-sqlite3'
import {
  createAddressIndex,
  type AddressIndex,
  type NamedPlace,
  type Place,
  type StreetBody,
  type StreetHead,
} from '../../../../shared/core/address/addressIndex.ts'
import { storedCalibration, type Calibration } from '../../../../shared/core/address/calibration.ts'
import { assembleAddressTables, type AddressList } from '../../../../shared/core/address/assemble.ts'
import type { Gazetteer } from '../../../../shared/core/address/divisions.ts'
import {
  neverCancelled,
  noProgress,
  throwIfCancelled,
  type Cancel,
  type Progress,
} from '../../../../shared/core/lib/cancel.ts'
import { loadGazetteer } from './addressesGazetteer.ts'
import type { AddressFeature } from '../../../../shared/model/region.ts'

export type { AddressList, AddressListRow } from '../../../../shared/core/address/assemble.ts'

export interface AddressIndexInput {
  features: Iterable<AddressFeature>
  /** the branch's own lists, merged with the map */
  lists?: readonly AddressList[]
  /** makes the districts of Chinese list rows certain; default: the one that comes with the program */
  gazetteer?: Gazetteer
  progress?: Progress
  cancel?: Cancel
}

export interface AddressIndexSummary {
  streets: number
  houses: number
  places: number
  named: number
  /** rows of lists that could not be used, the first hundred */
  unusedRows: { list: string; row: number; address: string }[]
  unusedCount: number
}

const tables = `
  CREATE TABLE address_source (id INTEGER PRIMARY KEY, name TEXT NOT NULL, calibration TEXT NOT NULL) STRICT;
  CREATE TABLE address_bounds (west REAL, south REAL, east REAL, north REAL) STRICT;
  CREATE TABLE address_street (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, base TEXT NOT NULL, aliases TEXT NOT NULL,
    places TEXT NOT NULL, postcodes TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL, radius INTEGER NOT NULL,
    body TEXT NOT NULL) STRICT;
  CREATE TABLE address_place (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, keys TEXT NOT NULL, kind TEXT NOT NULL, parent INTEGER NOT NULL,
    lon REAL NOT NULL, lat REAL NOT NULL, radius INTEGER NOT NULL, rings TEXT) STRICT;
  CREATE TABLE address_named (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, keys TEXT NOT NULL, kind TEXT NOT NULL, place INTEGER NOT NULL,
    lon REAL NOT NULL, lat REAL NOT NULL, radius INTEGER NOT NULL) STRICT;
  CREATE VIRTUAL TABLE address_name USING fts5(name, kind UNINDEXED, ref UNINDEXED, tokenize = 'trigram');
`

/**
 * Builds the address tables of a region into an open, empty region database. Nothing is committed here: the caller
 * holds the transaction of the whole file.
 * @throws CancelledError
 */
export function buildAddressIndex(db: Database.Database, input: AddressIndexInput): AddressIndexSummary {
  const progress = input.progress ?? noProgress
  const cancel = input.cancel ?? neverCancelled
  const { tables: made, unused } = assembleAddressTables({
    features: input.features,
    lists: input.lists ?? [],
    progress,
    cancel,
    gazetteer: input.gazetteer ?? loadGazetteer(),
  })
  db.exec(tables)
  const source = db.prepare('INSERT INTO address_source VALUES (?, ?, ?)')
  made.sources.forEach((name, id) => source.run(id, name, JSON.stringify(made.calibrations[id])))
  const street = db.prepare('INSERT INTO address_street VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const search = db.prepare('INSERT INTO address_name (name, kind, ref) VALUES (?, ?, ?)')
  let houses = 0
  made.streets.forEach((head, row) => {
    if (row % 1024 === 0) {
      throwIfCancelled(cancel)
      progress({ stage: 'address-index', done: row, total: made.streets.length })
    }
    const body = made.bodies[row]!
    houses += body.houses.numbers.length
    const json = JSON.stringify
    street.run(
      ...[
        head.id,
        head.name,
        head.key,
        head.base,
        json(head.aliases),
        json(head.places),
        json(head.postcodes),
      ],
      ...[head.lon, head.lat, head.radiusMetres, json(body)],
    )
    search.run(head.name, 'street', head.id)
  })
  const place = db.prepare('INSERT INTO address_place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  for (const item of made.places) {
    place.run(
      ...[
        item.id,
        item.name,
        JSON.stringify(item.keys),
        item.kind,
        item.parent,
        item.lon,
        item.lat,
        item.radiusMetres,
      ],
      item.rings ? JSON.stringify(item.rings) : null,
    )
    search.run(item.name, 'place', item.id)
  }
  const named = db.prepare('INSERT INTO address_named VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  for (const item of made.named) {
    named.run(
      item.id,
      item.name,
      JSON.stringify(item.keys),
      item.kind,
      item.place,
      item.lon,
      item.lat,
      item.radiusMetres,
    )
    search.run(item.name, 'named', item.id)
  }
  db.prepare('INSERT INTO address_bounds VALUES (?, ?, ?, ?)').run(...made.bbox)
  return {
    streets: made.streets.length,
    houses,
    places: made.places.length,
    named: made.named.length,
    unusedRows: unused.slice(0, 100),
    unusedCount: unused.length,
  }
}

/** Bodies of streets kept in memory at once; a body is read again when it has fallen out. */
const keptBodies = 20_000

/** Opens the address index of a region for reading. Names are held in memory, house numbers read street by street. */
export function openAddressIndex(db: Database.Database): AddressIndex {
  const sources: string[] = []
  const calibrations: Calibration[] = []
  type SourceRow = Record<'name' | 'calibration', string>
  for (const row of db.prepare<[], SourceRow>('SELECT * FROM address_source ORDER BY id').iterate()) {
    sources.push(row.name)
    calibrations.push(storedCalibration(JSON.parse(row.calibration) as Partial<Calibration>))
  }
  type Bounds = Record<'west' | 'south' | 'east' | 'north', number>
  const bounds = db.prepare<[], Bounds>('SELECT * FROM address_bounds').get()!
  const streets: StreetHead[] = []
  type StreetRow = Record<'id' | 'lon' | 'lat' | 'radius', number> &
    Record<'name' | 'key' | 'base' | 'aliases' | 'places' | 'postcodes', string>
  const streetRows = db.prepare<[], StreetRow>(
    'SELECT id, name, key, base, aliases, places, postcodes, lon, lat, radius FROM address_street ORDER BY id',
  )
  for (const row of streetRows.iterate())
    streets.push({
      id: row.id,
      name: row.name,
      key: row.key,
      base: row.base,
      aliases: JSON.parse(row.aliases) as string[],
      places: JSON.parse(row.places) as number[],
      postcodes: JSON.parse(row.postcodes) as string[],
      lon: row.lon,
      lat: row.lat,
      radiusMetres: row.radius,
    })
  const places: Place[] = []
  type PlaceRow = Record<'id' | 'parent' | 'lon' | 'lat' | 'radius', number> &
    Record<'name' | 'keys' | 'kind', string>
  const placeRows = db.prepare<[], PlaceRow>(
    'SELECT id, name, keys, kind, parent, lon, lat, radius FROM address_place ORDER BY id',
  )
  for (const row of placeRows.iterate())
    places.push({
      id: row.id,
      name: row.name,
      keys: JSON.parse(row.keys) as string[],
      kind: row.kind as Place['kind'],
      parent: row.parent,
      lon: row.lon,
      lat: row.lat,
      radiusMetres: row.radius,
    })
  const named: NamedPlace[] = []
  type NamedRow = Record<'id' | 'place' | 'lon' | 'lat' | 'radius', number> &
    Record<'name' | 'keys' | 'kind', string>
  for (const row of db.prepare<[], NamedRow>('SELECT * FROM address_named ORDER BY id').iterate())
    named.push({
      id: row.id,
      name: row.name,
      keys: JSON.parse(row.keys) as string[],
      kind: row.kind as NamedPlace['kind'],
      lon: row.lon,
      lat: row.lat,
      radiusMetres: row.radius,
      place: row.place,
    })
  const readBody = db.prepare<[number], { body: string }>('SELECT body FROM address_street WHERE id = ?')
  const bodies = new Map<number, StreetBody>()
  const body = (id: number): StreetBody => {
    let known = bodies.get(id)
    if (!known) {
      if (bodies.size >= keptBodies) bodies.clear()
      known = JSON.parse(readBody.get(id)!.body) as StreetBody
      bodies.set(id, known)
    }
    return known
  }
  return createAddressIndex({
    sources,
    calibrations,
    bbox: [bounds.west, bounds.south, bounds.east, bounds.north],
    streets,
    places,
    named,
    body,
  })
}

/** A street, place, estate or landmark whose name holds the words typed so far. */
export interface NameHit {
  name: string
  kind: 'street' | 'place' | 'named'
  lon: number
  lat: number
}

/**
 * Names that hold `text`, shortest first: for a search box while a person types. Three letters or more go through the
 * trigram index; two are looked for one by one.
 */
export function searchAddressNames(db: Database.Database, text: string, limit = 20): NameHit[] {
  const words = text.trim().slice(0, 100)
  const characters = [...words].length
  if (characters < 2) return []
  // quoted, so that nothing typed is read as the index's own syntax
  const condition = characters >= 3 ? 'address_name MATCH ?' : "name LIKE ? ESCAPE '\\'"
  const value =
    characters >= 3
      ? '"' + words.replaceAll('"', '""').replaceAll('\0', ' ') + '"'
      : '%' + words.replace(/[\\%_]/g, '\\$&') + '%'
  return db
    .prepare<[string, number], NameHit>(
      `SELECT n.name, n.kind, coalesce(s.lon, p.lon, o.lon) AS lon, coalesce(s.lat, p.lat, o.lat) AS lat
       FROM (SELECT name, kind, ref FROM address_name WHERE ${condition} ORDER BY length(name), name, kind, ref LIMIT ?) n
       LEFT JOIN address_street s ON n.kind = 'street' AND s.id = n.ref
       LEFT JOIN address_place p ON n.kind = 'place' AND p.id = n.ref
       LEFT JOIN address_named o ON n.kind = 'named' AND o.id = n.ref`,
    )
    .all(value, limit)
}
