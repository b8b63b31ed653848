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
  streets: StreetHead[]
  bodies: StreetBody[]
  places: Place[]
  named: NamedPlace[]
  /** west, south, east, north of all houses and streets */
  bbox: [number, number, number, number]
}

export interface SimilarKey {
  key: string
  /** 0–1; 1 is equal */
  similarity: number
  edits: number
}

export interface AddressIndex {
  readonly sources: readonly string[]
  readonly bbox: readonly [number, number, number, number]
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
    bbox: parts.bbox,
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

const mostSimilar = 12

/**
 * Keys within a few edits of a key: pairs of neighbouring letters choose who is compared, the Damerau–Levenshtein
 * distance decides (one edit to 5 letters, two to 10, three beyond; one for Chinese).
 */
export function createFuzzy(keys: readonly string[]): (key: string) => SimilarKey[] {
  const pairs = new Map<string, number[]>()
  keys.forEach((key, index) => {
    for (const pair of pairsOf(key)) {
      const list = pairs.get(pair)
      if (!list) pairs.set(pair, [index])
      else if (list.at(-1) !== index) list.push(index)
    }
  })
  const counts = new Uint16Array(keys.length)
  const cache = new Map<string, SimilarKey[]>()
  return (key) => {
    if (key.length < 2 || key.length > 60) return []
    const cached = cache.get(key)
    if (cached) return cached
    const touched: number[] = []
    const own = pairsOf(key)
    for (const pair of new Set(own))
      for (const index of pairs.get(pair) ?? []) if (counts[index]!++ === 0) touched.push(index)
    const isHanKey = key.charCodeAt(0) > 0x2e80
    const limit = isHanKey ? (key.length >= 6 ? 2 : 1) : key.length <= 5 ? 1 : key.length <= 10 ? 2 : 3
    const found: SimilarKey[] = []
    for (const index of touched) {
      const shared = counts[index]!
      counts[index] = 0
      const other = keys[index]!
      if (Math.abs(other.length - key.length) > limit) continue
      // one edit spoils at most three pairs (a swap of neighbours)
      if (shared < Math.max(own.length, other.length + 1) - 3 * limit) continue
      const edits = editDistance(key, other, limit)
      if (edits <= limit)
        found.push({ key: other, edits, similarity: 1 - edits / Math.max(key.length, other.length) })
    }
    found.sort((a, b) => b.similarity - a.similarity || (a.key < b.key ? -1 : 1))
    const best = found.slice(0, mostSimilar)
    if (cache.size > 5_000) cache.clear()
    cache.set(key, best)
    return best
  }
}

function pairsOf(key: string): string[] {
  const padded = '^' + key + '$'
  const pairs: string[] = []
  for (let i = 0; i + 1 < padded.length; i++) pairs.push(padded.slice(i, i + 2))
  return pairs
}

/** Damerau–Levenshtein (neighbours may be swapped), given up beyond `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    before = previous
    previous = row
  }
  return previous[b.length]!
}
