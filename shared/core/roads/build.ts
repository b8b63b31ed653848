import type { Cancel, Progress } from '../lib/cancel.ts'
import { contract } from './contraction.ts'
import { buildRoadGraph, type RoadInput } from './graph.ts'
import { packRoads } from './network.ts'
import type { RoadProfile } from './profiles.ts'
import { forbiddenPaths, type RestrictionStats } from './restrictions.ts'
import { buildSearchGraph } from './searchGraph.ts'
import { withoutTurningRound } from './turnRules.ts'

/** What a profile found, for `region info`. */
export interface RoadStats {
  vertices: number
  /** vertices that turn rules added */
  turnVertices: number
  edges: number
  kilometres: number
  /** kilometres of road from which, or to which, the rest cannot be reached: cut off by the edge of the map or a mistake in it */
  kilometresCutOff: number
  restrictions: RestrictionStats
}

/** From the joined map to roads that can be saved and asked; null when this profile finds none. */
export function buildRoads(
  input: RoadInput,
  profile: RoadProfile,
  cancel: Cancel,
  progress: Progress,
): { bytes: Uint8Array; stats: RoadStats } | null {
  const graph = buildRoadGraph(input, profile)
  const { forbidden, stats: restrictions } = forbiddenPaths(graph, input, profile)
  const search = buildSearchGraph(graph, withoutTurningRound(graph, forbidden, profile.uTurnSeconds * 1000))
  let edges = 0
  let cm = 0
  let cutOffCm = 0
  const joined = new Set<number>()
  for (let e = 0; e < graph.edgeFrom.length; e++) {
    if (search.edgeTail[e * 2] < 0 && search.edgeTail[e * 2 + 1] < 0) cutOffCm += graph.edgeCm[e]
    else {
      edges++
      cm += graph.edgeCm[e]
      joined.add(graph.edgeFrom[e]).add(graph.edgeTo[e])
    }
  }
  if (edges === 0) return null
  const hierarchy = contract(search, { cancel, progress, stage: 'roads-' + profile.mode })
  const stats = {
    vertices: joined.size,
    turnVertices: search.vertexCount - joined.size,
    edges,
    kilometres: Math.round(cm / 1e5),
    kilometresCutOff: Math.round(cutOffCm / 1e5),
    restrictions,
  }
  return { bytes: packRoads(profile.mode, graph, search, hierarchy), stats }
}
