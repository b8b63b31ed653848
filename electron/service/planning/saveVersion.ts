import type { FindingView, PlanDiff, PlanView } from '../../../shared/contract/week.ts'
import type { WeekDiff } from '../../../shared/core/plan/diff.ts'
import { epochAt, epochOf, utcIso } from '../../../shared/core/lib/time.ts'
import type { Finding, PlannedCrewDay, Reason, Unplanned, WeekPlan } from '../../../shared/model/week.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import { findPlan, versionsOf } from '../database/stores/plans.ts'
import { packKeysOf } from '../database/stores/rules.ts'
import type { BranchRow, PlanVersionRow } from '../database/tables.ts'
import type { PlanTravel } from './travel.ts'
import type { WeekInputs } from './weekInputs.ts'

/** A, B … Z, AA */
function letters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26))
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last
}

/**
 * Versions are A, B … Z, AA, but for those that a person named; a repair is the next revision of the one it mends.
 * @returns the next name that none has
 */
export function nextName(versions: readonly Pick<PlanVersionRow, 'name'>[]): string {
  const taken = new Set(versions.map((version) => version.name))
  let place = taken.size
  while (taken.has(letters(place))) place++
  return letters(place)
}

export function findingViews(found: Finding[]): FindingView[] {
  return found.map((finding) => ({
    rule: finding.rule,
    hard: finding.hard,
    reason: finding.cause,
    visitId: finding.visitId,
    crewDayId: finding.crewDayKey,
  }))
}

export function diffView(diff: WeekDiff, inputs: WeekInputs): PlanDiff {
  return {
    changes: diff.changes.map((change) => ({
      kind: change.kind,
      visitId: change.visitId,
      caseNo: change.caseNo || (inputs.records.get(change.visitId)?.caseNo ?? ''),
      borrower: inputs.records.get(change.visitId)?.borrower ?? '',
      before: change.before ? { crewName: change.before.crewName, arrival: change.before.arrival } : null,
      after: change.after ? { crewName: change.after.crewName, arrival: change.after.arrival } : null,
      callAgain: change.callAgain,
    })),
    moved: diff.moved.length,
    added: diff.added.length,
    dropped: diff.dropped.length,
    retimed: diff.retimed.length,
    callAgain: diff.toCallAgain.length,
    travelSecondsDelta: diff.travelSecondsDelta,
  }
}

export function totalsView(plan: WeekPlan, found: Finding[]): PlanView['totals'] {
  return {
    ...plan.totals,
    made: plan.crewDays.reduce((sum, day) => sum + day.stops.length, 0) - plan.totals.planned,
    hardFindings: found.filter((finding) => finding.hard).length,
    softFindings: found.filter((finding) => !finding.hard).length,
  }
}

/** A finished plan of the week, ready to be written. */
export interface NewVersion {
  plan: WeekPlan
  findings: Finding[]
  diff: PlanDiff
  /** mend the version that stands, or begin another */
  revise: boolean
  travel: PlanTravel
  /** of its travel times */
  notes: Reason[]
}

/** Writes a version as a snapshot and turns the week to it; undo turns the week back. */
export async function saveVersion(
  tx: ChangeTransaction,
  branch: BranchRow,
  inputs: WeekInputs,
  { plan, findings, diff, revise, travel, notes }: NewVersion,
): Promise<string> {
  const existing = await findPlan(tx.reader, branch.id, inputs.week)
  const planId = existing?.id ?? tx.newId()
  if (!existing)
    await tx.insert('plans', [{ id: planId, week: inputs.week, current_version_id: null }], {
      snapshot: true,
    })
  const versions = existing ? await versionsOf(tx.reader, planId) : []
  const base = versions.find((version) => version.id === existing?.current_version_id)
  const name = revise && base ? base.name : nextName(versions)
  const revision = 1 + Math.max(0, ...versions.filter((one) => one.name === name).map((one) => one.revision))
  const versionId = tx.newId()
  await tx.insert(
    'plan_versions',
    [
      {
        id: versionId,
        plan_id: planId,
        name,
        revision,
        status: 'draft',
        based_on: base?.id ?? null,
        published_at: null,
        approved_by: null,
        approved_at: null,
        rule_pack: packKeysOf(branch).join('+') || null,
        totals: JSON.stringify(totalsView(plan, findings)),
        findings: JSON.stringify(findingViews(findings)),
        notes: JSON.stringify([...inputs.notes, ...notes]),
        diff: JSON.stringify(diff),
        travel: JSON.stringify(travel),
      },
    ],
    { snapshot: true },
  )
  const names = new Map(inputs.collectors.map((collector) => [collector.id, collector.name]))
  await tx.insert(
    'crew_days',
    plan.crewDays.map((day) => crewDayRow(tx.newId(), versionId, day, inputs, names)),
    { snapshot: true },
  )
  await tx.insert(
    'stops',
    plan.crewDays.flatMap((day) =>
      day.stops.map((stop, position) => ({
        id: tx.newId(),
        plan_version_id: versionId,
        crew_day_key: day.key,
        visit_id: stop.visitId,
        ...placeOf(stop.visitId, inputs),
        position,
        arrival: utcIso(stop.arrivalEpoch),
        departure: utcIso(stop.departureEpoch),
        waiting_seconds: Math.round(stop.waitingSeconds),
        travel_seconds: Math.round(stop.travelSeconds),
        metres: Math.round(stop.metres),
      })),
    ),
    { snapshot: true },
  )
  await tx.insert(
    'unplanned',
    plan.unplanned.map((entry: Unplanned) => ({
      id: tx.newId(),
      plan_version_id: versionId,
      visit_id: entry.visitId,
      reason: entry.reason.code,
      reason_params: entry.reason.params ? JSON.stringify(entry.reason.params) : null,
      fix: entry.smallestFix ? JSON.stringify(entry.smallestFix) : null,
    })),
    { snapshot: true },
  )
  await tx.update('plans', planId, { current_version_id: versionId })
  return versionId
}

/** Where the stop is: for a visit that was made already, where it was planned. */
function placeOf(visitId: string, inputs: WeekInputs) {
  const before = inputs.visited.has(visitId)
    ? inputs.stored?.stops.find((stop) => stop.visit_id === visitId)
    : undefined
  const { lon, lat, level } = before ?? inputs.records.get(visitId)?.address.best ?? {}
  return { lon: lon ?? null, lat: lat ?? null, level: level ?? null }
}

function crewDayRow(
  id: string,
  versionId: string,
  day: PlannedCrewDay,
  inputs: WeekInputs,
  names: Map<string, string>,
) {
  const at = (minutes: number) => utcIso(epochAt(day.date, minutes, inputs.zone))
  const utc = (iso: string) => utcIso(epochOf(iso))
  // a day carried over from the version before keeps the row it had
  const kept = inputs.stored?.crewDays.find((row) => row.key === day.key)
  const carried = kept && !inputs.crewDays.some((candidate) => candidate.key === day.key)
  return {
    id,
    plan_version_id: versionId,
    key: day.key,
    date: day.date,
    crew_name: day.crewName,
    colour: inputs.colours.get(day.crewName) ?? kept?.colour ?? 0,
    collector_ids: JSON.stringify(day.collectorIds),
    collector_names: JSON.stringify(day.collectorIds.map((collector) => names.get(collector) ?? '')),
    mode: day.mode,
    shift_start: carried ? kept.shift_start : at(day.shift.fromMinutes),
    shift_end: carried ? kept.shift_end : at(day.shift.toMinutes),
    lunch_start: day.lunchAt ? utc(day.lunchAt.start) : kept && carried ? kept.lunch_start : null,
    lunch_end: day.lunchAt ? utc(day.lunchAt.end) : kept && carried ? kept.lunch_end : null,
    start_lon: day.start?.[0] ?? null,
    start_lat: day.start?.[1] ?? null,
    end_lon: (day.end ?? day.start)?.[0] ?? null,
    end_lat: (day.end ?? day.start)?.[1] ?? null,
    ends_at: day.endsAt ? utc(day.endsAt) : null,
    travel_seconds: Math.round(day.travelSeconds),
    waiting_seconds: Math.round(day.waitingSeconds),
    service_seconds: Math.round(day.serviceSeconds),
    metres: Math.round(day.metres),
  }
}
