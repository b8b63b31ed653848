import type { RoadNetwork } from './network.ts'
import type { Seeds } from './snap.ts'
import { VertexHeap } from './vertexHeap.ts'

/**
 * Searches of a hierarchy from one end, upwards only, with stall-on-demand (a vertex that a higher one reaches
 * sooner is on no shortest path). Its arrays are made once and reused; `reached` lists what the last run settled.
 */
export class UpwardSearch {
  /** see `costOf` */
  readonly cost: Float64Array
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
    this.cost = new Float64Array(count)
    this.arc = new Int32Array(count)
    this.reached = new Int32Array(count)
    this.stamp = new Int32Array(count)
    this.heap = new VertexHeap(count)
  }

  has(vertex: number): boolean {
    return this.stamp[vertex] === this.round
  }

  run(seeds: Seeds, direction: 'forward' | 'backward'): void {
    const { cost, arc: arcs, stamp, heap, reached } = this
    const { upFirst, downFirst, arcFar, arcCost } = this.network
    const first = direction === 'forward' ? upFirst : downFirst
    const against = direction === 'forward' ? downFirst : upFirst
    const round = ++this.round
    heap.clear()
    let count = 0
    for (let i = 0; i < seeds.vertex.length; i++) {
      const v = seeds.vertex[i]
      if (stamp[v] === round && cost[v] <= seeds.cost[i]) continue
      stamp[v] = round
      cost[v] = seeds.cost[i]
      arcs[v] = -1
      heap.set(v, cost[v])
    }
    while (heap.size > 0) {
      const v = heap.pop()
      const own = cost[v]
      let stalled = false
      for (let a = against[v], end = against[v + 1]; a < end; a++) {
        const w = arcFar[a]
        if (stamp[w] === round && cost[w] + arcCost[a] < own) {
          stalled = true
          break
        }
      }
      if (stalled) continue
      reached[count++] = v
      for (let a = first[v], end = first[v + 1]; a < end; a++) {
        const w = arcFar[a]
        const reach = own + arcCost[a]
        if (stamp[w] !== round) stamp[w] = round
        else if (reach >= cost[w]) continue
        cost[w] = reach
        arcs[w] = a
        heap.set(w, reach)
      }
    }
    this.reachedCount = count
  }
}
