import { seededRandom } from '../../shared/core/lib/random.ts'
import type { Problem, TimeWindow } from '../../shared/model/problem.ts'

const hour = 3600
const day = 24 * hour

/**
 * Visits strewn over a square plane, a quarter of them with a window of two hours on one day, and a week's crew-days
 * with lunch that all start in its middle; some twenty visits a crew-day, which fills it. The same for the same seed.
 */
export function planeProblem(visits: number, crewDays: number, seed = 1): Problem {
  const random = seededRandom(seed)
  const side = 500 * Math.sqrt(visits)
  const points = Array.from({ length: visits + 1 }, (_, i) =>
    i === 0 ? { x: side / 2, y: side / 2 } : { x: random.next() * side, y: random.next() * side },
  )
  const size = points.length
  const cells = () => new Uint32Array(new SharedArrayBuffer(size * size * 4))
  const seconds = cells()
  const metres = cells()
  points.forEach((from, i) =>
    points.forEach((to, j) => {
      const way = Math.hypot(from.x - to.x, from.y - to.y)
      metres[i * size + j] = Math.round(way)
      seconds[i * size + j] = Math.round(way / 8)
    }),
  )
  const windowOf = (): TimeWindow => {
    const from = random.below(5) * day + (9 + random.below(7)) * hour
    return [from, from + 2 * hour]
  }
  return {
    jobs: Array.from({ length: visits }, (_, j) => ({
      id: j + 1,
      location_index: j + 1,
      service: 900,
      priority: 1 + random.below(100),
      ...(random.next() < 0.25 ? { time_windows: [windowOf()] } : {}),
    })),
    vehicles: Array.from({ length: crewDays }, (_, v) => {
      const zero = (v % 5) * day
      const lunch: TimeWindow = [zero + 11.5 * hour, zero + 12.75 * hour]
      return {
        id: v + 1,
        start_index: 0,
        end_index: 0,
        time_window: [zero + 8.5 * hour, zero + 17.5 * hour] as TimeWindow,
        breaks: [{ id: 1, service: 45 * 60, time_windows: [lunch] }],
      }
    }),
    travel: { car: { size, seconds, metres } },
  }
}
