import { clockAt } from '../../../shared/core/lib/time.ts'
import { callStanding } from '../../../shared/core/plan/callQueue.ts'
import type { RequestContext } from '../context.ts'
import { visitRecords } from '../database/stores/cases.ts'
import { outcomes, promises } from '../database/stores/facts.ts'
import { currentVersion } from '../database/stores/plans.ts'
import { branchNow, currentBranch } from '../scope.ts'
import { callRows } from './calls.ts'
import { unplannedViews } from './plan.ts'
import { plannedPlaces, stateOf } from './visits.ts'

/** The numbers on the rail: what waits for a person, screen by screen. Each is counted as its own screen counts it. */
export async function waitingNumbers(context: RequestContext) {
  const branch = await currentBranch(context)
  const reader = context.deps.database.reader
  const [visits, stored, rows, done, promised, now] = await Promise.all([
    visitRecords(reader, branch.id),
    currentVersion(reader, branch.id, branch.week),
    callRows(context, branch, branch.week),
    outcomes(reader, branch.id),
    promises(reader, branch.id),
    branchNow(context.deps, branch),
  ])
  const places = plannedPlaces(stored)
  const unplanned = new Set(stored?.unplanned.map((row) => row.visit_id))
  const finished = new Set(done.map((row) => row.visit_id))
  const numbers = {
    locate: 0,
    unplanned: stored
      ? unplannedViews(stored, new Map(visits.map((visit) => [visit.visitId, visit])), branch.week).length
      : 0,
    calls: rows.filter((row) => callStanding(row) === 'now').length,
    outcomes: 0,
    brokenPromises: 0,
  }
  for (const visit of visits) {
    const place = places.get(visit.visitId)
    if (visit.current) {
      const state = stateOf(visit, place, unplanned.has(visit.visitId))
      if (state === 'review' || state === 'to-locate') numbers.locate++
    }
    if (place && Date.parse(place.arrival) < now.getTime() && !finished.has(visit.visitId)) numbers.outcomes++
  }
  const today = clockAt(now.getTime() / 1000, branch.time_zone).date
  for (const row of promised)
    if (row.status === 'broken' || (row.status === 'pending' && row.due_on < today)) numbers.brokenPromises++
  return numbers
}
