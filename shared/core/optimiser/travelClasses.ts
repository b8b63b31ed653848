/** Travel tables of a problem as flat arrays in shared memory, one class for vehicles that move and cost alike. */
import type { Problem, ProblemVehicle } from '../../model/problem.ts'
import { type TravelMatrix, UNREACHABLE } from '../../model/travel.ts'
import { type ClassHours, type TravelClass, UNREACHABLE_LEG } from './compiled.ts'
import { shiftShares } from './shiftShares.ts'

export interface Classes {
  classes: TravelClass[]
  ofVehicle: Int32Array
  /** places of the problem plus one that is nowhere */
  size: number
  costScale: number
}

interface Table {
  size: number
  cell(from: number, to: number): number | null
}

function flatTable(flat: TravelMatrix, name: 'seconds' | 'metres'): Table {
  const cells = flat[name]
  return {
    size: flat.size,
    cell: (from, to) => {
      const cell = cells[from * flat.size + to]!
      return cell === UNREACHABLE ? null : cell
    },
  }
}
const rowTable = (rows: (number | null)[][]): Table => ({
  size: rows.length,
  cell: (from, to) => rows[from]![to] ?? null,
})

function tableOf(problem: Problem, profile: string, name: 'durations' | 'distances' | 'costs'): Table | null {
  const flat = problem.travel?.[profile]
  if (flat && name !== 'costs') return flatTable(flat, name === 'durations' ? 'seconds' : 'metres')
  const rows = flat ? undefined : problem.matrices?.[profile]?.[name]
  return rows ? rowTable(rows) : null
}

/** Travel of one period. */
interface PeriodTables {
  durations: Table
  distances: Table | null
}
interface HourTables {
  starts: number[]
  periods: PeriodTables[]
}

function hourTables(problem: Problem, profile: string): HourTables | null {
  const flat = problem.travelByHour?.[profile]
  if (flat)
    return {
      starts: flat.starts,
      periods: flat.matrices.map((one) => ({
        durations: flatTable(one, 'seconds'),
        distances: flatTable(one, 'metres'),
      })),
    }
  const { starts, matrices } = problem.roundsman?.periods ?? {}
  const list = matrices?.[profile]
  if (!starts || !list) return null
  return {
    starts,
    periods: list.map(({ durations, distances }) => ({
      durations: rowTable(durations),
      distances: distances ? rowTable(distances) : null,
    })),
  }
}

/** What a way is on average over the hours in which crews work; null where it never exists. */
function averageTable(tables: Table[], shares: number[]): Table {
  return {
    size: tables[0]!.size,
    cell: (from, to) => {
      let sum = 0
      let weight = 0
      let any = false
      for (let p = 0; p < tables.length; p++) {
        const cell = tables[p]!.cell(from, to)
        if (cell === null) continue
        any = true
        // nobody works in the only hours in which it exists: then those count all the same
        const share = Math.max(shares[p]!, 1e-9)
        sum += share * cell
        weight += share
      }
      return any ? sum / weight : null
    },
  }
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

const limit = (value: number) => Math.min(Math.round(value), UNREACHABLE_LEG)

/** All periods behind one another. */
function classHours(
  { starts, periods }: HourTables,
  size: number,
  factor: number,
  rates: ClassHours['rates'],
): ClassHours {
  const stride = size * size
  const stacked = (of: (period: PeriodTables) => Int32Array) => {
    const all = shared(periods.length * stride)
    periods.forEach((period, p) => all.set(of(period), p * stride))
    return all
  }
  const metres = periods.every(({ distances }) => distances !== null)
  return {
    starts: Int32Array.from(starts),
    stride,
    seconds: stacked(({ durations }) =>
      flatten(durations, size, (from, to) => {
        const cell = durations.cell(from, to)
        return cell === null ? UNREACHABLE_LEG : limit(cell / factor)
      }),
    ),
    metres: metres
      ? stacked(({ distances }) =>
          flatten(distances!, size, (from, to) => limit(distances!.cell(from, to) ?? 0)),
        )
      : null,
    rates,
  }
}

/** @param costScale internal cost units per unit of the problem */
function classOf(problem: Problem, vehicle: ProblemVehicle, size: number, costScale: number): TravelClass {
  const profile = profileOf(vehicle)
  const factor = vehicle.speed_factor ?? 1
  const perSecond = ((vehicle.costs?.per_hour ?? 3600) / 3600) * costScale
  const perMetre = ((vehicle.costs?.per_km ?? 0) / 1000) * costScale
  const hours = hourTables(problem, profile)
  const shares = hours && shiftShares(problem, profile, hours.starts)
  const average = (name: 'durations' | 'distances'): Table | null => {
    const tables = hours!.periods.flatMap((period) => period[name] ?? [])
    return tables.length === hours!.periods.length ? averageTable(tables, shares!) : null
  }
  const durations = hours ? average('durations') : tableOf(problem, profile, 'durations')
  if (!durations) throw new Error(`no durations for profile ${profile}`)
  const distances = hours ? average('distances') : tableOf(problem, profile, 'distances')
  const costs = tableOf(problem, profile, 'costs')
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
        const at = from * size + to
        const cell = seconds[at]!
        if (cell >= UNREACHABLE_LEG) return UNREACHABLE_LEG
        if (costs) return limit((costs.cell(from, to) ?? 0) * costScale)
        return limit(perSecond * cell + perMetre * (metres?.[at] ?? 0))
      })
  return {
    seconds,
    secondsBack,
    cost,
    costBack: plain ? secondsBack : transposed(cost, size),
    metres,
    hours: hours && classHours(hours, size, factor, costs ? null : { second: perSecond, metre: perMetre }),
  }
}

const profileOf = (vehicle: ProblemVehicle) => vehicle.profile ?? 'car'

export function travelClasses(problem: Problem): Classes {
  const whole = problem.vehicles.every(
    (vehicle) => plainCost(vehicle) && !tableOf(problem, profileOf(vehicle), 'costs'),
  )
  const costScale = whole ? 1 : 100
  const sizes = problem.vehicles.map((vehicle) => {
    const profile = profileOf(vehicle)
    const hours = hourTables(problem, profile)
    return (hours ? hours.periods[0]!.durations : tableOf(problem, profile, 'durations'))?.size ?? 0
  })
  const size = sizes.reduce((most, one) => Math.max(most, one), 0) + 1
  const classes: TravelClass[] = []
  const keys = new Map<string, number>()
  const ofVehicle = new Int32Array(problem.vehicles.length)
  problem.vehicles.forEach((vehicle, v) => {
    const { speed_factor: factor = 1, costs } = vehicle
    const key = JSON.stringify([profileOf(vehicle), factor, costs?.per_hour ?? 3600, costs?.per_km ?? 0])
    let number = keys.get(key)
    if (number === undefined) {
      number = classes.length
      keys.set(key, number)
      classes.push(classOf(problem, vehicle, size, costScale))
    }
    ofVehicle[v] = number
  })
  return { classes, ofVehicle, size, costScale }
}
