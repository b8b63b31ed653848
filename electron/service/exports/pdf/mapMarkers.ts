/** A numbered stop, or the start, on a printed map. `at` is its true place, `x`, `y` where it is drawn; points. */
export interface Marker {
  kind: 'base' | 'planned' | 'confirmed'
  text: string
  x: number
  y: number
  atX: number
  atY: number
  /** drawn away from its place, with a line to it */
  moved: boolean
}

const apart = 16.5
const rounds = 120

/**
 * Pushes markers apart until none covers another, each still as near to its place as that allows: stops of one
 * building must all be readable. Deterministic: those at the very same place fan out by their order.
 */
export function spreadMarkers(markers: Marker[], width: number, height: number): Marker[] {
  const spread = markers.map((marker) => ({ ...marker }))
  for (let round = 0; round < rounds; round++) {
    let touching = false
    for (let i = 0; i < spread.length; i++)
      for (let j = i + 1; j < spread.length; j++) {
        const [a, b] = [spread[i]!, spread[j]!]
        let [dx, dy] = [b.x - a.x, b.y - a.y]
        let distance = Math.hypot(dx, dy)
        if (distance >= apart) continue
        touching = true
        if (distance < 0.01) {
          const angle = j * 2.399963
          ;[dx, dy, distance] = [Math.cos(angle), Math.sin(angle), 1]
        }
        const push = (apart - Math.min(distance, apart) + 0.2) / 2
        a.x -= (dx / distance) * push
        a.y -= (dy / distance) * push
        b.x += (dx / distance) * push
        b.y += (dy / distance) * push
      }
    for (const marker of spread) {
      marker.x = Math.max(10, Math.min(width - 10, marker.x))
      marker.y = Math.max(10, Math.min(height - 10, marker.y))
    }
    if (!touching) break
  }
  for (const marker of spread) marker.moved = Math.hypot(marker.x - marker.atX, marker.y - marker.atY) > 6
  return spread
}
