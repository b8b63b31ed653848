import { describe, expect, it } from 'vitest'
import { writeSolution } from '../../../shared/core/optimiser/solution.ts'
import { seededRandom } from '../../../shared/core/lib/random.ts'
import { createBoard, isBetter } from '../../../shared/core/plan/board.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { BoardWeek } from '../../../shared/model/board.ts'
import type { Problem, TimeWindow } from '../../../shared/model/problem.ts'

const zone = 'Asia/Taipei'
/** Monday 23 November 2026, midnight in Taipei */
const zeroEpoch = Date.UTC(2026, 10, 22, 16) / 1000
const day = 86_400
const at = (date: number, hour: number) => date * day + hour * 3600

/** A week like those that the product plans, drawn at random: days, hours, lunch, skills, sizes, exclusions, parking. */
function randomWeek(seed: number): BoardWeek {
  const random = seededRandom(seed)
  const chance = (share: number) => random.next() < share
  const places = 3 + random.below(6)
  const cells = (most: number) =>
    Array.from({ length: places }, (_, from) =>
      Array.from({ length: places }, (_, to) =>
        from === to ? 0 : chance(0.02) ? null : 60 + random.below(most),
      ),
    )
  const vehicles = Array.from({ length: 3 }, (_, index) => ({
    id: index + 1,
    start_index: 0,
    end_index: 0,
    time_window: [at(index, 9), at(index, 9 + 3 + random.below(6))] as TimeWindow,
    skills: [1, 2].filter(() => chance(0.7)),
    ...(chance(0.5) ? { max_tasks: 2 + random.below(4) } : {}),
    ...(chance(0.6)
      ? {
          breaks: [
            {
              id: index + 1,
              service: 2700,
              time_windows: [[at(index, 11.5), at(index, 12.5)] as TimeWindow],
            },
          ],
        }
      : {}),
  }))
  const jobs = Array.from({ length: 8 }, (_, index) => ({
    id: index + 1,
    location_index: random.below(places),
    service: 300 * (1 + random.below(8)),
    ...(chance(0.3) ? { setup: 240 } : {}),
    ...(chance(0.3) ? { skills: [1 + random.below(2)] } : {}),
    // the plan never sees a visit without any hour
    time_windows: [[0, 1, 2], [index % 3]][chance(0.8) ? 0 : 1]!.map(
      (date) => [at(date, 9 + random.below(3)), at(date, 12 + random.below(6))] as TimeWindow,
    ),
    roundsman: {
      ...(chance(0.15) ? { not_vehicles: [1 + random.below(3)] } : {}),
      ...(chance(0.1) ? { vehicles: [1 + random.below(3)] } : {}),
      ...(chance(0.3) ? { place_group: 1 + random.below(2) } : {}),
    },
  }))
  const problem: Problem = { jobs, vehicles, matrices: { car: { durations: cells(2400) } } }
  return {
    problem,
    zeroEpoch,
    zone,
    visits: jobs.map((job) => ({ visitId: `v${job.id}`, confirmed: chance(0.2) })),
    crewDays: vehicles.map((_, index) => ({
      id: `d${index}`,
      crewName: `C${index}`,
      date: `2026-11-2${3 + index}`,
    })),
    skillNames: { 1: '2 people', 2: 'hakka' },
  }
}

/** The route alone, judged by the checker that knows nothing of the board. */
function checked(week: BoardWeek, crew: number, ids: string[]): string[] {
  const jobs = ids.map((id) => week.problem.jobs[Number(id.slice(1)) - 1]!)
  const problem: Problem = { ...week.problem, jobs, vehicles: [week.problem.vehicles[crew]!] }
  const route = { vehicle: crew + 1, jobs: jobs.map((job) => job.id) }
  return verify(
    problem,
    writeSolution(problem, [route], () => 'visit-does-not-fit'),
  ).map((one) => one.code)
}

function draw(seed: number, week: BoardWeek) {
  const random = seededRandom(seed * 31 + 7)
  const ids = week.visits.map(({ visitId }) => visitId)
  for (let i = ids.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[ids[i], ids[j]] = [ids[j]!, ids[i]!]
  }
  return { crew: random.below(3), ids: ids.slice(0, 1 + random.below(5)) }
}

const seeds = 3000

describe('a crew-day under the hand', () => {
  it('is found lawful exactly when the independent checker finds it so, at the same times', () => {
    const met = { lawful: 0, broken: 0, unreachable: 0 }
    for (let seed = 1; seed <= seeds; seed++) {
      const week = randomWeek(seed)
      const board = createBoard(week)
      const { crew, ids } = draw(seed, week)
      const judged = board.judge(`d${crew}`, ids)
      if (!judged.timed) {
        met.unreachable++
        expect(judged.faults.map(({ reason }) => reason.code)).toContain('visit-unreachable')
        continue
      }
      const wrong = checked(week, crew, ids)
      met[wrong.length === 0 ? 'lawful' : 'broken']++
      expect(
        judged.faults.length === 0,
        `seed ${seed}: ${wrong.join()} against ${JSON.stringify(judged.faults)}`,
      ).toBe(wrong.length === 0)
    }
    // the draw holds enough of each, or the comparison says little
    expect(Math.min(met.lawful, met.broken, met.unreachable)).toBeGreaterThan(seeds / 50)
  })

  it('says which rule, in words that a person can use', () => {
    const week = randomWeek(1)
    const { problem } = week
    const job = (id: number) => ({
      id,
      location_index: id,
      service: 3600,
      time_windows: [[at(0, 9), at(0, 10)]] as TimeWindow[],
    })
    // away at 09:00, ten minutes to the first, an hour there, ten minutes to the next: 10:20
    problem.matrices = {
      car: { durations: [0, 1, 2].map((from) => [0, 1, 2].map((to) => (from === to ? 0 : 600))) },
    }
    problem.vehicles[0] = {
      id: 1,
      start_index: 0,
      end_index: 0,
      time_window: [at(0, 9), at(0, 18)],
      max_tasks: 1,
    }
    problem.jobs = [job(1), { ...job(2), skills: [1] }]
    week.visits = [
      { visitId: 'v1', confirmed: false },
      { visitId: 'v2', confirmed: false },
    ]
    week.visits[0]!.confirmed = true
    const board = createBoard(week)
    const reasons = (ids: string[]) =>
      board.judge('d0', ids).faults.map(({ visitId, reason }) => ({ visitId, ...reason }))
    expect(reasons(['v1'])).toEqual([])
    expect(reasons(['v2', 'v1'])).toEqual([
      { visitId: 'v2', code: 'crew-too-small', params: { people: 2 } },
      { visitId: null, code: 'too-many-visits', params: { crew: 'C0', date: '2026-11-23', most: 1 } },
      { visitId: 'v1', code: 'appointment-missed', params: { minutes: 20 } },
    ])
    expect(reasons(['v1', 'v2'])[2]).toMatchObject({
      visitId: 'v2',
      code: 'drop-too-late',
      params: { hours: '09:00–10:00' },
    })
    problem.jobs[0] = { ...job(1), time_windows: [[at(1, 9), at(1, 10)]] }
    expect(createBoard(week).judge('d0', ['v1']).faults).toEqual([
      { visitId: 'v1', reason: { code: 'drop-agreed', params: { window: '11-24 09:00–10:00' } } },
    ])
    week.visits[0]!.confirmed = false
    expect(createBoard(week).judge('d0', ['v1']).faults).toContainEqual({
      visitId: 'v1',
      reason: { code: 'visit-wrong-day', params: { date: '2026-11-23' } },
    })
    problem.jobs[0] = { ...job(1), roundsman: { vehicles: [2] } }
    expect(createBoard(week).judge('d0', ['v1']).faults[0]).toEqual({
      visitId: 'v1',
      reason: { code: 'drop-locked', params: { crew: 'C1', date: '2026-11-24' } },
    })
    expect(() => board.judge('d9', [])).toThrow('d9')
    expect(() => board.judge('d0', ['v99'])).toThrow('v99')
  })

  it('offers every place of a crew-day, and as the best one that no other beats', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const week = randomWeek(seed)
      const board = createBoard(week)
      const { crew, ids } = draw(seed, week)
      const [visitId, ...others] = ids
      const places = board.places(`d${crew}`, others, visitId!)
      expect(places.map(({ position }) => position)).toEqual(Array.from({ length: ids.length }, (_, i) => i))
      const best = board.bestPlace(`d${crew}`, others, visitId!)
      expect(places.some((place) => isBetter(place, best))).toBe(false)
      const lawful = places.filter(({ judged }) => judged.faults.length === 0)
      if (lawful.length > 0)
        expect(best.addedSeconds).toBe(Math.min(...lawful.map(({ addedSeconds }) => addedSeconds)))
      for (const place of places)
        expect(place.judged.visitIds).toEqual([
          ...others.slice(0, place.position),
          visitId,
          ...others.slice(place.position),
        ])
    }
  })
})
