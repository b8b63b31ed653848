import { createBoard } from '../../shared/core/plan/board.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import type { BoardWeek } from '../../shared/model/board.ts'
import type { Measure } from './measure.ts'

const frame = 1000 / 60
const dayStart = 9 * 3600

/** 25 crew-days of 20 visits on a plane, each visit with hours of its own, lunch at noon. */
function week(): { board: ReturnType<typeof createBoard>; routes: Map<string, string[]> } {
  const random = seededRandom(25)
  const [visits, crewDays] = [500, 25]
  const size = visits + 1
  const points = Array.from({ length: size }, () => [random.below(3000), random.below(3000)] as const)
  const seconds = new Uint32Array(size * size)
  points.forEach(([x, y], from) =>
    points.forEach(([u, v], to) => (seconds[from * size + to] = Math.round(Math.hypot(x - u, y - v) / 4))),
  )
  const at = (day: number, hour: number) => day * 86_400 + hour * 3600
  const dayOf = (index: number) => Math.floor(index / 5)
  const data: BoardWeek = {
    zeroEpoch: Date.UTC(2026, 10, 22, 16) / 1000,
    zone: 'Asia/Taipei',
    skillNames: {},
    visits: Array.from({ length: visits }, (_, i) => ({ visitId: `v${i}`, confirmed: i % 4 === 0 })),
    crewDays: Array.from({ length: crewDays }, (_, i) => ({
      id: `d${i}`,
      crewName: `C${i % 5}`,
      date: `2026-11-2${3 + dayOf(i)}`,
    })),
    problem: {
      travel: { car: { size, seconds, metres: seconds.slice() } },
      jobs: Array.from({ length: visits }, (_, i) => ({
        id: i + 1,
        location_index: i + 1,
        service: 900,
        time_windows: [0, 1, 2, 3, 4].map((day): [number, number] => [at(day, 8), at(day, 20)]),
      })),
      vehicles: Array.from({ length: crewDays }, (_, i) => ({
        id: i + 1,
        start_index: 0,
        end_index: 0,
        time_window: [at(dayOf(i), 0) + dayStart, at(dayOf(i), 19)] as [number, number],
        breaks: [
          {
            id: i + 1,
            service: 2700,
            time_windows: [[at(dayOf(i), 11.5), at(dayOf(i), 13)] as [number, number]],
          },
        ],
      })),
    },
  }
  const routes = new Map(
    data.crewDays.map(({ id }, i) => [
      id,
      data.visits.slice(i * 20, i * 20 + 20).map(({ visitId }) => visitId),
    ]),
  )
  return { board: createBoard(data), routes }
}

const quantile = (times: number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))]!

export const measures: Measure[] = [
  {
    name: 'A stop held over another place: both crew-days judged anew, 500 visits × 25 crew-days, p95',
    unit: 'frames',
    atMost: 1,
    run() {
      const { board, routes } = week()
      const random = seededRandom(3)
      const ids = [...routes.keys()]
      const times = Array.from({ length: 400 }, () => {
        const [from, to] = [ids[random.below(25)]!, ids[random.below(25)]!]
        const [visit, ...left] = routes.get(from)!
        const target = from === to ? left : routes.get(to)!
        const position = random.below(target.length + 1)
        const begun = performance.now()
        board.judge(from, left)
        board.judge(to, [...target.slice(0, position), visit!, ...target.slice(position)])
        return performance.now() - begun
      }).slice(100)
      const value = quantile(times, 0.95) / frame
      return Promise.resolve({ value, note: `median ${quantile(times, 0.5).toFixed(2)} ms` })
    },
  },
  {
    name: 'Every place of a visit on all 25 crew-days, as when a stop is taken up, median',
    unit: 'ms',
    atMost: 250,
    run() {
      const { board, routes } = week()
      const times = Array.from({ length: 12 }, (_, i) => {
        const visitId = `v${i * 41}`
        const begun = performance.now()
        for (const [id, visitIds] of routes)
          board.bestPlace(
            id,
            visitIds.filter((each) => each !== visitId),
            visitId,
          )
        return performance.now() - begun
      }).slice(2)
      return Promise.resolve({ value: quantile(times, 0.5), note: 'done in slices of 6 ms between frames' })
    },
  },
]
