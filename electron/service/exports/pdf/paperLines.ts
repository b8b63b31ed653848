/** A line on paper, points (1/72 inch) from the upper left corner of the map. */
export type Points = [x: number, y: number][]

export const short = (value: number): string => String(Math.round(value * 10) / 10)

/** Whether the box around the points meets the map: a ring may surround it, a line cross it, without a point in it. */
export function overlaps(points: Points, { width, height }: { width: number; height: number }): boolean {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return right > 0 && left < width && bottom > 0 && top < height
}

/** Drops points that lie within `tolerance` points of the line without them (Douglas and Peucker, 1973). */
export function simplified(points: Points, tolerance: number): Points {
  if (points.length < 3) return points
  const keep = new Uint8Array(points.length)
  keep[0] = keep[points.length - 1] = 1
  const spans: [number, number][] = [[0, points.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    const [ax, ay] = points[from]!
    const [dx, dy] = [points[to]![0] - ax, points[to]![1] - ay]
    const length = Math.hypot(dx, dy)
    let [worst, at] = [tolerance, -1]
    for (let i = from + 1; i < to; i++) {
      const [px, py] = [points[i]![0] - ax, points[i]![1] - ay]
      // A closed ring has no chord: there the distance to its first point counts.
      const off = length < 1e-9 ? Math.hypot(px, py) : Math.abs(dx * py - dy * px) / length
      if (off > worst) [worst, at] = [off, i]
    }
    if (at < 0) continue
    keep[at] = 1
    spans.push([from, at], [at, to])
  }
  return points.filter((_, i) => keep[i] === 1)
}

/** Lines as the path data of an SVG. */
export function pathOf(lines: Points[], closed = false): string {
  return lines
    .filter((line) => line.length > 1)
    .map((line) => 'M' + line.map(([x, y]) => `${short(x)} ${short(y)}`).join('L') + (closed ? 'Z' : ''))
    .join('')
}
