import type { Cancel, Progress } from '../lib/cancel.ts'
import { contract } from './contraction.ts'
import { buildRoadGraph, type RoadGraphStats, type RoadInput } from './graph.ts'
import { packRoads } from './network.ts'
import type { RoadProfile } from './profiles.ts'

/** From the joined map to roads that can be saved and asked; null when this profile finds none. */
export function buildRoads(
  input: RoadInput,
  profile: RoadProfile,
  cancel: Cancel,
  progress: Progress,
): { bytes: Uint8Array; stats: RoadGraphStats } | null {
  const { graph, stats } = buildRoadGraph(input, profile)
  if (graph.edgeFrom.length === 0) return null
  const hierarchy = contract(graph, cancel, progress, 'roads-' + profile.mode)
  return { bytes: packRoads(profile.mode, graph, hierarchy), stats }
}
