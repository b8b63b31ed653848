import { haversineMetres } from '../geo/distance.ts'
import { CLOSED } from './cost.ts'
import { GrowingInts } from './growing.ts'
import type { RoadProfile } from './profiles.ts'
import { classOfWay, rankOfWay } from './roadClasses.ts'
import type { RestrictionInput } from './restrictions.ts'
import { nodeBlocks, wayUse, type WayUse } from './wayUse.ts'

/** The joined map that roads are made of; an OSM extract has this shape. Coordinates are degrees × 1e7. */
export interface RoadInput {
  /** a node that the file lacks has `missing` as its longitude */
  nodeLonE7: Int32Array
  nodeLatE7: Int32Array
  nodeTags: Map<number, Record<string, string>>
  /** nodes of ways, as indexes */
  refs: Int32Array
  ways: { tags: Record<string, string>; start: number; end: number }[]
  /** which turns are forbidden or prescribed; none where it is left out */
  restrictions?: RestrictionInput[]
}
const missing = -2147483648

/**
 * Roads of one profile: vertices where ways meet or end, edges between them with their shape. Times are milliseconds
 * ({@link CLOSED} where the direction is closed), lengths centimetres, coordinates degrees × 1e7. A *directed edge* is
 * `edge × 2` along the way and `edge × 2 + 1` against it.
 */
export interface RoadGraph {
  vertexCount: number
  edgeFrom: Int32Array
  edgeTo: Int32Array
  edgeForwardMs: Uint32Array
  edgeBackwardMs: Uint32Array
  /** lost at the junction at the end of a directed edge by those who go on: signals, giving way; milliseconds */
  endDelayMs: Uint32Array
  edgeCm: Uint32Array
  /** 1 where a visit may stop */
  edgeStopping: Uint8Array
  /** index in `roadClassNames` */
  edgeClass: Uint8Array
  /** index in `names`, -1 for a road without a name */
  edgeName: Int32Array
  names: string[]
  /** the way of the input that an edge is part of, ascending */
  edgeWay: Int32Array
  /** nodes of the input at both ends */
  edgeFromNode: Int32Array
  edgeToNode: Int32Array
  /** shape of edge e: points `shapeStart[e] … shapeStart[e + 1] - 1`, both ends included */
  shapeStart: Int32Array
  shapeLonE7: Int32Array
  shapeLatE7: Int32Array
}

type Tags = Record<string, string>
const along = 1
const against = 2

/** In which directions a signal at a node stops those who pass: {@link along} the way, {@link against} it, or both. */
function signalDirections(tags: Tags | undefined): number {
  if (tags?.highway !== 'traffic_signals' && tags?.crossing !== 'traffic_signals') return 0
  return directions(tags['traffic_signals:direction'] ?? tags.direction)
}

/** The same of a stop or give-way sign, which faces one way unless it stands at the junction itself. */
function signDirections(tags: Tags | undefined): number {
  return tags?.highway === 'stop' || tags?.highway === 'give_way' ? directions(tags.direction) : 0
}

const directions = (value: string | undefined) =>
  value === 'forward' ? along : value === 'backward' ? against : along | against

/** Where each usable way begins and ends, and which nodes several of them share. */
function usableWays(input: RoadInput, profile: RoadProfile) {
  const { refs, ways, nodeLonE7 } = input
  const usable: { way: number; use: WayUse }[] = []
  const seen = new Uint8Array(nodeLonE7.length)
  for (let w = 0; w < ways.length; w++) {
    const way = ways[w]
    if (way.end - way.start < 2 || (!way.tags.highway && way.tags.route !== 'ferry')) continue
    const use = wayUse(way.tags, profile)
    if (!use || (use.forwardKmh === 0 && use.backwardKmh === 0)) continue
    usable.push({ way: w, use })
    for (let i = way.start; i < way.end; i++) {
      const isEnd = i === way.start || i === way.end - 1
      seen[refs[i]] = Math.min(2, seen[refs[i]] + (isEnd ? 2 : 1))
    }
  }
  return { usable, seen }
}

/** Makes the graph of one profile from the whole map; what leads nowhere is taken out later, with its turns known. */
export function buildRoadGraph(input: RoadInput, profile: RoadProfile): RoadGraph {
  const { nodeLonE7, nodeLatE7, nodeTags, refs, ways } = input
  const { usable, seen } = usableWays(input, profile)
  const blocked = new Set<number>()
  for (const [node, tags] of nodeTags) if (seen[node] && nodeBlocks(tags, profile)) blocked.add(node)

  const vertexOfNode = new Int32Array(nodeLonE7.length).fill(-1)
  let vertexCount = 0
  // a blocked node is a dead end for every road that comes to it: each gets a vertex of its own there
  const vertexAt = (node: number) => {
    if (blocked.has(node)) return vertexCount++
    return vertexOfNode[node] < 0 ? (vertexOfNode[node] = vertexCount++) : vertexOfNode[node]
  }
  const ints = {
    from: new GrowingInts(),
    to: new GrowingInts(),
    forward: new GrowingInts(),
    backward: new GrowingInts(),
    signs: new GrowingInts(),
    cm: new GrowingInts(),
    stopping: new GrowingInts(),
    roadClass: new GrowingInts(),
    rank: new GrowingInts(),
    name: new GrowingInts(),
    way: new GrowingInts(),
    fromNode: new GrowingInts(),
    toNode: new GrowingInts(),
    shapeStart: new GrowingInts(),
    lon: new GrowingInts(),
    lat: new GrowingInts(),
  }
  const names: string[] = []
  const nameIndex = new Map<string, number>()
  const nameOf = (tags: Tags): number => {
    const name = (tags.name ?? tags.ref)?.slice(0, 200)
    if (!name) return -1
    const known = nameIndex.get(name)
    if (known !== undefined) return known
    nameIndex.set(name, names.length)
    return names.push(name) - 1
  }
  const signalMs = profile.signalSeconds * 1000
  for (const { way: w, use } of usable) {
    const way = ways[w]
    const ferryKmh = use.ferryMinutes > 0 ? ferrySpeed(input, way.start, way.end, use.ferryMinutes) : 0
    const forwardKmh = use.forwardKmh && (ferryKmh || use.forwardKmh)
    const backwardKmh = use.backwardKmh && (ferryKmh || use.backwardKmh)
    const name = nameOf(way.tags)
    const roadClass = classOfWay(way.tags)
    const rank = rankOfWay(way.tags)
    let i = way.start
    while (i < way.end - 1) {
      // one edge: from node i to the next node where something meets, or the map ends
      if (nodeLonE7[refs[i]] === missing) {
        i++
        continue
      }
      const first = i
      let metres = 0
      let forwardLost = 0
      let backwardLost = 0
      // signs just before the junction at the end of the stretch count for that junction
      let signs = 0
      let j = i + 1
      for (; j < way.end; j++) {
        const node = refs[j]
        const before = refs[j - 1]
        if (nodeLonE7[node] === missing) break
        metres += haversineMetres(
          nodeLonE7[before] / 1e7,
          nodeLatE7[before] / 1e7,
          nodeLonE7[node] / 1e7,
          nodeLatE7[node] / 1e7,
        )
        if (j === way.end - 1 || seen[node] >= 2 || blocked.has(node)) break
        const tags = nodeTags.get(node)
        if (tags === undefined) continue
        const signals = signalDirections(tags)
        if (signals & along) forwardLost += signalMs
        if (signals & against) backwardLost += signalMs
        if (tags.direction !== undefined) signs |= signDirections(tags)
      }
      const cutOff = j >= way.end || nodeLonE7[refs[j]] === missing
      const last = cutOff ? j - 1 : j
      i = cutOff ? j : last
      if (last === first) continue
      const ms = (kmh: number, lost: number) =>
        kmh === 0 ? CLOSED | 0 : Math.min(maxMs, Math.max(1, Math.round((metres / kmh) * 3600) + lost))
      ints.from.push(vertexAt(refs[first]))
      ints.to.push(vertexAt(refs[last]))
      ints.forward.push(ms(forwardKmh, forwardLost))
      ints.backward.push(ms(backwardKmh, backwardLost))
      ints.signs.push(signs)
      ints.cm.push(Math.round(metres * 100))
      ints.stopping.push(use.stopping && use.ferryMinutes === 0 ? 1 : 0)
      ints.roadClass.push(roadClass)
      ints.rank.push(rank)
      ints.name.push(name)
      ints.way.push(w)
      ints.fromNode.push(refs[first])
      ints.toNode.push(refs[last])
      ints.shapeStart.push(ints.lon.length)
      for (let k = first; k <= last; k++) {
        ints.lon.push(nodeLonE7[refs[k]])
        ints.lat.push(nodeLatE7[refs[k]])
      }
    }
  }
  ints.shapeStart.push(ints.lon.length)
  const graph: RoadGraph = {
    vertexCount,
    edgeFrom: ints.from.take(),
    edgeTo: ints.to.take(),
    edgeForwardMs: new Uint32Array(ints.forward.take().buffer),
    edgeBackwardMs: new Uint32Array(ints.backward.take().buffer),
    endDelayMs: new Uint32Array(ints.from.length * 2),
    edgeCm: new Uint32Array(ints.cm.take().buffer),
    edgeStopping: Uint8Array.from(ints.stopping.take()),
    edgeClass: Uint8Array.from(ints.roadClass.take()),
    edgeName: ints.name.take(),
    names,
    edgeWay: ints.way.take(),
    edgeFromNode: ints.fromNode.take(),
    edgeToNode: ints.toNode.take(),
    shapeStart: ints.shapeStart.take(),
    shapeLonE7: ints.lon.take(),
    shapeLatE7: ints.lat.take(),
  }
  addJunctionDelays(graph, ints.rank.take(), ints.signs.take(), input, profile)
  return graph
}

/** A week: longer than that is no stretch of road. */
const maxMs = 7 * 24 * 3600 * 1000

/** Who comes to a much larger road, or to a sign, gives way; who comes to a signal waits. */
function addJunctionDelays(
  graph: RoadGraph,
  rank: Int32Array,
  signs: Int32Array,
  { nodeTags }: RoadInput,
  profile: RoadProfile,
): void {
  const { edgeFrom, edgeTo, edgeFromNode, edgeToNode, endDelayMs, vertexCount } = graph
  const arms = new Uint8Array(vertexCount)
  const largest = new Uint8Array(vertexCount)
  for (let e = 0; e < edgeFrom.length; e++) {
    for (const v of [edgeFrom[e], edgeTo[e]]) {
      if (arms[v] < 255) arms[v]++
      if (rank[e] > largest[v]) largest[v] = rank[e]
    }
  }
  const delay = (vertex: number, node: number, own: number, signed: boolean, facing: number) => {
    const tags = nodeTags.get(node)
    if (signalDirections(tags) & facing) return profile.signalSeconds * 1000
    if (arms[vertex] < 3) return 0
    const signAtJunction = tags !== undefined && tags.direction === undefined && signDirections(tags) !== 0
    const givesWay = signed || (signAtJunction && own < largest[vertex]) || own + 2 <= largest[vertex]
    return givesWay ? profile.crossingSeconds * 1000 : 0
  }
  for (let e = 0; e < edgeFrom.length; e++) {
    endDelayMs[e * 2] = delay(edgeTo[e], edgeToNode[e], rank[e], (signs[e] & along) !== 0, along)
    endDelayMs[e * 2 + 1] = delay(edgeFrom[e], edgeFromNode[e], rank[e], (signs[e] & against) !== 0, against)
  }
}

/** km/h of a ferry whose crossing takes so many minutes. */
function ferrySpeed(input: RoadInput, start: number, end: number, minutes: number): number {
  const { nodeLonE7, nodeLatE7, refs } = input
  let metres = 0
  for (let i = start + 1; i < end; i++) {
    const a = refs[i - 1]
    const b = refs[i]
    if (nodeLonE7[a] === missing || nodeLonE7[b] === missing) continue
    metres += haversineMetres(nodeLonE7[a] / 1e7, nodeLatE7[a] / 1e7, nodeLonE7[b] / 1e7, nodeLatE7[b] / 1e7)
  }
  return Math.max(0.5, (metres / 1000 / minutes) * 60)
}
