/** Travel tables of a problem as flat arrays in shared memory, one class for vehicles that move and cost alike. */
import type { Problem, ProblemVehicle } from '../../model/problem.ts'
import { UNREACHABLE } from '../../model/travel.ts'
import { type TravelClass, UNREACHABLE_LEG } from './compiled.ts'

export interface Classes {
  classes: TravelClass[]
  ofVehicle: Int32Array
  /** places of the problem plus one that is nowhere */
  size: number
  costScale: number
}

type Table = { size: number; cell(from: number, to: number): number | null }

function tableOf(problem: Problem, profile: string, name: 'durations' | 'distances' | 'costs'): Table | null {
  const flat = problem.travel?.[profile]
  if (flat) {
    const cells = name === 'durations' ? flat.seconds : name === 'distances' ? flat.metres : null
    return (
      cells && {
        size: flat.size,
        cell: (from, to) => {
          const cell = cells[from * flat.size + to]!
          return cell === UNREACHABLE ? null : cell
        },
      }
    )
  }
  const rows = problem.matrices?.[profile]?.[name]
  return rows ? { size: rows.length, cell: (from, to) => rows[from]![to]! } : null
}

const shared = (cells: number) => new Int32Array(new SharedArrayBuffer(cells * 4))

/** Cells through `value`; the row and column of nowhere are zero. */
function flatten(table: Table, size: number, value: (from: number, to: number) => number): Int32Array {
  const flat = shared(size * size)
  for (let from = 0; from < table.size; from++)
    for (let to = 0; to < table.size; to++) flat[from * size + to] = value(from, to)
  return flat
}

/** The transposed table, or the same one when it is symmetric. */
function transposed(table: Int32Array, size: number): Int32Array {
  let symmetric = true
  for (let from = 0; from < size && symmetric; from++)
    for (let to = 0; to < from; to++)
      if (table[from * size + to] !== table[to * size + from]) {
        symmetric = false
        break
      }
  if (symmetric) return table
  const back = shared(size * size)
  // in blocks: one of the two tables is always read across its rows
  const block = 64
  for (let rows = 0; rows < size; rows += block)
    for (let columns = 0; columns < size; columns += block)
      for (let from = rows; from < Math.min(rows + block, size); from++)
        for (let to = columns; to < Math.min(columns + block, size); to++)
          back[to * size + from] = table[from * size + to]!
  return back
}

const plainCost = ({ costs }: ProblemVehicle) =>
  (costs?.per_hour ?? 3600) === 3600 && (costs?.per_km ?? 0) === 0

export function travelClasses(problem: Problem): Classes {
  const profileOf = (vehicle: ProblemVehicle) => vehicle.profile ?? 'car'
  const whole = problem.vehicles.every(
    (vehicle) => plainCost(vehicle) && !problem.matrices?.[profileOf(vehicle)]?.costs,
  )
  const costScale = whole ? 1 : 100
  const sizes = problem.vehicles.map(
    (vehicle) => tableOf(problem, profileOf(vehicle), 'durations')?.size ?? 0,
  )
  const size = sizes.reduce((most, one) => Math.max(most, one), 0) + 1
  const classes: TravelClass[] = []
  const keys = new Map<string, number>()
  const ofVehicle = new Int32Array(problem.vehicles.length)
  problem.vehicles.forEach((vehicle, v) => {
    const profile = profileOf(vehicle)
    const factor = vehicle.speed_factor ?? 1
    const perHour = vehicle.costs?.per_hour ?? 3600
    const perKm = vehicle.costs?.per_km ?? 0
    const key = JSON.stringify([profile, factor, perHour, perKm])
    let number = keys.get(key)
    if (number === undefined) {
      number = classes.length
      keys.set(key, number)
      const durations = tableOf(problem, profile, 'durations')
      if (!durations) throw new Error(`no durations for profile ${profile}`)
      const distances = tableOf(problem, profile, 'distances')
      const costs = tableOf(problem, profile, 'costs')
      const limit = (value: number) => Math.min(Math.round(value), UNREACHABLE_LEG)
      const seconds = flatten(durations, size, (from, to) => {
        const cell = durations.cell(from, to)
        return cell === null ? UNREACHABLE_LEG : limit(cell / factor)
      })
      const secondsBack = transposed(seconds, size)
      const metres = distances && flatten(distances, size, (from, to) => limit(distances.cell(from, to) ?? 0))
      const plain = costScale === 1
      const cost = plain
        ? seconds
        : flatten(durations, size, (from, to) => {
            const cell = seconds[from * size + to]!
            if (cell >= UNREACHABLE_LEG) return UNREACHABLE_LEG
            const given = costs?.cell(from, to)
            if (costs) return limit((given ?? 0) * costScale)
            return limit(
              ((perHour * cell) / 3600 + (perKm * (metres?.[from * size + to] ?? 0)) / 1000) * costScale,
            )
          })
      classes.push({
        seconds,
        secondsBack,
        cost,
        costBack: plain ? secondsBack : transposed(cost, size),
        metres,
      })
    }
    ofVehicle[v] = number
  })
  return { classes, ofVehicle, size, costScale }
}
