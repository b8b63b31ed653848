import type { RoadNetwork } from './network.ts'
import { seedsFrom, seedsTo, type Snap } from './snap.ts'
import { UpwardSearch } from './upwardSearch.ts'

/**
 * What searches from several places settle, one behind the other. They run one after another because each then finds
 * the network still in the processor's cache; mixed with the reading of a table each takes several times as long.
 */
export class SearchSpaces {
  /** what the search from place i settled: `first[i] … first[i + 1]` */
  first: Int32Array = new Int32Array(1)
  vertex: Int32Array = new Int32Array(1 << 12)
  cost: Float64Array = new Float64Array(1 << 12)
  private readonly search: UpwardSearch
  private readonly network: RoadNetwork

  constructor(network: RoadNetwork) {
    this.network = network
    this.search = new UpwardSearch(network)
  }

  /** Searches from the places `from … to - 1`; where there is none, nothing is settled. Overwrites the last run. */
  run(places: (Snap | null)[], from: number, to: number, direction: 'forward' | 'backward'): void {
    const { search, network } = this
    this.first = new Int32Array(to - from + 1)
    let length = 0
    for (let i = from; i < to; i++) {
      const place = places[i]
      if (place) {
        const seeds = direction === 'forward' ? seedsFrom(network, place) : seedsTo(network, place)
        search.run(seeds, direction)
        if (length + search.reachedCount > this.vertex.length) this.grow(length, length + search.reachedCount)
        const { vertex, cost } = this
        for (let r = 0; r < search.reachedCount; r++) {
          const v = search.reached[r]
          vertex[length] = v
          cost[length++] = search.cost[v]
        }
      }
      this.first[i - from + 1] = length
    }
  }

  private grow(used: number, needed: number): void {
    const size = Math.max(needed, this.vertex.length * 2)
    const vertex = new Int32Array(size)
    const cost = new Float64Array(size)
    vertex.set(this.vertex.subarray(0, used))
    cost.set(this.cost.subarray(0, used))
    this.vertex = vertex
    this.cost = cost
  }
}

const kept = new WeakMap<RoadNetwork, SearchSpaces>()

/** The spaces of a network, made once: on a large one their arrays cost more to make than a small table to compute. */
export function spacesOf(network: RoadNetwork): SearchSpaces {
  let spaces = kept.get(network)
  if (!spaces) kept.set(network, (spaces = new SearchSpaces(network)))
  return spaces
}
