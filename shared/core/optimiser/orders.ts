/** In which order the removed jobs go back: mixing several beats any one. */
import type { Random } from '../lib/random.ts'
import type { Compiled } from './compiled.ts'

export class Orders {
  private readonly keys: Float64Array[]
  private readonly weights: number[]
  private readonly total: number
  private readonly random: Random
  private readonly noise: Float64Array

  constructor(problem: Compiled, random: Random) {
    this.random = random
    const { jobs, size, windows, windowFrom, windowTo, dimensions } = problem
    this.noise = new Float64Array(jobs)
    const of = (key: (job: number) => number) => Float64Array.from({ length: jobs }, (_, job) => key(job))
    const { seconds, secondsBack } = problem.classes[0]!
    const depot = problem.start[0] === size - 1 ? problem.end[0]! : problem.start[0]!
    const away = of((job) => {
      const at = depot * size + problem.place[job]!
      return seconds[at]! + secondsBack[at]!
    })
    const length = of((job) => {
      let sum = 0
      for (let k = windows[job]!; k < windows[job + 1]!; k++) sum += windowTo[k]! - windowFrom[k]!
      return sum
    })
    const size1 = of((job) => {
      let sum = problem.service[job]! * (dimensions > 0 ? 0 : 1)
      for (let d = 0; d < dimensions; d++)
        sum += problem.delivery[job * dimensions + d]! + problem.pickup[job * dimensions + d]!
      return -sum
    })
    const varied = (keys: Float64Array) => keys.some((key) => key !== keys[0])
    const priority = of((job) => -problem.priority[job]! - (problem.mustServe[job] ? 1000 : 0))
    const candidates: [Float64Array, number][] = [
      [size1, 4],
      [away.map((key) => -key), 2],
      [away, 1],
      [length, 2],
      [of((job) => windowFrom[windows[job]!]!), 2],
      [of((job) => -windowTo[windows[job + 1]! - 1]!), 2],
      [priority, 6],
    ]
    const used = candidates.filter(([keys]) => varied(keys))
    this.keys = [this.noise, ...used.map(([keys]) => keys)]
    this.weights = [4, ...used.map(([, weight]) => weight)]
    this.total = this.weights.reduce((sum, weight) => sum + weight, 0)
  }

  /** Sorts the first `count` jobs of `bank` by an order drawn at random, ties at random. */
  sort(bank: Int32Array, count: number): void {
    let draw = this.random.next() * this.total
    let which = 0
    while (which < this.weights.length - 1 && (draw -= this.weights[which]!) >= 0) which++
    // always shuffled first: that is the random order, and it breaks ties of the others
    for (let i = count - 1; i > 0; i--) {
      const j = this.random.below(i + 1)
      const swap = bank[i]!
      bank[i] = bank[j]!
      bank[j] = swap
    }
    if (which > 0) sortBy(bank, count, this.keys[which]!)
  }

  /** First plan: the most valuable, then the tightest. */
  sortFirst(bank: Int32Array, count: number): void {
    for (let which = this.keys.length - 1; which > 0; which--)
      if (which === this.keys.length - 1 || this.keys.length < 3) sortBy(bank, count, this.keys[which]!)
  }
}

/** Stable insertion sort in gaps (Shell, Ciura): banks are short, and nothing is allocated. */
export function sortBy(list: Int32Array, count: number, keys: Float64Array): void {
  for (const gap of gaps) {
    for (let i = gap; i < count; i++) {
      const one = list[i]!
      const key = keys[one]!
      let j = i - gap
      while (j >= 0 && keys[list[j]!]! > key) {
        list[j + gap] = list[j]!
        j -= gap
      }
      list[j + gap] = one
    }
  }
}
const gaps = [5003, 1750, 701, 301, 132, 57, 23, 10, 4, 1]
