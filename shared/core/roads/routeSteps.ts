import type { RouteStep, Turn } from '../../model/route.ts'
import type { LonLat } from '../../model/travel.ts'
import { nameOfEdge, type RoadNetwork } from './network.ts'
import type { Snap } from './snap.ts'
import { headingDifference } from './turnAngle.ts'

/** Bends below that are part of a road, degrees. */
const bend = 30

function turnOf(degrees: number): Turn {
  const side = degrees > 0 ? 'left' : 'right'
  const size = Math.abs(degrees)
  if (size < bend) return 'straight'
  if (size < 60) return `slight-${side}`
  if (size < 120) return side
  return size < 170 ? `sharp-${side}` : 'u-turn'
}

/**
 * The turn list of a leg over these directed edges (empty: along one edge). A new entry begins where the name changes
 * or where one turns off, at a junction at which that is not simply the way the road goes.
 */
export function stepsOf(network: RoadNetwork, from: Snap, to: Snap, passed: number[]): RouteStep[] {
  const { edgeMs, edgeCm, shapeStart, shapeLonE7, shapeLatE7 } = network
  const pointAt = (p: number): LonLat => [shapeLonE7[p] / 1e7, shapeLatE7[p] / 1e7]
  const between = ({ segment: p, segmentFraction: f }: Snap): LonLat => [
    (shapeLonE7[p] + (shapeLonE7[p + 1] - shapeLonE7[p]) * f) / 1e7,
    (shapeLatE7[p] + (shapeLatE7[p + 1] - shapeLatE7[p]) * f) / 1e7,
  ]
  const along = from.edge * 2 + (to.fraction >= from.fraction ? 0 : 1)
  const roads = passed.length > 0 ? passed : [along]
  const steps: RouteStep[] = []
  roads.forEach((directed, i) => {
    const edge = directed >> 1
    const name = nameOfEdge(network, edge)
    const isBackward = (directed & 1) === 1
    const start = i === 0 ? from.fraction : isBackward ? 1 : 0
    const end = i === roads.length - 1 ? to.fraction : isBackward ? 0 : 1
    const part = Math.abs(end - start)
    const current = steps[steps.length - 1]
    const degrees = i === 0 ? 0 : headingDifference(network, roads[i - 1], directed)
    const goesOn = current && current.name === name && Math.abs(degrees) < 60
    if (!goesOn) {
      const at = i === 0 ? between(from) : pointAt(isBackward ? shapeStart[edge + 1] - 1 : shapeStart[edge])
      steps.push({ turn: i === 0 ? 'depart' : turnOf(degrees), name, metres: 0, seconds: 0, at })
    }
    const step = steps[steps.length - 1]
    step.metres += (edgeCm[edge] * part) / 100
    step.seconds +=
      (edgeMs[directed] * part + (i < roads.length - 1 ? network.endDelayMs[directed] : 0)) / 1000
  })
  steps.push({ turn: 'arrive', name: steps[steps.length - 1].name, metres: 0, seconds: 0, at: between(to) })
  for (const step of steps) {
    step.metres = Math.round(step.metres)
    step.seconds = Math.round(step.seconds)
  }
  return steps
}
