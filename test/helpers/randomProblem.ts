import type { Problem, ProblemJob, ProblemVehicle, TimeWindow } from '../../shared/model/problem.ts'
import { seededRandom, type Random } from '../../shared/core/lib/random.ts'

/** A small problem over every constraint that the optimiser knows, the same for the same seed. */
export function randomProblem(seed: number): Problem {
  const random = seededRandom(seed)
  const chance = (share: number) => random.next() < share
  const between = (low: number, high: number) => low + random.below(high - low + 1)
  // one problem uses few features, so that they meet in all combinations and not all at once
  const use = {
    windows: chance(0.7),
    breaks: chance(0.4),
    skills: chance(0.4),
    setup: chance(0.4),
    capacity: chance(0.5),
    mixed: chance(0.5),
    limits: chance(0.3),
    open: chance(0.3),
    profiles: chance(0.3),
    costs: chance(0.3),
    extras: chance(0.4),
    balance: chance(0.3),
    overtime: chance(0.3),
    distances: chance(0.5),
    holes: chance(0.3),
    far: chance(0.1) ? 1_700_000_000 : 0,
    soft: chance(0.3),
    chances: chance(0.3),
    due: chance(0.2),
    crews: chance(0.2),
    spacing: chance(0.25),
  }
  const places = between(2, 9)
  const jobCount = between(0, 12)
  const vehicleCount = between(1, 4)
  const day = 10_000
  const zero = use.far
  const table = (most: number, holes: boolean) =>
    Array.from({ length: places }, (_, from) =>
      Array.from({ length: places }, (_, to) =>
        from === to ? 0 : holes && chance(0.08) ? null : between(0, most),
      ),
    )
  const distances = use.distances || use.limits || use.costs
  const matrix = () => ({
    durations: table(900, use.holes),
    ...(distances ? { distances: table(9000, false) } : {}),
  })
  const windows = (): TimeWindow[] =>
    Array.from({ length: between(1, 3) }, () => {
      const from = between(0, day)
      return [zero + from, zero + from + between(0, 3000)] as TimeWindow
    })
  const skills = () => [1, 2, 3].filter(() => chance(0.6))
  const amount = () => [between(0, 4), between(0, 2)]
  const vehicleIds = Array.from({ length: vehicleCount }, (_, v) => 100 + v * 7)
  const some = (ids: number[]) => ids.filter(() => chance(0.6))
  const jobs: ProblemJob[] = Array.from({ length: jobCount }, (_, j) => ({
    id: 1 + j * 3,
    location_index: random.below(places),
    service: between(0, 900),
    priority: chance(0.5) ? between(0, 100) : 0,
    ...(use.setup && chance(0.7) ? { setup: between(0, 300) } : {}),
    ...(use.windows && chance(0.6) ? { time_windows: windows() } : {}),
    ...(use.skills && chance(0.4) ? { skills: [between(1, 3)] } : {}),
    ...(use.capacity ? { delivery: amount(), ...(use.mixed ? { pickup: amount() } : {}) } : {}),
    ...jobExtras(),
  }))
  function jobExtras(): Partial<ProblemJob> {
    const roundsman: NonNullable<ProblemJob['roundsman']> = {
      ...(use.setup && chance(0.3) ? { place_group: between(1, 2) } : {}),
    }
    if (use.extras) {
      if (chance(0.2)) roundsman.vehicles = some(vehicleIds)
      if (chance(0.2)) roundsman.not_vehicles = some(vehicleIds)
      if (chance(0.2)) roundsman.must_serve = true
      if (chance(0.4))
        roundsman.previous = {
          vehicle: vehicleIds[random.below(vehicleCount)]!,
          arrival: zero + between(0, day),
          change_cost: between(0, 500),
        }
      if (chance(0.3))
        roundsman.vehicle_costs = some(vehicleIds).map((vehicle) => ({ vehicle, cost: between(0, 300) }))
    }
    if (use.soft && chance(0.6))
      roundsman.soft_windows = windows().map((window) => ({ window, cost_per_minute: between(0, 40) }))
    if (use.chances && chance(0.6))
      roundsman.chances = windows().map((window) => ({ window, chance: between(0, 20) / 20 }))
    if (use.due && chance(0.5)) roundsman.due = zero + between(0, day)
    if (use.crews && chance(0.5)) roundsman.crew_size = between(1, 2)
    if (use.spacing && chance(0.7)) roundsman.spacing = { borrower: between(1, 3), days: between(0, 2) }
    return Object.keys(roundsman).length ? { roundsman } : {}
  }
  const vehicles: ProblemVehicle[] = vehicleIds.map((id) => {
    // with spacing crews work on several days
    const from = between(0, 3000) + (use.spacing ? 86_400 * random.below(3) : 0)
    const ends = use.open ? random.below(3) : 2
    return {
      id,
      ...(use.profiles && chance(0.5) ? { profile: 'scooter' } : {}),
      ...(ends !== 0 ? { start_index: random.below(places) } : {}),
      ...(ends !== 1 ? { end_index: random.below(places) } : {}),
      ...(use.far || chance(0.8)
        ? { time_window: [zero + from, zero + from + between(500, day)] as TimeWindow }
        : {}),
      ...(use.skills ? { skills: skills() } : {}),
      ...(use.capacity ? { capacity: [between(2, 15), between(2, 10)] } : {}),
      ...(use.breaks && chance(0.7) ? { breaks: breaks(random) } : {}),
      ...(use.limits && chance(0.5) ? { max_tasks: between(0, 5) } : {}),
      ...(use.limits && chance(0.4) ? { max_travel_time: between(0, 4000) } : {}),
      ...(use.limits && chance(0.4) ? { max_distance: between(0, 40_000) } : {}),
      ...(use.profiles && chance(0.5) ? { speed_factor: 0.5 + random.next() * 2 } : {}),
      ...(use.costs
        ? {
            costs: {
              fixed: between(0, 500),
              per_hour: between(0, 4000),
              per_km: between(0, 50),
              per_task_hour: chance(0.5) ? between(0, 900) : 0,
            },
          }
        : {}),
      ...crewExtras(),
    }
  })
  function crewExtras(): Partial<ProblemVehicle> {
    const roundsman: NonNullable<ProblemVehicle['roundsman']> = {
      ...(use.overtime && chance(0.6)
        ? { overtime: { max: between(0, 3000), per_hour: between(0, 7200) } }
        : {}),
      ...(use.crews && chance(0.5) ? { crew: between(1, 2) } : {}),
    }
    return Object.keys(roundsman).length ? { roundsman } : {}
  }
  function breaks(source: Random) {
    return Array.from({ length: 1 + source.below(2) }, (_, k) => ({
      id: k + 1,
      service: between(0, 900),
      ...(chance(0.8) ? { time_windows: windows() } : {}),
    }))
  }
  return {
    jobs,
    vehicles,
    matrices: { car: matrix(), ...(use.profiles ? { scooter: matrix() } : {}) },
    ...(use.balance
      ? {
          roundsman: {
            balance: {
              weight: between(0, 200),
              groups: [
                { vehicles: vehicleIds.slice(0, 2), earlier_seconds: between(0, 20_000) },
                { vehicles: vehicleIds.slice(2) },
              ],
            },
          },
        }
      : {}),
  }
}

/** The same with travel by hour: up to four periods with borders within the crews' shifts, some ways closed in some. */
export function randomProblemByHour(seed: number): Problem {
  const problem = randomProblem(seed)
  const random = seededRandom(seed ^ 0x5bd1e995)
  const count = 1 + random.below(4)
  const starts = [...new Set(Array.from({ length: count }, () => random.below(14_000)))].sort((a, b) => a - b)
  // 1,700,000,000 s are 19,675 days and some hours: far problems lie elsewhere in the day
  const far = problem.vehicles[0]!.time_window?.[0] ?? 0
  const shift = far > 1_000_000_000 ? far % 86_400 : 0
  const moved = starts.map((start) => (start + shift) % 86_400).sort((a, b) => a - b)
  const closes = random.next() < 0.3
  const matrices = Object.fromEntries(
    Object.entries(problem.matrices!).map(([profile, { durations, distances }]) => [
      profile,
      moved.map(() => ({
        durations: durations.map((row) =>
          row.map((cell) =>
            cell === null || (closes && random.next() < 0.05)
              ? null
              : Math.round(cell * (0.4 + 2 * random.next())),
          ),
        ),
        ...(distances
          ? { distances: distances.map((row) => row.map((cell) => (cell ?? 0) + random.below(500))) }
          : {}),
      })),
    ]),
  )
  return { ...problem, roundsman: { ...problem.roundsman, periods: { starts: moved, matrices } } }
}
