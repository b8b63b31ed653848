import type { TravelMode } from '../../model/travel.ts'
import type { Hierarchy } from './contraction.ts'
import type { RoadGraph } from './graph.ts'
import { buildSegmentGrid, type SegmentGrid } from './segmentGrid.ts'

/**
 * Roads of one profile, ready to be asked: typed-array views of one buffer that can be saved, opened without parsing,
 * and shared between threads. Vertices are numbered by rank (see {@link Hierarchy}); times are milliseconds, lengths
 * centimetres, coordinates degrees × 1e7.
 */
export interface RoadNetwork extends Omit<Hierarchy, 'rankOf'> {
  mode: TravelMode
  /** the whole of it, as {@link openRoads} takes it */
  bytes: Uint8Array
  edgeFrom: Int32Array
  edgeTo: Int32Array
  edgeForwardMs: Uint32Array
  edgeBackwardMs: Uint32Array
  edgeCm: Uint32Array
  shapeStart: Int32Array
  shapeLonE7: Int32Array
  shapeLatE7: Int32Array
  grid: SegmentGrid
}

/** Says what is wrong with bytes that should be roads; the region's reader turns it into a refusal. */
export class RoadsUnreadableError extends Error {
  override name = 'RoadsUnreadableError'
}

/** `RSRD`, little-endian */
const magic = 0x44525352
const version = 1
const headerWords = 16
const modes: TravelMode[] = ['car', 'scooter', 'bicycle', 'foot']

/** The arrays in the order in which they lie in the file; a `u` marks unsigned ones. */
const sections = [
  'upFirst',
  'downFirst',
  'arcFar',
  'u:arcMs',
  'u:arcCm',
  'arcChildA',
  'arcChildB',
  'edgeFrom',
  'edgeTo',
  'u:edgeForwardMs',
  'u:edgeBackwardMs',
  'u:edgeCm',
  'shapeStart',
  'shapeLonE7',
  'shapeLatE7',
  'cellFirst',
  'cellItems',
] as const

type Arrays = Record<string, Int32Array | Uint32Array>

/**
 * Lays graph and hierarchy out as one buffer: header (magic, version, checksum, mode, vertex count, grid), section
 * lengths, then the arrays, all 32-bit little-endian.
 */
export function packRoads(mode: TravelMode, graph: RoadGraph, hierarchy: Hierarchy): Uint8Array {
  const segments: number[] = []
  for (let e = 0; e < graph.edgeFrom.length; e++) {
    if (!graph.edgeStopping[e]) continue
    for (let p = graph.shapeStart[e]; p < graph.shapeStart[e + 1] - 1; p++) segments.push(p)
  }
  const grid = buildSegmentGrid(graph.shapeLonE7, graph.shapeLatE7, Int32Array.from(segments))
  const { rankOf } = hierarchy
  const arrays: Arrays = {
    ...(hierarchy as unknown as Arrays),
    ...(graph as unknown as Arrays),
    edgeFrom: graph.edgeFrom.map((v) => rankOf[v]),
    edgeTo: graph.edgeTo.map((v) => rankOf[v]),
    cellFirst: grid.cellFirst,
    cellItems: grid.cellItems,
  }
  let words = headerWords + sections.length
  for (const name of sections) words += arrays[plainName(name)].length
  const out = new Uint32Array(words)
  out.set([magic, version, 0, modes.indexOf(mode), hierarchy.vertexCount, words])
  const signed = new Int32Array(out.buffer)
  signed.set([grid.westE7, grid.southE7, grid.cellLonE7, grid.cellLatE7, grid.columns, grid.rows], 6)
  let position = headerWords + sections.length
  sections.forEach((name, i) => {
    const array = arrays[plainName(name)]
    out[headerWords + i] = array.length
    signed.set(array, position)
    position += array.length
  })
  out[2] = checksum(out)
  return new Uint8Array(out.buffer)
}

const plainName = (name: (typeof sections)[number]) => name.replace('u:', '')

/**
 * A hash of all words but its own. Every step is reversible, so one changed word always changes the result; runs at
 * memory speed.
 */
function checksum(words: Uint32Array): number {
  let hash = 0x52445253
  for (let i = 0; i < words.length; i++) {
    if (i === 2) continue
    hash = Math.imul(((hash << 13) | (hash >>> 19)) ^ words[i], 0x9e3779b1)
  }
  return hash >>> 0
}

/**
 * Opens what {@link packRoads} made. Bytes in shared memory stay shared; unaligned bytes are copied.
 * @throws RoadsUnreadableError for anything else
 */
export function openRoads(bytes: Uint8Array): RoadNetwork {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes)
  if (aligned.length < (headerWords + sections.length) * 4 || aligned.length % 4 !== 0)
    throw new RoadsUnreadableError('too short')
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
  const signed = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
  if (words[0] !== magic) throw new RoadsUnreadableError('not roads')
  if (words[1] !== version) throw new RoadsUnreadableError('roads of format ' + words[1])
  if (words[5] !== words.length) throw new RoadsUnreadableError('cut off')
  if (words[2] !== checksum(words)) throw new RoadsUnreadableError('checksum differs')
  const arrays: Arrays = {}
  let position = headerWords + sections.length
  sections.forEach((name, i) => {
    const length = words[headerWords + i]
    if (position + length > words.length) throw new RoadsUnreadableError('section past the end')
    arrays[plainName(name)] = (name.startsWith('u:') ? words : signed).subarray(position, position + length)
    position += length
  })
  const { cellFirst, cellItems, ...rest } = arrays
  return {
    ...(rest as unknown as Omit<RoadNetwork, 'mode' | 'bytes' | 'vertexCount' | 'grid'>),
    mode: modes[words[3]],
    bytes: aligned,
    vertexCount: words[4],
    grid: {
      westE7: signed[6],
      southE7: signed[7],
      cellLonE7: signed[8],
      cellLatE7: signed[9],
      columns: signed[10],
      rows: signed[11],
      cellFirst: cellFirst as Int32Array,
      cellItems: cellItems as Int32Array,
    },
  }
}

/** The edge to which shape point `segment` belongs, by binary search. */
export function edgeOfSegment(network: RoadNetwork, segment: number): number {
  const { shapeStart } = network
  let low = 0
  let high = shapeStart.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (shapeStart[middle] <= segment) low = middle
    else high = middle
  }
  return low
}
