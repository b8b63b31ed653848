/** The nearest jobs of each job, by the way there and back, ties by number. */
import type { Compiled } from './compiled.ts'

/** All others are listed up to this many jobs; beyond it only `listed`. */
const allUpTo = 1_200
const listed = 300

type Places = Pick<Compiled, 'jobs' | 'place' | 'size' | 'classes' | 'service'>

export function nearestJobs({ jobs, place, size, classes }: Places): {
  neighbours: Int32Array
  neighbourCount: number
} {
  const neighbourCount = Math.max(0, Math.min(jobs - 1, jobs <= allUpTo ? jobs - 1 : listed))
  const neighbours = new Int32Array(new SharedArrayBuffer(jobs * neighbourCount * 4))
  if (neighbourCount === 0) return { neighbours, neighbourCount }
  const { seconds, secondsBack } = classes[0]!
  // distance and number in one double: sorting needs no comparator
  const keys = new Float64Array(jobs - 1)
  const base = 2 ** 20
  for (let job = 0; job < jobs; job++) {
    const row = place[job]! * size
    let count = 0
    for (let other = 0; other < jobs; other++) {
      if (other === job) continue
      const at = row + place[other]!
      keys[count++] = (seconds[at]! + secondsBack[at]!) * base + other
    }
    if (neighbourCount < count) selectSmallest(keys, neighbourCount)
    const nearest = keys.subarray(0, neighbourCount).sort()
    for (let k = 0; k < neighbourCount; k++) neighbours[job * neighbourCount + k] = nearest[k]! % base
  }
  return { neighbours, neighbourCount }
}

/** Moves the `count` smallest to the front (Hoare's quickselect, middle pivot). */
export function selectSmallest(keys: Float64Array, count: number): void {
  let low = 0
  let high = keys.length - 1
  while (low < high) {
    const pivot = keys[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (keys[i]! < pivot) i++
      while (keys[j]! > pivot) j--
      if (i <= j) {
        const swap = keys[i]!
        keys[i++] = keys[j]!
        keys[j--] = swap
      }
    }
    if (count - 1 <= j) high = j
    else if (count - 1 >= i) low = i
    else return
  }
}
