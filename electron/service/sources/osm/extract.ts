import type { RestrictionInput } from '../../../../shared/core/roads/restrictions.ts'
import type { Cancel, Progress } from '../../../../shared/core/lib/cancel.ts'
import { IdMap } from './idMap.ts'
import type { OsmFile, OsmMember, OsmTags } from './entities.ts'

/** A way that is kept: its nodes are `refs[start … end)` of the extract, as indexes of nodes, or -1 where one is missing. */
export interface ExtractWay {
  id: number
  tags: OsmTags
  start: number
  end: number
}
export interface ExtractRelation {
  id: number
  tags: OsmTags
  members: OsmMember[]
}
export interface ExtractPoint {
  id: number
  tags: OsmTags
  lonE7: number
  latE7: number
}

/**
 * What of a map file matters to roads, addresses and the picture, joined: every kept way knows where its nodes lie.
 * Bounded by what is kept, not by the file: nodes that nothing refers to never enter.
 */
export interface OsmExtract {
  path: string
  timestamp: string
  /** nodes of kept ways, in the order in which ways first name them; a node missing from the file has lon = MISSING */
  nodeLonE7: Int32Array
  nodeLatE7: Int32Array
  nodeIds: Float64Array
  /** index in `nodeIds` */
  nodeIndex: IdMap
  /** tags of nodes on kept ways that say something about passing them (barrier, crossing, signals) */
  nodeTags: Map<number, OsmTags>
  refs: Int32Array
  ways: ExtractWay[]
  wayIndex: IdMap
  relations: ExtractRelation[]
  /** turn restrictions, their members found */
  restrictions: RestrictionInput[]
  /** nodes that mean something by themselves: places, house numbers, shops */
  points: ExtractPoint[]
}

/** Marks a node that ways name and the file lacks: no longitude reaches it. */
export const MISSING = -2147483648

/** A way with one of these is kept; for some only with the values listed. */
const wayKeys = [
  'highway',
  'building',
  'landuse',
  'natural',
  'water',
  'waterway',
  'leisure',
  'place',
  'boundary',
  'amenity',
  'tourism',
  'shop',
  'office',
  'railway',
  'aeroway',
  'man_made',
  'route',
  'addr:housenumber',
  'addr:housename',
  'addr:interpolation',
]
const pointKeys = [
  'place',
  'addr:housenumber',
  'addr:housename',
  'addr:conscriptionnumber',
  'amenity',
  'shop',
  'tourism',
  'office',
  'leisure',
  'railway',
  'public_transport',
  'building',
  'healthcare',
  'historic',
  'craft',
]
const areaKeys = [
  'building',
  'landuse',
  'natural',
  'water',
  'waterway',
  'leisure',
  'amenity',
  'place',
  'tourism',
]
const passingKeys = ['barrier', 'highway', 'crossing', 'access', 'ford']

const hasAny = (tags: OsmTags, keys: string[]) => {
  for (const key of keys) if (tags[key] !== undefined) return true
  return false
}

/** 10,000 is more than any real area has; a relation with ten million members is an attack or an accident. */
const maxMembers = 40_000

function isWantedRelation(tags: OsmTags, members: OsmMember[]): boolean {
  if (members.length === 0 || members.length > maxMembers) return false
  switch (tags.type) {
    case 'restriction':
    case 'associatedStreet':
    case 'street':
      return true
    case 'multipolygon':
      return hasAny(tags, areaKeys) || tags['addr:housenumber'] !== undefined || tags.highway === 'pedestrian'
    case 'boundary':
      return (
        tags.boundary === 'administrative' || tags.boundary === 'postal_code' || tags.boundary === 'place'
      )
    case 'site':
      return tags.name !== undefined && hasAny(tags, areaKeys)
    default:
      return tags.type?.startsWith('restriction:') ?? false
  }
}

class Int32Pool {
  length = 0
  data = new Int32Array(1 << 16)
  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Int32Array(this.length * 2)
      larger.set(this.data)
      this.data = larger
    }
    this.data[this.length++] = value
  }
}

/** Reads what matters in three passes (relations, ways, nodes), in that order, because each says what the next must keep. */
export function readExtract(file: OsmFile, cancel: Cancel, progress: Progress): OsmExtract {
  const pass = (number: number): Progress => {
    return ({ stage, done, total }) => progress({ stage, done: done + number * total, total: total * 3 })
  }
  const relations: ExtractRelation[] = []
  const memberWays = new IdMap()
  const memberNodes = new IdMap()
  file.read(
    {
      relation(id, members, tags) {
        if (!isWantedRelation(tags, members)) return
        relations.push({ id, tags, members })
        for (const member of members) {
          if (member.type === 'way') memberWays.add(member.ref, 0)
          else if (member.type === 'node') memberNodes.add(member.ref, 0)
        }
      },
    },
    { cancel, progress: pass(0) },
  )

  const ways: ExtractWay[] = []
  const wayIndex = new IdMap()
  const nodeIndex = new IdMap()
  const pool = new Int32Pool()
  file.read(
    {
      way(id, refs, refCount, tags) {
        if (refCount < 1 || (!hasAny(tags, wayKeys) && !memberWays.has(id)) || wayIndex.has(id)) return
        const start = pool.length
        for (let i = 0; i < refCount; i++) pool.push(nodeIndex.add(refs[i], nodeIndex.size))
        wayIndex.add(id, ways.length)
        ways.push({ id, tags, start, end: pool.length })
      },
    },
    { cancel, progress: pass(1) },
  )

  const nodeLonE7 = new Int32Array(nodeIndex.size).fill(MISSING)
  const nodeLatE7 = new Int32Array(nodeIndex.size)
  const nodeIds = new Float64Array(nodeIndex.size)
  const nodeTags = new Map<number, OsmTags>()
  const points: ExtractPoint[] = []
  file.read(
    {
      node(id, lonE7, latE7, tags) {
        const index = nodeIndex.get(id)
        if (index >= 0) {
          nodeLonE7[index] = lonE7
          nodeLatE7[index] = latE7
          nodeIds[index] = id
          if (tags && hasAny(tags, passingKeys)) nodeTags.set(index, tags)
        }
        if (tags && (hasAny(tags, pointKeys) || memberNodes.has(id))) points.push({ id, tags, lonE7, latE7 })
      },
    },
    { cancel, progress: pass(2) },
  )
  return {
    path: file.path,
    timestamp: file.header.timestamp,
    nodeLonE7,
    nodeLatE7,
    nodeIds,
    nodeIndex,
    nodeTags,
    refs: pool.data.subarray(0, pool.length),
    ways,
    wayIndex,
    relations,
    restrictions: relations.filter(isRestriction).map(({ tags, members }) => {
      const of = (role: string, type: OsmMember['type'], index: IdMap) =>
        members.filter((m) => m.role === role && m.type === type).map((m) => index.get(m.ref))
      const [viaNode = null] = of('via', 'node', nodeIndex)
      return {
        tags,
        from: of('from', 'way', wayIndex),
        to: of('to', 'way', wayIndex),
        viaNode,
        viaWays: of('via', 'way', wayIndex),
      }
    }),
    points,
  }
}

const isRestriction = ({ tags }: ExtractRelation) =>
  tags.type === 'restriction' || (tags.type?.startsWith('restriction:') ?? false)
