import { haversineMetres } from '../geo/distance.ts'
import { CLOSED } from './closed.ts'
import { largestComponent } from './components.ts'
import type { RoadProfile } from './profiles.ts'
import { nodeBlocks, wayUse, type WayUse } from './wayUse.ts'

export { CLOSED }

/** The joined map that roads are made of; an OSM extract has this shape. Coordinates are degrees × 1e7. */
export interface RoadInput {
  /** a node that the file lacks has `missing` as its longitude */
  nodeLonE7: Int32Array
  nodeLatE7: Int32Array
  nodeTags: Map<number, Record<string, string>>
  /** nodes of ways, as indexes */
  refs: Int32Array
  ways: { tags: Record<string, string>; start: number; end: number }[]
}
const missing = -2147483648

/**
 * Roads of one profile: vertices where ways meet or end, edges between them with their shape. Times are milliseconds
 * ({@link CLOSED} where the direction is closed), lengths centimetres, coordinates degrees × 1e7.
 */
export interface RoadGraph {
  vertexCount: number
  edgeFrom: Int32Array
  edgeTo: Int32Array
  edgeForwardMs: Uint32Array
  edgeBackwardMs: Uint32Array
  edgeCm: Uint32Array
  /** 1 where a visit may stop */
  edgeStopping: Uint8Array
  /** shape of edge e: points `shapeStart[e] … shapeStart[e + 1] - 1`, both ends included */
  shapeStart: Int32Array
  shapeLonE7: Int32Array
  shapeLatE7: Int32Array
}

/** What was left out, for `region info`. */
export interface RoadGraphStats {
  ways: number
  vertices: number
  edges: number
  kilometres: number
  /** vertices from which, or to which, the rest cannot be reached: cut off by the edge of the map or by mistakes in it */
  vertexesCutOff: number
}

class Growing {
  length = 0
  data: Int32Array = new Int32Array(1 << 14)
  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Int32Array(this.length * 2)
      larger.set(this.data)
      this.data = larger
    }
    this.data[this.length++] = value
  }
  take(): Int32Array {
    return this.data.slice(0, this.length)
  }
}

/** A penalty of crossing nodes on a stretch, per direction, is charged where the stretch passes or reaches them. */
function signalsAhead(tags: Record<string, string> | undefined): boolean {
  return tags?.highway === 'traffic_signals' || tags?.crossing === 'traffic_signals'
}

/**
 * Makes the graph of one profile and keeps only its largest part in which every vertex reaches every other, so that
 * a visit is never placed on a road that leads nowhere.
 */
export function buildRoadGraph(
  input: RoadInput,
  profile: RoadProfile,
): { graph: RoadGraph; stats: RoadGraphStats } {
  const { nodeLonE7, nodeLatE7, nodeTags, refs, ways } = input
  const uses: WayUse[] = []
  const usable: number[] = []
  const seen = new Uint8Array(nodeLonE7.length)
  for (let w = 0; w < ways.length; w++) {
    const way = ways[w]
    if (way.end - way.start < 2 || (!way.tags.highway && way.tags.route !== 'ferry')) continue
    const use = wayUse(way.tags, profile)
    if (!use || (use.forwardKmh === 0 && use.backwardKmh === 0)) continue
    usable.push(w)
    uses.push(use)
    for (let i = way.start; i < way.end; i++) {
      const node = refs[i]
      const isEnd = i === way.start || i === way.end - 1
      seen[node] = Math.min(2, seen[node] + (isEnd ? 2 : 1))
    }
  }
  const blocked = new Set<number>()
  for (const [node, tags] of nodeTags) if (seen[node] && nodeBlocks(tags, profile)) blocked.add(node)

  const vertexOfNode = new Int32Array(nodeLonE7.length).fill(-1)
  let vertexCount = 0
  // a blocked node is a dead end for every road that comes to it: each gets a vertex of its own there
  const vertexAt = (node: number) => {
    if (blocked.has(node)) return vertexCount++
    return vertexOfNode[node] < 0 ? (vertexOfNode[node] = vertexCount++) : vertexOfNode[node]
  }
  const from = new Growing()
  const to = new Growing()
  const forward = new Growing()
  const backward = new Growing()
  const lengths = new Growing()
  const stopping = new Growing()
  const shapeStart = new Growing()
  const shapeLon = new Growing()
  const shapeLat = new Growing()
  const signalMs = profile.signalSeconds * 1000
  for (let u = 0; u < usable.length; u++) {
    const way = ways[usable[u]]
    const use = uses[u]
    const ferryKmh = use.ferryMinutes > 0 ? ferrySpeed(input, way.start, way.end, use.ferryMinutes) : 0
    const forwardKmh = use.forwardKmh && (ferryKmh || use.forwardKmh)
    const backwardKmh = use.backwardKmh && (ferryKmh || use.backwardKmh)
    let i = way.start
    while (i < way.end - 1) {
      // one edge: from node i to the next node where something meets, or the map ends
      if (nodeLonE7[refs[i]] === missing) {
        i++
        continue
      }
      const first = i
      let metres = 0
      let signals = 0
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
        if (signalsAhead(nodeTags.get(node))) signals++
      }
      const cutOff = j >= way.end || nodeLonE7[refs[j]] === missing
      const last = cutOff ? j - 1 : j
      i = cutOff ? j : last
      if (last === first) continue
      const vertexFrom = vertexAt(refs[first])
      const vertexTo = vertexAt(refs[last])
      const ms = (kmh: number, endNode: number) =>
        kmh === 0
          ? CLOSED | 0
          : Math.max(
              1,
              Math.round((metres / kmh) * 3600) +
                signalMs * (signals + (signalsAhead(nodeTags.get(endNode)) ? 1 : 0)),
            )
      from.push(vertexFrom)
      to.push(vertexTo)
      forward.push(ms(forwardKmh, refs[last]))
      backward.push(ms(backwardKmh, refs[first]))
      lengths.push(Math.round(metres * 100))
      stopping.push(use.stopping && use.ferryMinutes === 0 ? 1 : 0)
      shapeStart.push(shapeLon.length)
      for (let k = first; k <= last; k++) {
        shapeLon.push(nodeLonE7[refs[k]])
        shapeLat.push(nodeLatE7[refs[k]])
      }
    }
  }
  shapeStart.push(shapeLon.length)
  const whole: RoadGraph = {
    vertexCount,
    edgeFrom: from.take(),
    edgeTo: to.take(),
    edgeForwardMs: new Uint32Array(forward.take().buffer),
    edgeBackwardMs: new Uint32Array(backward.take().buffer),
    edgeCm: new Uint32Array(lengths.take().buffer),
    edgeStopping: Uint8Array.from(stopping.take()),
    shapeStart: shapeStart.take(),
    shapeLonE7: shapeLon.take(),
    shapeLatE7: shapeLat.take(),
  }
  const graph = keepVertices(whole, largestComponent(whole))
  let kilometres = 0
  for (const cm of graph.edgeCm) kilometres += cm / 1e5
  return {
    graph,
    stats: {
      ways: usable.length,
      vertices: graph.vertexCount,
      edges: graph.edgeFrom.length,
      kilometres: Math.round(kilometres),
      vertexesCutOff: vertexCount - graph.vertexCount,
    },
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

/** The graph with only the vertices that `keep` marks, renumbered, and the edges between them. */
function keepVertices(graph: RoadGraph, keep: Uint8Array): RoadGraph {
  const renumbered = new Int32Array(graph.vertexCount).fill(-1)
  let vertexCount = 0
  for (let v = 0; v < graph.vertexCount; v++) if (keep[v]) renumbered[v] = vertexCount++
  const edges: number[] = []
  let points = 0
  for (let e = 0; e < graph.edgeFrom.length; e++) {
    if (!keep[graph.edgeFrom[e]] || !keep[graph.edgeTo[e]]) continue
    edges.push(e)
    points += graph.shapeStart[e + 1] - graph.shapeStart[e]
  }
  const kept: RoadGraph = {
    vertexCount,
    edgeFrom: new Int32Array(edges.length),
    edgeTo: new Int32Array(edges.length),
    edgeForwardMs: new Uint32Array(edges.length),
    edgeBackwardMs: new Uint32Array(edges.length),
    edgeCm: new Uint32Array(edges.length),
    edgeStopping: new Uint8Array(edges.length),
    shapeStart: new Int32Array(edges.length + 1),
    shapeLonE7: new Int32Array(points),
    shapeLatE7: new Int32Array(points),
  }
  let point = 0
  edges.forEach((e, i) => {
    kept.edgeFrom[i] = renumbered[graph.edgeFrom[e]]
    kept.edgeTo[i] = renumbered[graph.edgeTo[e]]
    kept.edgeForwardMs[i] = graph.edgeForwardMs[e]
    kept.edgeBackwardMs[i] = graph.edgeBackwardMs[e]
    kept.edgeCm[i] = graph.edgeCm[e]
    kept.edgeStopping[i] = graph.edgeStopping[e]
    kept.shapeStart[i] = point
    for (let p = graph.shapeStart[e]; p < graph.shapeStart[e + 1]; p++, point++) {
      kept.shapeLonE7[point] = graph.shapeLonE7[p]
      kept.shapeLatE7[point] = graph.shapeLatE7[p]
    }
  })
  kept.shapeStart[edges.length] = point
  return kept
}
