/** Whether a vehicle could serve a job if it did nothing else, and if not, what stands in the way. */
import type { Problem } from '../../model/problem.ts'
import type { ReasonCode } from '../../model/reasons.ts'
import type { Compiled } from './compiled.ts'
import { UNREACHABLE_LEG } from './compiled.ts'
import type { Tours } from './tours.ts'

/** Why that vehicle alone cannot serve that job; null: it can. `tours` may hold any plan: it is not changed. */
export function blockedAlone(
  problem: Problem,
  compiled: Compiled,
  empty: Tours,
  job: number,
  vehicle: number,
): ReasonCode | null {
  if (compiled.allowed[job * compiled.vehicles + vehicle] === 0) {
    const has = new Set(problem.vehicles[vehicle]!.skills)
    const skilled = (problem.jobs[job]!.skills ?? []).every((skill) => has.has(skill))
    return skilled ? 'visit-no-allowed-crew' : 'visit-no-crew-with-skill'
  }
  const slot = empty.current[vehicle]!
  const entry = empty.evaluate(job, vehicle, slot, -1)
  if (empty.costAt(entry) < Infinity) return null
  const { dimensions, capacity, delivery, pickup, size, place, start, end } = compiled
  for (let d = 0; d < dimensions; d++) {
    const most = capacity[vehicle * dimensions + d]!
    if (delivery[job * dimensions + d]! > most || pickup[job * dimensions + d]! > most)
      return 'visit-over-capacity'
  }
  const { seconds, metres } = compiled.classes[compiled.travelClass[vehicle]!]!
  const there = start[vehicle]! * size + place[job]!
  const back = place[job]! * size + end[vehicle]!
  if (seconds[there] === UNREACHABLE_LEG || seconds[back] === UNREACHABLE_LEG) return 'visit-unreachable'
  const travel = seconds[there]! + seconds[back]!
  const far = metres ? metres[there]! + metres[back]! : 0
  if (travel > compiled.maxTravel[vehicle]! || far > compiled.maxMetres[vehicle]!) return 'visit-too-far'
  if (compiled.maxTasks[vehicle] === 0) return 'visit-crew-unable'
  const open = compiled.open[vehicle]!
  const close = compiled.close[vehicle]!
  const setup = compiled.place[job] === start[vehicle] ? 0 : compiled.setup[job]!
  const first = open + seconds[there]!
  const last = close - seconds[back]! - compiled.service[job]! - setup
  // a window that opens too late to be home in time is as good as none
  let overlaps = false
  for (let k = compiled.windows[job]!; k < compiled.windows[job + 1]!; k++)
    if (compiled.windowFrom[k]! <= last && compiled.windowTo[k]! >= first) overlaps = true
  if (!overlaps && first <= last) return 'visit-window-outside-shifts'
  if (open + travel + setup + compiled.service[job]! > close) return 'visit-too-far'
  const late = open + seconds[there]! > compiled.windowTo[compiled.windows[job + 1]! - 1]!
  const rests = compiled.breaks[vehicle + 1]! > compiled.breaks[vehicle]!
  return rests && !late ? 'visit-crew-unable' : 'visit-window-unreachable'
}

const weight: ReasonCode[] = [
  'visit-no-allowed-crew',
  'visit-no-crew-with-skill',
  'visit-crew-unable',
  'visit-over-capacity',
  'visit-unreachable',
  'visit-window-outside-shifts',
  'visit-window-unreachable',
  'visit-too-far',
]

/** The reason nearest to being served, over all vehicles; null when some vehicle could serve the job alone. */
export function impossible(
  problem: Problem,
  compiled: Compiled,
  empty: Tours,
  job: number,
): ReasonCode | null {
  let nearest = -1
  const seen = new Set<number>()
  for (let vehicle = 0; vehicle < compiled.vehicles; vehicle++) {
    if (seen.has(compiled.kind[vehicle]!)) continue
    seen.add(compiled.kind[vehicle]!)
    const reason = blockedAlone(problem, compiled, empty, job, vehicle)
    if (reason === null) return null
    nearest = Math.max(nearest, weight.indexOf(reason))
  }
  return weight[nearest]!
}
