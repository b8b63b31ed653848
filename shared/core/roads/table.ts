import type { RoadNetwork } from './network.ts'
import { bucketRows } from './buckets.ts'
import { spacesOf } from './searchSpaces.ts'
import { alongEdge, waysOf, type Snap } from './snap.ts'
import { partAbove, sweepRows } from './sweep.ts'

/** How a table is computed; both give the same costs. */
export type TableMethod = 'sweep' | 'buckets'

/**
 * Costs from every source to every target (see `costOf`; Infinity where no road leads), row by row: memory is that of
 * one row. `row` may keep nothing of the array it is given.
 */
export function costTable(
  network: RoadNetwork,
  sources: (Snap | null)[],
  targets: (Snap | null)[],
  row: (source: number, costs: Float64Array) => void,
  options: { method?: TableMethod; step?: (done: number) => void } = {},
): void {
  const { step = () => {} } = options
  const onEdge = new Map<number, number[]>()
  targets.forEach((target, j) => {
    for (const { edge } of target ? waysOf(target) : []) {
      const known = onEdge.get(edge)
      if (known) known.push(j)
      else onEdge.set(edge, [j])
    }
  })
  const finish = (i: number, costs: Float64Array) => {
    if ((i & 31) === 0) step(i)
    const from = sources[i]
    if (from) {
      for (const { edge } of waysOf(from)) {
        for (const j of onEdge.get(edge) ?? []) {
          const direct = alongEdge(network, from, targets[j]!)
          if (direct && direct.cost < costs[j]) costs[j] = direct.cost
        }
      }
    }
    row(i, costs)
  }
  step(0)
  const most = mostSweptArcs(network, sources, targets, options.method)
  const part = most > 0 ? partAbove(network, targets, most) : null
  if (part) sweepRows(network, part, sources, finish)
  else bucketRows(network, sources, targets, finish)
}

/** A search from one end, an arc swept for one source, an entry read: nanoseconds, measured; only their ratio counts. */
const searchNs = 12_000
const sweptArcNs = 4
const entryNs = 3.2
const sampled = 24

/**
 * How many arcs the part above the targets may have for sweeps to be quicker than buckets: on a city all targets
 * share most of what lies above them, on a large grid hardly any. Estimated from a few searches; 0 for buckets at once.
 */
function mostSweptArcs(
  network: RoadNetwork,
  sources: (Snap | null)[],
  targets: (Snap | null)[],
  method: TableMethod | undefined,
): number {
  if (method) return method === 'sweep' ? Infinity : 0
  if (sources.length < 8 || targets.length < 8) return 0
  const spaces = spacesOf(network)
  const entries = new Map<number, number>()
  const some = (list: (Snap | null)[]) => {
    const step = Math.max(1, Math.floor(list.length / sampled))
    return list.filter((snap, i) => snap && i % step === 0)
  }
  const to = some(targets)
  const from = some(sources)
  spaces.run(to, 0, to.length, 'backward')
  for (let i = 0; i < spaces.first[to.length]; i++)
    entries.set(spaces.vertex[i], (entries.get(spaces.vertex[i]) ?? 0) + 1)
  let read = 0
  spaces.run(from, 0, from.length, 'forward')
  for (let i = 0; i < spaces.first[from.length]; i++) read += entries.get(spaces.vertex[i]) ?? 0
  if (to.length === 0 || from.length === 0) return 0
  const readPerPair = read / (to.length * from.length)
  const bucketNs = targets.length * searchNs + sources.length * targets.length * readPerPair * entryNs
  return bucketNs / (sources.length * sweptArcNs)
}
