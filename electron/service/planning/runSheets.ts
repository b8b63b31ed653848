import type { CrewDayView } from '../../../shared/contract/week.ts'
import { doorDuties } from '../../../shared/core/compliance/findings.ts'
import { clausesOf } from '../../../shared/core/compliance/pack.ts'
import type { ReasonCode } from '../../../shared/model/reasons.ts'
import type { Locale } from '../../../shared/model/reasons.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { Rules } from '../../../shared/model/rules.ts'
import type { Disclosure, RunSheetDay, SheetFinding } from '../../../shared/model/runsheet.ts'
import type { RequestContext } from '../context.ts'
import { visitRecords, type VisitRecord } from '../database/stores/cases.ts'
import { collectorViews } from '../database/stores/people.ts'
import { loadVersion } from '../database/stores/plans.ts'
import type { BranchRow } from '../database/tables.ts'
import { branchRules } from '../rules.ts'
import { branchNow, deskLocale } from '../scope.ts'
import { planView, sinceRules } from '../views/plan.ts'
import { drawDays } from './geometry.ts'

export interface RunSheetRequest {
  week: string
  /** empty: every crew-day that has stops */
  crewDayIds: string[]
  disclosure: Disclosure
  locale?: Locale
}

/** What a collector must know at the door. */
function checklistOf(pack: Rules | null, locale: Locale): string[] {
  return [...doorDuties(pack), ...clausesOf(pack, 'third-party')].map(({ texts }) => texts[locale])
}

/**
 * The crew-days of the plan that stands, as every export needs them.
 * @throws RefusalError plan-missing, export-nothing
 */
export async function runSheetDays(
  context: RequestContext,
  branch: BranchRow,
  request: RunSheetRequest,
  signal?: AbortSignal,
): Promise<RunSheetDay[]> {
  const { deps } = context
  const plan = await planView(context, branch, request.week)
  if (!plan.version || !branch.region_id) throw new RefusalError('plan-missing', { week: request.week })
  const wanted = new Set(request.crewDayIds)
  // nobody is sent to a borrower who was stopped, or whose case was closed, after the plan was made
  const over = new Set(
    plan.findings.filter((finding) => sinceRules.has(finding.rule)).map((finding) => finding.visitId),
  )
  const days = plan.crewDays
    .map((day) => ({ ...day, stops: day.stops.filter((stop) => !over.has(stop.visitId)) }))
    .filter((day) => day.stops.length > 0 && (wanted.size === 0 || wanted.has(day.id)))
  if (days.length === 0) throw new RefusalError('export-nothing')
  const [region, records, collectors, pack, chosen, now] = await Promise.all([
    deps.regions.open(branch.region_id),
    visitRecords(deps.database.reader, branch.id),
    collectorViews(deps.database.reader, branch.id),
    branchRules(deps.database.reader, branch),
    deskLocale(deps),
    branchNow(deps, branch),
  ])
  const locale = request.locale ?? chosen
  const byVisit = new Map(records.map((record) => [record.visitId, record]))
  const stored = await loadVersion(deps.database.reader, plan.version.id)
  if (!stored) throw new RefusalError('plan-version-gone')
  const drawn = await drawDays(context, branch.region_id, stored.version, days, signal)
  const placeLabel = (day: CrewDayView, which: 'startText' | 'endText') => {
    const member = collectors.find((collector) => day.collectorIds.includes(collector.id) && collector[which])
    return (
      member?.[which] ??
      collectors.find((collector) => day.collectorIds.includes(collector.id))?.startText ??
      ''
    )
  }
  return days.map((day, index): RunSheetDay => {
    const back = day.travelSeconds - sum(day.stops, (stop) => stop.travelSeconds)
    const backMetres = day.metres - sum(day.stops, (stop) => stop.metres)
    return {
      branchName: branch.name,
      date: day.date,
      crewName: day.crewName,
      collectors: day.collectorNames,
      mode: day.mode,
      start: day.start ? { label: placeLabel(day, 'startText'), at: day.start } : null,
      end: day.end ? { label: placeLabel(day, 'endText'), at: day.end } : null,
      shift: day.shift,
      lunch: day.lunch,
      startsAt: startsAt(day),
      endsAt: day.endsAt,
      stops: day.stops.map((stop) => {
        const record = byVisit.get(stop.visitId)
        const best = record?.address.best ?? null
        return {
          order: stop.order,
          caseNo: stop.caseNo,
          borrowerName: stop.borrower,
          phone: record?.phone ?? null,
          address: stop.address,
          lon: stop.at[0],
          lat: stop.at[1],
          level: stop.level,
          radiusMetres: best?.radiusMetres ?? null,
          arrival: stop.arrival,
          departure: stop.departure,
          windowStart: stop.window?.start ?? null,
          windowEnd: stop.window?.end ?? null,
          appointmentConfirmed: stop.confirmed,
          serviceMinutes: stop.serviceMinutes,
          waitingSeconds: stop.waitingSeconds,
          travelSecondsFromPrevious: stop.travelSeconds,
          metresFromPrevious: stop.metres,
          notes: [],
          warnings: [
            ...(record ? warningsOf(record) : []),
            ...(stop.straight ? [{ code: 'travel-leg-straight' as const }] : []),
          ],
          amount:
            record && record.amountMinor !== null
              ? { minor: record.amountMinor, currency: record.currency }
              : null,
        }
      }),
      route: drawn[index]!.line,
      totals: {
        travelSeconds: day.travelSeconds,
        metres: day.metres,
        serviceSeconds: day.serviceSeconds,
        waitingSeconds: day.waitingSeconds,
      },
      returnLeg: day.end ? { travelSeconds: Math.max(0, back), metres: Math.max(0, backMetres) } : null,
      rulePackName: pack?.packs.map((one) => one.names[locale]).join(' + ') ?? null,
      findings: plan.findings
        .filter((finding) => finding.crewDayId === day.id)
        .map((finding): SheetFinding => ({
          hard: finding.hard,
          cause: finding.reason,
          stopOrder: day.stops.find((stop) => stop.visitId === finding.visitId)?.order ?? null,
        })),
      checklist: checklistOf(pack, locale),
      locale,
      zone: branch.time_zone,
      attribution: region.info().attribution,
      navigationApp: null,
      planName: plan.version!.name,
      madeAt: now.toISOString(),
      disclosure: request.disclosure,
    }
  })
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)

/** Leaving the start place: the first arrival less the way there. */
function startsAt(day: CrewDayView): string | null {
  const first = day.stops[0]
  return first ? new Date(Date.parse(first.arrival) - first.travelSeconds * 1000).toISOString() : null
}

/** Whatever the geocoder was not sure of is said to the one who stands at the door. */
function warningsOf(record: VisitRecord) {
  const { best, reason } = record.address
  if (!best || best.level === 'pin' || best.level === 'building') return []
  return reason
    ? [{ code: reason.code as ReasonCode, ...(reason.params ? { params: reason.params } : {}) }]
    : []
}
