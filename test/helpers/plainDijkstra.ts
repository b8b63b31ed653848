import { CLOSED } from '../../shared/core/roads/graph.ts'
import type { RoadNetwork } from '../../shared/core/roads/network.ts'

/**
 * The textbook search on the edges of a network, without its hierarchy: milliseconds from the seeds to every vertex.
 * Deliberately shares nothing with the code that it judges.
 */
export function plainDijkstra(
  network: RoadNetwork,
): (seeds: { vertex: number; ms: number }[]) => Float64Array {
  const neighbours: { to: number; ms: number }[][] = Array.from({ length: network.vertexCount }, () => [])
  for (let e = 0; e < network.edgeFrom.length; e++) {
    const a = network.edgeFrom[e]
    const b = network.edgeTo[e]
    if (network.edgeForwardMs[e] !== CLOSED) neighbours[a].push({ to: b, ms: network.edgeForwardMs[e] })
    if (network.edgeBackwardMs[e] !== CLOSED) neighbours[b].push({ to: a, ms: network.edgeBackwardMs[e] })
  }
  return (seeds) => {
    const best = new Float64Array(network.vertexCount).fill(Infinity)
    const heap: [ms: number, vertex: number][] = []
    const add = (ms: number, vertex: number) => {
      if (ms >= best[vertex]) return
      best[vertex] = ms
      heap.push([ms, vertex])
      for (let i = heap.length - 1; i > 0;) {
        const parent = (i - 1) >> 1
        if (heap[parent][0] <= heap[i][0]) break
        ;[heap[parent], heap[i]] = [heap[i], heap[parent]]
        i = parent
      }
    }
    for (const seed of seeds) add(seed.ms, seed.vertex)
    while (heap.length > 0) {
      const [ms, vertex] = heap[0]
      const last = heap.pop()!
      if (heap.length > 0) {
        heap[0] = last
        for (let i = 0; ;) {
          let least = i
          for (const child of [2 * i + 1, 2 * i + 2])
            if (child < heap.length && heap[child][0] < heap[least][0]) least = child
          if (least === i) break
          ;[heap[least], heap[i]] = [heap[i], heap[least]]
          i = least
        }
      }
      if (ms > best[vertex]) continue
      for (const next of neighbours[vertex]) add(ms + next.ms, next.to)
    }
    return best
  }
}
