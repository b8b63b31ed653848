import type { LonLat } from '../../model/travel.ts'
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
}

export interface RouteOptions {
  snapRadiusMetres?: number
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
  const router = new Router(network)
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

  constructor(network: RoadNetwork) {
    this.network = network
    this.forward = new UpwardSearch(network)
    this.backward = new UpwardSearch(network)
  }

  /** Milliseconds from snap to snap on the road, and the vertex where both searches meet (-1: along one edge). */
  cost(from: Snap, to: Snap): { ms: number; cm: number; meeting: number } | null {
    const { forward, backward } = this
    forward.run(seedsFrom(this.network, from), 'forward')
    backward.run(seedsTo(this.network, to), 'backward')
    let ms = Infinity
    let cm = 0
    let meeting = -1
    for (let r = 0; r < forward.reachedCount; r++) {
      const v = forward.reached[r]
      if (!backward.has(v)) continue
      const whole = forward.ms[v] + backward.ms[v]
      if (whole >= ms) continue
      ms = whole
      cm = forward.cm[v] + backward.cm[v]
      meeting = v
    }
    const direct = alongEdge(this.network, from, to)
    if (direct && direct.ms <= ms) return { ...direct, meeting: -1 }
    return meeting < 0 ? null : { ms, cm, meeting }
  }

  leg(from: Snap, to: Snap): RouteLeg | null {
    const cost = this.cost(from, to)
    if (!cost) return null
    return {
      seconds: Math.round(cost.ms / 1000 + footSeconds(from.metres) + footSeconds(to.metres)),
      metres: Math.round(cost.cm / 100),
      line: cost.meeting < 0 ? this.edgeLine(from, to) : this.roadLine(from, to, cost.meeting),
      footMetres: [from.metres, to.metres],
    }
  }

  private roadLine(from: Snap, to: Snap, meeting: number): LonLat[] {
    const { network, forward, backward } = this
    const { arcChildA, arcChildB } = network
    const line: LonLat[] = []
    // arcs from the source up to the meeting point, then down to the target
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
    const end = v
    this.partOfEdge(line, from, start, 'leave')
    const stack = arcs.reverse()
    while (stack.length > 0) {
      const arc = stack.pop()!
      if (arcChildB[arc] >= 0) stack.push(arcChildB[arc], arcChildA[arc])
      else {
        const edge = (-1 - arcChildA[arc]) >> 1
        const isBackward = ((-1 - arcChildA[arc]) & 1) === 1
        const first = network.shapeStart[edge]
        const last = network.shapeStart[edge + 1] - 1
        if (isBackward) for (let p = last; p >= first; p--) this.addPoint(line, p)
        else for (let p = first; p <= last; p++) this.addPoint(line, p)
      }
    }
    this.partOfEdge(line, to, end, 'arrive')
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

  /** The stretch between a snapped place and the vertex by which the route leaves or reaches its edge. */
  private partOfEdge(line: LonLat[], place: Snap, vertex: number, how: 'leave' | 'arrive'): void {
    const { network } = this
    const { edge, segment } = place
    const first = network.shapeStart[edge]
    const last = network.shapeStart[edge + 1] - 1
    const isLoop = network.edgeFrom[edge] === network.edgeTo[edge]
    const seeds = how === 'leave' ? seedsFrom(network, place) : seedsTo(network, place)
    // on a loop both directions lead to the same vertex: the cheaper was taken
    const towardsEnd = isLoop
      ? (seeds.count === 1 ? network.edgeForwardMs[edge] !== 0xffffffff : seeds.ms[0] <= seeds.ms[1]) ===
        (how === 'leave')
      : vertex === network.edgeTo[edge]
    if (how === 'leave') {
      push(line, this.snapPoint(place))
      if (towardsEnd) for (let p = segment + 1; p <= last; p++) this.addPoint(line, p)
      else for (let p = segment; p >= first; p--) this.addPoint(line, p)
    } else {
      if (towardsEnd) for (let p = last; p > segment; p--) this.addPoint(line, p)
      else for (let p = first; p <= segment; p++) this.addPoint(line, p)
      push(line, this.snapPoint(place))
    }
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
