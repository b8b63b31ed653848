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

  const search = new UpwardSearch(network)
  const buckets = collectBuckets(network, search, snaps, (done) => {
    throwIfCancelled(cancel)
    progress({ stage: 'matrix', done, total })
  })
  const { bucketFirst, bucketTarget, bucketMs, bucketCm } = buckets
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
    const { reached, reachedCount, ms, cm } = search
    for (let r = 0; r < reachedCount; r++) {
      const v = reached[r]
      const vertexMs = ms[v]
      const vertexCm = cm[v]
      for (let b = bucketFirst[v], end = bucketFirst[v + 1]; b < end; b++) {
        const whole = vertexMs + bucketMs[b]
        const target = bucketTarget[b]
        if (whole < rowMs[target]) {
          rowMs[target] = whole
          rowCm[target] = vertexCm + bucketCm[b]
        }
      }
    }
    for (let j = 0; j < size; j++) {
      const to = snaps[j]
      if (!to) continue
      const cell = i * size + j
      if (i === j) {
        seconds[cell] = metres[cell] = 0
        continue
      }
      if (from.edge === to.edge) {
        const direct = alongEdge(network, from, to)
        if (direct && direct.ms < rowMs[j]) {
          rowMs[j] = direct.ms
          rowCm[j] = direct.cm
        }
      }
      if (rowMs[j] === UNREACHABLE) continue
      const byRoad = rowMs[j] / 1000 + footSeconds(from.metres) + footSeconds(to.metres)
      const straight = walkable(points[i], points[j])
      if (straight >= 0 && footSeconds(straight) <= byRoad) {
        seconds[cell] = Math.round(footSeconds(straight))
        metres[cell] = 0
      } else {
        seconds[cell] = Math.round(byRoad)
        metres[cell] = Math.round(rowCm[j] / 100)
      }
    }
  }
  progress({ stage: 'matrix', done: total, total })
  return { size, seconds, metres, unsnapped, snapMetres }
}

/** Straight metres between two points that are near enough to walk, else -1. */
function walkable([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
  // 0.0006° of latitude is 67 m; longitude is at most as long
  if (lat1 - lat2 > 0.0006 || lat2 - lat1 > 0.0006) return -1
  const metres = haversineMetres(lon1, lat1, lon2, lat2)
  return metres <= walkAcrossMetres ? metres : -1
}

interface Buckets {
  /** entries of vertex v: `bucketFirst[v] … bucketFirst[v + 1]` */
  bucketFirst: Int32Array
  bucketTarget: Int32Array
  bucketMs: Uint32Array
  bucketCm: Uint32Array
}

function collectBuckets(
  network: RoadNetwork,
  search: UpwardSearch,
  snaps: (Snap | null)[],
  step: (done: number) => void,
): Buckets {
  let capacity = 1 << 16
  let length = 0
  let vertex = new Int32Array(capacity)
  let target = new Int32Array(capacity)
  let ms = new Uint32Array(capacity)
  let cm = new Uint32Array(capacity)
  const bucketFirst = new Int32Array(network.vertexCount + 1)
  for (let j = 0; j < snaps.length; j++) {
    if ((j & 31) === 0) step(j)
    const to = snaps[j]
    if (!to) continue
    search.run(seedsTo(network, to), 'backward')
    if (length + search.reachedCount > capacity) {
      capacity = Math.max(capacity * 2, length + search.reachedCount)
      vertex = grown(vertex, new Int32Array(capacity))
      target = grown(target, new Int32Array(capacity))
      ms = grown(ms, new Uint32Array(capacity))
      cm = grown(cm, new Uint32Array(capacity))
    }
    for (let r = 0; r < search.reachedCount; r++) {
      const v = search.reached[r]
      vertex[length] = v
      target[length] = j
      ms[length] = search.ms[v]
      cm[length] = search.cm[v]
      bucketFirst[v + 1]++
      length++
    }
  }
  for (let v = 0; v < network.vertexCount; v++) bucketFirst[v + 1] += bucketFirst[v]
  const fill = bucketFirst.slice(0, network.vertexCount)
  const bucketTarget = new Int32Array(length)
  const bucketMs = new Uint32Array(length)
  const bucketCm = new Uint32Array(length)
  for (let i = 0; i < length; i++) {
    const at = fill[vertex[i]]++
    bucketTarget[at] = target[i]
    bucketMs[at] = ms[i]
    bucketCm[at] = cm[i]
  }
  return { bucketFirst, bucketTarget, bucketMs, bucketCm }
}

function grown<T extends Int32Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
