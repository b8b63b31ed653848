import { cheapestElsewhere, type Trial, tryInsertion } from './trial.ts'

/** One visit that could make room on a crew-day. */
export interface Ejection {
  /** id and number of the visit that leaves */
  id: number
  job: number
  /** where it would go (number of the vehicle), null: nowhere */
  toVehicle: number | null
  /** the tried job goes after this node of the route without the visit */
  node: number
  /** cost of the exchange, internal units, the way of the leaving visit to its new place included */
  cost: number
}

/**
 * Visits of a crew-day any one of which could leave so that the tried job fits, best first: those that find another
 * place, then those of least priority, then the cheapest. Must-serve visits and appointments kept by name stay.
 */
export function ejections(trial: Trial, vehicle: number): Ejection[] {
  const { problem, compiled, tours, job } = trial
  const slot = tours.current[vehicle]!
  const spare = tours.spare(vehicle)
  const marks = new Int32Array(compiled.jobs)
  const found: Ejection[] = []
  const length = tours.length[slot]!
  for (let node = 1; node <= length; node++) {
    const leaving = tours.job[slot * tours.stride + node]!
    if (compiled.mustServe[leaving] || problem.jobs[leaving]!.roundsman?.vehicles?.length === 1) continue
    marks[leaving] = 1
    const feasible = tours.copyWithout(vehicle, marks, 1)
    marks[leaving] = 0
    if (!feasible) continue
    const place = tryInsertion(trial, job, vehicle, spare)
    if (!place) continue
    const elsewhere = cheapestElsewhere(trial, leaving, vehicle)
    found.push({
      id: problem.jobs[leaving]!.id,
      job: leaving,
      toVehicle: elsewhere?.vehicle ?? null,
      node: place.node,
      cost: place.cost + tours.cost[spare]! - tours.cost[slot]! + (elsewhere?.cost ?? 0),
    })
  }
  const priority = (one: Ejection) => (one.toVehicle === null ? compiled.priority[one.job]! : -1)
  return found.sort((a, b) => priority(a) - priority(b) || a.cost - b.cost || a.id - b.id)
}
