import type { TravelMode } from '../../model/travel.ts'
import type { Hierarchy } from './contraction.ts'
import { msOf } from './cost.ts'
import type { RoadGraph } from './graph.ts'
import type { SearchGraph } from './searchGraph.ts'
import { buildSegmentGrid, type SegmentGrid } from './segmentGrid.ts'

/**
 * Roads of one profile, ready to be asked: typed-array views of one buffer that can be saved, opened without parsing,
 * and shared between threads. Vertices are numbered by rank (see {@link Hierarchy}); times are milliseconds, lengths
 * centimetres, coordinates degrees × 1e7. A *directed edge* is `edge × 2` along its shape and `edge × 2 + 1` against it.
 */
export interface RoadNetwork extends Omit<Hierarchy, 'rankOf'> {
  mode: TravelMode
  /** the whole of it, as {@link openRoads} takes it */
  bytes: Uint8Array
  /** vertices from here on are ends only, see `SearchGraph` */
  endsFrom: number
  /** by directed edge: the vertex from which it is entered, -1 where that direction is closed */
  edgeTail: Int32Array
  /** by directed edge: the vertex to which it leads, -1 where that direction is closed */
  edgeHead: Int32Array
  /** by directed edge */
  edgeMs: Uint32Array
  /** by directed edge: lost at the junction at its end by those who go on */
  endDelayMs: Uint32Array
  edgeCm: Uint32Array
  /** index in `roadClassNames` */
  edgeClass: Int32Array
  /** index in the names of {@link nameOfEdge}, -1 for none */
  edgeName: Int32Array
  nameStart: Int32Array
  /** UTF-16 code units, two in a word */
  nameText: Int32Array
  /** arcs of the search graph besides the edges: turns, and edges that are entered with a past */
  linkTail: Int32Array
  linkHead: Int32Array
  linkCode: Int32Array
  linkMs: Int32Array
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
const version = 2
const headerWords = 16
const modes: TravelMode[] = ['car', 'scooter', 'bicycle', 'foot']

/** The arrays in the order in which they lie in the file, and the kind of each. */
const sections = {
  upFirst: 'i',
  downFirst: 'i',
  arcFar: 'i',
  arcCost: 'f',
  arcChildA: 'i',
  arcChildB: 'i',
  edgeTail: 'i',
  edgeHead: 'i',
  edgeMs: 'u',
  endDelayMs: 'u',
  edgeCm: 'u',
  edgeClass: 'i',
  edgeName: 'i',
  nameStart: 'i',
  nameText: 'i',
  linkTail: 'i',
  linkHead: 'i',
  linkCode: 'i',
  linkMs: 'i',
  shapeStart: 'i',
  shapeLonE7: 'i',
  shapeLatE7: 'i',
  cellFirst: 'i',
  cellItems: 'i',
} as const
type Section = keyof typeof sections
const sectionNames = Object.keys(sections) as Section[]

type Arrays = Record<Section, Int32Array | Uint32Array | Float64Array>

/** What {@link layOut} needs besides the arrays. */
type Facts = Pick<RoadNetwork, 'mode' | 'vertexCount' | 'endsFrom'> & {
  grid: Omit<SegmentGrid, 'cellFirst' | 'cellItems'>
}

/**
 * Lays graph and hierarchy out as one buffer: header (magic, version, checksum, mode, vertex counts, grid), section
 * lengths, then the arrays, little-endian, each beginning at an even word.
 */
export function packRoads(
  mode: TravelMode,
  graph: RoadGraph,
  search: SearchGraph,
  hierarchy: Hierarchy,
): Uint8Array {
  const kept = keptEdges(graph, search)
  const segments: number[] = []
  for (let e = 0; e < kept.stopping.length; e++) {
    if (!kept.stopping[e]) continue
    for (let p = kept.shapeStart[e]; p < kept.shapeStart[e + 1] - 1; p++) segments.push(p)
  }
  const { cellFirst, cellItems, ...grid } = buildSegmentGrid(
    kept.shapeLonE7,
    kept.shapeLatE7,
    Int32Array.from(segments),
  )
  const { rankOf, vertexCount, ...tree } = hierarchy
  const directed = (code: number) => (code < 0 ? code : kept.edgeNumber[code >> 1] * 2 + (code & 1))
  const arcChildA = tree.arcChildA.map((child, a) => (tree.arcChildB[a] < 0 ? directed(child) : child))
  const rank = (v: number) => (v < 0 ? -1 : rankOf[v])
  const { arrays: links, edgeTail, edgeHead } = linksOf(search, kept.edges, rank, directed)
  return layOut(
    { mode, vertexCount, endsFrom: search.endsFrom, grid },
    {
      ...tree,
      arcChildA,
      edgeTail,
      edgeHead,
      edgeMs: Uint32Array.from(kept.edges.flatMap((e) => [graph.edgeForwardMs[e], graph.edgeBackwardMs[e]])),
      endDelayMs: Uint32Array.from(
        kept.edges.flatMap((e) => [graph.endDelayMs[e * 2], graph.endDelayMs[e * 2 + 1]]),
      ),
      edgeCm: Uint32Array.from(kept.edges, (e) => graph.edgeCm[e]),
      edgeClass: Int32Array.from(kept.edges, (e) => graph.edgeClass[e]),
      edgeName: Int32Array.from(kept.edges, (e) => graph.edgeName[e]),
      ...packNames(graph.names),
      ...links,
      shapeStart: kept.shapeStart,
      shapeLonE7: kept.shapeLonE7,
      shapeLatE7: kept.shapeLatE7,
      cellFirst,
      cellItems,
    },
  )
}

/** Edges that are open in a direction, or part of one that is searched, with their shapes. */
function keptEdges(graph: RoadGraph, search: SearchGraph) {
  const isUsed = new Uint8Array(graph.edgeFrom.length)
  const isOpen = new Uint8Array(graph.edgeFrom.length)
  for (const code of search.arcCode) if (code >= 0) isUsed[code >> 1] = 1
  for (let d = 0; d < search.edgeTail.length; d++)
    if (search.edgeTail[d] >= 0) isOpen[d >> 1] = isUsed[d >> 1] = 1
  const edges: number[] = []
  let points = 0
  for (let e = 0; e < isUsed.length; e++) {
    if (!isUsed[e]) continue
    edges.push(e)
    points += graph.shapeStart[e + 1] - graph.shapeStart[e]
  }
  const edgeNumber = new Int32Array(isUsed.length).fill(-1)
  const shapeStart = new Int32Array(edges.length + 1)
  const shapeLonE7 = new Int32Array(points)
  const shapeLatE7 = new Int32Array(points)
  let point = 0
  edges.forEach((e, i) => {
    edgeNumber[e] = i
    shapeStart[i] = point
    const from = graph.shapeStart[e]
    const end = graph.shapeStart[e + 1]
    shapeLonE7.set(graph.shapeLonE7.subarray(from, end), point)
    shapeLatE7.set(graph.shapeLatE7.subarray(from, end), point)
    point += end - from
  })
  shapeStart[edges.length] = point
  const stopping = Uint8Array.from(edges, (e) => graph.edgeStopping[e] & isOpen[e])
  return { edges, edgeNumber, stopping, shapeStart, shapeLonE7, shapeLatE7 }
}

/** Where each directed edge begins and ends by rank, and the arcs that this does not say. */
function linksOf(
  search: SearchGraph,
  edges: number[],
  rank: (v: number) => number,
  directed: (code: number) => number,
) {
  const ofDirected = (from: Int32Array) =>
    Int32Array.from(edges.flatMap((e) => [rank(from[e * 2]), rank(from[e * 2 + 1])]))
  const { arcTail, arcHead, arcCode, arcCost, endsFrom } = search
  const rows: number[][] = []
  for (let a = 0; a < arcTail.length; a++) {
    const code = arcCode[a]
    const isPlain =
      code >= 0 &&
      search.edgeTail[code] === arcTail[a] &&
      search.edgeHead[code] === arcHead[a] &&
      arcTail[a] < endsFrom
    if (!isPlain)
      rows.push([rank(arcTail[a]), rank(arcHead[a]), directed(code), code < 0 ? msOf(arcCost[a]) : 0])
  }
  const column = (i: number) => Int32Array.from(rows, (row) => row[i])
  return {
    arrays: { linkTail: column(0), linkHead: column(1), linkCode: column(2), linkMs: column(3) },
    edgeTail: ofDirected(search.edgeTail),
    edgeHead: ofDirected(search.edgeHead),
  }
}

function packNames(names: string[]): { nameStart: Int32Array; nameText: Int32Array } {
  const nameStart = new Int32Array(names.length + 1)
  names.forEach((name, i) => (nameStart[i + 1] = nameStart[i] + name.length))
  const units = new Uint16Array(Math.ceil(nameStart[names.length] / 2) * 2)
  names.forEach((name, i) => {
    for (let c = 0; c < name.length; c++) units[nameStart[i] + c] = name.charCodeAt(c)
  })
  return { nameStart, nameText: new Int32Array(units.buffer) }
}

/** The name of a road, or its number where it has no name; '' for neither. */
export function nameOfEdge({ edgeName, nameStart, nameText }: RoadNetwork, edge: number): string {
  const index = edgeName[edge]
  if (index < 0) return ''
  const units = new Uint16Array(nameText.buffer, nameText.byteOffset, nameText.length * 2)
  return String.fromCharCode(...units.slice(nameStart[index], nameStart[index + 1]))
}

const wordsOf = (name: Section, length: number) => length * (sections[name] === 'f' ? 2 : 1)
const even = (words: number) => words + (words & 1)

function layOut(facts: Facts, arrays: Arrays): Uint8Array {
  const start = even(headerWords + sectionNames.length)
  let words = start
  for (const name of sectionNames) words += even(wordsOf(name, arrays[name].length))
  const out = new Uint32Array(words)
  const { mode, vertexCount, endsFrom, grid } = facts
  out.set([magic, version, 0, modes.indexOf(mode), vertexCount, words, endsFrom])
  const signed = new Int32Array(out.buffer)
  signed.set([grid.westE7, grid.southE7, grid.cellLonE7, grid.cellLatE7, grid.columns, grid.rows], 7)
  let position = start
  sectionNames.forEach((name, i) => {
    const array = arrays[name]
    out[headerWords + i] = array.length
    if (sections[name] === 'f') new Float64Array(out.buffer).set(array, position / 2)
    else signed.set(array, position)
    position += even(wordsOf(name, array.length))
  })
  out[2] = checksum(out)
  return new Uint8Array(out.buffer)
}

/** The same roads with another hierarchy: other costs, the same vertices and edges. */
export function withHierarchy(network: RoadNetwork, changed: Partial<Arrays>): Uint8Array {
  const arrays = { ...network, ...network.grid, ...changed } as unknown as Arrays
  return layOut(network, arrays)
}

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
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : Uint8Array.from(bytes)
  const start = even(headerWords + sectionNames.length)
  if (aligned.length < start * 4 || aligned.length % 8 !== 0) throw new RoadsUnreadableError('too short')
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
  const signed = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
  const floats = new Float64Array(aligned.buffer, aligned.byteOffset, aligned.length / 8)
  if (words[0] !== magic) throw new RoadsUnreadableError('not roads')
  if (words[1] !== version) throw new RoadsUnreadableError('roads of format ' + words[1])
  if (words[5] !== words.length) throw new RoadsUnreadableError('cut off')
  if (words[2] !== checksum(words)) throw new RoadsUnreadableError('checksum differs')
  const arrays = {} as Arrays
  let position = start
  sectionNames.forEach((name, i) => {
    const length = words[headerWords + i]
    const size = even(wordsOf(name, length))
    if (position + size > words.length) throw new RoadsUnreadableError('section past the end')
    const from = { i: signed, u: words, f: floats }[sections[name]]
    const at = sections[name] === 'f' ? position / 2 : position
    arrays[name] = from.subarray(at, at + length)
    position += size
  })
  const { cellFirst, cellItems, ...rest } = arrays
  return {
    ...(rest as unknown as Omit<RoadNetwork, 'mode' | 'bytes' | 'vertexCount' | 'endsFrom' | 'grid'>),
    mode: modes[words[3]],
    bytes: aligned,
    vertexCount: words[4],
    endsFrom: words[6],
    grid: {
      westE7: signed[7],
      southE7: signed[8],
      cellLonE7: signed[9],
      cellLatE7: signed[10],
      columns: signed[11],
      rows: signed[12],
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
