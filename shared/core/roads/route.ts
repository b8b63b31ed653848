import type { RouteStep } from '../../model/route.ts'
import type { LonLat } from '../../model/travel.ts'
import { cmOf, msOf } from './cost.ts'
import type { RoadNetwork } from './network.ts'
import {
  alongEdge,
  defaultSnapRadiusMetres,
  footSeconds,
  seedsFrom,
  seedsTo,
  snap,
  type Seeds,
  type Snap,
} from './snap.ts'
import { stepsOf } from './routeSteps.ts'
import { UpwardSearch } from './upwardSearch.ts'

/** One leg by road. */
export interface RouteLeg {
  /** with the last metres on foot at both ends, as in a matrix */
  seconds: number
  /** by the vehicle */
  metres: number
  /** along the streets, from where the first point meets the road to where the second does */
  line: LonLat[]
  /** straight metres on foot at the start and at the end */
  footMetres: [start: number, end: number]
  /** where one turns, if {@link RouteOptions.steps} asked for it */
  steps?: RouteStep[]
}

export interface RouteOptions {
  snapRadiusMetres?: number
  /** adds the list of turns to each leg */
  steps?: boolean
}

/**
 * The quickest way through the points in their order, leg by leg; null for a leg with a point that is too far from
 * any road. Reuse a {@link Router} for many.
 */
export function routeLegs(
  network: RoadNetwork,
  points: LonLat[],
  options: RouteOptions = {},
): (RouteLeg | null)[] {
  const router = new Router(network, options)
  const radius = options.snapRadiusMetres ?? defaultSnapRadiusMetres
  const snaps = points.map((point) => {
    const found = snap(network, point)
    return found && found.metres <= radius ? found : null
  })
  const legs: (RouteLeg | null)[] = []
  for (let i = 0; i + 1 < snaps.length; i++) {
    const from = snaps[i]
    const to = snaps[i + 1]
    legs.push(from && to ? router.leg(from, to) : null)
  }
  return legs
}

/** The lines of {@link routeLegs}, for drawing; empty where there is no way. */
export function routeGeometry(network: RoadNetwork, points: LonLat[], options?: RouteOptions): LonLat[][] {
  return routeLegs(network, points, options).map((leg) => leg?.line ?? [])
}

/** One-to-one searches on one network, with arrays that are made once. */
export class Router {
  private readonly network: RoadNetwork
  private readonly forward: UpwardSearch
  private readonly backward: UpwardSearch

  private readonly options: RouteOptions

  constructor(network: RoadNetwork, options: RouteOptions = {}) {
    this.network = network
    this.options = options
    this.forward = new UpwardSearch(network)
    this.backward = new UpwardSearch(network)
  }

  /** What the way from snap to snap costs (see `costOf`), and the vertex where both searches meet (-1: along one edge). */
  cost(from: Snap, to: Snap): { cost: number; meeting: number; from: Snap; to: Snap } | null {
    const { forward, backward } = this
    forward.run(seedsFrom(this.network, from), 'forward')
    backward.run(seedsTo(this.network, to), 'backward', forward)
    const { meeting, meetingCost: cost } = backward
    const direct = alongEdge(this.network, from, to)
    if (direct && direct.cost <= cost) return { ...direct, meeting: -1 }
    return meeting < 0 ? null : { cost, meeting, from, to }
  }

  leg(from: Snap, to: Snap): RouteLeg | null {
    const found = this.cost(from, to)
    if (!found) return null
    const { passed, leave, arrive } =
      found.meeting < 0
        ? { passed: [], leave: found.from, arrive: found.to }
        : this.passed(from, to, found.meeting)
    return {
      seconds: Math.round(msOf(found.cost) / 1000 + footSeconds(from.metres) + footSeconds(to.metres)),
      metres: Math.round(cmOf(found.cost) / 100),
      line: passed.length === 0 ? this.edgeLine(leave, arrive) : this.roadLine(leave, arrive, passed),
      footMetres: [from.metres, to.metres],
      ...(this.options.steps ? { steps: stepsOf(this.network, leave, arrive, passed) } : {}),
    }
  }

  /**
   * The directed edges from one place to the other, the one that is left and the one that is arrived on included.
   * `meeting` is where the searches of {@link cost} met, just before.
   */
  private passed(from: Snap, to: Snap, meeting: number): { passed: number[]; leave: Snap; arrive: Snap } {
    const { network, forward, backward } = this
    const { arcChildA, arcChildB } = network
    const arcs: number[] = []
    let v = meeting
    while (forward.arc[v] >= 0) {
      arcs.push(forward.arc[v])
      v = this.nearEnd(forward.arc[v], 'up')
    }
    const start = v
    arcs.reverse()
    v = meeting
    while (backward.arc[v] >= 0) {
      arcs.push(backward.arc[v])
      v = this.nearEnd(backward.arc[v], 'down')
    }
    const starts = seedsFrom(network, from)
    const leaving = cheapest(starts, start)
    const passed = [starts.directed[leaving]]
    const stack = arcs.reverse()
    while (stack.length > 0) {
      const arc = stack.pop()!
      if (arcChildB[arc] >= 0) stack.push(arcChildB[arc], arcChildA[arc])
      else if (arcChildA[arc] >= 0) passed.push(arcChildA[arc])
    }
    const ends = seedsTo(network, to)
    const arriving = cheapest(ends, v)
    passed.push(ends.directed[arriving])
    return { passed, leave: starts.way[leaving], arrive: ends.way[arriving] }
  }

  private roadLine(from: Snap, to: Snap, passed: number[]): LonLat[] {
    const { network } = this
    const line: LonLat[] = []
    const last = passed.length - 1
    passed.forEach((directed, i) => {
      const edge = directed >> 1
      const isBackward = (directed & 1) === 1
      let firstPoint = network.shapeStart[edge]
      let lastPoint = network.shapeStart[edge + 1] - 1
      if (i === 0) {
        push(line, this.snapPoint(from))
        if (isBackward) lastPoint = from.segment
        else firstPoint = from.segment + 1
      }
      if (i === last) {
        if (isBackward) firstPoint = to.segment + 1
        else lastPoint = to.segment
      }
      if (isBackward) for (let p = lastPoint; p >= firstPoint; p--) this.addPoint(line, p)
      else for (let p = firstPoint; p <= lastPoint; p++) this.addPoint(line, p)
    })
    push(line, this.snapPoint(to))
    return line
  }

  /** The lower vertex of an arc: the one in whose list it stands. */
  private nearEnd(arc: number, list: 'up' | 'down'): number {
    const first = list === 'up' ? this.network.upFirst : this.network.downFirst
    let low = 0
    let high = this.network.vertexCount
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (first[middle] <= arc) low = middle
      else high = middle
    }
    return low
  }

  private addPoint(line: LonLat[], p: number): void {
    push(line, [this.network.shapeLonE7[p] / 1e7, this.network.shapeLatE7[p] / 1e7])
  }

  private snapPoint({ segment: p, segmentFraction: f }: Snap): LonLat {
    const { shapeLonE7, shapeLatE7 } = this.network
    return [
      Math.round(shapeLonE7[p] + (shapeLonE7[p + 1] - shapeLonE7[p]) * f) / 1e7,
      Math.round(shapeLatE7[p] + (shapeLatE7[p + 1] - shapeLatE7[p]) * f) / 1e7,
    ]
  }

  /** Both places lie on one edge and the way between them is that edge. */
  private edgeLine(from: Snap, to: Snap): LonLat[] {
    const line: LonLat[] = []
    push(line, this.snapPoint(from))
    if (from.segment < to.segment) for (let p = from.segment + 1; p <= to.segment; p++) this.addPoint(line, p)
    else for (let p = from.segment; p > to.segment; p--) this.addPoint(line, p)
    push(line, this.snapPoint(to))
    return line
  }
}

/** Adds a point unless the line stands there already. */
function push(line: LonLat[], point: LonLat): void {
  const last = line[line.length - 1]
  if (!last || last[0] !== point[0] || last[1] !== point[1]) line.push(point)
}

/** Which of the seeds at `vertex` a search began with: the cheapest. */
function cheapest(seeds: Seeds, vertex: number): number {
  let best = -1
  seeds.vertex.forEach((v, i) => {
    if (v === vertex && (best < 0 || seeds.cost[i] < seeds.cost[best])) best = i
  })
  return best
}
