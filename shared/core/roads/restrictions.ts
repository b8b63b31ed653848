import { CLOSED } from './cost.ts'
import type { RoadGraph, RoadInput } from './graph.ts'
import type { RoadProfile } from './profiles.ts'
import { headingDifference } from './turnAngle.ts'

/**
 * A turn restriction of the map, its members as indexes of the input's ways and nodes; -1 stands for one that the
 * file lacks. https://wiki.openstreetmap.org/wiki/Relation:restriction
 */
export interface RestrictionInput {
  tags: Record<string, string>
  from: number[]
  to: number[]
  viaNode: number | null
  viaWays: number[]
}

/** What became of the map's restrictions, for `region info`. */
export interface RestrictionStats {
  applied: number
  /** hold only at some hours: not applied */
  conditional: number
  /** not for this way of travelling, or on roads that it does not use */
  elsewhere: number
  /** members missing, not meeting, or a meaning that cannot be told */
  unclear: number
}

export const isOpen = (graph: RoadGraph, directed: number) =>
  (directed & 1 ? graph.edgeBackwardMs : graph.edgeForwardMs)[directed >> 1] !== CLOSED
export const tailOf = (graph: RoadGraph, directed: number) =>
  (directed & 1 ? graph.edgeTo : graph.edgeFrom)[directed >> 1]
export const headOf = (graph: RoadGraph, directed: number) =>
  (directed & 1 ? graph.edgeFrom : graph.edgeTo)[directed >> 1]
const tailNode = (graph: RoadGraph, directed: number) =>
  (directed & 1 ? graph.edgeToNode : graph.edgeFromNode)[directed >> 1]
const headNode = (graph: RoadGraph, directed: number) =>
  (directed & 1 ? graph.edgeFromNode : graph.edgeToNode)[directed >> 1]

/** Open directed edges by the vertex at one of their ends: `list[first[v] … first[v + 1]]`. */
export function directedBy(
  graph: RoadGraph,
  end: (graph: RoadGraph, directed: number) => number,
): { first: Int32Array; list: Int32Array } {
  const first = new Int32Array(graph.vertexCount + 1)
  const count = graph.edgeFrom.length * 2
  for (let d = 0; d < count; d++) if (isOpen(graph, d)) first[end(graph, d) + 1]++
  for (let v = 0; v < graph.vertexCount; v++) first[v + 1] += first[v]
  const list = new Int32Array(first[graph.vertexCount])
  const fill = first.slice(0, graph.vertexCount)
  for (let d = 0; d < count; d++) if (isOpen(graph, d)) list[fill[end(graph, d)]++] = d
  return { first, list }
}

/**
 * The word of a restriction for one profile (`no_left_turn`): the most telling `restriction:…` of its access keys
 * before `restriction`. Undefined where it does not bind this profile; 'conditional' where it binds at some hours only.
 */
function wordOf(tags: Record<string, string>, profile: RoadProfile): string | undefined {
  // people on foot are bound only by what names them
  const keys = profile.accessKeys.filter((key) => key !== 'access')
  const isOnFoot = profile.mode === 'foot'
  const exempt = (tags.except ?? '').split(';').map((word) => word.trim())
  if (keys.some((key) => exempt.includes(key))) return undefined
  const kind = tags.type?.startsWith('restriction:') ? tags.type.slice('restriction:'.length) : undefined
  if (kind !== undefined && !keys.includes(kind)) return undefined
  const mostTelling = [...keys].reverse().map((key) => tags['restriction:' + key])
  const word = mostTelling.find((found) => found !== undefined)
  if (word !== undefined) return word
  if (isOnFoot && kind === undefined) return undefined
  if (tags.day_on || tags.hour_on || tags.day_off || tags.hour_off) return 'conditional'
  if (tags.restriction !== undefined) return tags.restriction
  const isConditional = [...keys, ''].some(
    (key) => tags[`restriction${key && ':' + key}:conditional`] !== undefined,
  )
  return isConditional ? 'conditional' : undefined
}

/** The angle that a word speaks of, degrees to the left. */
const meant: Record<string, number> = { left_turn: 90, right_turn: -90, straight_on: 0, u_turn: 180 }
const words = /^(no|only)_(left_turn|right_turn|straight_on|u_turn|entry|exit)$/

/** A via way longer than that many stretches is a mistake. */
const longestVia = 40

/**
 * The paths that the map forbids to one profile: two or more directed edges (`edge × 2`, + 1 against the way), each
 * ending where the next begins, that nobody travels one after another. Turning round in a junction is not among them:
 * nobody does that anywhere, see `withoutTurningRound`.
 */
export function forbiddenPaths(
  graph: RoadGraph,
  input: RoadInput,
  profile: RoadProfile,
): { forbidden: number[][]; stats: RestrictionStats } {
  const stats: RestrictionStats = { applied: 0, conditional: 0, elsewhere: 0, unclear: 0 }
  const forbidden = new Map<string, number[]>()
  const forbid = (path: number[]) => {
    if (path.length > 2 || (path[0] ^ 1) !== path[1]) forbidden.set(path.join(), path)
  }
  if (input.restrictions?.length) {
    const out = directedBy(graph, tailOf)
    const edgesOf = edgesByWay(graph)
    for (const restriction of input.restrictions) {
      const word = wordOf(restriction.tags, profile)
      if (word === undefined) {
        stats.elsewhere++
        continue
      }
      if (word === 'conditional') {
        stats.conditional++
        continue
      }
      const parts = words.exec(word)
      const paths = parts ? pathsOf(graph, edgesOf, restriction, meant[parts[2]]) : null
      if (!parts || !paths) {
        const ways = [...restriction.from, ...restriction.to, ...restriction.viaWays]
        const isUsed = parts !== null && ways.every((way) => way < 0 || edgesOf.has(way))
        stats[isUsed || !parts ? 'unclear' : 'elsewhere']++
        continue
      }
      stats.applied++
      for (const path of paths) {
        if (parts[1] === 'no') forbid(path)
        else {
          // once on the way that is prescribed, one follows it to its end
          for (let i = path.length === 2 ? 0 : 1; i + 1 < path.length; i++) {
            const v = headOf(graph, path[i])
            for (let k = out.first[v]; k < out.first[v + 1]; k++)
              if (out.list[k] !== path[i + 1]) forbid([...path.slice(0, i + 1), out.list[k]])
          }
        }
      }
    }
  }
  return { forbidden: [...forbidden.values()], stats }
}

/** First and last edge + 1 of each way that has any. */
function edgesByWay(graph: RoadGraph): Map<number, [first: number, end: number]> {
  const ranges = new Map<number, [number, number]>()
  for (let e = 0; e < graph.edgeWay.length; e++) {
    const range = ranges.get(graph.edgeWay[e])
    if (range) range[1] = e + 1
    else ranges.set(graph.edgeWay[e], [e, e + 1])
  }
  return ranges
}

type EdgesOf = Map<number, [first: number, end: number]>

function directedOf(graph: RoadGraph, edgesOf: EdgesOf, way: number): number[] {
  const [first, end] = edgesOf.get(way) ?? [0, 0]
  const found: number[] = []
  for (let d = first * 2; d < end * 2; d++) if (isOpen(graph, d)) found.push(d)
  return found
}

/** Every way through `from`, via and `to`; null where there is none, or which is meant cannot be told. */
function pathsOf(
  graph: RoadGraph,
  edgesOf: EdgesOf,
  { from, to, viaNode, viaWays }: RestrictionInput,
  angle: number | undefined,
): number[][] | null {
  const ins = from.flatMap((way) => directedOf(graph, edgesOf, way))
  const outs = to.flatMap((way) => directedOf(graph, edgesOf, way))
  let middles: number[][]
  if (viaWays.length > 0) {
    middles = [[]]
    for (const way of viaWays) {
      const along = directedOf(graph, edgesOf, way)
      middles = middles.flatMap((middle) => extend(graph, middle, along))
    }
  } else if (viaNode !== null && viaNode >= 0) middles = [[]]
  else return null
  const paths: number[][] = []
  for (const middle of middles) {
    for (const into of ins) {
      const first = middle.length > 0 ? middle[0] : -1
      if (first >= 0 ? headOf(graph, into) !== tailOf(graph, first) : headNode(graph, into) !== viaNode)
        continue
      if (first >= 0 && (into ^ 1) === first) continue
      const last = middle.length > 0 ? middle[middle.length - 1] : into
      for (const outOf of outs) {
        if (headOf(graph, last) !== tailOf(graph, outOf)) continue
        if (middle.length > 0 ? (last ^ 1) === outOf : tailNode(graph, outOf) !== viaNode) continue
        paths.push([into, ...middle, outOf])
      }
    }
  }
  if (paths.length === 0) return null
  if (paths.length === 1 || from.length > 1 || to.length > 1) return paths
  // a way that runs through the junction instead of ending there: the word tells which half is meant
  if (angle === undefined) return null
  const off = (path: number[]) => {
    const turned = headingDifference(graph, path[0], path[path.length - 1])
    const difference = Math.abs(turned - angle) % 360
    return difference > 180 ? 360 - difference : difference
  }
  const best = paths.reduce((a, b) => (off(b) < off(a) ? b : a))
  return off(best) <= 60 ? [best] : null
}

/** All ways to go on from a path along the stretches of one way, in one direction, ending anywhere on it. */
function extend(graph: RoadGraph, path: number[], along: number[]): number[][] {
  const found: number[][] = []
  for (const start of along) {
    if (path.length > 0) {
      const last = path[path.length - 1]
      if (headOf(graph, last) !== tailOf(graph, start) || (last ^ 1) === start) continue
    }
    const longer = [...path, start]
    found.push([...longer])
    let last = start
    for (let n = 0; n < longestVia; n++) {
      const next = along.find(
        (d) =>
          (d & 1) === (last & 1) &&
          d >> 1 === (last >> 1) + (last & 1 ? -1 : 1) &&
          headOf(graph, last) === tailOf(graph, d),
      )
      if (next === undefined) break
      longer.push(next)
      found.push([...longer])
      last = next
    }
  }
  return found
}
