/** What is different between two plans of the same visits. */
import type { Solution } from '../../model/problem.ts'

export interface PlannedAt {
  vehicle: number
  arrival: number
}

export type Change =
  | { kind: 'added'; id: number; to: PlannedAt }
  | { kind: 'dropped'; id: number; from: PlannedAt }
  /** to another crew-day */
  | { kind: 'moved'; id: number; from: PlannedAt; to: PlannedAt }
  /** on the same crew-day, at another time */
  | { kind: 'retimed'; id: number; from: PlannedAt; to: PlannedAt; bySeconds: number }

const placesOf = (solution: Solution): Map<number, PlannedAt> =>
  new Map(
    solution.routes.flatMap(({ vehicle, steps }) =>
      steps.flatMap((step): [number, PlannedAt][] =>
        step.type === 'job' ? [[step.id!, { vehicle, arrival: step.arrival + step.waiting_time }]] : [],
      ),
    ),
  )

/**
 * @param toleranceSeconds a visit that begins within this many seconds of its old time counts as unchanged
 * @returns sorted by visit
 */
export function changes(before: Solution, after: Solution, toleranceSeconds = 0): Change[] {
  const old = placesOf(before)
  const now = placesOf(after)
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort((a, b) => a - b)
  return ids.flatMap((id): Change[] => {
    const from = old.get(id)
    const to = now.get(id)
    if (!from) return [{ kind: 'added', id, to: to! }]
    if (!to) return [{ kind: 'dropped', id, from }]
    if (from.vehicle !== to.vehicle) return [{ kind: 'moved', id, from, to }]
    const bySeconds = to.arrival - from.arrival
    return Math.abs(bySeconds) > toleranceSeconds ? [{ kind: 'retimed', id, from, to, bySeconds }] : []
  })
}
