import { throwIfCancelled, type Cancel, type Progress } from '../lib/cancel.ts'
import { ArcLists, ArcParts } from './arcLists.ts'
import type { SearchGraph } from './searchGraph.ts'
import { VertexHeap } from './vertexHeap.ts'

/**
 * A contraction hierarchy (Geisberger, Sanders, Schultes, Delling 2008). Vertices are renumbered by rank, the most
 * important first, so that a search upwards walks towards the front of every array. Arc a of vertex v leads to a
 * vertex of smaller number. An arc is one of the search graph (`arcChildB` = -1, `arcChildA` its code), or a shortcut
 * made of two arcs: up-arcs and down-arcs share one numbering, down-arcs after the up-arcs.
 */
export interface Hierarchy {
  vertexCount: number
  /** rank of each vertex of the search graph */
  rankOf: Int32Array
  /** from a vertex upwards along the roads */
  upFirst: Int32Array
  /** from a vertex upwards against the roads */
  downFirst: Int32Array
  /** the vertex at the far (higher) end of an arc */
  arcFar: Int32Array
  /** cost of travelling it, in its own direction; see `costOf` */
  arcCost: Float64Array
  /** for a shortcut: first and second half in the direction of travel */
  arcChildA: Int32Array
  arcChildB: Int32Array
}

/** Settled vertices after which a witness search gives up; then the shortcut is made, which is never wrong, only more. */
const witnessSettles = 60
/** The same where contracting would leave more arcs than it removes. */
const thoroughSettles = 600

export interface ContractOptions {
  cancel: Cancel
  progress: Progress
  /** names the work in progress messages */
  stage: string
  /**
   * ranks to use instead of finding an order: any order is right, and one that was found for other costs of the same
   * roads is good, at a third of the time
   */
  rankOf?: Int32Array
}

/** Contracts a search graph. */
export function contract(graph: SearchGraph, options: ContractOptions): Hierarchy {
  return new Contraction(graph, options).run()
}

class Contraction {
  private readonly count: number
  private readonly outs: ArcLists
  private readonly ins: ArcLists
  private readonly parts = new ArcParts()
  private readonly heap: VertexHeap
  private readonly reach: Float64Array
  private readonly stamp: Int32Array
  private readonly targetStamp: Int32Array
  private round = 0
  private targetRound = 0
  /** what the last simulation found: places of in-arc and out-arc in their lists */
  private shortcuts: number[] = []
  private removedArcs = 0
  private readonly graph: SearchGraph
  private readonly options: ContractOptions

  constructor(graph: SearchGraph, options: ContractOptions) {
    this.graph = graph
    this.options = options
    const count = (this.count = graph.vertexCount)
    this.outs = new ArcLists(count, graph.arcTail)
    this.ins = new ArcLists(count, graph.arcHead)
    this.heap = new VertexHeap(count)
    this.reach = new Float64Array(count)
    this.stamp = new Int32Array(count)
    this.targetStamp = new Int32Array(count)
    const { arcTail, arcHead, arcCost, arcCode } = graph
    for (let a = 0; a < arcTail.length; a++)
      if (arcTail[a] !== arcHead[a]) this.link(arcTail[a], arcHead[a], arcCost[a], arcCode[a], -1)
  }

  run(): Hierarchy {
    const rankOf = this.options.rankOf ? this.inOrder(this.options.rankOf) : this.byPriority()
    return this.arrange(rankOf)
  }

  /** Adds the arc, or betters the one that is there: arcs between two vertices that remain are part of nothing yet. */
  private link(tail: number, head: number, cost: number, childA: number, childB: number): void {
    const { outs, ins, parts } = this
    const at = outs.find(tail, head)
    if (at >= 0) {
      if (cost >= outs.cost[at]) return
      const arc = outs.arc[at]
      outs.cost[at] = cost
      ins.cost[ins.find(head, tail)] = cost
      parts.set(arc, childA, childB)
      return
    }
    const arc = parts.add(childA, childB)
    outs.push(tail, head, cost, arc)
    ins.push(head, tail, cost, arc)
  }

  /** One Dijkstra from `source` past `avoid`, until all targets are settled, the limit or the effort is reached. */
  private searchWitnesses(
    source: number,
    avoid: number,
    limit: number,
    targets: number,
    effort: number,
  ): void {
    const { heap, stamp, reach, targetStamp, targetRound } = this
    const { start, size, far, cost } = this.outs
    const round = ++this.round
    heap.clear()
    stamp[source] = round
    reach[source] = 0
    heap.set(source, 0)
    let settled = 0
    let open = targets
    while (heap.size > 0 && heap.topKey() <= limit) {
      const v = heap.pop()
      if (targetStamp[v] === targetRound && --open === 0) return
      if (++settled > effort) return
      const base = reach[v]
      for (let i = start[v], end = i + size[v]; i < end; i++) {
        const w = far[i]
        const whole = base + cost[i]
        if (whole > limit || w === avoid) continue
        if (stamp[w] !== round) stamp[w] = round
        else if (whole >= reach[w]) continue
        reach[w] = whole
        heap.set(w, whole)
      }
    }
  }

  /** The shortcuts that contracting `v` would need. */
  private simulate(v: number, effort: number): void {
    const { ins, outs, stamp, reach, targetStamp } = this
    const shortcuts: number[] = []
    const firstOut = outs.start[v]
    const endOut = firstOut + outs.size[v]
    const firstIn = ins.start[v]
    const endIn = firstIn + ins.size[v]
    for (let i = firstIn; i < endIn; i++) {
      const u = ins.far[i]
      const toV = ins.cost[i]
      let longest = -1
      let targets = 0
      const targetRound = ++this.targetRound
      for (let o = firstOut; o < endOut; o++) {
        const w = outs.far[o]
        if (w === u) continue
        targets++
        targetStamp[w] = targetRound
        if (outs.cost[o] > longest) longest = outs.cost[o]
      }
      if (targets === 0) continue
      this.searchWitnesses(u, v, toV + longest, targets, effort)
      const round = this.round
      for (let o = firstOut; o < endOut; o++) {
        const w = outs.far[o]
        if (w === u || (stamp[w] === round && reach[w] <= toV + outs.cost[o])) continue
        shortcuts.push(i, o)
      }
    }
    this.shortcuts = shortcuts
    this.removedArcs = endIn - firstIn + endOut - firstOut
  }

  /** Takes `v` out of its neighbours' lists and adds the shortcuts of the last simulation; its own lists stay. */
  private remove(v: number): void {
    const { ins, outs, shortcuts } = this
    const made = shortcuts.length / 2
    // pushing may move lists, so what the shortcuts are made of is read first
    const tails: number[] = []
    const heads: number[] = []
    const costs: number[] = []
    const halves: number[] = []
    for (let s = 0; s < shortcuts.length; s += 2) {
      const i = shortcuts[s]
      const o = shortcuts[s + 1]
      tails.push(ins.far[i])
      heads.push(outs.far[o])
      costs.push(ins.cost[i] + outs.cost[o])
      halves.push(ins.arc[i], outs.arc[o])
    }
    for (let i = ins.start[v], end = i + ins.size[v]; i < end; i++) outs.remove(ins.far[i], v)
    for (let o = outs.start[v], end = o + outs.size[v]; o < end; o++) ins.remove(outs.far[o], v)
    for (let s = 0; s < made; s++) this.link(tails[s], heads[s], costs[s], halves[s * 2], halves[s * 2 + 1])
  }

  private simulateFully(v: number): void {
    this.simulate(v, witnessSettles)
    // in the dense core a careless search makes shortcuts that make more shortcuts: look harder there
    if (this.shortcuts.length / 2 > this.removedArcs) this.simulate(v, thoroughSettles)
  }

  private byPriority(): Int32Array {
    const { count, ins, outs } = this
    const { cancel, progress, stage } = this.options
    const { endsFrom } = this.graph
    const depth = new Int32Array(count)
    const queue = new VertexHeap(count)
    const priority = (v: number) =>
      depth[v] + (this.removedArcs === 0 ? 0 : (4 * this.shortcuts.length) / this.removedArcs)
    const rankOf = new Int32Array(count)
    let contracted = 0
    // ends first: nothing leads on from them
    for (let v = endsFrom; v < count; v++) {
      this.shortcuts = []
      this.remove(v)
      rankOf[v] = count - 1 - contracted++
    }
    for (let v = 0; v < endsFrom; v++) {
      this.simulate(v, witnessSettles)
      queue.set(v, priority(v))
      if ((v & 4095) === 0) {
        throwIfCancelled(cancel)
        progress({ stage, done: v, total: count * 2 })
      }
    }
    while (queue.size > 0) {
      const v = queue.pop()
      this.simulateFully(v)
      const now = priority(v)
      if (now > queue.topKey()) {
        queue.set(v, now)
        continue
      }
      for (let i = ins.start[v], end = i + ins.size[v]; i < end; i++)
        if (depth[ins.far[i]] <= depth[v]) depth[ins.far[i]] = depth[v] + 1
      for (let o = outs.start[v], end = o + outs.size[v]; o < end; o++)
        if (depth[outs.far[o]] <= depth[v]) depth[outs.far[o]] = depth[v] + 1
      this.remove(v)
      rankOf[v] = count - 1 - contracted++
      if ((contracted & 2047) === 0) {
        throwIfCancelled(cancel)
        progress({ stage, done: count + contracted, total: count * 2 })
      }
    }
    return rankOf
  }

  private inOrder(rankOf: Int32Array): Int32Array {
    const { count } = this
    const { cancel, progress, stage } = this.options
    const vertexAt = new Int32Array(count)
    for (let v = 0; v < count; v++) vertexAt[rankOf[v]] = v
    for (let rank = count - 1; rank >= 0; rank--) {
      const v = vertexAt[rank]
      this.simulateFully(v)
      this.remove(v)
      if ((rank & 2047) === 0) {
        throwIfCancelled(cancel)
        progress({ stage, done: count - rank, total: count })
      }
    }
    return rankOf
  }

  /** Puts the arcs that are left with each vertex in order of rank, and renumbers what refers to them. */
  private arrange(rankOf: Int32Array): Hierarchy {
    const { count, parts } = this
    const vertexAt = new Int32Array(count)
    for (let v = 0; v < count; v++) vertexAt[rankOf[v]] = v
    let total = 0
    for (let v = 0; v < count; v++) total += this.outs.size[v] + this.ins.size[v]
    const arcFar = new Int32Array(total)
    const arcCost = new Float64Array(total)
    const oldNumber = new Int32Array(total)
    const newNumber = new Int32Array(parts.length).fill(-1)
    let placed = 0
    const lay = (lists: ArcLists) => {
      const first = new Int32Array(count + 1)
      for (let rank = 0; rank < count; rank++) {
        first[rank] = placed
        const v = vertexAt[rank]
        for (let i = lists.start[v], end = i + lists.size[v]; i < end; i++) {
          arcFar[placed] = rankOf[lists.far[i]]
          arcCost[placed] = lists.cost[i]
          oldNumber[placed] = lists.arc[i]
          newNumber[lists.arc[i]] = placed++
        }
      }
      first[count] = placed
      return first
    }
    const upFirst = lay(this.outs)
    const downFirst = lay(this.ins)
    const arcChildA = new Int32Array(total)
    const arcChildB = new Int32Array(total)
    for (let a = 0; a < total; a++) {
      const childA = parts.childA(oldNumber[a])
      const childB = parts.childB(oldNumber[a])
      arcChildA[a] = childB < 0 ? childA : newNumber[childA]
      arcChildB[a] = childB < 0 ? -1 : newNumber[childB]
    }
    return { vertexCount: count, rankOf, upFirst, downFirst, arcFar, arcCost, arcChildA, arcChildB }
  }
}
