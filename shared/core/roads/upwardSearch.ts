import type { RoadNetwork } from './network.ts'
import type { Seeds } from './snap.ts'
import { VertexHeap } from './vertexHeap.ts'

/**
 * Searches of a hierarchy from one end, upwards only, with stall-on-demand (a vertex that a higher one reaches
 * sooner is on no shortest path). Its arrays are made once and reused; `reached` lists what the last run settled.
 */
export class UpwardSearch {
  /** see `costOf`; Infinity where the last run did not come */
  readonly cost: Float64Array
  /** the arc by which a vertex was reached, or -1 at a seed */
  readonly arc: Int32Array
  /** vertices settled and not stalled, in order of cost */
  readonly reached: Int32Array
  reachedCount = 0
  /** vertices that the last run gave a cost: cleared by the next */
  private readonly touched: Int32Array
  private touchedCount = 0
  private readonly heap: VertexHeap
  private readonly network: RoadNetwork

  constructor(network: RoadNetwork) {
    this.network = network
    const count = network.vertexCount
    this.cost = new Float64Array(count).fill(Infinity)
    this.arc = new Int32Array(count)
    this.reached = new Int32Array(count)
    this.touched = new Int32Array(count)
    this.heap = new VertexHeap(count)
  }

  has(vertex: number): boolean {
    return this.cost[vertex] !== Infinity
  }

  /** where the last run met the one it was told of at the least cost in all; -1 where it did not */
  meeting = -1
  meetingCost = Infinity

  /**
   * @param toMeet a finished search from the other end: this one then ends as soon as it can meet it no cheaper, and
   * says where it did
   */
  run(seeds: Seeds, direction: 'forward' | 'backward', toMeet?: UpwardSearch): void {
    const { cost, arc: arcs, touched, heap, reached } = this
    const { upFirst, downFirst, arcFar, arcCost } = this.network
    const first = direction === 'forward' ? upFirst : downFirst
    const against = direction === 'forward' ? downFirst : upFirst
    for (let i = 0; i < this.touchedCount; i++) cost[touched[i]] = Infinity
    const other = toMeet?.cost
    let meeting = -1
    let meetingCost = Infinity
    let touchedCount = 0
    heap.clear()
    let count = 0
    for (let i = 0; i < seeds.vertex.length; i++) {
      const v = seeds.vertex[i]
      if (cost[v] <= seeds.cost[i]) continue
      if (cost[v] === Infinity) touched[touchedCount++] = v
      cost[v] = seeds.cost[i]
      arcs[v] = -1
      heap.set(v, cost[v])
    }
    while (heap.size > 0) {
      const v = heap.pop()
      const own = cost[v]
      if (other !== undefined) {
        if (own >= meetingCost) break
        const whole = own + other[v]
        if (whole < meetingCost) {
          meetingCost = whole
          meeting = v
        }
      }
      let stalled = false
      for (let a = against[v], end = against[v + 1]; a < end; a++) {
        if (cost[arcFar[a]] + arcCost[a] < own) {
          stalled = true
          break
        }
      }
      if (stalled) continue
      reached[count++] = v
      for (let a = first[v], end = first[v + 1]; a < end; a++) {
        const w = arcFar[a]
        const reach = own + arcCost[a]
        const known = cost[w]
        if (reach >= known) continue
        if (known === Infinity) touched[touchedCount++] = w
        cost[w] = reach
        arcs[w] = a
        heap.set(w, reach)
      }
    }
    this.reachedCount = count
    this.touchedCount = touchedCount
    this.meeting = meeting
    this.meetingCost = meetingCost
  }
}
