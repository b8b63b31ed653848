/** A line of the map with what is said of it: lines of one key look alike and bear one name. */
export interface KeyedLine {
  key: string
  /** lon, lat, lon, lat … */
  line: Float64Array
  /** travelled or flowing in one direction only: joined head to tail, never turned round */
  directed: boolean
}

/**
 * Puts lines of one key together where exactly two of them end at the same place: a street is mapped as many ways, cut
 * at every speed limit and bridge, and its name finds room only on the whole. The order is that of the first pieces.
 */
export function joinLines<T extends KeyedLine>(lines: readonly T[]): T[] {
  const ends = new Map<string, number[]>()
  const endKey = (each: T, atEnd: boolean) => {
    const { line, key } = each
    const at = atEnd ? line.length - 2 : 0
    return `${line[at]} ${line[at + 1]} ${key}`
  }
  lines.forEach((each, i) => {
    for (const atEnd of [false, true]) {
      const key = endKey(each, atEnd)
      const known = ends.get(key)
      // an end is its line's number × 2, and 1 more for the last point
      const end = i * 2 + (atEnd ? 1 : 0)
      if (known) known.push(end)
      else ends.set(key, [end])
    }
  })
  /** The end that goes on from this one, or -1. */
  const next = (end: number): number => {
    const meeting = ends.get(endKey(lines[end >> 1], (end & 1) === 1))!
    if (meeting.length !== 2) return -1
    const other = meeting[0] === end ? meeting[1] : meeting[0]
    if (other >> 1 === end >> 1) return -1
    return lines[end >> 1].directed && (other & 1) === (end & 1) ? -1 : other
  }

  const used = new Uint8Array(lines.length)
  const joined: T[] = []
  for (let i = 0; i < lines.length; i++) {
    if (used[i]) continue
    used[i] = 1
    // pieces in order of travel, each by the end at which it is entered
    const chain = [i * 2]
    for (const forwards of [true, false]) {
      for (;;) {
        const end = forwards ? chain[chain.length - 1] ^ 1 : chain[0]
        const other = next(end)
        if (other < 0 || used[other >> 1]) break
        used[other >> 1] = 1
        if (forwards) chain.push(other)
        else chain.unshift(other ^ 1)
      }
    }
    joined.push(chain.length === 1 ? lines[i] : { ...lines[i], line: together(lines, chain) })
  }
  return joined
}

function together(lines: readonly KeyedLine[], chain: number[]): Float64Array {
  const points: number[] = []
  for (const entered of chain) {
    const { line } = lines[entered >> 1]
    const last = line.length / 2 - 1
    for (let k = points.length === 0 ? 0 : 1; k <= last; k++) {
      const p = (entered & 1) === 1 ? last - k : k
      points.push(line[p * 2], line[p * 2 + 1])
    }
  }
  return Float64Array.from(points)
}
