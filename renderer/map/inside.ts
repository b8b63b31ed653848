type Point = readonly [x: number, y: number]

/** Whether a point lies within a ring of corners; a ring that crosses itself holds what its line goes round an odd number of times. */
export function insideRing(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false
  for (let i = 0, before = ring.length - 1; i < ring.length; before = i++) {
    const [x1, y1] = ring[i]!
    const [x2, y2] = ring[before]!
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}
