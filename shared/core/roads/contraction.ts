import { throwIfCancelled, type Cancel, type Progress } from '../lib/cancel.ts'
import { CLOSED, type RoadGraph } from './graph.ts'
import { VertexHeap } from './vertexHeap.ts'

/**
 * A contraction hierarchy (Geisberger, Sanders, Schultes, Delling 2008). Vertices are renumbered by rank, the most
 * important first, so that a search upwards walks towards the front of every array. Arc a of vertex v leads to a
 * vertex of smaller number. An arc is one edge of the graph (`childA` = -1 - edge × 2 - direction, `childB` = -1), or
 * a shortcut made of two arcs: up-arcs and down-arcs share one numbering, down-arcs after the up-arcs.
 */
export interface Hierarchy {
  vertexCount: number
  /** rank of each vertex of the graph */
  rankOf: Int32Array
  /** from a vertex upwards along the roads */
  upFirst: Int32Array
  /** from a vertex upwards against the roads */
  downFirst: Int32Array
  /** the vertex at the far (higher) end of an arc */
  arcFar: Int32Array
  /** cost of travelling it, in its own direction */
  arcMs: Uint32Array
  arcCm: Uint32Array
  /** for a shortcut: first and second half in the direction of travel */
  arcChildA: Int32Array
  arcChildB: Int32Array
}

/** Settled vertices after which a witness search gives up; then the shortcut is made, which is never wrong, only more. */
const witnessSettles = 60
/** The same where contracting would leave more arcs than it removes. */
const thoroughSettles = 600

class ArcPool {
  length = 0
  tail = new Int32Array(1 << 12)
  head = new Int32Array(1 << 12)
  ms = new Uint32Array(1 << 12)
  cm = new Uint32Array(1 << 12)
  childA = new Int32Array(1 << 12)
  childB = new Int32Array(1 << 12)
  nextOut = new Int32Array(1 << 12)
  nextIn = new Int32Array(1 << 12)

  add(tail: number, head: number, ms: number, cm: number, childA: number, childB: number): number {
    if (this.length === this.tail.length) {
      const size = this.length * 2
      const larger = <T extends Int32Array | Uint32Array>(array: T, made: T): T => {
        made.set(array)
        return made
      }
      this.tail = larger(this.tail, new Int32Array(size))
      this.head = larger(this.head, new Int32Array(size))
      this.ms = larger(this.ms, new Uint32Array(size))
      this.cm = larger(this.cm, new Uint32Array(size))
      this.childA = larger(this.childA, new Int32Array(size))
      this.childB = larger(this.childB, new Int32Array(size))
      this.nextOut = larger(this.nextOut, new Int32Array(size))
      this.nextIn = larger(this.nextIn, new Int32Array(size))
    }
    const arc = this.length++
    this.tail[arc] = tail
    this.head[arc] = head
    this.ms[arc] = ms
    this.cm[arc] = cm
    this.childA[arc] = childA
    this.childB[arc] = childB
    return arc
  }
}

/** Contracts a road graph whose vertices all reach each other. `stage` names the work in progress messages. */
export function contract(graph: RoadGraph, cancel: Cancel, progress: Progress, stage: string): Hierarchy {
  const count = graph.vertexCount
  const pool = new ArcPool()
  const firstOut = new Int32Array(count).fill(-1)
  const firstIn = new Int32Array(count).fill(-1)

  /** Adds the arc, or betters the one that is there. Arcs between two vertices that both remain are part of nothing yet. */
  const link = (tail: number, head: number, ms: number, cm: number, childA: number, childB: number) => {
    for (let arc = firstOut[tail]; arc >= 0; arc = pool.nextOut[arc]) {
      if (pool.head[arc] !== head) continue
      if (ms < pool.ms[arc] || (ms === pool.ms[arc] && cm < pool.cm[arc])) {
        pool.ms[arc] = ms
        pool.cm[arc] = cm
        pool.childA[arc] = childA
        pool.childB[arc] = childB
      }
      return
    }
    const arc = pool.add(tail, head, ms, cm, childA, childB)
    pool.nextOut[arc] = firstOut[tail]
    firstOut[tail] = arc
    pool.nextIn[arc] = firstIn[head]
    firstIn[head] = arc
  }
  for (let e = 0; e < graph.edgeFrom.length; e++) {
    const a = graph.edgeFrom[e]
    const b = graph.edgeTo[e]
    if (a === b) continue
    if (graph.edgeForwardMs[e] !== CLOSED) link(a, b, graph.edgeForwardMs[e], graph.edgeCm[e], -1 - e * 2, -1)
    if (graph.edgeBackwardMs[e] !== CLOSED)
      link(b, a, graph.edgeBackwardMs[e], graph.edgeCm[e], -1 - e * 2 - 1, -1)
  }

  // ---- witness search: one Dijkstra from `source` past `avoid`, bounded ----
  const heap = new VertexHeap(count)
  const distance = new Float64Array(count)
  const stamp = new Int32Array(count)
  let round = 0
  const targetStamp = new Int32Array(count)
  let targetRound = 0
  const searchWitnesses = (
    source: number,
    avoid: number,
    limit: number,
    targetCount: number,
    settles: number,
  ) => {
    round++
    heap.clear()
    stamp[source] = round
    distance[source] = 0
    heap.set(source, 0)
    let settled = 0
    let open = targetCount
    while (heap.size > 0 && heap.topKey() <= limit) {
      const v = heap.pop()
      if (targetStamp[v] === targetRound && --open === 0) return
      if (++settled > settles) return
      const base = distance[v]
      for (let arc = firstOut[v]; arc >= 0; arc = pool.nextOut[arc]) {
        const w = pool.head[arc]
        if (w === avoid) continue
        const reach = base + pool.ms[arc]
        if (reach > limit) continue
        if (stamp[w] !== round) {
          stamp[w] = round
          distance[w] = reach
          heap.set(w, reach)
        } else if (reach < distance[w]) {
          distance[w] = reach
          heap.set(w, reach)
        }
      }
    }
  }

  // ---- simulation: the shortcuts that contracting `v` would need ----
  let shortcutFirst: number[] = []
  let shortcutSecond: number[] = []
  let removedArcs = 0
  const simulate = (v: number, settles: number) => {
    shortcutFirst = []
    shortcutSecond = []
    removedArcs = 0
    let outs = 0
    for (let arc = firstOut[v]; arc >= 0; arc = pool.nextOut[arc]) outs++
    for (let inArc = firstIn[v]; inArc >= 0; inArc = pool.nextIn[inArc]) {
      removedArcs++
      const u = pool.tail[inArc]
      let longest = 0
      let targets = 0
      targetRound++
      for (let out = firstOut[v]; out >= 0; out = pool.nextOut[out]) {
        const w = pool.head[out]
        if (w === u) continue
        targets++
        targetStamp[w] = targetRound
        if (pool.ms[out] > longest) longest = pool.ms[out]
      }
      if (targets === 0) continue
      const toV = pool.ms[inArc]
      searchWitnesses(u, v, toV + longest, targets, settles)
      for (let out = firstOut[v]; out >= 0; out = pool.nextOut[out]) {
        const w = pool.head[out]
        if (w === u) continue
        if (stamp[w] === round && distance[w] <= toV + pool.ms[out]) continue
        shortcutFirst.push(inArc)
        shortcutSecond.push(out)
      }
    }
    removedArcs += outs
  }

  const depth = new Int32Array(count)
  const queue = new VertexHeap(count)
  /** what each vertex's priority was when last simulated, without its depth */
  const priorityOf = (v: number) =>
    depth[v] + (removedArcs === 0 ? 0 : (8 * shortcutFirst.length) / removedArcs)
  for (let v = 0; v < count; v++) {
    simulate(v, witnessSettles)
    queue.set(v, priorityOf(v))
    if ((v & 4095) === 0) {
      throwIfCancelled(cancel)
      progress({ stage, done: v, total: count * 2 })
    }
  }

  const rankOf = new Int32Array(count)
  let contracted = 0
  while (queue.size > 0) {
    const v = queue.pop()
    simulate(v, witnessSettles)
    // in the dense core a careless search makes shortcuts that make more shortcuts: look harder there
    if (shortcutFirst.length > removedArcs) simulate(v, thoroughSettles)
    const priority = priorityOf(v)
    if (priority > queue.topKey()) {
      queue.set(v, priority)
      continue
    }
    // take v's arcs out of its neighbours' lists; its own lists stay: they are its arcs upwards
    for (let arc = firstIn[v]; arc >= 0; arc = pool.nextIn[arc]) {
      const u = pool.tail[arc]
      unlink(firstOut, pool.nextOut, u, arc)
      if (depth[u] <= depth[v]) depth[u] = depth[v] + 1
    }
    for (let arc = firstOut[v]; arc >= 0; arc = pool.nextOut[arc]) {
      const w = pool.head[arc]
      unlink(firstIn, pool.nextIn, w, arc)
      if (depth[w] <= depth[v]) depth[w] = depth[v] + 1
    }
    const shortcuts = shortcutFirst.length
    for (let i = 0; i < shortcuts; i++) {
      const a = shortcutFirst[i]
      const b = shortcutSecond[i]
      link(pool.tail[a], pool.head[b], pool.ms[a] + pool.ms[b], pool.cm[a] + pool.cm[b], a, b)
    }
    rankOf[v] = count - 1 - contracted++
    if ((contracted & 2047) === 0) {
      throwIfCancelled(cancel)
      progress({ stage, done: count + contracted, total: count * 2 })
    }
  }
  return arrange(count, rankOf, firstOut, firstIn, pool)
}

function unlink(first: Int32Array, next: Int32Array, list: number, arc: number): void {
  if (first[list] === arc) {
    first[list] = next[arc]
    return
  }
  let before = first[list]
  while (next[before] !== arc) before = next[before]
  next[before] = next[arc]
}

/** Puts the arcs that are left with each vertex in order of rank, and renumbers what refers to them. */
function arrange(
  count: number,
  rankOf: Int32Array,
  firstOut: Int32Array,
  firstIn: Int32Array,
  pool: ArcPool,
): Hierarchy {
  const vertexAt = new Int32Array(count)
  for (let v = 0; v < count; v++) vertexAt[rankOf[v]] = v
  const total = pool.length
  const newNumber = new Int32Array(total).fill(-1)
  const upFirst = new Int32Array(count + 1)
  const downFirst = new Int32Array(count + 1)
  const arcFar = new Int32Array(total)
  let placed = 0
  for (let rank = 0; rank < count; rank++) {
    upFirst[rank] = placed
    for (let arc = firstOut[vertexAt[rank]]; arc >= 0; arc = pool.nextOut[arc]) {
      arcFar[placed] = rankOf[pool.head[arc]]
      newNumber[arc] = placed++
    }
  }
  upFirst[count] = placed
  for (let rank = 0; rank < count; rank++) {
    downFirst[rank] = placed
    for (let arc = firstIn[vertexAt[rank]]; arc >= 0; arc = pool.nextIn[arc]) {
      arcFar[placed] = rankOf[pool.tail[arc]]
      newNumber[arc] = placed++
    }
  }
  downFirst[count] = placed
  const arcMs = new Uint32Array(placed)
  const arcCm = new Uint32Array(placed)
  const arcChildA = new Int32Array(placed)
  const arcChildB = new Int32Array(placed)
  for (let arc = 0; arc < total; arc++) {
    const at = newNumber[arc]
    if (at < 0) continue
    arcMs[at] = pool.ms[arc]
    arcCm[at] = pool.cm[arc]
    const isShortcut = pool.childA[arc] >= 0
    arcChildA[at] = isShortcut ? newNumber[pool.childA[arc]] : pool.childA[arc]
    arcChildB[at] = isShortcut ? newNumber[pool.childB[arc]] : -1
  }
  return {
    vertexCount: count,
    rankOf,
    upFirst,
    downFirst,
    arcFar: arcFar.slice(0, placed),
    arcMs,
    arcCm,
    arcChildA,
    arcChildB,
  }
}
