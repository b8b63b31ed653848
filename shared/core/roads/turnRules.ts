import type { RoadGraph } from './graph.ts'
import { directedBy, headOf, isOpen, tailOf } from './restrictions.ts'
import { CLOSED } from './cost.ts'
import { VertexHeap } from './vertexHeap.ts'

/** What one may not do, and what some turns cost, in directed edges (`edge × 2`, + 1 against the way). */
export interface TurnRules {
  /** two or more directed edges, each ending where the next begins, that nobody travels one after another */
  forbidden: number[][]
  /** turns that cost time */
  delays: { from: number; to: number; ms: number }[]
}

/** A lawful way round that takes longer than this is not looked for; milliseconds. */
const longestDetour = 12 * 60_000

/**
 * Nobody turns round on the road, except at the end of a dead end, where it takes its time. Where nothing is
 * forbidden turning round gains nothing, so it need not be said; but behind a forbidden turn one could drive past, turn
 * round and come back to make it from the other side. How far that would still gain something is known from the lawful
 * way round: turning round is forbidden wherever going there and back is quicker than that. The answer is then the
 * same as if it were forbidden everywhere, on a graph a third of the size.
 */
export function withoutTurningRound(graph: RoadGraph, forbidden: number[][], uTurnMs: number): TurnRules {
  if (forbidden.length === 0) return { forbidden: [], delays: [] }
  const local = new LocalSearch(graph, forbidden, uTurnMs)
  const rules: TurnRules = { forbidden: [...forbidden], delays: [] }
  const done = new Set<number>()
  for (const path of forbidden) {
    const detour = local.detour(path)
    for (let i = 0; i + 1 < path.length; i++) {
      for (const into of local.thereAndBack(headOf(graph, path[i]), detour)) {
        if (done.has(into)) continue
        done.add(into)
        if (local.hasOtherExit(into)) rules.forbidden.push([into, into ^ 1])
        else if (uTurnMs > 0) rules.delays.push({ from: into, to: into ^ 1, ms: uTurnMs })
      }
    }
  }
  return rules
}

class LocalSearch {
  private readonly graph: RoadGraph
  private readonly out: { first: Int32Array; list: Int32Array }
  private readonly uTurnMs: number
  /** pairs that are forbidden, or part of a longer path that is: to be on the safe side neither is used */
  private readonly avoided = new Set<number>()
  private readonly forbiddenPairs = new Set<number>()
  private readonly directedCount: number
  private readonly heap: VertexHeap
  private readonly vertexHeap: VertexHeap
  private readonly there: Float64Array
  private readonly back: Float64Array
  private readonly into: { first: Int32Array; list: Int32Array }

  constructor(graph: RoadGraph, forbidden: number[][], uTurnMs: number) {
    this.graph = graph
    this.out = directedBy(graph, tailOf)
    this.uTurnMs = uTurnMs
    const count = (this.directedCount = graph.edgeFrom.length * 2)
    for (const path of forbidden) {
      if (path.length === 2) this.forbiddenPairs.add(path[0] * count + path[1])
      for (let i = 0; i + 1 < path.length; i++) this.avoided.add(path[i] * count + path[i + 1])
    }
    this.heap = new VertexHeap(count)
    this.vertexHeap = new VertexHeap(graph.vertexCount)
    this.there = new Float64Array(graph.vertexCount).fill(Infinity)
    this.back = new Float64Array(graph.vertexCount).fill(Infinity)
    this.into = directedBy(graph, headOf)
  }

  private ms(directed: number): number {
    const { edgeForwardMs, edgeBackwardMs, endDelayMs } = this.graph
    const own = (directed & 1 ? edgeBackwardMs : edgeForwardMs)[directed >> 1]
    return own === CLOSED ? Infinity : own + endDelayMs[directed]
  }

  /** Whether one may go on from a directed edge otherwise than back into it. */
  hasOtherExit(into: number): boolean {
    const v = headOf(this.graph, into)
    for (let k = this.out.first[v]; k < this.out.first[v + 1]; k++) {
      const next = this.out.list[k]
      if (next !== (into ^ 1) && !this.forbiddenPairs.has(into * this.directedCount + next)) return true
    }
    return false
  }

  /** Milliseconds of a lawful way from the end of the path's first edge into its last one, at most the longest. */
  detour(path: number[]): number {
    const { graph, heap, out, directedCount } = this
    const goal = path[path.length - 1]
    heap.clear()
    const best = new Map<number, number>([[path[0], 0]])
    heap.set(path[0], 0)
    while (heap.size > 0) {
      const cost = heap.topKey()
      if (cost > longestDetour) break
      const directed = heap.pop()
      const v = headOf(graph, directed)
      for (let k = out.first[v]; k < out.first[v + 1]; k++) {
        const next = out.list[k]
        if (this.avoided.has(directed * directedCount + next)) continue
        const isRound = next === (directed ^ 1)
        if (isRound && this.hasOtherExit(directed)) continue
        const turned = cost + (isRound ? this.uTurnMs : 0)
        if (next === goal) return turned
        const reach = turned + this.ms(next)
        if (reach >= (best.get(next) ?? Infinity)) continue
        best.set(next, reach)
        heap.set(next, reach)
      }
    }
    return longestDetour
  }

  /** Directed edges at whose ends one could turn round and be back at `via` within so many milliseconds. */
  thereAndBack(via: number, within: number): number[] {
    const { graph, there, back } = this
    const reached = this.spread(via, within, there, false)
    const returning = this.spread(via, within, back, true)
    const found: number[] = []
    for (const v of reached) {
      if (back[v] === Infinity) continue
      for (let k = this.out.first[v]; k < this.out.first[v + 1]; k++) {
        const into = this.out.list[k]
        if (!isOpen(graph, into ^ 1)) continue
        if (there[v] + this.ms(into) + this.ms(into ^ 1) + back[v] < within) found.push(into)
      }
    }
    for (const v of reached) there[v] = Infinity
    for (const v of returning) back[v] = Infinity
    return found
  }

  /** Fills `reach` with milliseconds from `start` (or to it) without regard to turns; answers what was reached. */
  private spread(start: number, within: number, reach: Float64Array, isTowards: boolean): number[] {
    const { vertexHeap: heap, graph } = this
    const lists = isTowards ? this.into : this.out
    const reached = [start]
    reach[start] = 0
    heap.clear()
    heap.set(start, 0)
    while (heap.size > 0 && heap.topKey() < within) {
      const cost = heap.topKey()
      const v = heap.pop()
      for (let k = lists.first[v]; k < lists.first[v + 1]; k++) {
        const directed = lists.list[k]
        const w = isTowards ? tailOf(graph, directed) : headOf(graph, directed)
        const whole = cost + this.ms(directed)
        if (whole >= reach[w] || whole >= within) continue
        if (reach[w] === Infinity) reached.push(w)
        reach[w] = whole
        heap.set(w, whole)
      }
    }
    return reached
  }
}
