import { throwIfCancelled, type Cancel } from '../lib/cancel.ts'
import type { Houses, StreetBody, StreetHead, StreetLine } from './addressIndex.ts'
import { medianPoint, reachOf, type PlaceBuilder } from './assemblePlaces.ts'
import { readHouseNumber } from './houseNumber.ts'
import { degreeMetres, metresBetween } from './metric.ts'
import type { PendingHouse, PendingWay } from './pending.ts'

interface Group {
  key: string
  base: string
  place: number
  han: boolean
  houses: PendingHouse[]
  ways: PendingWay[]
}

/** A way belongs to a street when it passes this near to one of its houses. */
const nearMetres = 300
/** Parts of a Chinese road farther apart than this are two roads of one name. */
const gapMetres = 1_500

/** Groups houses and ways into streets: by name and town where numbers begin anew, else by name and nearness. */
export function assembleStreets(
  houses: readonly PendingHouse[],
  ways: readonly PendingWay[],
  places: PlaceBuilder,
  cancel: Cancel,
): { streets: StreetHead[]; bodies: StreetBody[] } {
  const groups = new Map<string, Group>()
  const byKey = new Map<string, Group[]>()
  const groupFor = (key: string, base: string, place: number, han: boolean): Group => {
    const id = key + '@' + place
    let group = groups.get(id)
    if (!group) {
      group = { key, base, place, han, houses: [], ways: [] }
      groups.set(id, group)
      const list = byKey.get(key)
      if (list) list.push(group)
      else byKey.set(key, [group])
    }
    return group
  }
  for (const house of houses) {
    const key = house.section === '' ? house.base : house.base + '#' + house.section
    let place = house.place ?? -1
    if (house.han)
      while (place >= 0 && places.places[place]!.parent >= 0) place = places.places[place]!.parent
    groupFor(key, house.base, place, house.han).houses.push(house)
  }
  const waiting: [PendingWay, string][] = []
  for (const way of ways) {
    const key = way.section === '' ? way.base : way.base + '#' + way.section
    let joined = false
    for (const group of byKey.get(key) ?? [])
      if (passesNear(way.line, group.houses, group.han ? gapMetres : nearMetres)) {
        group.ways.push(way)
        joined = true
      }
    if (!joined) waiting.push([way, key])
  }
  throwIfCancelled(cancel)
  for (const [way, key] of waiting) {
    const middle = (way.line.length >> 2) << 1
    const place = places.placeAt(way.line[middle]!, way.line[middle + 1]!)
    const han = way.name.charCodeAt(0) > 0x2e80
    groupFor(key, way.base, han ? -1 : place, han).ways.push(way)
  }
  const streets: StreetHead[] = []
  const bodies: StreetBody[] = []
  const sorted = [...groups.values()].sort((a, b) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : a.place - b.place,
  )
  for (const group of sorted)
    for (const part of group.han || group.place < 0 ? splitByGap(group) : [group]) {
      streets.push(headOf(part, streets.length, places))
      bodies.push(bodyOf(part))
    }
  return { streets, bodies }
}

function passesNear(line: Float64Array, houses: readonly PendingHouse[], within: number): boolean {
  if (houses.length === 0) return false
  const step = Math.max(2, (line.length >> 4) << 1)
  const degrees = within / 111_000
  for (let i = 0; i + 1 < line.length; i += step)
    for (const house of houses) {
      if (Math.abs(house.lat - line[i + 1]!) > degrees) continue
      if (metresBetween(house.lon, house.lat, line[i]!, line[i + 1]!) < within) return true
    }
  return false
}

/** Splits what shares a name but lies apart, by cells of the gap's size that touch. */
function splitByGap(group: Group): Group[] {
  const first = group.houses[0] ?? { lon: group.ways[0]!.line[0]!, lat: group.ways[0]!.line[1]! }
  const scale = degreeMetres(first.lat)
  const cellOf = (lon: number, lat: number) =>
    [Math.floor((lon * scale.lon) / gapMetres), Math.floor((lat * scale.lat) / gapMetres)] as const
  const parent = new Map<string, string>()
  const find = (cell: string): string => {
    let root = cell
    while (parent.get(root) !== root) root = parent.get(root)!
    parent.set(cell, root)
    return root
  }
  const touch = (x: number, y: number) => {
    const id = x + ',' + y
    if (parent.has(id)) return id
    parent.set(id, id)
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++) {
        const other = x + dx + ',' + (y + dy)
        if (parent.has(other)) parent.set(find(other), find(id))
      }
    return id
  }
  const houseCells = group.houses.map((house) => touch(...cellOf(house.lon, house.lat)))
  const wayCells = group.ways.map((way) => {
    let last = ''
    for (let i = 0; i + 1 < way.line.length; i += 2) {
      const cell = touch(...cellOf(way.line[i]!, way.line[i + 1]!))
      if (last !== '') parent.set(find(last), find(cell))
      last = cell
    }
    return last
  })
  const parts = new Map<string, Group>()
  const partFor = (cell: string) => {
    const root = find(cell)
    let part = parts.get(root)
    if (!part) parts.set(root, (part = { ...group, houses: [], ways: [] }))
    return part
  }
  group.houses.forEach((house, i) => partFor(houseCells[i]!).houses.push(house))
  group.ways.forEach((way, i) => partFor(wayCells[i]!).ways.push(way))
  return [...parts.values()]
}

function headOf(group: Group, id: number, places: PlaceBuilder): StreetHead {
  const points: { lon: number; lat: number }[] = group.houses.filter((house) => house.lane === '')
  for (const way of group.ways)
    for (let i = 0; i + 1 < way.line.length; i += 2) points.push({ lon: way.line[i]!, lat: way.line[i + 1]! })
  if (points.length === 0) points.push(...group.houses)
  const middle = medianPoint(points)
  // the street's own point nearest to the middle, so that the pin lies on the street
  let centre = points[0]!
  for (const point of points)
    if (
      metresBetween(point.lon, point.lat, middle.lon, middle.lat) <
      metresBetween(centre.lon, centre.lat, middle.lon, middle.lat)
    )
      centre = point
  const inPlaces = new Set<number>()
  for (const house of group.houses)
    if (house.place !== undefined && house.place >= 0) inPlaces.add(house.place)
  if (group.houses.length === 0) {
    const place = group.place >= 0 ? group.place : places.placeAt(centre.lon, centre.lat)
    if (place >= 0) inPlaces.add(place)
  }
  return {
    id,
    name: mostCommonName(group),
    key: group.key,
    base: group.base,
    aliases: [...new Set(group.ways.flatMap((way) => way.aliases))].sort(),
    places: [...inPlaces].sort((a, b) => a - b),
    postcodes: [...new Set(group.houses.map((house) => house.postcode))].filter((code) => code !== '').sort(),
    lon: centre.lon,
    lat: centre.lat,
    radiusMetres: Math.max(
      group.ways.length === 0 && group.houses.length < 6 ? 400 : 60,
      Math.round(reachOf(points, centre)),
    ),
  }
}

function mostCommonName(group: Group): string {
  const counts = new Map<string, number>()
  for (const item of [...group.houses, ...group.ways]) counts.set(item.name, (counts.get(item.name) ?? 0) + 1)
  let best = ''
  let most = 0
  for (const [name, number] of counts)
    if (number > most || (number === most && name < best)) {
      most = number
      best = name
    }
  return best
}

function bodyOf(group: Group): StreetBody {
  const rows = group.houses
    .map((house) => ({ house, number: readHouseNumber(house.number, !house.han) }))
    .filter((row) => row.number !== null)
    .sort((a, b) => {
      const lane = a.house.lane < b.house.lane ? -1 : a.house.lane > b.house.lane ? 1 : 0
      if (lane !== 0) return lane
      if (a.number!.number !== b.number!.number) return a.number!.number - b.number!.number
      if (a.number!.suffix !== b.number!.suffix) return a.number!.suffix < b.number!.suffix ? -1 : 1
      return a.house.source - b.house.source || a.house.lon - b.house.lon || a.house.lat - b.house.lat
    })
  const houses: Houses = {
    lanes: [],
    numbers: [],
    to: [],
    suffixes: [],
    lons: [],
    lats: [],
    places: [],
    sources: [],
  }
  for (const { house, number } of rows) {
    houses.lanes.push(house.lane)
    houses.numbers.push(number!.number)
    houses.to.push(number!.to)
    houses.suffixes.push(number!.suffix)
    houses.lons.push(Math.round(house.lon * 1e7) / 1e7)
    houses.lats.push(Math.round(house.lat * 1e7) / 1e7)
    houses.places.push(house.place ?? -1)
    houses.sources.push(house.source)
  }
  const lines: StreetLine[] = group.ways.map((way) => ({
    lane: way.lane,
    points: Array.from(way.line, (degree) => Math.round(degree * 1e6) / 1e6),
  }))
  return { houses, lines: chainLines(lines) }
}

/** Joins pieces of one road that meet end to end, so that numbers can be counted along it. */
export function chainLines(lines: StreetLine[]): StreetLine[] {
  const open = lines.map((line) => ({ lane: line.lane, points: [...line.points] }))
  const endKey = (lane: string, lon: number, lat: number) =>
    lane + '|' + lon.toFixed(6) + '|' + lat.toFixed(6)
  const done: StreetLine[] = []
  const byEnd = new Map<string, Set<(typeof open)[number]>>()
  const ends = (line: StreetLine) => {
    const { points } = line
    return [
      endKey(line.lane, points[0]!, points[1]!),
      endKey(line.lane, points[points.length - 2]!, points[points.length - 1]!),
    ] as const
  }
  for (const line of open)
    for (const end of ends(line)) (byEnd.get(end) ?? byEnd.set(end, new Set()).get(end)!).add(line)
  const used = new Set<StreetLine>()
  for (const line of open) {
    if (used.has(line)) continue
    used.add(line)
    for (let grown = true; grown;) {
      grown = false
      for (const side of [1, 0] as const) {
        const end = ends(line)[side]
        const next = [...(byEnd.get(end) ?? [])].filter((other) => !used.has(other))
        if (next.length !== 1) continue
        const other = next[0]!
        used.add(other)
        const touchesStart = ends(other)[0] === end
        const forward = side === 1 ? touchesStart : !touchesStart
        const points = forward ? other.points : reversed(other.points)
        line.points = side === 1 ? [...line.points, ...points.slice(2)] : [...points, ...line.points.slice(2)]
        grown = true
      }
    }
    done.push(line)
  }
  return done
}

function reversed(points: readonly number[]): number[] {
  const back: number[] = []
  for (let i = points.length - 2; i >= 0; i -= 2) back.push(points[i]!, points[i + 1]!)
  return back
}
