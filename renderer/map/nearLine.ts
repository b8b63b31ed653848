type Point = readonly [x: number, y: number]

/** Pixels from a point to the nearest stretch of a line; Infinity where there is none. */
export function distanceToLine([x, y]: Point, line: readonly Point[]): number {
  let best = Infinity
  for (let i = 0; i < line.length; i++) {
    const [x1, y1] = line[i]!
    const [x2, y2] = line[Math.min(i + 1, line.length - 1)]!
    const [dx, dy] = [x2 - x1, y2 - y1]
    const length = dx * dx + dy * dy
    const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length))
    best = Math.min(best, Math.hypot(x - x1 - share * dx, y - y1 - share * dy))
  }
  return best
}

/** The line that is nearest to a point and no farther than `within` pixels; null: none is. */
export function nearestLine(
  point: Point,
  lines: readonly { id: string; points: readonly Point[] }[],
  within: number,
): string | null {
  let best: { id: string; distance: number } | null = null
  for (const { id, points } of lines) {
    const distance = distanceToLine(point, points)
    if (distance <= within && (!best || distance < best.distance)) best = { id, distance }
  }
  return best?.id ?? null
}
