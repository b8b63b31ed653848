/** What {@link timeRoute} needs, taken from a {@link Problem}. */
import type { Problem, ProblemJob, ProblemVehicle } from '../../model/problem.ts'
import { UNREACHABLE } from '../../model/travel.ts'
import type { ScheduleVehicle, ScheduleVisit, Travel } from './timeRoute.ts'
import { mergeWindows, windowsOf } from './windows.ts'

export function scheduleVehicle(vehicle: ProblemVehicle): ScheduleVehicle {
  const [from, to] = vehicle.time_window ?? [0, Infinity]
  return {
    start: vehicle.start_index ?? null,
    end: vehicle.end_index ?? null,
    from,
    to: to + (vehicle.roundsman?.overtime?.max ?? 0),
    breaks: (vehicle.breaks ?? []).map((one) => ({
      id: one.id,
      ...(one.description === undefined ? {} : { description: one.description }),
      windows: one.time_windows ? mergeWindows(one.time_windows) : null,
      seconds: one.service ?? 0,
    })),
  }
}

export function scheduleVisit(job: ProblemJob): ScheduleVisit {
  return {
    place: job.location_index!,
    windows: windowsOf(job),
    serviceSeconds: job.service ?? 0,
    setupSeconds: job.setup ?? 0,
    group: job.roundsman?.place_group ?? null,
  }
}

/** Legs of one vehicle: its profile's cells, the seconds divided by its speed factor and rounded. */
export function travelOf(problem: Problem, vehicle: ProblemVehicle): Travel {
  const profile = vehicle.profile ?? 'car'
  const factor = vehicle.speed_factor ?? 1
  const flat = problem.travel?.[profile]
  if (flat)
    return (from, to) => {
      const seconds = flat.seconds[from * flat.size + to]!
      if (seconds === UNREACHABLE) return null
      return { seconds: Math.round(seconds / factor), metres: flat.metres[from * flat.size + to]! }
    }
  const tables = problem.matrices?.[profile]
  if (!tables) throw new Error(`no travel times for profile ${profile}`)
  return (from, to) => {
    const seconds = tables.durations[from]![to]
    if (seconds === null || seconds === undefined) return null
    return { seconds: Math.round(seconds / factor), metres: tables.distances?.[from]?.[to] ?? 0 }
  }
}

/** Whether legs of this vehicle have metres that mean something. */
export const hasMetres = (problem: Problem, vehicle: ProblemVehicle): boolean => {
  const profile = vehicle.profile ?? 'car'
  return problem.travel?.[profile] !== undefined || problem.matrices?.[profile]?.distances !== undefined
}
