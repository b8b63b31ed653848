import { haversineMetres } from '../geo/distance.ts'
import { neverCancelled, noProgress, throwIfCancelled, type Cancel, type Progress } from '../lib/cancel.ts'
import { UNREACHABLE, type LonLat, type TravelMatrix } from '../../model/travel.ts'
import { cmOf, msOf } from './cost.ts'
import type { RoadNetwork } from './network.ts'
import { defaultSnapRadiusMetres, footSeconds, snap, type Snap } from './snap.ts'
import { costTable, type TableMethod } from './table.ts'

export interface MatrixOptions {
  cancel?: Cancel
  progress?: Progress
  /** farther from a road than this a point is unreachable; default {@link defaultSnapRadiusMetres} */
  snapRadiusMetres?: number
  /** default: whichever is quicker here */
  method?: TableMethod
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
 * Travel between all points. Seconds include the last metres on foot at both ends; metres are those of the vehicle.
 * Memory is shared.
 */
export function matrix(network: RoadNetwork, points: LonLat[], options: MatrixOptions = {}): RoadMatrix {
  const size = points.length
  const seconds = new Uint32Array(new SharedArrayBuffer(size * size * 4))
  const metres = new Uint32Array(new SharedArrayBuffer(size * size * 4))
  const snapped = matrixRows(network, points, options, (i, rowSeconds, rowMetres) => {
    seconds.set(rowSeconds, i * size)
    metres.set(rowMetres, i * size)
  })
  return { size, seconds, metres, ...snapped }
}

/**
 * {@link matrix} one row after another, for tables that need not be held as a whole. The row's arrays are used again
 * for the next one.
 */
export function matrixRows(
  network: RoadNetwork,
  points: LonLat[],
  options: MatrixOptions,
  row: (from: number, seconds: Uint32Array, metres: Uint32Array) => void,
): { unsnapped: number[]; snapMetres: Float64Array } {
  const cancel = options.cancel ?? neverCancelled
  const progress = options.progress ?? noProgress
  const radius = options.snapRadiusMetres ?? defaultSnapRadiusMetres
  const size = points.length
  const snapMetres = new Float64Array(size)
  const unsnapped: number[] = []
  const snaps: (Snap | null)[] = points.map((point, i) => {
    const found = snap(network, point)
    snapMetres[i] = found?.metres ?? Infinity
    if (found && found.metres <= radius) return found
    unsnapped.push(i)
    return null
  })
  const near = neighbours(points, snaps)
  const foot = Float64Array.from(snaps, (found) => (found ? footSeconds(found.metres) : 0))
  const seconds = new Uint32Array(size)
  const metres = new Uint32Array(size)
  const walkAcross = (i: number, j: number) => {
    const straight = haversineMetres(...points[i], ...points[j])
    const onFoot = Math.round(footSeconds(straight))
    if (straight > walkAcrossMetres || onFoot > seconds[j]) return
    seconds[j] = onFoot
    metres[j] = 0
  }
  costTable(
    network,
    snaps,
    snaps,
    (i, costs) => {
      if (snaps[i]) {
        fillRow(costs, foot[i], foot, seconds, metres)
        for (const j of near[i]) walkAcross(i, j)
        seconds[i] = metres[i] = 0
      } else {
        seconds.fill(UNREACHABLE)
        metres.fill(UNREACHABLE)
      }
      row(i, seconds, metres)
    },
    {
      ...(options.method ? { method: options.method } : {}),
      step: (done) => {
        throwIfCancelled(cancel)
        progress({ stage: 'matrix', done, total: size })
      },
    },
  )
  progress({ stage: 'matrix', done: size, total: size })
  return { unsnapped, snapMetres }
}

/** For each point the others that may be near enough to walk to, by their latitude and longitude alone. */
function neighbours(points: LonLat[], snaps: (Snap | null)[]): number[][] {
  const order = points.map((_, i) => i).sort((a, b) => points[a][1] - points[b][1])
  const near: number[][] = points.map(() => [])
  for (let k = 0; k < order.length; k++) {
    const i = order[k]
    if (!snaps[i]) continue
    const [lon, lat] = points[i]
    const wide = walkAcrossDegrees / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
    for (let m = k + 1; m < order.length && points[order[m]][1] - lat < walkAcrossDegrees; m++) {
      const j = order[m]
      if (!snaps[j] || Math.abs(points[j][0] - lon) > wide) continue
      near[i].push(j)
      near[j].push(i)
    }
  }
  return near
}

function fillRow(
  costs: Float64Array,
  footFrom: number,
  foot: Float64Array,
  seconds: Uint32Array,
  metres: Uint32Array,
): void {
  for (let j = 0; j < costs.length; j++) {
    const cost = costs[j]
    if (cost === Infinity) seconds[j] = metres[j] = UNREACHABLE
    else {
      seconds[j] = msOf(cost) / 1000 + footFrom + foot[j] + 0.5
      metres[j] = cmOf(cost) / 100 + 0.5
    }
  }
}
