/**
 * Lists of arcs, one a vertex, in one pool: the arcs of v are the places `start[v] … start[v] + size[v] - 1`. A list that
 * outgrows its room moves to the end of the pool; when half of the pool lies empty, it is laid out anew.
 */
export class ArcLists {
  readonly start: Int32Array
  readonly size: Int32Array
  far: Int32Array
  cost: Float64Array
  /** number of the arc in {@link ArcParts} */
  arc: Int32Array
  private readonly room: Int32Array
  private used: number

  /** Makes room for as many arcs a vertex as `owners` names it, and one more. */
  constructor(vertexCount: number, owners: Int32Array) {
    this.start = new Int32Array(vertexCount)
    this.size = new Int32Array(vertexCount)
    this.room = new Int32Array(vertexCount).fill(1)
    for (const v of owners) this.room[v]++
    let used = 0
    for (let v = 0; v < vertexCount; v++) {
      this.start[v] = used
      used += this.room[v]
    }
    this.used = used
    const capacity = Math.ceil(used * 1.3) + 16
    this.far = new Int32Array(capacity)
    this.cost = new Float64Array(capacity)
    this.arc = new Int32Array(capacity)
  }

  /** the place of the arc from `v` to `far`, or -1 */
  find(v: number, far: number): number {
    const list = this.far
    for (let i = this.start[v], end = i + this.size[v]; i < end; i++) if (list[i] === far) return i
    return -1
  }

  push(v: number, far: number, cost: number, arc: number): void {
    if (this.size[v] === this.room[v]) this.move(v)
    const at = this.start[v] + this.size[v]++
    this.far[at] = far
    this.cost[at] = cost
    this.arc[at] = arc
  }

  /** takes the arc to `far` out; the last one of the list comes in its place */
  remove(v: number, far: number): void {
    const at = this.find(v, far)
    const last = this.start[v] + --this.size[v]
    this.far[at] = this.far[last]
    this.cost[at] = this.cost[last]
    this.arc[at] = this.arc[last]
  }

  private move(v: number): void {
    const room = this.room[v] * 2
    if (this.used + room > this.far.length) this.layOut(room)
    const from = this.start[v]
    const end = from + this.size[v]
    this.far.copyWithin(this.used, from, end)
    this.cost.copyWithin(this.used, from, end)
    this.arc.copyWithin(this.used, from, end)
    this.start[v] = this.used
    this.room[v] = room
    this.used += room
  }

  /** Puts the lists one behind the other, each with a little room, in a pool with space for `more`. */
  private layOut(more: number): void {
    const count = this.start.length
    let needed = more
    for (let v = 0; v < count; v++) needed += this.size[v] + (this.size[v] >> 2) + 1
    const capacity = Math.ceil(needed * 1.3) + 16
    const { far, cost, arc } = this
    this.far = new Int32Array(capacity)
    this.cost = new Float64Array(capacity)
    this.arc = new Int32Array(capacity)
    let used = 0
    for (let v = 0; v < count; v++) {
      const from = this.start[v]
      const size = this.size[v]
      for (let i = 0; i < size; i++) {
        this.far[used + i] = far[from + i]
        this.cost[used + i] = cost[from + i]
        this.arc[used + i] = arc[from + i]
      }
      this.start[v] = used
      this.room[v] = size + (size >> 2) + 1
      used += this.room[v]
    }
    this.used = used
  }
}

/** What arcs are made of: two arcs, or (second part -1) one road of the search graph. */
export class ArcParts {
  length = 0
  private a = new Int32Array(1 << 12)
  private b = new Int32Array(1 << 12)

  add(childA: number, childB: number): number {
    if (this.length === this.a.length) {
      const longer = (from: Int32Array) => {
        const to = new Int32Array(Math.ceil(from.length * 1.5))
        to.set(from)
        return to
      }
      this.a = longer(this.a)
      this.b = longer(this.b)
    }
    this.set(this.length, childA, childB)
    return this.length++
  }

  set(arc: number, childA: number, childB: number): void {
    this.a[arc] = childA
    this.b[arc] = childB
  }

  childA(arc: number): number {
    return this.a[arc]
  }

  childB(arc: number): number {
    return this.b[arc]
  }
}
