/** A part of a problem: some of its vehicles and jobs, the rest of the plan standing still. */
import type { Compiled } from './compiled.ts'

/** Picks entries of lists that lie behind one another. */
function pickLists(
  index: Int32Array,
  columns: readonly (Int32Array | Float64Array)[],
  chosen: Int32Array,
): { index: Int32Array; columns: (Int32Array | Float64Array)[] } {
  const picked = new Int32Array(chosen.length + 1)
  chosen.forEach((one, k) => (picked[k + 1] = picked[k]! + index[one + 1]! - index[one]!))
  const total = picked[chosen.length]!
  return {
    index: picked,
    columns: columns.map((column) => {
      const to = column instanceof Int32Array ? new Int32Array(total) : new Float64Array(total)
      chosen.forEach((one, k) => to.set(column.subarray(index[one]!, index[one + 1]!), picked[k]!))
      return to
    }),
  }
}

function pick<T extends Int32Array | Float64Array | Uint8Array>(from: T, chosen: Int32Array, width = 1): T {
  const to = from.slice(0, chosen.length * width) as T
  chosen.forEach((one, k) => {
    for (let d = 0; d < width; d++) to[k * width + d] = from[one * width + d]!
  })
  return to
}

/** Nearest jobs within the part, from the lists of the whole. */
function pickNeighbours(problem: Compiled, jobs: Int32Array, numberOf: Int32Array) {
  const count = Math.max(0, Math.min(jobs.length - 1, problem.neighbourCount))
  const neighbours = new Int32Array(jobs.length * count)
  jobs.forEach((job, k) => {
    let found = 0
    const base = job * problem.neighbourCount
    for (let at = base; at < base + problem.neighbourCount && found < count; at++) {
      const other = numberOf[problem.neighbours[at]!]!
      if (other >= 0) neighbours[k * count + found++] = other
    }
    // the lists of a large problem are cut short: rows are filled up with any others, as far ones
    for (let other = k + 1; found < count; other++) neighbours[k * count + found++] = other % jobs.length
  })
  return { neighbours, neighbourCount: count }
}

/**
 * The problem of some vehicles and jobs alone; travel tables are those of the whole, not copies.
 *
 * @param vehicleOf vehicle of each job in the plan as it stands, -1: none
 * @param work seconds of work of every vehicle in that plan
 */
export function partOf(
  problem: Compiled,
  jobs: Int32Array,
  vehicles: Int32Array,
  vehicleOf: Int32Array,
  work: Float64Array,
): Compiled {
  const numberOf = new Int32Array(problem.jobs).fill(-1)
  jobs.forEach((job, k) => (numberOf[job] = k))
  const inPart = new Uint8Array(problem.vehicles)
  for (const vehicle of vehicles) inPart[vehicle] = 1
  const allowed = new Uint8Array(jobs.length * vehicles.length)
  const extra = problem.extra ? new Float64Array(jobs.length * vehicles.length) : null
  jobs.forEach((job, j) => {
    // the borrower's other visit may be in another part, which is searched at the same time: the day stays
    const day = problem.borrower[job]! < 0 ? null : vehicleOf[job]! < 0 ? NaN : problem.day[vehicleOf[job]!]!
    vehicles.forEach((vehicle, v) => {
      const at = job * problem.vehicles + vehicle
      const may = problem.allowed[at] === 1 && (day === null || day === problem.day[vehicle])
      allowed[j * vehicles.length + v] = may ? 1 : 0
      if (extra) extra[j * vehicles.length + v] = problem.extra![at]!
    })
  })
  const vehicleNumber = new Int32Array(problem.vehicles).fill(-1)
  vehicles.forEach((vehicle, v) => (vehicleNumber[vehicle] = v))
  const apt = new Int32Array(jobs.length + 1)
  const aptVehicles: number[] = []
  jobs.forEach((job, j) => {
    for (let k = problem.apt[job]!; k < problem.apt[job + 1]!; k++) {
      const vehicle = vehicleNumber[problem.aptVehicles[k]!]!
      if (vehicle >= 0) aptVehicles.push(vehicle)
    }
    apt[j + 1] = aptVehicles.length
  })
  const windows = pickLists(problem.windows, [problem.windowFrom, problem.windowTo], jobs)
  const soft = pickLists(problem.soft, [problem.softFrom, problem.softTo, problem.softRate], jobs)
  const chances = pickLists(problem.chances, [problem.chanceFrom, problem.chanceTo, problem.chanceLoss], jobs)
  const rests = Int32Array.from(
    [...vehicles].flatMap((vehicle) =>
      Array.from(
        { length: problem.breaks[vehicle + 1]! - problem.breaks[vehicle]! },
        (_, k) => problem.breaks[vehicle]! + k,
      ),
    ),
  )
  const breaks = new Int32Array(vehicles.length + 1)
  vehicles.forEach(
    (vehicle, v) => (breaks[v + 1] = breaks[v]! + problem.breaks[vehicle + 1]! - problem.breaks[vehicle]!),
  )
  const breakWindows = pickLists(problem.breakWindows, [problem.breakFrom, problem.breakTo], rests)
  const balanceEarlier = problem.balanceEarlier.slice()
  work.forEach((seconds, vehicle) => {
    const group = problem.balanceGroup[vehicle]!
    if (group >= 0 && !inPart[vehicle]) balanceEarlier[group] = balanceEarlier[group]! + seconds
  })
  const { dimensions } = problem
  return {
    ...problem,
    jobs: jobs.length,
    vehicles: vehicles.length,
    place: pick(problem.place, jobs),
    service: pick(problem.service, jobs),
    setup: pick(problem.setup, jobs),
    group: pick(problem.group, jobs),
    windows: windows.index,
    windowFrom: windows.columns[0] as Int32Array,
    windowTo: windows.columns[1] as Int32Array,
    priority: pick(problem.priority, jobs),
    mustServe: pick(problem.mustServe, jobs),
    dropCost: pick(problem.dropCost, jobs),
    delivery: pick(problem.delivery, jobs, dimensions),
    pickup: pick(problem.pickup, jobs, dimensions),
    allowed,
    apt,
    aptVehicles: Int32Array.from(aptVehicles),
    extra,
    kept: Int32Array.from(jobs, (job) => {
      const vehicle = problem.kept[job]!
      return vehicle < 0 ? -1 : vehicleNumber[vehicle]! < 0 ? vehicles.length : vehicleNumber[vehicle]!
    }),
    start: pick(problem.start, vehicles),
    end: pick(problem.end, vehicles),
    open: pick(problem.open, vehicles),
    close: pick(problem.close, vehicles),
    shiftEnd: pick(problem.shiftEnd, vehicles),
    overtimeRate: pick(problem.overtimeRate, vehicles),
    maxTasks: pick(problem.maxTasks, vehicles),
    maxTravel: pick(problem.maxTravel, vehicles),
    maxMetres: pick(problem.maxMetres, vehicles),
    capacity: pick(problem.capacity, vehicles, dimensions),
    fixed: pick(problem.fixed, vehicles),
    taskRate: pick(problem.taskRate, vehicles),
    travelClass: pick(problem.travelClass, vehicles),
    kind: pick(problem.kind, vehicles),
    breaks,
    breakService: pick(problem.breakService, rests),
    breakWindows: breakWindows.index,
    breakFrom: breakWindows.columns[0] as Int32Array,
    breakTo: breakWindows.columns[1] as Int32Array,
    soft: soft.index,
    softFrom: soft.columns[0] as Int32Array,
    softTo: soft.columns[1] as Int32Array,
    softRate: soft.columns[2] as Float64Array,
    chances: chances.index,
    chanceFrom: chances.columns[0] as Int32Array,
    chanceTo: chances.columns[1] as Int32Array,
    chanceLoss: chances.columns[2] as Float64Array,
    // days stay as they are
    spaced: false,
    borrower: new Int32Array(jobs.length).fill(-1),
    spacingDays: pick(problem.spacingDays, jobs),
    borrowerFrom: new Int32Array(1),
    borrowerJobs: new Int32Array(0),
    day: pick(problem.day, vehicles),
    balanceGroup: pick(problem.balanceGroup, vehicles),
    balanceEarlier,
    ...pickNeighbours(problem, jobs, numberOf),
  }
}
