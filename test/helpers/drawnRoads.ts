import { neverCancelled, noProgress } from '../../shared/core/lib/cancel.ts'
import { buildRoads } from '../../shared/core/roads/build.ts'
import type { RoadInput } from '../../shared/core/roads/graph.ts'
import { openRoads, type RoadNetwork } from '../../shared/core/roads/network.ts'
import type { RoadProfile } from '../../shared/core/roads/profiles.ts'
import type { LonLat } from '../../shared/model/travel.ts'

/** A word (`no_left_turn`), the ways by their nodes, the via node or the via ways, further tags. */
export type DrawnRestriction = [
  word: string,
  from: string,
  via: string | string[],
  to: string,
  tags?: Record<string, string>,
]

/**
 * Roads drawn by hand on the equator, where a unit of the drawing is 0.001° (111.2 m) both ways. Nodes are letters in
 * an ASCII picture, one character a unit, the last line at latitude 0; ways name them in order.
 */
export function drawnRoads(
  picture: string,
  ways: [nodes: string, tags: Record<string, string>][],
  nodeTags: Record<string, Record<string, string>> = {},
  restrictions: DrawnRestriction[] = [],
): { input: RoadInput; place: (letter: string) => LonLat } {
  const rows = picture.split('\n').filter((row) => row.trim() !== '')
  const indent = Math.min(...rows.map((row) => row.search(/\S/)))
  const names: string[] = []
  const lons: number[] = []
  const lats: number[] = []
  rows.forEach((row, r) => {
    ;[...row.slice(indent)].forEach((character, column) => {
      if (!/[A-Za-z]/.test(character)) return
      names.push(character)
      lons.push(column * 10_000)
      lats.push((rows.length - 1 - r) * 10_000)
    })
  })
  const refs: number[] = []
  const input: RoadInput = {
    nodeLonE7: Int32Array.from(lons),
    nodeLatE7: Int32Array.from(lats),
    nodeTags: new Map(Object.entries(nodeTags).map(([name, tags]) => [names.indexOf(name), tags])),
    refs: new Int32Array(0),
    ways: ways.map(([nodes, tags]) => {
      const start = refs.length
      for (const name of nodes) {
        if (!names.includes(name)) throw new Error('no node ' + name + ' in the drawing')
        refs.push(names.indexOf(name))
      }
      return { tags, start, end: refs.length }
    }),
    restrictions: restrictions.map(([word, from, via, to, more]) => {
      const index = (nodes: string) => ways.findIndex(([name]) => name === nodes)
      return {
        tags: { type: 'restriction', ...(word && { restriction: word }), ...more },
        from: [index(from)],
        to: [index(to)],
        viaNode: typeof via === 'string' ? names.indexOf(via) : null,
        viaWays: typeof via === 'string' ? [] : via.map(index),
      }
    }),
  }
  input.refs = Int32Array.from(refs)
  return {
    input,
    place: (letter) => [lons[names.indexOf(letter)] / 1e7, lats[names.indexOf(letter)] / 1e7],
  }
}

export function networkOf(input: RoadInput, profile: RoadProfile): RoadNetwork {
  const built = buildRoads(input, profile, neverCancelled, noProgress)
  if (!built) throw new Error('no roads in the drawing')
  return openRoads(built.bytes)
}
