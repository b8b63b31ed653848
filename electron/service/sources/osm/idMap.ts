/** Ids that one page holds: objects that are mapped together have ids near one another, and share a page. */
const pageSize = 8

/**
 * From OpenStreetMap ids (integers below 2^53) to small numbers: an open-addressed table of pages, each a run of eight
 * ids. A map's ids come in runs, so the table is several times smaller than one of ids, and its neighbour is at hand.
 */
export class IdMap {
  size = 0
  /** number of the page's run (id / 8); NaN where the slot is free */
  private keys = new Float64Array(1024).fill(NaN)
  private pages = new Int32Array(1024)
  private mask = 1023
  private pageCount = 0
  private values = new Int32Array(1024 * pageSize).fill(-1)
  private lastRun = NaN
  private lastPage = 0

  /** the number kept for `id`, or -1 */
  get(id: number): number {
    const run = Math.floor(id / pageSize)
    if (run !== this.lastRun) {
      let slot = hash(run) & this.mask
      for (;;) {
        const key = this.keys[slot]
        if (key === run) break
        if (key !== key) return -1
        slot = (slot + 1) & this.mask
      }
      this.lastRun = run
      this.lastPage = this.pages[slot]
    }
    return this.values[this.lastPage * pageSize + (id - run * pageSize)]
  }

  has(id: number): boolean {
    return this.get(id) >= 0
  }

  /** Keeps `value` (not negative) for `id` unless it has one already; answers what is kept. */
  add(id: number, value: number): number {
    const run = Math.floor(id / pageSize)
    const at = (run === this.lastRun ? this.lastPage : this.pageOf(run)) * pageSize + (id - run * pageSize)
    const known = this.values[at]
    if (known >= 0) return known
    this.values[at] = value
    this.size++
    return value
  }

  private pageOf(run: number): number {
    let slot = hash(run) & this.mask
    for (;;) {
      const key = this.keys[slot]
      if (key === run) break
      if (key !== key) {
        this.keys[slot] = run
        this.pages[slot] = this.addPage()
        break
      }
      slot = (slot + 1) & this.mask
    }
    const page = this.pages[slot]
    this.lastRun = run
    this.lastPage = page
    if (this.pageCount * 2 > this.mask) this.grow()
    return page
  }

  private addPage(): number {
    if ((this.pageCount + 1) * pageSize > this.values.length) {
      const larger = new Int32Array(this.values.length * 2).fill(-1)
      larger.set(this.values)
      this.values = larger
    }
    return this.pageCount++
  }

  private grow(): void {
    const { keys, pages } = this
    this.mask = this.mask * 2 + 1
    this.keys = new Float64Array(this.mask + 1).fill(NaN)
    this.pages = new Int32Array(this.mask + 1)
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] !== keys[i]) continue
      let slot = hash(keys[i]) & this.mask
      while (this.keys[slot] === this.keys[slot]) slot = (slot + 1) & this.mask
      this.keys[slot] = keys[i]
      this.pages[slot] = pages[i]
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
