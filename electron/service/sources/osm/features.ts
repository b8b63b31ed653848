import { noProgress, neverCancelled, type Cancel, type Progress } from '../../../../shared/core/lib/cancel.ts'
import type { AddressFeature, AddressFeatureKind } from '../../../../shared/model/region.ts'
import type { OsmTags } from './entities.ts'
import { readExtract, type OsmExtract } from './extract.ts'
import { pointAlong, pointInside, relationArea, ringArea2, wayArea, wayLine, type Area } from './geometry.ts'
import { openOsm } from './openOsm.ts'

const keptKeys = new Set([
  'place',
  'amenity',
  'shop',
  'tourism',
  'office',
  'leisure',
  'railway',
  'public_transport',
  'healthcare',
  'historic',
  'craft',
  'building',
  'landuse',
  'natural',
  'highway',
  'ref',
  'postal_code',
  'admin_level',
  'population',
  'boundary',
  'station',
])

/** What makes a named thing a place one can name in an address. */
const poiKeys = [
  'amenity',
  'shop',
  'tourism',
  'office',
  'leisure',
  'railway',
  'healthcare',
  'historic',
  'craft',
]
const languageName = /^name:([a-z]{2,3}(?:-[A-Za-z]{2,4})?)$/
const otherNames: Record<string, string> = {
  alt_name: 'alt',
  old_name: 'old',
  short_name: 'short',
  official_name: 'official',
  loc_name: 'loc',
  int_name: 'int',
}

export function namesOf(tags: OsmTags): Record<string, string> | undefined {
  let names: Record<string, string> | undefined
  for (const key in tags) {
    const language = languageName.exec(key)?.[1] ?? otherNames[key]
    if (language) (names ??= {})[language] = tags[key]
  }
  return names
}

function keptTags(tags: OsmTags): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const key in tags) if (keptKeys.has(key) || key.startsWith('addr:')) kept[key] = tags[key]
  return kept
}

/** What an object is to an address; a shop with a house number is two things. */
function kindsOf(tags: OsmTags, isArea: boolean): AddressFeatureKind[] {
  const kinds: AddressFeatureKind[] = []
  if (tags['addr:housenumber'] || tags['addr:housename'] || tags['addr:conscriptionnumber'])
    kinds.push('address')
  if (tags.boundary === 'administrative' && isArea && tags.name) kinds.push('boundary')
  else if (tags.place && tags.name) kinds.push('place')
  if (tags.boundary === 'postal_code' || (tags.postal_code && isArea && !tags.name)) kinds.push('postcode')
  if (tags.name && poiKeys.some((key) => tags[key] !== undefined && tags[key] !== 'no')) kinds.push('poi')
  else if (tags.name && isArea && (tags.building || tags.landuse === 'residential')) kinds.push('building')
  return kinds
}

/** Everything of an extract that an address may name. */
export function* featuresOf(extract: OsmExtract): Generator<AddressFeature> {
  const streetOfMember = streetsByMember(extract)
  const withStreet = (osmId: string, tags: OsmTags): OsmTags => {
    const street = streetOfMember.get(osmId)
    return street && !tags['addr:street']
      ? Object.assign(Object.create(null), tags, { 'addr:street': street })
      : tags
  }
  for (const point of extract.points) {
    const osmId = 'n' + point.id
    const tags = withStreet(osmId, point.tags)
    for (const kind of kindsOf(tags, false))
      yield feature(kind, osmId, tags, point.lonE7 / 1e7, point.latE7 / 1e7)
  }
  for (const way of extract.ways) {
    const osmId = 'w' + way.id
    if (way.tags.highway && way.tags.name && way.tags.area !== 'yes') {
      const line = wayLine(extract, way)
      if (line.length < 4) continue
      const [lon, lat] = pointAlong(line)
      yield { ...feature('street', osmId, way.tags, lon, lat), line }
      continue
    }
    const tags = withStreet(osmId, way.tags)
    const kinds = kindsOf(tags, true)
    if (kinds.length === 0) continue
    const area = wayArea(extract, way)
    if (area) yield* areaFeatures(kinds, osmId, tags, area)
    else {
      const line = wayLine(extract, way)
      if (line.length < 2) continue
      const [lon, lat] = pointAlong(line)
      for (const kind of kinds) if (kind !== 'boundary') yield feature(kind, osmId, tags, lon, lat)
    }
  }
  for (const relation of extract.relations) {
    const osmId = 'r' + relation.id
    const tags = withStreet(osmId, relation.tags)
    const kinds = kindsOf(tags, true)
    if (kinds.length === 0) continue
    const area = relationArea(extract, relation)
    if (area) yield* areaFeatures(kinds, osmId, tags, area)
  }
}

function* areaFeatures(
  kinds: AddressFeatureKind[],
  osmId: string,
  tags: OsmTags,
  area: Area,
): Generator<AddressFeature> {
  const largest = area.outers.reduce((a, b) => (Math.abs(ringArea2(b)) > Math.abs(ringArea2(a)) ? b : a))
  const [lon, lat] = pointInside(largest)
  for (const kind of kinds) {
    const made = feature(kind, osmId, tags, lon, lat)
    if (kind === 'boundary' || kind === 'place' || kind === 'postcode') made.rings = area.outers
    yield made
  }
}

function feature(
  kind: AddressFeatureKind,
  osmId: string,
  tags: OsmTags,
  lon: number,
  lat: number,
): AddressFeature {
  const names = namesOf(tags)
  return {
    kind,
    osmId,
    ...(tags.name ? { name: tags.name } : {}),
    ...(names ? { names } : {}),
    tags: keptTags(tags),
    lon,
    lat,
  }
}

/** `associatedStreet` relations give houses the street that their own tags leave out. */
function streetsByMember(extract: OsmExtract): Map<string, string> {
  const streets = new Map<string, string>()
  for (const relation of extract.relations) {
    if (relation.tags.type !== 'associatedStreet' && relation.tags.type !== 'street') continue
    const name =
      relation.tags.name ??
      relation.members
        .filter((member) => member.type === 'way' && member.role === 'street')
        .map((member) => extract.ways[extract.wayIndex.get(member.ref)]?.tags.name)
        .find((found) => found !== undefined)
    if (!name) continue
    for (const member of relation.members)
      if (member.role === 'house' || member.role === 'address') streets.set(member.type[0] + member.ref, name)
  }
  return streets
}

/**
 * Reads a map file (.osm.pbf, .osm, .osm.gz) and gives everything that an address may name. For tests and tools; the
 * region build joins the file once and uses {@link featuresOf}.
 * @throws RefusalError osm-empty, osm-not-osm, osm-truncated, osm-damaged, osm-compression, osm-history, osm-feature
 */
export function* extractFeatures(
  path: string,
  cancel: Cancel = neverCancelled,
  progress: Progress = noProgress,
): Generator<AddressFeature> {
  const file = openOsm(path)
  let extract: OsmExtract
  try {
    extract = readExtract(file, cancel, progress)
  } finally {
    file.close()
  }
  yield* featuresOf(extract)
}
