/** Visits to one borrower lie some days apart. */
import type { Compiled } from './compiled.ts'

/**
 * Whether another visit to the job's borrower is too near to the vehicle's day.
 * @param vehicleOf vehicle of each job, -1: none
 */
export function tooNear(problem: Compiled, vehicleOf: Int32Array, job: number, vehicle: number): boolean {
  const { borrower, spacingDays, borrowerFrom, borrowerJobs, day } = problem
  const one = borrower[job]!
  if (one < 0) return false
  for (let k = borrowerFrom[one]!; k < borrowerFrom[one + 1]!; k++) {
    const other = borrowerJobs[k]!
    const by = vehicleOf[other]!
    if (other === job || by < 0) continue
    const apart = Math.abs(day[by]! - day[vehicle]!)
    if (apart < spacingDays[job]! || apart < spacingDays[other]!) return true
  }
  return false
}
