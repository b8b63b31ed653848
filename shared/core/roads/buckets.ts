import type { RoadNetwork } from './network.ts'
import { spacesOf, type SearchSpaces } from './searchSpaces.ts'
import type { Snap } from './snap.ts'

/** Sources that are searched from before their rows are read. */
const block = 128

/** What searches from targets left at the vertices that they settled (Knopp et al. 2007). */
interface Buckets {
  /** entries of vertex v: `first[v] … first[v + 1]` */
  first: Int32Array
  target: Int32Array
  cost: Float64Array
}

function fillBuckets(network: RoadNetwork, targets: (Snap | null)[], spaces: SearchSpaces): Buckets {
  spaces.run(targets, 0, targets.length, 'backward')
  const { vertex, cost: found, first: spaceFirst } = spaces
  const length = spaceFirst[targets.length]
  const first = new Int32Array(network.vertexCount + 1)
  for (let i = 0; i < length; i++) first[vertex[i] + 1]++
  for (let v = 0; v < network.vertexCount; v++) first[v + 1] += first[v]
  const fill = first.slice(0, network.vertexCount)
  const target = new Int32Array(length)
  const cost = new Float64Array(length)
  for (let j = 0; j < targets.length; j++) {
    for (let i = spaceFirst[j], end = spaceFirst[j + 1]; i < end; i++) {
      const at = fill[vertex[i]]++
      target[at] = j
      cost[at] = found[i]
    }
  }
  return { first, target, cost }
}

/**
 * Costs from every source to every target: a search up from each target leaves its cost at the vertices it settles, a
 * search up from each source collects it there. `row` is called once a source, in order.
 */
export function bucketRows(
  network: RoadNetwork,
  sources: (Snap | null)[],
  targets: (Snap | null)[],
  row: (source: number, costs: Float64Array) => void,
): void {
  const spaces = spacesOf(network)
  const buckets = fillBuckets(network, targets, spaces)
  const costs = new Float64Array(targets.length)
  for (let from = 0; from < sources.length; from += block) {
    const to = Math.min(sources.length, from + block)
    spaces.run(sources, from, to, 'forward')
    for (let i = from; i < to; i++) {
      costs.fill(Infinity)
      scan(spaces, spaces.first[i - from], spaces.first[i - from + 1], buckets, costs)
      row(i, costs)
    }
  }
}

/** The hot loop: cost up from the source plus cost down to each target, wherever the two meet. */
function scan(
  { vertex, cost: reach }: SearchSpaces,
  from: number,
  to: number,
  { first, target, cost }: Buckets,
  costs: Float64Array,
): void {
  for (let i = from; i < to; i++) {
    const v = vertex[i]
    const own = reach[i]
    for (let b = first[v], end = first[v + 1]; b < end; b++) {
      const whole = own + cost[b]
      const j = target[b]
      if (whole < costs[j]) costs[j] = whole
    }
  }
}
