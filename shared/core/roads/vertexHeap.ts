/**
 * A 4-ary heap of numbered vertices with decrease-key, on typed arrays that are made once and reused. Keys are
 * integers below 2^32 or any finite number.
 */
export class VertexHeap {
  size = 0
  private readonly items: Int32Array
  private readonly keys: Float64Array
  /** place of a vertex in `items`; meaningful only while it is in the heap */
  private readonly places: Int32Array

  constructor(vertexCount: number) {
    this.items = new Int32Array(vertexCount)
    this.keys = new Float64Array(vertexCount)
    this.places = new Int32Array(vertexCount).fill(-1)
  }

  clear(): void {
    for (let i = 0; i < this.size; i++) this.places[this.items[i]] = -1
    this.size = 0
  }

  has(vertex: number): boolean {
    return this.places[vertex] >= 0
  }

  topKey(): number {
    return this.size > 0 ? this.keys[0] : Infinity
  }

  top(): number {
    return this.size > 0 ? this.items[0] : -1
  }

  /** Adds the vertex, or moves it to the new key when it is in the heap. */
  set(vertex: number, key: number): void {
    const place = this.places[vertex]
    if (place < 0) this.rise(this.size++, vertex, key)
    else if (key < this.keys[place]) this.rise(place, vertex, key)
    else this.sink(place, vertex, key)
  }

  /** Takes the vertex with the smallest key out, or -1. */
  pop(): number {
    if (this.size === 0) return -1
    const top = this.items[0]
    this.places[top] = -1
    const last = --this.size
    if (last > 0) this.sink(0, this.items[last], this.keys[last])
    return top
  }

  private rise(from: number, vertex: number, key: number): void {
    const { items, keys, places } = this
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 2
      if (keys[parent] <= key) break
      items[place] = items[parent]
      keys[place] = keys[parent]
      places[items[place]] = place
      place = parent
    }
    items[place] = vertex
    keys[place] = key
    places[vertex] = place
  }

  private sink(from: number, vertex: number, key: number): void {
    const { items, keys, places, size } = this
    let place = from
    for (;;) {
      const first = place * 4 + 1
      if (first >= size) break
      const last = first + 4 < size ? first + 4 : size
      let least = first
      for (let child = first + 1; child < last; child++) if (keys[child] < keys[least]) least = child
      if (keys[least] >= key) break
      items[place] = items[least]
      keys[place] = keys[least]
      places[items[place]] = place
      place = least
    }
    items[place] = vertex
    keys[place] = key
    places[vertex] = place
  }
}
