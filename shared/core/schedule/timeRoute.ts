/**
 * The one timing: what happens when on a route. The window previews with it, the optimiser writes its plan with it,
 * the service stores what it says. A route ends as early as it can, and leaves as late as that allows, so that
 * waiting is done at the start. Windows bound the start of the visit (setup, if any, included).
 */
import type { TimeWindow } from '../../model/problem.ts'
import { earliestIn, latestIn, orderBreaks, type ScheduleBreak } from './breaks.ts'
import { latestDeparture, type Leg, metresOf, throughBreaks } from './leg.ts'

export type { ScheduleBreak } from './breaks.ts'

/** A place is whatever `travel` understands: a row of a matrix, a point's number. */
export type PlaceIndex = number

export interface ScheduleVehicle {
  /** null: the route begins at its first visit */
  start: PlaceIndex | null
  /** null: the route ends at its last visit */
  end: PlaceIndex | null
  /** the shift, seconds */
  from: number
  to: number
  breaks: readonly ScheduleBreak[]
}

export interface ScheduleVisit {
  place: PlaceIndex
  /** sorted, disjoint; null: at any time */
  windows: TimeWindow[] | null
  serviceSeconds: number
  /** paid on arriving from another place and from another group */
  setupSeconds: number
  /** visits that share it share the setup; null: none */
  group: number | null
}

export type { Leg } from './leg.ts'
/** The way between two places; null where no road joins them. */
export type Travel = (from: PlaceIndex, to: PlaceIndex) => Leg | null

export interface TimedStop {
  /** on the way here from the stop before */
  travelSeconds: number
  travelMetres: number
  arrival: number
  waitingSeconds: number
  setupSeconds: number
  serviceSeconds: number
  departure: number
  /** how long after the end of its last window it begins; 0 on a lawful route */
  lateSeconds: number
  /** how much later the crew could arrive and still keep everything after; 0 on a late route */
  slackSeconds: number
}

export interface TimedBreak {
  id: number
  description?: string
  /** taken after this many stops */
  afterStop: number
  arrival: number
  waitingSeconds: number
  seconds: number
  lateSeconds: number
  /** travel done since the route began, seconds and metres (a share of the leg it interrupts) */
  travelSoFar: number
  metresSoFar: number
}

export interface TimedRoute {
  /** leaving the start place (or beginning the first visit's wait) */
  departure: number
  /** back at the end place, or done with the last visit */
  finish: number
  stops: TimedStop[]
  breaks: TimedBreak[]
  /** the way to the end place */
  homeSeconds: number
  homeMetres: number
  travelSeconds: number
  travelMetres: number
  waitingSeconds: number
  setupSeconds: number
  serviceSeconds: number
  /** sum over stops, breaks and the shift's end; 0: every window is kept */
  lateSeconds: number
  /** of the shift's end alone */
  finishLateSeconds: number
}

export type TimingRefusal = { code: 'unreachable'; from: PlaceIndex; to: PlaceIndex; stop: number }
export type TimingResult = { ok: true; route: TimedRoute } | { ok: false; refusal: TimingRefusal }

/** Whether the crew need not set up again: same place, or the same group as the visit before. */
export const sharesSetup = (before: ScheduleVisit, visit: ScheduleVisit): boolean =>
  before.place === visit.place || (before.group !== null && before.group === visit.group)

interface Label {
  late: number
  /** departure, seconds */
  time: number
  /** label of the stop before */
  from: number
}
const better = (a: Label, b: Label | undefined) =>
  !b || a.late < b.late || (a.late === b.late && a.time < b.time)

/** Everything about a route that does not depend on when it begins. */
interface Legs {
  travel: Leg[]
  action: number[]
  setup: number[]
}

function legsOf(
  vehicle: ScheduleVehicle,
  visits: readonly ScheduleVisit[],
  travel: Travel,
): Legs | TimingRefusal {
  const legs: Legs = { travel: [], action: [], setup: [] }
  for (let i = 0; i <= visits.length; i++) {
    const from = i === 0 ? vehicle.start : visits[i - 1]!.place
    const to = i === visits.length ? vehicle.end : visits[i]!.place
    const leg = from === null || to === null ? { seconds: 0, metres: 0 } : travel(from, to)
    if (!leg) return { code: 'unreachable', from: from!, to: to!, stop: i }
    legs.travel.push(leg)
    if (i === visits.length) break
    const visit = visits[i]!
    const shared = i === 0 ? visit.place === vehicle.start : sharesSetup(visits[i - 1]!, visit)
    const setup = shared ? 0 : visit.setupSeconds
    legs.setup.push(setup)
    legs.action.push(setup + visit.serviceSeconds)
  }
  return legs
}

/** Labels per stop and number of breaks taken; row 0 is the departure, the last row the finish. */
function forward(
  vehicle: ScheduleVehicle,
  visits: readonly ScheduleVisit[],
  breaks: readonly ScheduleBreak[],
  legs: Legs,
  from: number,
): (Label | undefined)[][] {
  const rows: (Label | undefined)[][] = [[{ late: 0, time: from, from: -1 }]]
  for (let i = 0; i <= visits.length; i++) {
    const row: (Label | undefined)[] = new Array(breaks.length + 1)
    for (let taken = 0; taken <= breaks.length; taken++) {
      const label = rows[i]![taken]
      if (!label) continue
      for (let now = taken; now <= breaks.length; now++) {
        const way = throughBreaks(breaks, taken, now, label.time, legs.travel[i]!)
        let late = label.late + way.late
        let time = way.arrival
        if (i < visits.length) {
          const begin = earliestIn(visits[i]!.windows, way.arrival)
          late += begin.late
          time = begin.at + legs.action[i]!
        } else late += Math.max(0, time - vehicle.to)
        const candidate = { late, time, from: taken }
        if (better(candidate, row[now])) row[now] = candidate
      }
    }
    rows.push(row)
  }
  return rows
}

/** Latest lawful arrival per stop and number of breaks taken, for a finish by `to`; row `visits.length` the finish. */
function backward(
  visits: readonly ScheduleVisit[],
  breaks: readonly ScheduleBreak[],
  legs: Legs,
  to: number,
): number[][] {
  const count = visits.length
  const rows: number[][] = Array.from({ length: count + 2 }, () =>
    new Array<number>(breaks.length + 1).fill(-Infinity),
  )
  rows[count + 1]![breaks.length] = to
  for (let i = count; i >= 0; i--)
    for (let taken = 0; taken <= breaks.length; taken++) {
      let departure = -Infinity
      for (let now = taken; now <= breaks.length; now++)
        departure = Math.max(
          departure,
          latestDeparture(rows[i + 1]![now]!, legs.travel[i]!, breaks.slice(taken, now)),
        )
      rows[i]![taken] =
        i === 0 ? departure : latestIn(visits[i - 1]!.windows, departure - legs.action[i - 1]!)
    }
  return rows
}

/**
 * Times a route. A route that cannot keep every window is timed all the same, with what is late said per stop.
 *
 * @param visits in order
 * @param travel seconds and metres between places, null where no road joins them
 * @param leaveAt when the crew left, if it has: otherwise as late as an earliest finish allows
 */
export function timeRoute(
  vehicle: ScheduleVehicle,
  visits: readonly ScheduleVisit[],
  travel: Travel,
  leaveAt?: number,
): TimingResult {
  const legs = legsOf(vehicle, visits, travel)
  if ('code' in legs) return { ok: false, refusal: legs }
  const breaks = orderBreaks(vehicle.breaks)
  const all = breaks.length
  let departure = leaveAt ?? vehicle.from
  let rows = forward(vehicle, visits, breaks, legs, departure)
  const lawful = rows.at(-1)![all]!.late === 0
  if (lawful && leaveAt === undefined) {
    departure = Math.max(departure, backward(visits, breaks, legs, rows.at(-1)![all]!.time)[0]![0]!)
    rows = forward(vehicle, visits, breaks, legs, departure)
  }
  const slack = lawful ? backward(visits, breaks, legs, vehicle.to) : null
  return { ok: true, route: replay(vehicle, visits, breaks, legs, rows, departure, slack) }
}

/** Walks the best labels forward and writes down what happens. */
function replay(
  vehicle: ScheduleVehicle,
  visits: readonly ScheduleVisit[],
  breaks: readonly ScheduleBreak[],
  legs: Legs,
  rows: (Label | undefined)[][],
  departure: number,
  slack: number[][] | null,
): TimedRoute {
  const taken = new Array<number>(rows.length)
  taken[rows.length - 1] = breaks.length
  for (let row = rows.length - 1; row > 0; row--) taken[row - 1] = rows[row]![taken[row]!]!.from
  const route: TimedRoute = {
    departure,
    finish: departure,
    stops: [],
    breaks: [],
    homeSeconds: 0,
    homeMetres: 0,
    travelSeconds: 0,
    travelMetres: 0,
    waitingSeconds: 0,
    setupSeconds: 0,
    serviceSeconds: 0,
    lateSeconds: 0,
    finishLateSeconds: 0,
  }
  let clock = departure
  for (let i = 0; i <= visits.length; i++) {
    const leg = legs.travel[i]!
    const metres = metresOf(leg, clock)
    const way = throughBreaks(
      breaks,
      taken[i]!,
      taken[i + 1]!,
      clock,
      leg,
      (rest, arrival, at, onTheWay, done, late) => {
        const share = Math.round(metres * done)
        route.breaks.push({
          id: rest.id,
          ...(rest.description === undefined ? {} : { description: rest.description }),
          afterStop: i,
          arrival,
          waitingSeconds: at - arrival,
          seconds: rest.seconds,
          lateSeconds: late,
          travelSoFar: route.travelSeconds + onTheWay,
          metresSoFar: route.travelMetres + share,
        })
        route.waitingSeconds += at - arrival
      },
    )
    route.travelSeconds += way.travelled
    route.travelMetres += metres
    route.lateSeconds += way.late
    if (i === visits.length) {
      route.homeSeconds = way.travelled
      route.homeMetres = metres
      route.finish = way.arrival
      route.finishLateSeconds = Math.max(0, way.arrival - vehicle.to)
      route.lateSeconds += route.finishLateSeconds
      break
    }
    const begin = earliestIn(visits[i]!.windows, way.arrival)
    clock = begin.at + legs.action[i]!
    route.stops.push({
      travelSeconds: way.travelled,
      travelMetres: metres,
      arrival: way.arrival,
      waitingSeconds: begin.at - way.arrival,
      setupSeconds: legs.setup[i]!,
      serviceSeconds: visits[i]!.serviceSeconds,
      departure: clock,
      lateSeconds: begin.late,
      slackSeconds: slack ? Math.max(0, slack[i + 1]![taken[i + 1]!]! - way.arrival) : 0,
    })
    route.waitingSeconds += begin.at - way.arrival
    route.setupSeconds += legs.setup[i]!
    route.serviceSeconds += visits[i]!.serviceSeconds
    route.lateSeconds += begin.late
  }
  return route
}
