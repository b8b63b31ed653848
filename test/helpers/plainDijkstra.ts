import { CLOSED } from '../../shared/core/roads/cost.ts'
import type { RoadGraph } from '../../shared/core/roads/graph.ts'

/**
 * The textbook search over the whole edge-expanded graph, where nobody turns round in any junction unless there is no
 * other exit: a state is the directed edge that one has travelled, with as
 * many of those before it as the longest forbidden path asks. Milliseconds from the starts to having travelled a
 * directed edge up to its beginning (`edge × 2`, + 1 against it). Deliberately shares nothing with the code that it
 * judges.
 */
export function plainDijkstra(graph: RoadGraph, forbidden: number[][], uTurnMs: number) {
  const directed = graph.edgeFrom.length * 2
  const ms = (d: number) => (d % 2 === 0 ? graph.edgeForwardMs : graph.edgeBackwardMs)[Math.floor(d / 2)]
  const from = (d: number) => (d % 2 === 0 ? graph.edgeFrom : graph.edgeTo)[Math.floor(d / 2)]
  const to = (d: number) => (d % 2 === 0 ? graph.edgeTo : graph.edgeFrom)[Math.floor(d / 2)]
  const beginning: number[][] = Array.from({ length: graph.vertexCount }, () => [])
  for (let d = 0; d < directed; d++) if (ms(d) !== CLOSED) beginning[from(d)].push(d)
  const longest = Math.max(1, ...forbidden.map((path) => path.length - 1))
  // forbidden paths by their last two edges
  const pair = (own: number, next: number) => own * directed + next
  const endingIn = new Map<number, number[][]>()
  for (const path of forbidden) {
    const key = pair(path[path.length - 2], path[path.length - 1])
    endingIn.set(key, [...(endingIn.get(key) ?? []), path])
  }
  const reverse = (d: number) => (d % 2 === 0 ? d + 1 : d - 1)
  const isForbiddenPair = (own: number, next: number) =>
    (endingIn.get(pair(own, next)) ?? []).some((path) => path.length === 2)
  const isDeadEnd = (own: number) =>
    beginning[to(own)].every((next) => next === reverse(own) || isForbiddenPair(own, next))
  /** edges that are in the middle of a longer path: only they need to remember */
  const remembers = new Set(forbidden.filter((path) => path.length > 2).flatMap((path) => path.slice(0, -1)))

  /** starts: having travelled that directed edge to its end, with its delay, costs so much */
  return (starts: { directed: number; ms: number }[]): Float64Array => {
    const entered = new Float64Array(directed).fill(Infinity)
    const ordinary = new Float64Array(directed).fill(Infinity)
    const withPast = new Map<string, number>()
    const best = (past: number[]) =>
      past.length === 1 ? ordinary[past[0]] : (withPast.get(past.join()) ?? Infinity)
    const heap: { ms: number; past: number[] }[] = []
    const add = (cost: number, past: number[]) => {
      if (cost >= best(past)) return
      if (past.length === 1) ordinary[past[0]] = cost
      else withPast.set(past.join(), cost)
      heap.push({ ms: cost, past })
      for (let i = heap.length - 1; i > 0;) {
        const parent = (i - 1) >> 1
        if (heap[parent].ms <= heap[i].ms) break
        ;[heap[parent], heap[i]] = [heap[i], heap[parent]]
        i = parent
      }
    }
    for (const start of starts) add(start.ms, [start.directed])
    while (heap.length > 0) {
      const { ms: cost, past } = heap[0]
      const last = heap.pop()!
      if (heap.length > 0) {
        heap[0] = last
        for (let i = 0; ;) {
          let least = i
          for (const child of [2 * i + 1, 2 * i + 2])
            if (child < heap.length && heap[child].ms < heap[least].ms) least = child
          if (least === i) break
          ;[heap[least], heap[i]] = [heap[i], heap[least]]
          i = least
        }
      }
      if (cost > best(past)) continue
      const own = past[past.length - 1]
      for (const next of beginning[to(own)]) {
        const travelled = [...past, next]
        const isForbidden = (endingIn.get(pair(own, next)) ?? []).some((path) =>
          path.every((d, i) => travelled[travelled.length - path.length + i] === d),
        )
        if (isForbidden) continue
        if (next === reverse(own) && !isDeadEnd(own)) continue
        const atStart = cost + (next === reverse(own) ? uTurnMs : 0)
        if (atStart < entered[next]) entered[next] = atStart
        const kept = remembers.has(next) ? travelled.slice(-longest) : [next]
        add(atStart + ms(next) + graph.endDelayMs[next], kept)
      }
    }
    return entered
  }
}
