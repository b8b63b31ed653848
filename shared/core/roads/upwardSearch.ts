import type { RoadNetwork } from './network.ts'
import type { Seeds } from './snap.ts'
import { VertexHeap } from './vertexHeap.ts'

/**
 * Searches of a hierarchy from one end, upwards only, with stall-on-demand (a vertex that a higher one reaches
 * sooner is on no shortest path). Its arrays are made once and reused; `reached` lists what the last run settled.
 */
export class UpwardSearch {
  readonly ms: Uint32Array
  readonly cm: Uint32Array
  /** the arc by which a vertex was reached, or -1 at a seed */
  readonly arc: Int32Array
  /** vertices settled and not stalled, in order of cost */
  readonly reached: Int32Array
  reachedCount = 0
  private readonly stamp: Int32Array
  private round = 0
  private readonly heap: VertexHeap
  private readonly network: RoadNetwork

  constructor(network: RoadNetwork) {
    this.network = network
    const count = network.vertexCount
    this.ms = new Uint32Array(count)
    this.cm = new Uint32Array(count)
    this.arc = new Int32Array(count)
    this.reached = new Int32Array(count)
    this.stamp = new Int32Array(count)
    this.heap = new VertexHeap(count)
  }

  has(vertex: number): boolean {
    return this.stamp[vertex] === this.round
  }

  run(seeds: Seeds, direction: 'forward' | 'backward'): void {
    const { ms, cm, arc: arcs, stamp, heap, reached } = this
    const { upFirst, downFirst, arcFar, arcMs, arcCm } = this.network
    const first = direction === 'forward' ? upFirst : downFirst
    const against = direction === 'forward' ? downFirst : upFirst
    const round = ++this.round
    heap.clear()
    let count = 0
    for (let i = 0; i < seeds.count; i++) {
      const v = seeds.vertex[i]
      if (stamp[v] === round && ms[v] <= seeds.ms[i]) continue
      stamp[v] = round
      ms[v] = seeds.ms[i]
      cm[v] = seeds.cm[i]
      arcs[v] = -1
      heap.set(v, ms[v])
    }
    while (heap.size > 0) {
      const v = heap.pop()
      const cost = ms[v]
      let stalled = false
      for (let a = against[v], end = against[v + 1]; a < end; a++) {
        const w = arcFar[a]
        if (stamp[w] === round && ms[w] + arcMs[a] < cost) {
          stalled = true
          break
        }
      }
      if (stalled) continue
      reached[count++] = v
      const length = cm[v]
      for (let a = first[v], end = first[v + 1]; a < end; a++) {
        const w = arcFar[a]
        const reach = cost + arcMs[a]
        if (stamp[w] !== round) stamp[w] = round
        else if (reach >= ms[w]) continue
        ms[w] = reach
        cm[w] = length + arcCm[a]
        arcs[w] = a
        heap.set(w, reach)
      }
    }
    this.reachedCount = count
  }
}
