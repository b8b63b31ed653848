/** A list of 32-bit integers that grows by doubling. */
export class GrowingInts {
  length = 0
  private data: Int32Array

  constructor(size = 1 << 12) {
    this.data = new Int32Array(size)
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Int32Array(this.length * 2)
      larger.set(this.data)
      this.data = larger
    }
    this.data[this.length++] = value
  }

  at(index: number): number {
    return this.data[index]
  }

  set(index: number, value: number): void {
    this.data[index] = value
  }

  /** What was pushed, in an array of its own. */
  take(): Int32Array {
    return this.data.slice(0, this.length)
  }
}
