import type { Calibration } from './calibration.ts'
import { createFuzzy, type SimilarKey } from './fuzzy.ts'
export type { SimilarKey } from './fuzzy.ts'

/**
 * What the geocoder knows of a region. Streets are heads in memory and bodies (houses, lines) fetched when asked, so that
 * the same index works over a database file and in memory.
 */

/** House numbers of a street in parallel arrays, sorted by lane, number, suffix. */
export interface Houses {
  /** `''` on the street itself, else lane and alley: `113`, `277/14` */
  lanes: string[]
  numbers: number[]
  /** last of a range, else equal to `numbers` */
  to: number[]
  suffixes: string[]
  lons: number[]
  lats: number[]
  /** id of the finest place that is known, or -1 */
  places: number[]
  /** index into `sources` of the index */
  sources: number[]
}

export interface StreetLine {
  /** as in {@link Houses.lanes} */
  lane: string
  /** lon, lat, lon, lat … */
  points: number[]
}

export interface StreetHead {
  id: number
  /** as the map or list writes it, with its section */
  name: string
  /** `忠孝东路#4`, `dorfstr` */
  key: string
  /** key without section */
  base: string
  /** keys of its other names */
  aliases: string[]
  /** ids of places in which it has houses or lies */
  places: number[]
  postcodes: string[]
  lon: number
  lat: number
  /** nine in ten of its houses and points lie within */
  radiusMetres: number
}

export interface StreetBody {
  houses: Houses
  lines: StreetLine[]
}

export type PlaceKind = 'city' | 'district' | 'town' | 'village' | 'neighbourhood' | 'postcode'

export interface Place {
  id: number
  name: string
  keys: string[]
  kind: PlaceKind
  /** id of the place around it, or -1 */
  parent: number
  lon: number
  lat: number
  radiusMetres: number
  /** outer rings, lon, lat … */
  rings?: number[][]
}

export interface NamedPlace {
  id: number
  name: string
  keys: string[]
  /** `estate` holds several buildings */
  kind: 'building' | 'estate' | 'poi'
  lon: number
  lat: number
  radiusMetres: number
  /** id of the finest place, or -1 */
  place: number
}

export interface AddressTables {
  sources: string[]
  /** how exact each source is */
  calibrations: Calibration[]
  streets: StreetHead[]
  bodies: StreetBody[]
  places: Place[]
  named: NamedPlace[]
  /** west, south, east, north of all houses and streets */
  bbox: [number, number, number, number]
}

export interface AddressIndex {
  readonly sources: readonly string[]
  readonly calibrations: readonly Calibration[]
  readonly bbox: readonly [number, number, number, number]
  /** everything that has a name */
  readonly all: Pick<AddressTables, 'streets' | 'places' | 'named'>
  /** streets with this key, or with this base when it has no section */
  streets(key: string): readonly StreetHead[]
  /** keys of streets within a few typing errors, best first */
  similarStreets(key: string): readonly SimilarKey[]
  body(streetId: number): StreetBody
  place(id: number): Place | undefined
  places(key: string): readonly Place[]
  similarPlaces(key: string): readonly SimilarKey[]
  named(key: string): readonly NamedPlace[]
  similarNamed(key: string): readonly SimilarKey[]
  /** true when some place of this kind is known, so that an unknown name means something */
  knowsKind(kind: PlaceKind): boolean
}

/** What an index is made from: everything but the bodies of streets is small. */
export interface IndexParts extends Omit<AddressTables, 'bodies'> {
  body(streetId: number): StreetBody
}

export function createAddressIndex(parts: IndexParts): AddressIndex {
  const streets = new Map<string, StreetHead[]>()
  for (const street of parts.streets) {
    push(streets, street.key, street)
    if (street.base !== street.key) push(streets, street.base, street)
    for (const alias of street.aliases)
      if (alias !== street.key && alias !== street.base) push(streets, alias, street)
  }
  const places = new Map<string, Place[]>()
  const placeById = new Map<number, Place>()
  const kinds = new Set<PlaceKind>()
  for (const place of parts.places) {
    placeById.set(place.id, place)
    kinds.add(place.kind)
    for (const key of place.keys) push(places, key, place)
  }
  const named = new Map<string, NamedPlace[]>()
  for (const item of parts.named) for (const key of item.keys) push(named, key, item)
  const fuzzyStreets = lazy(() => createFuzzy([...streets.keys()]))
  const fuzzyPlaces = lazy(() => createFuzzy([...places.keys()]))
  const fuzzyNamed = lazy(() => createFuzzy([...named.keys()]))
  return {
    sources: parts.sources,
    calibrations: parts.calibrations,
    bbox: parts.bbox,
    all: { streets: parts.streets, places: parts.places, named: parts.named },
    streets: (key) => streets.get(key) ?? [],
    similarStreets: (key) => fuzzyStreets()(key),
    body: parts.body,
    place: (id) => placeById.get(id),
    places: (key) => places.get(key) ?? [],
    similarPlaces: (key) => fuzzyPlaces()(key),
    named: (key) => named.get(key) ?? [],
    similarNamed: (key) => fuzzyNamed()(key),
    knowsKind: (kind) => kinds.has(kind),
  }
}

export function indexFromTables(tables: AddressTables): AddressIndex {
  return createAddressIndex({ ...tables, body: (id) => tables.bodies[id]! })
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function lazy<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
