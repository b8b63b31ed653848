import { throwIfCancelled, type Cancel, type Progress } from '../lib/cancel.ts'
import type { AddressFeature } from '../../model/region.ts'
import { assembleStreets } from './assembleStreets.ts'
import type { PendingHouse, PendingWay } from './pending.ts'
import { PlaceBuilder } from './assemblePlaces.ts'
import type { AddressTables, NamedPlace } from './addressIndex.ts'
import { calibrate } from './calibrate.ts'
import { PieceScanner } from './chinesePiece.ts'
import type { Gazetteer } from './divisions.ts'
import { foldText, isHan, looksChinese } from './fold.ts'
import { splitHouseNumbers } from './houseNumber.ts'
import { latinKey, nameKey } from './keys.ts'
import { metresBetween } from './metric.ts'
import { parseAddress } from './parse.ts'

/** One row of a branch's own list: an address as text, or in OpenAddresses' columns. WGS-84 degrees. */
export interface AddressListRow {
  address?: string
  lon: number
  lat: number
  number?: string
  street?: string
  city?: string
  district?: string
  postcode?: string
}

export interface AddressList {
  /** shown as the source of what it locates */
  name: string
  rows: Iterable<AddressListRow>
}

export interface AssembleOptions {
  features: Iterable<AddressFeature>
  lists: readonly AddressList[]
  gazetteer?: Gazetteer
  progress: Progress
  cancel: Cancel
}

export interface Assembled {
  tables: AddressTables
  /** rows of each list that could not be used: no number, no road, no place, or a coordinate out of range */
  unused: { list: string; row: number; address: string }[]
}

const everySoOften = 4096

/** Turns map features and address lists into the tables of an address index. Same input, same tables. */
export function assembleAddressTables(options: AssembleOptions): Assembled {
  const { progress, cancel, gazetteer } = options
  const sources = ['osm', ...options.lists.map((list) => list.name)]
  const places = new PlaceBuilder()
  const houses: PendingHouse[] = []
  const ways: PendingWay[] = []
  const named: NamedPlace[] = []
  const readName = roadNameReader()
  let done = 0
  for (const feature of options.features) {
    if (done++ % everySoOften === 0) {
      throwIfCancelled(cancel)
      progress({ stage: 'addresses', done, total: 0 })
    }
    if (feature.kind === 'address') addHouse(feature, houses, readName)
    else if (feature.kind === 'street') addWay(feature, ways, readName)
    else if (feature.kind === 'place' || feature.kind === 'boundary' || feature.kind === 'postcode')
      places.addFeature(feature)
    else addNamed(feature, named)
  }
  const unused: Assembled['unused'] = []
  options.lists.forEach((list, listIndex) => {
    let row = 0
    for (const item of list.rows) {
      if (row++ % everySoOften === 0) throwIfCancelled(cancel)
      if (!addListRow(item, listIndex + 1, houses, named, readName, gazetteer))
        unused.push({
          list: list.name,
          row,
          address: item.address ?? `${item.street ?? ''} ${item.number ?? ''}`,
        })
    }
  })
  throwIfCancelled(cancel)
  progress({ stage: 'address-places', done: 0, total: 1 })
  places.assign(houses)
  throwIfCancelled(cancel)
  progress({ stage: 'address-streets', done: 0, total: 1 })
  const { streets, bodies } = assembleStreets(houses, ways, places, cancel)
  const finished = finishNamed(named, places)
  progress({ stage: 'address-streets', done: 1, total: 1 })
  return {
    tables: {
      sources,
      calibrations: calibrate(bodies, sources.length),
      streets,
      bodies,
      places: places.places,
      named: finished,
      bbox: boundsOf(houses, ways),
    },
    unused,
  }
}

export interface RoadName {
  /** key without section */
  base: string
  section: string
  /** `''`, `113`, `277/14` */
  lane: string
  /** the name up to the section, as written */
  name: string
}

type RoadNameReader = (name: string) => RoadName

/** Takes `忠孝東路四段223巷` apart; a Western name is its own base. Remembers, since streets repeat. */
export function roadNameReader(): RoadNameReader {
  const known = new Map<string, RoadName>()
  return (name) => {
    let road = known.get(name)
    if (!road) {
      road = looksChinese(name)
        ? readChineseRoad(name)
        : { base: latinKey(name), section: '', lane: '', name }
      known.set(name, road)
    }
    return road
  }
}

function readChineseRoad(name: string): RoadName {
  const folded = foldText(name)
  const { parts, tokens } = new PieceScanner(folded, 0, folded.length, undefined, undefined).scan()
  if (parts.road === undefined) return { base: nameKey(name), section: '', lane: '', name }
  const lane =
    parts.lane === undefined ? '' : parts.lane + (parts.alley === undefined ? '' : '/' + parts.alley)
  const end =
    tokens.find((token) => token.kind === 'section') ?? tokens.find((token) => token.kind === 'road')!
  const start = tokens.find((token) => token.kind === 'road')!.start
  return { base: nameKey(parts.road), section: parts.section ?? '', lane, name: name.slice(start, end.end) }
}

function inRange(lon: number, lat: number): boolean {
  return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90 && !(lon === 0 && lat === 0)
}

function addHouse(feature: AddressFeature, houses: PendingHouse[], readName: RoadNameReader): void {
  const { tags } = feature
  const numberText = tags['addr:housenumber'] ?? tags['addr:conscriptionnumber']
  const streetText = tags['addr:street'] ?? tags['addr:place'] ?? tags['addr:hamlet'] ?? ''
  if (numberText === undefined || !inRange(feature.lon, feature.lat)) return
  const city =
    tags['addr:city'] ?? tags['addr:town'] ?? tags['addr:village'] ?? tags['addr:municipality'] ?? ''
  const base = { lon: feature.lon, lat: feature.lat, source: 0, postcode: tags['addr:postcode'] ?? '' }
  const district = tags['addr:district'] ?? tags['addr:suburb'] ?? ''
  if (streetText === '' && city === '') return
  // in China the number tag often holds lane and number: 12弄3号
  const chinese = looksChinese(streetText + numberText)
  for (const number of splitHouseNumbers(numberText)) {
    if (chinese) {
      const parsed = parseAddress(streetText + number).addresses[0]!.parts
      if (parsed.road === undefined || parsed.number === undefined) continue
      const road = readName(streetText)
      houses.push({
        ...base,
        ...road,
        lane: laneOf(parsed),
        number: parsed.number,
        city,
        district,
        han: true,
      })
    } else {
      const road = readName(streetText === '' ? city : streetText)
      if (road.base !== '') houses.push({ ...base, ...road, number, city, district, han: false })
    }
  }
}

function laneOf(parts: { lane?: string | undefined; alley?: string | undefined }): string {
  if (parts.lane === undefined) return parts.alley ?? ''
  return parts.lane + (parts.alley === undefined ? '' : '/' + parts.alley)
}

function addWay(feature: AddressFeature, ways: PendingWay[], readName: RoadNameReader): void {
  const { line, name } = feature
  if (!line || line.length < 4 || name === undefined) return
  const spellings = nameSpellings(name, feature.names)
  const road = readName(spellings[0]!)
  if (road.base === '') return
  const aliases = spellings.slice(1).map((other) => readName(other).base)
  ways.push({
    ...road,
    line,
    aliases: [...new Set(aliases)].filter((key) => key !== '' && key !== road.base),
  })
}

/** The name, its two halves when it is written in two scripts, and its names in other languages. */
export function nameSpellings(name: string, names: Record<string, string> | undefined): string[] {
  const spellings = [name]
  let firstHan = -1
  let lastHan = -1
  let latin = 0
  for (let i = 0; i < name.length; i++) {
    if (isHan(name.charCodeAt(i))) {
      if (firstHan < 0) firstHan = i
      lastHan = i
    } else if (/[A-Za-z]/.test(name[i]!)) latin++
  }
  if (firstHan >= 0 && latin >= 4) {
    spellings[0] = name.slice(firstHan, lastHan + 1)
    const rest = (name.slice(0, firstHan) + ' ' + name.slice(lastHan + 1)).trim()
    if (rest.length >= 4) spellings.push(rest)
  }
  for (const [language, other] of Object.entries(names ?? {}))
    if (other !== '' && language !== 'ref')
      spellings.push(
        ...other
          .split(';')
          .map((part) => part.trim())
          .slice(0, 4),
      )
  return [...new Set(spellings)].filter((spelling) => spelling !== '')
}

function addNamed(feature: AddressFeature, named: NamedPlace[]): void {
  if (feature.name === undefined || !inRange(feature.lon, feature.lat)) return
  const keys = [...new Set(nameSpellings(feature.name, feature.names).map(nameKey))].filter(
    (key) => key.length >= 2,
  )
  if (keys.length === 0) return
  const estate = feature.tags['landuse'] !== undefined || feature.tags['place'] !== undefined
  const kind = feature.kind === 'poi' ? 'poi' : estate ? 'estate' : 'building'
  named.push({
    id: 0,
    name: feature.name,
    keys,
    kind,
    lon: feature.lon,
    lat: feature.lat,
    radiusMetres: Math.max(kind === 'estate' ? 150 : 40, ringRadius(feature)),
    place: -1,
  })
}

function ringRadius(feature: AddressFeature): number {
  let radius = 0
  for (const ring of feature.rings ?? [])
    for (let i = 0; i + 1 < ring.length; i += 2)
      radius = Math.max(radius, metresBetween(feature.lon, feature.lat, ring[i]!, ring[i + 1]!))
  return Math.round(radius)
}

function addListRow(
  row: AddressListRow,
  source: number,
  houses: PendingHouse[],
  named: NamedPlace[],
  readName: RoadNameReader,
  gazetteer: Gazetteer | undefined,
): boolean {
  if (!inRange(row.lon, row.lat)) return false
  const place = { lon: row.lon, lat: row.lat, source }
  if (
    row.street !== undefined &&
    row.street !== '' &&
    row.number !== undefined &&
    !looksChinese(row.street)
  ) {
    for (const number of splitHouseNumbers(row.number))
      houses.push({
        ...place,
        ...readName(row.street),
        number,
        city: row.city ?? '',
        district: row.district ?? '',
        postcode: row.postcode ?? '',
        han: false,
      })
    return row.number !== ''
  }
  const text = row.address ?? [row.city, row.district, row.street, row.number].join('')
  const address = parseAddress(text, gazetteer).addresses[0]!
  const { parts } = address
  // as the list writes it, unless it is a former name
  const written = (kind: 'city' | 'district' | 'town') => {
    const token = address.tokens.find((item) => item.kind === kind)
    if (!token) return undefined
    const own = text.slice(token.start, token.end)
    return foldText(own) === token.value || address.script === 'western' ? own : token.value
  }
  const city = row.city ?? written('city') ?? ''
  const district = row.district ?? written('district') ?? written('town') ?? ''
  const postcode = row.postcode ?? parts.postcode ?? ''
  if (parts.road !== undefined && parts.number !== undefined) {
    const token = address.tokens.find((item) => item.kind === 'road')!
    const section = address.tokens.find((item) => item.kind === 'section')
    const name = text.slice(token.start, section ? section.end : token.end)
    houses.push({
      ...place,
      base: nameKey(parts.road),
      section: parts.section ?? '',
      lane: laneOf(parts),
      name,
      number: parts.number,
      city,
      district,
      postcode,
      han: address.script === 'chinese',
    })
    return true
  }
  const estate = parts.estate ?? parts.village ?? address.landmarks[0]
  if (estate === undefined || nameKey(estate).length < 2) return false
  const own = nameKey(estate) + (parts.building ?? '')
  named.push({
    id: 0,
    name: estate + (parts.building === undefined ? '' : ' ' + parts.building),
    keys: [...new Set([own, nameKey(estate)])],
    kind: parts.building === undefined ? 'estate' : 'building',
    lon: row.lon,
    lat: row.lat,
    radiusMetres: parts.building === undefined ? 150 : 60,
    place: -1,
  })
  return true
}

/** One entry for what the map holds twice (as a point and as a building). */
function finishNamed(named: NamedPlace[], places: PlaceBuilder): NamedPlace[] {
  const byKey = new Map<string, NamedPlace[]>()
  const kept: NamedPlace[] = []
  for (const item of named) {
    const own = item.keys[0]! + (item.kind === 'estate' ? '#e' : '')
    const others = byKey.get(own) ?? []
    if (others.some((other) => metresBetween(other.lon, other.lat, item.lon, item.lat) < 120)) continue
    others.push(item)
    byKey.set(own, others)
    item.id = kept.length
    item.place = places.placeAt(item.lon, item.lat)
    kept.push(item)
  }
  return kept
}

function boundsOf(
  houses: readonly PendingHouse[],
  ways: readonly PendingWay[],
): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  const add = (lon: number, lat: number) => {
    if (lon < box[0]) box[0] = lon
    if (lat < box[1]) box[1] = lat
    if (lon > box[2]) box[2] = lon
    if (lat > box[3]) box[3] = lat
  }
  for (const house of houses) add(house.lon, house.lat)
  for (const way of ways) for (let i = 0; i + 1 < way.line.length; i += 2) add(way.line[i]!, way.line[i + 1]!)
  return box[0] <= box[2] ? box : [0, 0, 0, 0]
}
