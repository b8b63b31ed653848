import { clockAt } from '../../../shared/core/lib/time.ts'
import type { RequestContext } from '../context.ts'
import { visitRecords } from '../database/stores/cases.ts'
import { attempts, outcomes, promises } from '../database/stores/facts.ts'
import { currentVersion } from '../database/stores/plans.ts'
import { branchNow, currentBranch } from '../scope.ts'
import { plannedPlaces, stateOf } from './visits.ts'

/** The numbers on the rail: what waits for a person, screen by screen. */
export async function waitingNumbers(context: RequestContext) {
  const branch = await currentBranch(context)
  const reader = context.deps.database.reader
  const [visits, stored, calls, done, promised, now] = await Promise.all([
    visitRecords(reader, branch.id),
    currentVersion(reader, branch.id, branch.week),
    attempts(reader, branch.id),
    outcomes(reader, branch.id),
    promises(reader, branch.id),
    branchNow(context.deps, branch),
  ])
  const places = plannedPlaces(stored)
  const unplanned = new Set(stored?.unplanned.map((row) => row.visit_id))
  // an agreement that was undone is to be made again: its call does not stand for one that is settled
  const called = new Set(calls.filter((row) => row.result !== 'confirmed').map((row) => row.visit_id))
  const finished = new Set(done.map((row) => row.visit_id))
  const numbers = { locate: 0, unplanned: 0, calls: 0, outcomes: 0, brokenPromises: 0 }
  for (const visit of visits) {
    const place = places.get(visit.visitId)
    if (visit.current) {
      const state = stateOf(visit, place, unplanned.has(visit.visitId))
      if (state === 'review' || state === 'to-locate') numbers.locate++
      if (state === 'unplanned') numbers.unplanned++
      if (state === 'planned' && !called.has(visit.visitId)) numbers.calls++
    }
    if (place && Date.parse(place.arrival) < now.getTime() && !finished.has(visit.visitId)) numbers.outcomes++
  }
  const today = clockAt(now.getTime() / 1000, branch.time_zone).date
  for (const row of promised)
    if (row.status === 'broken' || (row.status === 'pending' && row.due_on < today)) numbers.brokenPromises++
  return numbers
}
