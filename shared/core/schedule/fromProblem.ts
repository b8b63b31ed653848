/** What {@link timeRoute} needs, taken from a {@link Problem}. */
import type { Problem, ProblemJob, ProblemVehicle } from '../../model/problem.ts'
import { UNREACHABLE } from '../../model/travel.ts'
import type { Leg, ScheduleVehicle, ScheduleVisit, Travel } from './timeRoute.ts'
import { CLOSED } from './travelHours.ts'
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

/** Where travel by hour of day comes from, flat or as rows. */
interface ByHour {
  starts: Int32Array
  /** null: no way in that period */
  seconds(p: number, from: number, to: number): number | null
  metres(p: number, from: number, to: number): number
}

function byHourOf(problem: Problem, profile: string): ByHour | null {
  const flat = problem.travelByHour?.[profile]
  if (flat)
    return {
      starts: Int32Array.from(flat.starts),
      seconds: (p, from, to) => {
        const { size, seconds } = flat.matrices[p]!
        const cell = seconds[from * size + to]!
        return cell === UNREACHABLE ? null : cell
      },
      metres: (p, from, to) => flat.matrices[p]!.metres[from * flat.matrices[p]!.size + to]!,
    }
  const { starts, matrices } = problem.roundsman?.periods ?? {}
  const rows = matrices?.[profile]
  if (!starts || !rows) return null
  return {
    starts: Int32Array.from(starts),
    seconds: (p, from, to) => rows[p]!.durations[from]![to] ?? null,
    metres: (p, from, to) => rows[p]!.distances?.[from]?.[to] ?? 0,
  }
}

function legByHour(table: ByHour, factor: number, from: number, to: number): Leg | null {
  const count = table.starts.length
  const seconds = new Int32Array(count)
  const metres: number[] = []
  let exists = false
  for (let p = 0; p < count; p++) {
    const cell = table.seconds(p, from, to)
    seconds[p] = cell === null ? CLOSED : Math.round(cell / factor)
    exists ||= cell !== null
    metres.push(table.metres(p, from, to))
  }
  return exists
    ? {
        seconds: seconds[0]!,
        metres: metres[0]!,
        byHour: { starts: table.starts, seconds, stride: 1, metres },
      }
    : null
}

/** Legs of one vehicle: its profile's cells, the seconds divided by its speed factor and rounded. */
export function travelOf(problem: Problem, vehicle: ProblemVehicle): Travel {
  const profile = vehicle.profile ?? 'car'
  const factor = vehicle.speed_factor ?? 1
  const byHour = byHourOf(problem, profile)
  if (byHour) return (from, to) => legByHour(byHour, factor, from, to)
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
  if (problem.travelByHour?.[profile]) return true
  const hours = problem.roundsman?.periods?.matrices[profile]
  if (hours) return hours.every(({ distances }) => distances !== undefined)
  return problem.travel?.[profile] !== undefined || problem.matrices?.[profile]?.distances !== undefined
}
