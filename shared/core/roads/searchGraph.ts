import { CLOSED, costOf } from './cost.ts'
import { GrowingInts } from './growing.ts'
import type { RoadGraph } from './graph.ts'
import { headOf, tailOf } from './restrictions.ts'
import type { TurnRules } from './turnRules.ts'
import { stronglyConnected } from './components.ts'

/** The code of an arc that is a turn at a junction and no road. */
export const TURN = -1

/**
 * What is searched: the road graph, except that a junction with turn rules is several vertices — one for each set of
 * roads from which the same turns are allowed, one for each set of roads into which the same may turn. Only junctions
 * with rules are split, so the graph grows by a tenth and not fourfold.
 */
export interface SearchGraph {
  vertexCount: number
  /** vertices from here on are ends only: places where a road with several pasts is entered; nothing leaves them */
  endsFrom: number
  arcTail: Int32Array
  arcHead: Int32Array
  /** see `costOf` */
  arcCost: Float64Array
  /** the directed edge that an arc is, or {@link TURN} */
  arcCode: Int32Array
  /** by directed edge: the vertex where all begin who travel to a place on it; -1 when closed */
  edgeTail: Int32Array
  /** by directed edge: the vertex to which those come who start on it; -1 when closed */
  edgeHead: Int32Array
  /** for the order of vertices in memory: the directed edge by which each is entered or left */
  vertexEdge: Int32Array
}

/** A directed edge with what one travelled before it, as far as a rule asks. */
interface Passage {
  directed: number
  /** the directed edges travelled, this one last: the beginning of a forbidden path; alone for an ordinary passage */
  past: string
  tail: number
  head: number
}

/** Whole costs of travelling each directed edge and going on at its end, milliseconds; {@link CLOSED} stays closed. */
export function edgeMilliseconds(graph: RoadGraph): Float64Array {
  const ms = new Float64Array(graph.edgeFrom.length * 2)
  for (let d = 0; d < ms.length; d++) {
    const own = (d & 1 ? graph.edgeBackwardMs : graph.edgeForwardMs)[d >> 1]
    ms[d] = own === CLOSED ? CLOSED : own + graph.endDelayMs[d]
  }
  return ms
}

/**
 * Applies turn rules to a road graph. What cannot be reached, or from where nothing can be reached, is left out: the
 * rest is one part in which every road leads to every other, with the roads that only begin or end at its border closed.
 */
export function buildSearchGraph(graph: RoadGraph, rules: TurnRules): SearchGraph {
  const made = split(graph, rules)
  return keepConnected(graph, made)
}

interface Draft {
  vertexCount: number
  tail: GrowingInts
  head: GrowingInts
  code: GrowingInts
  /** milliseconds of turns; 0 for edges */
  turnMs: GrowingInts
  edgeTail: Int32Array
  edgeHead: Int32Array
  /** vertices that are ends only */
  ends: Set<number>
  vertexEdge: GrowingInts
}

function split(graph: RoadGraph, rules: TurnRules): Draft {
  const ms = edgeMilliseconds(graph)
  const directedCount = ms.length
  const isOpen = (d: number) => ms[d] !== CLOSED
  const forbidden = new Set(rules.forbidden.map((path) => path.join()))
  const delayed = new Map(rules.delays.map(({ from, to, ms }) => [`${from},${to}`, ms]))
  const pasts = new Set<string>()
  let longest = 1
  for (const path of rules.forbidden) {
    longest = Math.max(longest, path.length)
    for (let length = 2; length < path.length; length++) pasts.add(path.slice(0, length).join())
  }

  // passages: one for each open directed edge, and one more for each beginning of a longer forbidden path
  const extra = new Map<number, Passage[]>()
  const byPast = new Map<string, Passage>()
  for (const past of pasts) {
    const directed = Number(past.slice(past.lastIndexOf(',') + 1))
    const passage: Passage = { directed, past, tail: -1, head: -1 }
    byPast.set(past, passage)
    extra.set(directed, [...(extra.get(directed) ?? []), passage])
  }
  const ruled = new Set<number>()
  for (const path of rules.forbidden)
    for (let i = 0; i + 1 < path.length; i++) ruled.add(headOf(graph, path[i]))
  for (const { from } of rules.delays) ruled.add(headOf(graph, from))

  const vertexEdge = new GrowingInts()
  for (let v = 0; v < graph.vertexCount; v++) vertexEdge.push(-1)
  const edgeTail = new Int32Array(directedCount).fill(-1)
  const edgeHead = new Int32Array(directedCount).fill(-1)
  const into = new Map<number, Passage[]>()
  const outOf = new Map<number, Passage[]>()
  const ordinary = new Map<number, Passage>()
  for (let d = 0; d < directedCount; d++) {
    if (!isOpen(d)) continue
    const tail = tailOf(graph, d)
    const head = headOf(graph, d)
    edgeTail[d] = tail
    edgeHead[d] = head
    if (vertexEdge.at(tail) < 0) vertexEdge.set(tail, d)
    if (vertexEdge.at(head) < 0) vertexEdge.set(head, d)
    if (!ruled.has(tail) && !ruled.has(head) && !extra.has(d)) continue
    const passage: Passage = { directed: d, past: String(d), tail, head }
    ordinary.set(d, passage)
    for (const one of [passage, ...(extra.get(d) ?? [])]) {
      one.tail = tail
      one.head = head
      if (ruled.has(head)) into.set(head, [...(into.get(head) ?? []), one])
      if (ruled.has(tail)) outOf.set(tail, [...(outOf.get(tail) ?? []), one])
    }
  }

  /** The passage into which one gets by travelling `next` after `passage`; null where that is forbidden. */
  const onto = (passage: Passage, next: number): Passage | null => {
    const travelled = [...passage.past.split(','), String(next)]
    let found: Passage | undefined
    for (let from = Math.max(0, travelled.length - longest); from < travelled.length - 1; from++) {
      const key = travelled.slice(from).join()
      if (forbidden.has(key)) return null
      found ??= byPast.get(key)
    }
    return found ?? ordinary.get(next)!
  }

  const tail = new GrowingInts()
  const head = new GrowingInts()
  const code = new GrowingInts()
  const turnMs = new GrowingInts()
  const arc = (from: number, to: number, what: number, ms: number) => {
    tail.push(from)
    head.push(to)
    code.push(what)
    turnMs.push(ms)
  }
  let vertexCount = graph.vertexCount
  const newVertex = (directed: number) => {
    vertexEdge.push(directed)
    return vertexCount++
  }
  for (const v of ruled) {
    const ins = into.get(v) ?? []
    const outs = outOf.get(v) ?? []
    const column = new Map(outs.map((passage, i) => [passage, i]))
    const nexts = outs.filter((passage) => passage === ordinary.get(passage.directed)).map((p) => p.directed)
    // cost of each turn, -1 where it is not made
    const table = ins.map((passage) => {
      const row = new Array<number>(outs.length).fill(-1)
      for (const next of nexts) {
        const target = onto(passage, next)
        if (target) row[column.get(target)!] = delayed.get(`${passage.directed},${next}`) ?? 0
      }
      return row
    })
    const rows = classes(table.map((row) => row.join()))
    const columns = classes(outs.map((_, o) => table.map((row) => row[o]).join()))
    if (rows.count === 1 && columns.count === 1 && table[0]?.[0] === 0) continue
    const inVertex = Array.from({ length: rows.count }, (_, r) => newVertex(ins[rows.of.indexOf(r)].directed))
    const outVertex = Array.from({ length: columns.count }, (_, c) =>
      newVertex(outs[columns.of.indexOf(c)].directed),
    )
    ins.forEach((passage, i) => (passage.head = inVertex[rows.of[i]]))
    outs.forEach((passage, o) => (passage.tail = outVertex[columns.of[o]]))
    for (let r = 0; r < rows.count; r++)
      for (let c = 0; c < columns.count; c++) {
        const ms = table[rows.of.indexOf(r)][columns.of.indexOf(c)]
        if (ms >= 0) arc(inVertex[r], outVertex[c], TURN, ms)
      }
  }
  const ends = new Set<number>()
  for (let d = 0; d < directedCount; d++) {
    if (!isOpen(d)) continue
    const passage = ordinary.get(d)
    if (passage) {
      edgeTail[d] = passage.tail
      edgeHead[d] = passage.head
    }
    arc(edgeTail[d], edgeHead[d], d, 0)
    const others = extra.get(d) ?? []
    for (const other of others) arc(other.tail, other.head, d, 0)
    if (others.some((other) => other.tail !== edgeTail[d])) {
      const end = newVertex(d)
      ends.add(end)
      for (const from of new Set([edgeTail[d], ...others.map((other) => other.tail)])) arc(from, end, TURN, 0)
      edgeTail[d] = end
    }
  }
  return { vertexCount, tail, head, code, turnMs, edgeTail, edgeHead, ends, vertexEdge }
}

/** Numbers equal texts alike, in order of their first appearance. */
function classes(texts: string[]): { of: number[]; count: number } {
  const known = new Map<string, number>()
  const of = texts.map((text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    known.set(text, known.size)
    return known.size - 1
  })
  return { of, count: known.size }
}

function keepConnected(graph: RoadGraph, draft: Draft): SearchGraph {
  const { vertexCount, ends } = draft
  const tail = draft.tail.take()
  const head = draft.head.take()
  const code = draft.code.take()
  const turnMs = draft.turnMs.take()
  const ms = edgeMilliseconds(graph)
  const lengths = Float64Array.from(code, (d) => (d >= 0 ? graph.edgeCm[d >> 1] : 0))
  const inPart = stronglyConnected(vertexCount, tail, head, lengths)
  const { edgeTail, edgeHead } = draft
  const keep = inPart.slice()
  for (let a = 0; a < tail.length; a++) if (ends.has(head[a]) && inPart[tail[a]]) keep[head[a]] = 1
  keepStartsAndEnds(draft, tail, head, keep)
  for (let d = 0; d < edgeTail.length; d++)
    if (edgeTail[d] >= 0 && (keep[edgeTail[d]] !== 1 || !keep[edgeHead[d]])) edgeTail[d] = edgeHead[d] = -1

  // one number after another, ends last
  const number = new Int32Array(vertexCount).fill(-1)
  const vertexEdge: number[] = []
  let count = 0
  const take = (v: number) => {
    number[v] = count++
    vertexEdge.push(draft.vertexEdge.at(v))
  }
  for (let v = 0; v < vertexCount; v++) if (keep[v] && !ends.has(v)) take(v)
  const endsFrom = count
  for (const v of ends) if (keep[v]) take(v)
  const arcs: number[] = []
  for (let a = 0; a < tail.length; a++) if (keep[tail[a]] && keep[head[a]]) arcs.push(a)
  const renumber = (v: number) => (v < 0 ? -1 : number[v])
  return {
    vertexCount: count,
    endsFrom,
    arcTail: Int32Array.from(arcs, (a) => number[tail[a]]),
    arcHead: Int32Array.from(arcs, (a) => number[head[a]]),
    arcCost: Float64Array.from(arcs, (a) =>
      code[a] === TURN ? costOf(turnMs[a], 0) : costOf(ms[code[a]], graph.edgeCm[code[a] >> 1]),
    ),
    arcCode: Int32Array.from(arcs, (a) => code[a]),
    edgeTail: edgeTail.map(renumber),
    edgeHead: edgeHead.map(renumber),
    vertexEdge: Int32Array.from(vertexEdge),
  }
}

/**
 * Marks with 2 what only those use who start or end there: the ordinary passage of a road that everyone else enters with
 * a past, with what leads from it into the connected part; and a passage after which one may not go on, with what leads
 * to it.
 */
function keepStartsAndEnds(
  { edgeTail, edgeHead, ends }: Draft,
  tail: Int32Array,
  head: Int32Array,
  keep: Uint8Array,
): void {
  const starts: number[] = []
  for (let d = 0; d < edgeTail.length; d++)
    if (edgeTail[d] >= 0 && keep[edgeTail[d]] && !keep[edgeHead[d]]) starts.push(edgeHead[d])
  const lasts: number[] = []
  for (let a = 0; a < tail.length; a++)
    if (ends.has(head[a]) && keep[head[a]] && !keep[tail[a]]) lasts.push(tail[a])
  const part = keep.slice()
  for (const end of ends) part[end] = 0
  const between = (from: Int32Array, to: Int32Array, places: number[]) => {
    if (places.length === 0) return
    const joined = part.slice()
    spread(joined, from, to, null, ends)
    const marked = new Uint8Array(keep.length)
    for (const v of places) if (joined[v]) marked[v] = 1
    spread(marked, to, from, joined, ends)
    for (let v = 0; v < keep.length; v++) if (marked[v] && !keep[v]) keep[v] = 2
  }
  between(head, tail, starts)
  between(tail, head, lasts)
}

/** Marks what marked vertices lead to, arc by arc, as far as it is allowed; ends lead nowhere. */
function spread(
  marks: Uint8Array,
  from: Int32Array,
  to: Int32Array,
  allowed: Uint8Array | null,
  ends: Set<number>,
): void {
  for (let changed = true; changed;) {
    changed = false
    for (let a = 0; a < from.length; a++) {
      if (!marks[from[a]] || marks[to[a]] || (allowed && !allowed[to[a]])) continue
      if (ends.has(to[a]) || ends.has(from[a])) continue
      marks[to[a]] = 1
      changed = true
    }
  }
}
