/**
 * The problem as the search sees it: numbered jobs and vehicles, flat typed arrays, times counted from the problem's
 * own origin, costs as whole numbers. Structured-cloneable; the large tables lie in shared memory, so that threads
 * see one copy. Jobs are 0…n-1 and vehicles 0…m-1 in the order of the problem.
 */

import { CLOSED, type HourTable } from '../schedule/travelHours.ts'

/** Every time lies below this; an unreachable leg alone is longer. */
export const TIME_MAX = 1_000_000_000
export const UNREACHABLE_LEG = CLOSED

/** Travel of vehicles that move alike (profile, speed factor, cost factors). Row-major, `size` square. */
export interface TravelClass {
  /** seconds from row to column */
  seconds: Int32Array
  /** the same, transposed: row `to`, column `from`; the same array when the table is symmetric */
  secondsBack: Int32Array
  /** cost of the leg times `costScale`; the same array as `seconds` when a second costs one */
  cost: Int32Array
  costBack: Int32Array
  /** metres, or null where the problem has none */
  metres: Int32Array | null
  /** travel by hour; the tables above are then what a way takes on average over the shifts, and costs */
  hours: ClassHours | null
}

/** Travel of a class by period of the day: cell `from · size + to` of period p lies `p · stride` further on. */
export interface ClassHours extends HourTable {
  metres: Int32Array | null
  /** cost of a second and of a metre; null: a way costs what the cost table says, at any hour */
  rates: { second: number; metre: number } | null
}

export interface Compiled {
  jobs: number
  vehicles: number
  /** places; the last one is nowhere: no way from or to it (open starts and ends) */
  size: number
  /** added to every time to get the problem's own */
  origin: number
  /** internal cost units per cost unit of the problem */
  costScale: number

  place: Int32Array
  service: Int32Array
  setup: Int32Array
  /** -1: none */
  group: Int32Array
  /** windows of job j: `windowFrom[k]`…`windowTo[k]` for k from `windows[j]` to `windows[j + 1] - 1`, sorted, disjoint */
  windows: Int32Array
  windowFrom: Int32Array
  windowTo: Int32Array
  priority: Int32Array
  mustServe: Uint8Array
  /** cost of leaving the job out, besides its priority: a published visit's change cost */
  dropCost: Float64Array
  /** components of a quantity */
  dimensions: number
  delivery: Int32Array
  pickup: Int32Array
  /** some jobs deliver and others pick up: the load has to be followed stop by stop */
  mixedLoad: boolean
  hasSetup: boolean
  /** allowed[job * vehicles + vehicle]: skills, `vehicles`, `not_vehicles` */
  allowed: Uint8Array
  /**
   * vehicles that may serve job j and whose shift meets one of its windows: `aptVehicles[k]` for k from `apt[j]` to
   * `apt[j + 1] - 1`
   */
  apt: Int32Array
  aptVehicles: Int32Array
  /** vehicle that has the job in the plan before, -1: none, or one that is gone; `vehicles`: one outside of this part */
  kept: Int32Array
  /** most jobs that may be on another vehicle than the kept one */
  maxMoved: number
  /** some job has a kept vehicle */
  keeps: boolean
  /** extra cost when that vehicle serves that job, or null when there is none at all */
  extra: Float64Array | null

  start: Int32Array
  end: Int32Array
  open: Int32Array
  /** shift end plus overtime */
  close: Int32Array
  /** shift end; cost per second after it */
  shiftEnd: Int32Array
  overtimeRate: Float64Array
  maxTasks: Int32Array
  maxTravel: Float64Array
  maxMetres: Float64Array
  capacity: Float64Array
  fixed: Float64Array
  /** cost per second of setup and service */
  taskRate: Float64Array
  travelClass: Int32Array
  classes: TravelClass[]
  /** vehicles of one kind are interchangeable: an empty one stands for all */
  kind: Int32Array
  /** most breaks of any vehicle */
  mostBreaks: number
  /** breaks of vehicle v: `breaks[v]`…`breaks[v + 1] - 1`, in the order in which they are taken */
  breaks: Int32Array
  breakService: Int32Array
  /** windows of break k, like those of jobs */
  breakWindows: Int32Array
  breakFrom: Int32Array
  breakTo: Int32Array

  /** costs depend on the clock: soft windows, chances of meeting, travel by hour */
  timed: boolean
  /** some class has travel by hour */
  hourly: boolean
  /** soft windows of job j: k from `soft[j]` to `soft[j + 1] - 1`; rate in cost per second outside */
  soft: Int32Array
  softFrom: Int32Array
  softTo: Int32Array
  softRate: Float64Array
  /** the same of chances; loss in thousandths of a priority point */
  chances: Int32Array
  chanceFrom: Int32Array
  chanceTo: Int32Array
  chanceLoss: Float64Array
  /** some borrower has several visits */
  spaced: boolean
  /** borrower of each job that has another visit, else -1 */
  borrower: Int32Array
  spacingDays: Int32Array
  /** jobs of borrower b: `borrowerJobs[k]` for k from `borrowerFrom[b]` to `borrowerFrom[b + 1] - 1` */
  borrowerFrom: Int32Array
  borrowerJobs: Int32Array
  /** day of each vehicle */
  day: Int32Array

  balanceWeight: number
  /** collector of each vehicle, -1: none */
  balanceGroup: Int32Array
  /** seconds worked before, by group */
  balanceEarlier: Float64Array

  /** the nearest jobs of each job, nearest first: `neighbours[job * neighbourCount + k]` */
  neighbours: Int32Array
  neighbourCount: number
}
