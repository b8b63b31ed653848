import type { RoadNetwork } from './network.ts'
import { spacesOf } from './searchSpaces.ts'
import { seedsTo, type Snap } from './snap.ts'

/** Sources that one sweep serves: an arc is read once for all of them. */
const lanes = 4

/**
 * The part of the hierarchy above some targets, in order of rank: every vertex from which a target can be reached going
 * down, with its arcs (restricted PHAST: Delling, Goldberg, Werneck 2011).
 */
export interface TargetPart {
  /** vertices, the most important first */
  vertices: Int32Array
  /** place of a vertex in `vertices`, or -1 */
  place: Int32Array
  /** arcs into place p: `first[p] … first[p + 1]` */
  first: Int32Array
  /** place × {@link lanes} of the arc's upper end */
  far: Int32Array
  cost: Float64Array
  targetCount: number
  /** ends of target j: `endFirst[j] … endFirst[j + 1]` */
  endFirst: Int32Array
  /** place × {@link lanes} of the vertex, and what is left to travel from there */
  endAt: Int32Array
  endCost: Float64Array
}

/** Selects the part above the targets; null as soon as it has more than `mostArcs` arcs. */
export function partAbove(
  network: RoadNetwork,
  targets: (Snap | null)[],
  mostArcs = Infinity,
): TargetPart | null {
  const { downFirst, arcFar, arcCost, vertexCount } = network
  const place = new Int32Array(vertexCount).fill(-1)
  const ends = targets.map((target) => target && seedsTo(network, target))
  const stack: number[] = []
  let count = 0
  let arcs = 0
  const mark = (v: number) => {
    if (place[v] >= 0) return
    place[v] = 0
    count++
    arcs += downFirst[v + 1] - downFirst[v]
    stack.push(v)
  }
  for (const end of ends) {
    if (!end) continue
    for (const v of end.vertex) mark(v)
    while (stack.length > 0) {
      const v = stack.pop()!
      for (let a = downFirst[v]; a < downFirst[v + 1]; a++) mark(arcFar[a])
    }
    if (arcs > mostArcs) return null
  }
  const vertices = new Int32Array(count)
  let p = 0
  for (let v = 0; v < vertexCount; v++) {
    if (place[v] < 0) continue
    vertices[p] = v
    place[v] = p++
  }
  const first = new Int32Array(count + 1)
  const far = new Int32Array(arcs)
  const cost = new Float64Array(arcs)
  let at = 0
  for (p = 0; p < count; p++) {
    for (let a = downFirst[vertices[p]], end = downFirst[vertices[p] + 1]; a < end; a++) {
      far[at] = place[arcFar[a]] * lanes
      cost[at++] = arcCost[a]
    }
    first[p + 1] = at
  }
  const endFirst = new Int32Array(targets.length + 1)
  ends.forEach((end, j) => (endFirst[j + 1] = endFirst[j] + (end?.vertex.length ?? 0)))
  const endAt = new Int32Array(endFirst[targets.length])
  const endCost = new Float64Array(endFirst[targets.length])
  ends.forEach((end, j) =>
    end?.vertex.forEach((v, i) => {
      endAt[endFirst[j] + i] = place[v] * lanes
      endCost[endFirst[j] + i] = end.cost[i]
    }),
  )
  return { vertices, place, first, far, cost, targetCount: targets.length, endFirst, endAt, endCost }
}

/** Sources that are searched from before the sweeps of all of them. */
const block = 256

/** Costs from every source to every target by sweeps down the part; `row` is called once a source, in order. */
export function sweepRows(
  network: RoadNetwork,
  part: TargetPart,
  sources: (Snap | null)[],
  row: (source: number, costs: Float64Array) => void,
): void {
  const { place, first, far, cost, vertices, targetCount } = part
  const spaces = spacesOf(network)
  const reach = new Float64Array(vertices.length * lanes)
  const rows = Array.from({ length: lanes }, () => new Float64Array(targetCount))
  for (let from = 0; from < sources.length; from += block) {
    const to = Math.min(sources.length, from + block)
    spaces.run(sources, from, to, 'forward')
    for (let base = from; base < to; base += lanes) {
      const group = Math.min(lanes, to - base)
      reach.fill(Infinity)
      for (let lane = 0; lane < group; lane++) {
        const end = spaces.first[base - from + lane + 1]
        for (let i = spaces.first[base - from + lane]; i < end; i++) {
          const p = place[spaces.vertex[i]]
          if (p >= 0) reach[p * lanes + lane] = spaces.cost[i]
        }
      }
      sweepDown(first, far, cost, reach)
      collect(part, reach, rows)
      for (let lane = 0; lane < group; lane++) row(base + lane, rows[lane])
    }
  }
}

/** The hot loop: four sources at a time, every arc of the part once. */
function sweepDown(first: Int32Array, far: Int32Array, cost: Float64Array, reach: Float64Array): void {
  const count = first.length - 1
  let a = first[0]
  for (let p = 0; p < count; p++) {
    const at = p * lanes
    let r0 = reach[at]
    let r1 = reach[at + 1]
    let r2 = reach[at + 2]
    let r3 = reach[at + 3]
    for (const end = first[p + 1]; a < end; a++) {
      const f = far[a]
      const c = cost[a]
      const w0 = reach[f] + c
      const w1 = reach[f + 1] + c
      const w2 = reach[f + 2] + c
      const w3 = reach[f + 3] + c
      if (w0 < r0) r0 = w0
      if (w1 < r1) r1 = w1
      if (w2 < r2) r2 = w2
      if (w3 < r3) r3 = w3
    }
    reach[at] = r0
    reach[at + 1] = r1
    reach[at + 2] = r2
    reach[at + 3] = r3
  }
}

function collect(part: TargetPart, reach: Float64Array, rows: Float64Array[]): void {
  const { endFirst, endAt, endCost, targetCount } = part
  const [row0, row1, row2, row3] = rows
  let e = 0
  for (let j = 0; j < targetCount; j++) {
    let r0 = Infinity
    let r1 = Infinity
    let r2 = Infinity
    let r3 = Infinity
    for (const end = endFirst[j + 1]; e < end; e++) {
      const at = endAt[e]
      const left = endCost[e]
      const w0 = reach[at] + left
      const w1 = reach[at + 1] + left
      const w2 = reach[at + 2] + left
      const w3 = reach[at + 3] + left
      if (w0 < r0) r0 = w0
      if (w1 < r1) r1 = w1
      if (w2 < r2) r2 = w2
      if (w3 < r3) r3 = w3
    }
    row0[j] = r0
    row1[j] = r1
    row2[j] = r2
    row3[j] = r3
  }
}
