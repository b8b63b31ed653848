import { neverCancelled, noProgress, throwIfCancelled, type Cancel, type Progress } from '../lib/cancel.ts'
import { haversineMetres } from '../geo/distance.ts'
import { UNREACHABLE, type LonLat, type TravelMatrix } from '../../model/travel.ts'
import type { RoadNetwork } from './network.ts'
import {
  alongEdge,
  defaultSnapRadiusMetres,
  footSeconds,
  seedsFrom,
  seedsTo,
  snap,
  type Snap,
} from './snap.ts'
import { UpwardSearch } from './upwardSearch.ts'

export interface MatrixOptions {
  cancel?: Cancel
  progress?: Progress
  /** farther from a road than this a point is unreachable; default {@link defaultSnapRadiusMetres} */
  snapRadiusMetres?: number
}

/** A travel matrix, and what became of each point. */
export interface RoadMatrix extends TravelMatrix {
  /** points that lie too far from any road: their rows and columns are {@link UNREACHABLE} */
  unsnapped: number[]
  /** straight metres from each point to its road; Infinity where there is none at all */
  snapMetres: Float64Array
}

/** Two doors this near are walked between, without going back to the car. */
const walkAcrossMetres = 60
/** More than that in latitude, everywhere: what is farther apart need not be measured. */
const walkAcrossDegrees = 0.0006

/**
 * Travel between all points, by buckets on the contraction hierarchy (Knopp et al. 2007): one search up from every
 * target leaves its cost at the vertices it settles; one search up from every source collects it there.
 * Seconds include the last metres on foot at both ends; metres are those of the vehicle. Memory is shared.
 */
export function matrix(network: RoadNetwork, points: LonLat[], options: MatrixOptions = {}): RoadMatrix {
  const cancel = options.cancel ?? neverCancelled
  const progress = options.progress ?? noProgress
  const radius = options.snapRadiusMetres ?? defaultSnapRadiusMetres
  const size = points.length
  const seconds = new Uint32Array(new SharedArrayBuffer(size * size * 4)).fill(UNREACHABLE)
  const metres = new Uint32Array(new SharedArrayBuffer(size * size * 4)).fill(UNREACHABLE)
  const snapMetres = new Float64Array(size)
  const unsnapped: number[] = []
  const snaps: (Snap | null)[] = points.map((point, i) => {
    const found = snap(network, point)
    snapMetres[i] = found?.metres ?? Infinity
    if (found && found.metres <= radius) return found
    unsnapped.push(i)
    return null
  })
  const total = size * 2

  // flat copies of what the loop over cells reads
  const edges = Int32Array.from(snaps, (found) => found?.edge ?? -1)
  const lats = Float64Array.from(points, ([, lat]) => lat)
  const foot = Float64Array.from(snaps, (found) => (found ? footSeconds(found.metres) : 0))

  const search = new UpwardSearch(network)
  const { first, entries } = collectBuckets(network, search, snaps, (done) => {
    throwIfCancelled(cancel)
    progress({ stage: 'matrix', done, total })
  })
  const walkAcross = (i: number, j: number) => {
    const straight = haversineMetres(...points[i], ...points[j])
    const onFoot = Math.round(footSeconds(straight))
    if (straight > walkAcrossMetres || onFoot > seconds[i * size + j]) return
    seconds[i * size + j] = onFoot
    metres[i * size + j] = 0
  }
  const rowMs = new Uint32Array(size)
  const rowCm = new Uint32Array(size)
  for (let i = 0; i < size; i++) {
    if ((i & 31) === 0) {
      throwIfCancelled(cancel)
      progress({ stage: 'matrix', done: size + i, total })
    }
    const from = snaps[i]
    if (!from) continue
    rowMs.fill(UNREACHABLE)
    search.run(seedsFrom(network, from), 'forward')
    scanBuckets(search, first, entries, rowMs, rowCm)
    const row = i * size
    const edge = edges[i]
    const lat = lats[i]
    for (let j = 0; j < size; j++) {
      if (edges[j] === edge && j !== i) {
        const direct = alongEdge(network, from, snaps[j]!)
        if (direct && direct.ms < rowMs[j]) {
          rowMs[j] = direct.ms
          rowCm[j] = direct.cm
        }
      }
      const ms = rowMs[j]
      if (ms === UNREACHABLE) continue
      seconds[row + j] = ms / 1000 + foot[i] + foot[j] + 0.5
      metres[row + j] = rowCm[j] / 100 + 0.5
      if (lats[j] - lat < walkAcrossDegrees && lat - lats[j] < walkAcrossDegrees) walkAcross(i, j)
    }
    seconds[row + i] = metres[row + i] = 0
  }
  progress({ stage: 'matrix', done: total, total })
  return { size, seconds, metres, unsnapped, snapMetres }
}

/** The hot loop: cost up from the source plus cost down to each target, wherever the two meet. */
function scanBuckets(
  search: UpwardSearch,
  first: Int32Array,
  entries: Uint32Array,
  rowMs: Uint32Array,
  rowCm: Uint32Array,
): void {
  const { reached, reachedCount, ms, cm } = search
  for (let r = 0; r < reachedCount; r++) {
    const v = reached[r]
    const vertexMs = ms[v]
    const vertexCm = cm[v]
    for (let b = first[v] * 3, end = first[v + 1] * 3; b < end; b += 3) {
      const target = entries[b]
      const whole = vertexMs + entries[b + 1]
      if (whole < rowMs[target]) {
        rowMs[target] = whole
        rowCm[target] = vertexCm + entries[b + 2]
      }
    }
  }
}

interface Buckets {
  /** entries of vertex v: `first[v] … first[v + 1]`, three words each: target, milliseconds, centimetres */
  first: Int32Array
  entries: Uint32Array
}

function collectBuckets(
  network: RoadNetwork,
  search: UpwardSearch,
  snaps: (Snap | null)[],
  step: (done: number) => void,
): Buckets {
  let words = new Uint32Array(1 << 16)
  let length = 0
  const first = new Int32Array(network.vertexCount + 1)
  for (let j = 0; j < snaps.length; j++) {
    if ((j & 31) === 0) step(j)
    const to = snaps[j]
    if (!to) continue
    search.run(seedsTo(network, to), 'backward')
    if (length + search.reachedCount * 4 > words.length) {
      const larger = new Uint32Array(Math.max(words.length * 2, length + search.reachedCount * 4))
      larger.set(words)
      words = larger
    }
    for (let r = 0; r < search.reachedCount; r++) {
      const v = search.reached[r]
      words[length] = v
      words[length + 1] = j
      words[length + 2] = search.ms[v]
      words[length + 3] = search.cm[v]
      length += 4
      first[v + 1]++
    }
  }
  for (let v = 0; v < network.vertexCount; v++) first[v + 1] += first[v]
  const fill = first.slice(0, network.vertexCount)
  const entries = new Uint32Array((length / 4) * 3)
  for (let i = 0; i < length; i += 4) {
    const at = fill[words[i]]++ * 3
    entries[at] = words[i + 1]
    entries[at + 1] = words[i + 2]
    entries[at + 2] = words[i + 3]
  }
  return { first, entries }
}
