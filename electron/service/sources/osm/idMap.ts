/** From OpenStreetMap ids (integers below 2^53) to small numbers: open addressing in typed arrays, 12 bytes a slot. */
export class IdMap {
  size = 0
  private keys = new Float64Array(1024).fill(NaN)
  private values = new Int32Array(1024)
  private mask = 1023

  /** the number kept for `id`, or -1 */
  get(id: number): number {
    let slot = hash(id) & this.mask
    for (;;) {
      const key = this.keys[slot]
      if (key === id) return this.values[slot]
      if (key !== key) return -1
      slot = (slot + 1) & this.mask
    }
  }

  has(id: number): boolean {
    return this.get(id) >= 0
  }

  /** Keeps `value` (not negative) for `id` unless it has one already; answers what is kept. */
  add(id: number, value: number): number {
    let slot = hash(id) & this.mask
    for (;;) {
      const key = this.keys[slot]
      if (key === id) return this.values[slot]
      if (key !== key) break
      slot = (slot + 1) & this.mask
    }
    this.keys[slot] = id
    this.values[slot] = value
    if (++this.size * 2 > this.mask) this.grow()
    return value
  }

  private grow(): void {
    const { keys, values } = this
    this.mask = this.mask * 2 + 1
    this.keys = new Float64Array(this.mask + 1).fill(NaN)
    this.values = new Int32Array(this.mask + 1)
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] !== keys[i]) continue
      let slot = hash(keys[i]) & this.mask
      while (this.keys[slot] === this.keys[slot]) slot = (slot + 1) & this.mask
      this.keys[slot] = keys[i]
      this.values[slot] = values[i]
    }
  }
}

/** Mixes both halves of a 53-bit integer (the finaliser of murmur3). */
function hash(id: number): number {
  let h = (id | 0) ^ Math.imul((id / 4294967296) | 0, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
