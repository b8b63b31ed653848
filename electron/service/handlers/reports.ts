import { fairnessOf } from '../../../shared/core/lib/fairness.ts'
import type { CoverageArea, WorkloadRow } from '../../../shared/contract/week.ts'
import { weekDates } from '../../../shared/core/lib/time.ts'
import { planability } from '../../../shared/model/location.ts'
import { visitRecords } from '../database/stores/cases.ts'
import { outcomes } from '../database/stores/facts.ts'
import { collectorViews } from '../database/stores/people.ts'
import { currentVersion, loadVersion, plansOf, type StoredVersion } from '../database/stores/plans.ts'
import { parseJson } from '../database/stores/json.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import { areaGrid } from '../views/areas.ts'
import { plannedPlaces } from '../views/visits.ts'

/** Nobody met, or not there at all: the visit has to be made again. */
const failedResults = new Set(['not_home', 'moved', 'wrong_address', 'unsafe'])
/** an area with fewer cases would point at a person */
const smallestShownCell = 3

interface Load {
  visits: number
  busySeconds: number
  failedVisits: number
}

/** What each collector carried in one version; those who travel together carry the whole day each. */
function loads(stored: StoredVersion, failed: ReadonlySet<string>): Map<string, Load> {
  const byCollector = new Map<string, Load>()
  const stops = Map.groupBy(stored.stops, (stop) => stop.crew_day_key)
  for (const day of stored.crewDays) {
    const here = stops.get(day.key) ?? []
    for (const collectorId of parseJson<string[]>(day.collector_ids) ?? []) {
      const load = byCollector.get(collectorId) ?? { visits: 0, busySeconds: 0, failedVisits: 0 }
      byCollector.set(collectorId, load)
      load.visits += here.length
      load.busySeconds += day.travel_seconds + day.service_seconds + day.waiting_seconds
      load.failedVisits += here.filter((stop) => failed.has(stop.visit_id)).length
    }
  }
  return byCollector
}

export const reports = {
  workload: procedures.reports.workload.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const reader = context.deps.database.reader
    const [people, stored, done, plans] = await Promise.all([
      collectorViews(reader, branch.id),
      currentVersion(reader, branch.id, input.week),
      outcomes(reader, branch.id),
      plansOf(reader, branch.id),
    ])
    const failed = new Set(done.filter((row) => failedResults.has(row.result)).map((row) => row.visit_id))
    const earlier: { week: string; loads: Map<string, Load> }[] = []
    for (const plan of plans.filter((candidate) => candidate.week < input.week).slice(-8)) {
      const version = plan.current_version_id ? await loadVersion(reader, plan.current_version_id) : null
      if (version) earlier.push({ week: plan.week, loads: loads(version, failed) })
    }
    const dates = weekDates(input.week).slice(0, 7)
    const stopsByDay = Map.groupBy(stored?.stops ?? [], (stop) => stop.crew_day_key)
    const rows = people.map((person): WorkloadRow => {
      const days = (stored?.crewDays ?? []).filter((day) =>
        (parseJson<string[]>(day.collector_ids) ?? []).includes(person.id),
      )
      const sum = (of: (day: (typeof days)[number]) => number) =>
        days.reduce((total, day) => total + of(day), 0)
      return {
        collectorId: person.id,
        name: person.name,
        crewName: days[0]?.crew_name ?? person.crew ?? person.name,
        colour: days[0]?.colour ?? 0,
        visits: sum((day) => stopsByDay.get(day.key)?.length ?? 0),
        travelSeconds: sum((day) => day.travel_seconds),
        serviceSeconds: sum((day) => day.service_seconds),
        waitingSeconds: sum((day) => day.waiting_seconds),
        shiftSeconds: sum((day) => (Date.parse(day.shift_end) - Date.parse(day.shift_start)) / 1000),
        failedVisits: sum(
          (day) => (stopsByDay.get(day.key) ?? []).filter((stop) => failed.has(stop.visit_id)).length,
        ),
        byDay: dates.map((date) => {
          const onDate = days.filter((day) => day.date === date)
          return {
            date,
            visits: onDate.reduce((total, day) => total + (stopsByDay.get(day.key)?.length ?? 0), 0),
            busySeconds: onDate.reduce(
              (total, day) => total + day.travel_seconds + day.service_seconds + day.waiting_seconds,
              0,
            ),
          }
        }),
        weeks: earlier.map((week) => ({
          week: week.week,
          ...(week.loads.get(person.id) ?? { visits: 0, busySeconds: 0, failedVisits: 0 }),
        })),
      }
    })
    const busy = rows.map((row) => row.travelSeconds + row.serviceSeconds + row.waitingSeconds)
    return { rows, fairness: fairnessOf(busy) }
  }),

  coverage: procedures.reports.coverage.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const reader = context.deps.database.reader
    const [records, stored, done] = await Promise.all([
      visitRecords(reader, branch.id),
      currentVersion(reader, branch.id, input.week),
      outcomes(reader, branch.id),
    ])
    const places = plannedPlaces(stored)
    // By case: once a visit is made, the follow-up takes its place as the current one. Planned is what is still to come,
    // as the status line counts it.
    const made = new Set(done.map((row) => row.visit_id))
    const plannedCases = new Set(
      records
        .filter(({ visitId }) => places.has(visitId) && !made.has(visitId))
        .map((record) => record.caseId),
    )
    const visitedCases = new Set(done.map((row) => row.case_id))
    const reachedCases = new Set(done.filter((row) => row.met !== 'nobody').map((row) => row.case_id))
    const totals = { due: 0, planned: 0, visited: 0, neverReached: 0, unlocated: 0 }
    const current = records.filter((record) => record.current && record.caseStatus === 'open')
    const isLocated = (record: (typeof current)[number]) =>
      record.address.best !== null &&
      planability(record.address.best.level, record.address.best.radiusMetres) !== 'review'
    const located = current.filter(isLocated)
    const cellOf = areaGrid(located)
    const areas = new Map<string, CoverageArea & { reached: number }>()
    const count = (
      area: { due: number; planned: number; visited: number; neverReached: number },
      record: (typeof current)[number],
    ) => {
      area.due++
      if (plannedCases.has(record.caseId)) area.planned++
      if (!visitedCases.has(record.caseId)) return
      area.visited++
      if (!reachedCases.has(record.caseId)) area.neverReached++
    }
    for (const record of current) {
      count(totals, record)
      if (!isLocated(record)) totals.unlocated++
    }
    for (const record of located) {
      const cell = cellOf([record.address.best!.lon, record.address.best!.lat])
      let area = areas.get(cell.key)
      if (!area)
        areas.set(
          cell.key,
          (area = {
            ...cell,
            due: 0,
            planned: 0,
            visited: 0,
            neverReached: 0,
            unlocated: 0,
            contactRate: null,
            suppressed: false,
            reached: 0,
          }),
        )
      count(area, record)
      if (reachedCases.has(record.caseId)) area.reached++
    }
    return {
      totals,
      areas: [...areas.values()]
        .map(({ reached, ...area }) =>
          area.due < smallestShownCell
            ? { ...area, due: 0, planned: 0, visited: 0, neverReached: 0, suppressed: true }
            : { ...area, contactRate: area.visited > 0 ? reached / area.visited : null },
        )
        .sort((a, b) => b.due - a.due),
    }
  }),
}
