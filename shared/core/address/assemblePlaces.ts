import type { AddressFeature } from '../../model/region.ts'
import type { Place, PlaceKind } from './addressIndex.ts'
import type { PendingHouse } from './pending.ts'
import { foldText, looksChinese } from './fold.ts'
import { placeKey } from './keys.ts'
import { metresBetween, ringHolds } from './metric.ts'

const defaultRadius: Record<PlaceKind, number> = {
  city: 8_000,
  district: 4_000,
  town: 2_000,
  village: 800,
  neighbourhood: 600,
  postcode: 2_000,
}

/** Places of the map and places that only addresses name, with the houses that lie in each. */
export class PlaceBuilder {
  readonly places: Place[] = []
  private readonly byKey = new Map<string, Place[]>()
  private readonly boxes = new Map<number, [number, number, number, number]>()
  private readonly fromMap = new Set<number>()

  addFeature(feature: AddressFeature): void {
    if (feature.kind === 'postcode') {
      const code = feature.tags['postal_code'] ?? feature.tags['addr:postcode'] ?? feature.name
      if (code !== undefined) this.add(code, [code.toLowerCase()], 'postcode', feature)
      return
    }
    const name = feature.name
    const kind = kindOf(feature)
    if (name === undefined || kind === null) return
    const keys = placeKeys(name)
    for (const other of Object.values(feature.names ?? {})) keys.push(...placeKeys(other))
    const unique = [...new Set(keys)].filter((key) => key !== '')
    const near = (this.byKey.get(unique[0] ?? '') ?? []).find(
      (place) =>
        metresBetween(place.lon, place.lat, feature.lon, feature.lat) < (feature.rings ? 12_000 : 4_000),
    )
    if (!near) {
      this.add(name, unique, kind, feature)
      return
    }
    // the same place as a point and as an area: the point says where its centre is, the area how far it reaches
    if (feature.rings && !near.rings) this.setRings(near, feature.rings)
    else if (!feature.rings && near.rings) {
      near.lon = feature.lon
      near.lat = feature.lat
      near.kind = kind
    }
    for (const key of unique) this.addKey(near, key)
  }

  private add(
    name: string,
    keys: string[],
    kind: PlaceKind,
    at: { lon: number; lat: number; rings?: Float64Array[] },
  ): Place {
    const place: Place = {
      id: this.places.length,
      name,
      keys: [],
      kind,
      parent: -1,
      lon: at.lon,
      lat: at.lat,
      radiusMetres: defaultRadius[kind],
    }
    this.places.push(place)
    this.fromMap.add(place.id)
    for (const key of keys) this.addKey(place, key)
    if (at.rings) this.setRings(place, at.rings)
    return place
  }

  private addKey(place: Place, key: string): void {
    if (place.keys.includes(key)) return
    place.keys.push(key)
    const list = this.byKey.get(key)
    if (list) list.push(place)
    else this.byKey.set(key, [place])
  }

  private setRings(place: Place, rings: readonly Float64Array[]): void {
    place.rings = rings.map((ring) => Array.from(ring, (degree) => Math.round(degree * 1e6) / 1e6))
    const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const ring of place.rings)
      for (let i = 0; i + 1 < ring.length; i += 2) {
        box[0] = Math.min(box[0], ring[i]!)
        box[1] = Math.min(box[1], ring[i + 1]!)
        box[2] = Math.max(box[2], ring[i]!)
        box[3] = Math.max(box[3], ring[i + 1]!)
      }
    this.boxes.set(place.id, box)
    const reach = metresBetween(box[0], box[1], box[2], box[3]) / 2
    place.radiusMetres = Math.round(Math.min(reach, 60_000))
  }

  /** The smallest area that holds a point, else the nearest settlement within three kilometres, else -1. */
  placeAt(lon: number, lat: number): number {
    let best = -1
    let bestSize = Infinity
    for (const [id, box] of this.boxes) {
      if (lon < box[0] || lon > box[2] || lat < box[1] || lat > box[3]) continue
      const place = this.places[id]!
      if (place.kind === 'neighbourhood' || place.kind === 'postcode' || place.radiusMetres >= bestSize)
        continue
      if (place.rings!.some((ring) => ringHolds(ring, lon, lat))) {
        best = id
        bestSize = place.radiusMetres
      }
    }
    if (best >= 0) return best
    let nearest = 3_000
    for (const place of this.places) {
      if (place.kind === 'postcode' || place.kind === 'neighbourhood' || place.rings) continue
      if (Math.abs(place.lat - lat) > 0.03) continue
      const metres = metresBetween(lon, lat, place.lon, place.lat)
      if (metres < nearest) {
        nearest = metres
        best = place.id
      }
    }
    return best
  }

  /** Gives every house its place: by its own words, else its postcode, else its street's, else where it lies. */
  assign(houses: PendingHouse[]): void {
    const byPostcode = new Map<string, Map<number, number>>()
    const byStreet = new Map<string, PendingHouse[]>()
    const members = new Map<number, PendingHouse[]>()
    for (const house of houses) {
      house.place = this.fromWords(house)
      if (house.place >= 0) {
        count(byPostcode, house.postcode, house.place)
        const street = byStreet.get(house.base)
        if (street) street.push(house)
        else byStreet.set(house.base, [house])
      }
    }
    for (const house of houses) {
      if (house.place! < 0) house.place = mostCommon(byPostcode.get(house.postcode))
      if (house.place! < 0) house.place = nearestPlace(byStreet.get(house.base) ?? [], house)
      if (house.place! < 0) house.place = this.placeAt(house.lon, house.lat)
      for (let id = house.place!; id >= 0; id = this.places[id]!.parent) {
        const list = members.get(id)
        if (list) list.push(house)
        else members.set(id, [house])
      }
    }
    for (const [id, list] of members) this.centre(this.places[id]!, list)
    this.addPostcodes(houses)
  }

  private fromWords(house: PendingHouse): number {
    let city: Place | undefined
    if (house.city !== '')
      city = this.named(house.city, house, house.han ? chineseKind(house.city, 'city') : 'town', -1)
    // a Western suburb says less than its town, by which numbers are counted
    if (house.district !== '' && (house.han || !city)) {
      const kind = house.han ? chineseKind(house.district, 'district') : 'neighbourhood'
      const district = this.named(house.district, house, kind, city?.id ?? -1)
      if (city && district.parent < 0 && district.id !== city.id) district.parent = city.id
      return district.id
    }
    return city?.id ?? -1
  }

  private named(name: string, house: PendingHouse, kind: PlaceKind, parent: number): Place {
    const keys = placeKeys(name)
    const known = this.byKey.get(keys[0] ?? '') ?? []
    let best: Place | undefined
    let nearest = Infinity
    for (const place of known) {
      if (place.kind === 'postcode') continue
      if (parent >= 0 && place.parent >= 0 && place.parent !== parent) continue
      const metres = this.fromMap.has(place.id)
        ? metresBetween(place.lon, place.lat, house.lon, house.lat)
        : 0
      if (metres < nearest) {
        nearest = metres
        best = place
      }
    }
    if (best && nearest < 60_000) return best
    const made = this.add(name, keys, kind, house)
    this.fromMap.delete(made.id)
    made.parent = parent
    return made
  }

  /** Middle and reach of a place from its houses, where there are enough to say. */
  private centre(place: Place, houses: readonly PendingHouse[]): void {
    if (houses.length < 20 && this.fromMap.has(place.id)) return
    const middle = medianPoint(houses)
    if (!place.rings || houses.length >= 50) {
      place.lon = middle.lon
      place.lat = middle.lat
    }
    place.radiusMetres = Math.max(Math.round(reachOf(houses, place)), 150)
  }

  private addPostcodes(houses: readonly PendingHouse[]): void {
    const groups = new Map<string, PendingHouse[]>()
    for (const house of houses) {
      if (house.postcode === '') continue
      const list = groups.get(house.postcode)
      if (list) list.push(house)
      else groups.set(house.postcode, [house])
    }
    for (const [code, list] of groups) {
      const middle = medianPoint(list)
      const key = code.toLowerCase()
      const known = (this.byKey.get(key) ?? []).find((place) => place.kind === 'postcode')
      const place = known ?? this.add(code, [key], 'postcode', middle)
      place.lon = middle.lon
      place.lat = middle.lat
      place.radiusMetres = Math.max(Math.round(reachOf(list, middle)), 150)
    }
  }
}

/** `Gamprin-Bendern` is also found as either half. */
function placeKeys(name: string): string[] {
  const keys = [placeKey(name)]
  const halves = name.split(/[-/(),]/).map((half) => half.trim())
  if (halves.length > 1 && !looksChinese(name))
    for (const half of halves) if (half.length >= 4) keys.push(placeKey(half))
  return [...new Set(keys)].filter((key) => key !== '')
}

function chineseKind(name: string, otherwise: PlaceKind): PlaceKind {
  const last = foldText(name).at(-1)!
  if (last === '市' || last === '州' || last === '盟') return otherwise === 'district' ? 'district' : 'city'
  if (last === '区' || last === '县' || last === '旗') return 'district'
  if (last === '镇' || last === '乡' || last === '道') return 'town'
  if (last === '村' || last === '里') return 'village'
  return otherwise
}

function kindOf(feature: AddressFeature): PlaceKind | null {
  const place = feature.tags['place']
  if (feature.kind === 'boundary') {
    const level = Number(feature.tags['admin_level'] ?? 0)
    if (!(level >= 4) || feature.tags['boundary'] === 'postal_code') return null
    if (feature.name !== undefined && looksChinese(feature.name))
      return chineseKind(feature.name, level <= 5 ? 'city' : 'town')
    return level >= 9 ? 'neighbourhood' : level >= 7 ? 'town' : level >= 6 ? 'district' : null
  }
  switch (place) {
    case 'city':
      return 'city'
    case 'district':
    case 'county':
    case 'borough':
    case 'municipality':
      return 'district'
    case 'town':
      return 'town'
    case 'village':
    case 'hamlet':
    case 'isolated_dwelling':
    case 'farm':
      return 'village'
    case 'suburb':
    case 'quarter':
    case 'neighbourhood':
    case 'locality':
    case 'square':
      return 'neighbourhood'
    default:
      return null
  }
}

function count(counts: Map<string, Map<number, number>>, key: string, place: number): void {
  if (key === '') return
  let inner = counts.get(key)
  if (!inner) counts.set(key, (inner = new Map()))
  inner.set(place, (inner.get(place) ?? 0) + 1)
}

function mostCommon(counts: Map<number, number> | undefined): number {
  let best = -1
  let most = 0
  for (const [place, number] of counts ?? [])
    if (number > most) {
      most = number
      best = place
    }
  return best
}

function nearestPlace(houses: readonly PendingHouse[], to: PendingHouse): number {
  let nearest = 1_500
  let best = -1
  for (const house of houses) {
    if (house === to || Math.abs(house.lat - to.lat) > 0.015) continue
    const metres = metresBetween(house.lon, house.lat, to.lon, to.lat)
    if (metres < nearest) {
      nearest = metres
      best = house.place!
    }
  }
  return best
}

export function medianPoint(points: readonly { lon: number; lat: number }[]): { lon: number; lat: number } {
  const middle = points.length >> 1
  return {
    lon: points.map((point) => point.lon).sort((a, b) => a - b)[middle]!,
    lat: points.map((point) => point.lat).sort((a, b) => a - b)[middle]!,
  }
}

/** Nine in ten points lie within this many metres of the centre. */
export function reachOf(
  points: readonly { lon: number; lat: number }[],
  centre: { lon: number; lat: number },
): number {
  const distances = points
    .map((point) => metresBetween(point.lon, point.lat, centre.lon, centre.lat))
    .sort((a, b) => a - b)
  return distances[Math.min(distances.length - 1, Math.floor(distances.length * 0.9))] ?? 0
}
