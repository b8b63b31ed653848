import type { SlotView } from '../../../shared/contract/week.ts'
import type { Slot, SlotCandidate } from '../../../shared/core/advise/slots.ts'
import type { Compiled } from '../../../shared/core/optimiser/compiled.ts'
import { visitTimes } from '../../../shared/core/plan/visitTimes.ts'
import { clockAt, epochOf, utcIso } from '../../../shared/core/lib/time.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { TimeWindow } from '../../../shared/model/problem.ts'
import type { PlanVisit } from '../../../shared/model/week.ts'
import type { RequestContext } from '../context.ts'
import type { BranchRow } from '../database/tables.ts'
import { standingHours, standingRoutes } from '../planning/heldHours.ts'
import { prepareWeek, type PreparedWeek } from '../planning/week.ts'
import { weekDesk, weekToRead } from '../planning/weekDesk.ts'
import type { WeekInputs } from '../planning/weekInputs.ts'

const windowMinutes = 120
const stepMinutes = 60
const noticeableSeconds = 15 * 60
const offered = 12
const noonMinutes = 12 * 60

/**
 * The best lawful windows for one visit: for every two hours of the week the crew that can come at the least cost; the
 * best of each morning and afternoon first, cheapest first, then the others. What the borrower asked for before does not bind: she is on the telephone. Measured against the plan
 * that stands.
 * @throws RefusalError plan-missing, and why this visit cannot be planned at all
 */
export const slotsFor = (
  context: RequestContext,
  branch: BranchRow,
  week: string,
  visitId: string,
  signal?: AbortSignal,
): Promise<SlotView[]> => searchSlots(context, branch, week, visitId, { most: offered }, signal)

/** Of one window that was named, on every crew-day of its date; or of all lawful two hours, at most so many. */
export async function searchSlots(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  visitId: string,
  asked: { window: { start: string; end: string } } | { most: number },
  signal?: AbortSignal,
): Promise<SlotView[]> {
  const { inputs, prepared, compiled } = await askedOf(context, branch, week, visitId)
  const jobId = prepared.assembled.visits.findIndex((visit) => visit.id === visitId) + 1
  const found = await context.deps.pool.run(
    'slots',
    {
      problem: prepared.problem,
      routes: standingRoutes(prepared),
      jobId,
      candidates:
        'window' in asked
          ? candidatesWithin(prepared, asked.window)
          : candidatesFor(prepared, inputs.nowEpoch, prepared.assembled.visits[jobId - 1]),
      options: {
        ...('most' in asked && asked.most < Infinity ? { most: asked.most } : {}),
        ...(compiled ? { compiled } : {}),
        standing: standingHours(prepared),
      },
    },
    signal ? { signal } : {},
  )
  const straight = new Set(prepared.travel.straight.map(String))
  const isStraight = straight.has(String(prepared.problem.jobs[jobId - 1].location))
  return found.map((slot) => slotView(slot, prepared, inputs, isStraight))
}

/** What was asked before does not bind. */
const openVisit = (visit: PlanVisit): PlanVisit => ({
  ...visit,
  appointment: null,
  windows: null,
  allowedDays: null,
  weekdays: null,
  locked: null,
})

/**
 * The week that the visit is to be tried in. For most borrowers that is the week as it stands, which is ready; one who
 * is bound to a crew-day or a window, or whose wishes leave no hour, is set free first, in a week of her own.
 */
async function askedOf(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  visitId: string,
): Promise<{ inputs: WeekInputs; prepared: PreparedWeek; compiled?: Compiled }> {
  const inputs = await weekToRead(context, branch, week)
  if (!inputs.before) throw new RefusalError('plan-missing', { week })
  const asked = inputs.visits.find((visit) => visit.id === visitId)
  if (!asked) throw new RefusalError('row-gone')
  if (!asked.appointment && !asked.locked) {
    const desk = await weekDesk(context, branch, week)
    if (desk.prepared.assembled.visits.some((visit) => visit.id === visitId))
      return { inputs, prepared: desk.prepared, compiled: await desk.compiled() }
  }
  const open = openVisit(asked)
  const visits = inputs.visits.map((visit) => (visit.id === visitId ? open : visit))
  // one whose hour has gone by without an outcome: asking for another says that it is to be made again
  const settled = new Map([...inputs.settled].filter(([id]) => id !== visitId))
  const prepared = await prepareWeek(context, { ...inputs, settled }, visits, {})
  const refused = prepared.assembled.refused.find((entry) => entry.visitId === visitId)
  if (refused) throw new RefusalError(refused.reason.code, refused.reason.params)
  return { inputs, prepared: asked.appointment ? agreedNow(prepared, visitId, asked.appointment) : prepared }
}

/** The plan that stands keeps what was agreed before: that is where the visit is measured from. */
function agreedNow(
  prepared: PreparedWeek,
  visitId: string,
  agreed: { start: string; end: string },
): PreparedWeek {
  const { assembled, problem } = prepared
  const job = assembled.visits.findIndex((visit) => visit.id === visitId)
  const seconds = (iso: string) => epochOf(iso) - assembled.clock.zeroEpoch
  const time_windows: TimeWindow[] = [[seconds(agreed.start), seconds(agreed.end)]]
  return {
    ...prepared,
    problem: { ...problem, jobs: problem.jobs.with(job, { ...problem.jobs[job], time_windows }) },
  }
}

/** When this borrower may be visited; what she asked for before does not bind. */
export function lawfulSpans(
  inputs: Pick<WeekInputs, 'week' | 'zone' | 'pack' | 'holidays' | 'attempts'>,
  visit: PlanVisit,
): { date: string; fromMinutes: number; toMinutes: number }[] {
  const times = visitTimes(openVisit(visit), {
    weekStart: inputs.week,
    zone: inputs.zone,
    pack: inputs.pack,
    holidays: inputs.holidays,
    attempts: inputs.attempts.get(visit.id) ?? [],
  })
  return times.ok ? times.spans : []
}

/** A window that was named, on every crew-day of its date. */
function candidatesWithin(
  { assembled, inputs }: PreparedWeek,
  window: { start: string; end: string },
): SlotCandidate[] {
  const { date } = clockAt(epochOf(window.start), inputs.zone)
  const seconds = (iso: string) => epochOf(iso) - assembled.clock.zeroEpoch
  return assembled.crewDays.flatMap((day, index) =>
    day.date === date ? [{ vehicle: index + 1, window: [seconds(window.start), seconds(window.end)] }] : [],
  )
}

/** Every lawful two hours of each crew-day: from the shift's beginning, where first visits stand, and on the hour. */
function candidatesFor(
  { assembled, inputs }: PreparedWeek,
  nowEpoch: number,
  visit: PlanVisit,
): SlotCandidate[] {
  const spans = lawfulSpans(inputs, visit)
  const now = nowEpoch - assembled.clock.zeroEpoch
  const dates = [...new Set(assembled.crewDays.map((day) => day.date))]
  return assembled.crewDays.flatMap((day, index) => {
    const candidates: SlotCandidate[] = []
    const { fromMinutes, toMinutes } = day.shift
    const nextStep = (minutes: number) => (Math.floor(minutes / stepMinutes) + 1) * stepMinutes
    for (let from = fromMinutes; from + windowMinutes <= toMinutes; from = nextStep(from)) {
      const to = from + windowMinutes
      const lawful = spans.some(
        (span) => span.date === day.date && span.fromMinutes <= from && span.toMinutes >= to,
      )
      const start = assembled.clock.secondsAt(day.date, from)
      if (lawful && start > now)
        candidates.push({
          vehicle: index + 1,
          window: [start, assembled.clock.secondsAt(day.date, to)],
          group: 2 * dates.indexOf(day.date) + Number(from >= noonMinutes),
        })
    }
    return candidates
  })
}

function slotView(slot: Slot, { assembled }: PreparedWeek, inputs: WeekInputs, straight: boolean): SlotView {
  const day = assembled.crewDays[slot.vehicle - 1]
  const at = (seconds: number) => utcIso(assembled.clock.zeroEpoch + seconds)
  const named = (jobId: number) => {
    const visit = assembled.visits[jobId - 1]
    return { visitId: visit.id, caseNo: visit.caseNo, borrower: inputs.records.get(visit.id)?.borrower ?? '' }
  }
  return {
    crewDayId: day.key,
    crewName: day.crewName,
    date: day.date,
    window: { start: at(slot.window[0]), end: at(slot.window[1]) },
    arrival: at(slot.begins),
    addedSeconds: slot.addedSeconds,
    straight,
    shifts: slot.shifts
      .filter((shift) => Math.abs(shift.bySeconds) >= noticeableSeconds)
      .map((shift) => ({ ...named(shift.id), bySeconds: shift.bySeconds })),
    displaced: slot.displaced.map((entry) => ({
      ...named(entry.id),
      toCrewDayId: entry.toVehicle === null ? null : assembled.crewDays[entry.toVehicle - 1].key,
    })),
    current: slot.current,
  }
}
