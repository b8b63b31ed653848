import { availableParallelism } from 'node:os'
import { findings } from '../../../shared/core/compliance/findings.ts'
import { CancelledError, noProgress, type Progress } from '../../../shared/core/lib/cancel.ts'
import { epochOf } from '../../../shared/core/lib/time.ts'
import { assembleWeek, warmStartOf, type AssembledWeek } from '../../../shared/core/plan/assemble.ts'
import { diffPlans } from '../../../shared/core/plan/diff.ts'
import { emptyDay, readSolution, totalsOf } from '../../../shared/core/plan/readSolution.ts'
import { remainingCrewDays, type SettledStop } from '../../../shared/core/plan/remaining.ts'
import { verify } from '../../../shared/core/verify/verify.ts'
import type { Problem, Solution, SolveOptions, TimeWindow } from '../../../shared/model/problem.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type {
  Finding,
  PlannedCrewDay,
  PlanVisit,
  Reason,
  Unplanned,
  WeekPlan,
} from '../../../shared/model/week.ts'
import type { PlanDiff, PlanPartial, PlanView } from '../../../shared/contract/week.ts'
import type { RequestContext } from '../context.ts'
import type { BranchRow } from '../database/tables.ts'
import type { WorkReport } from '../work.ts'
import { diffView, saveVersion, totalsView, type NewVersion } from './saveVersion.ts'
import { explained } from './explain.ts'
import { groundOf, nowhereToGo, reachOf } from './ground.ts'
import { heldHours, standingRoutes, standingTravelSeconds } from './heldHours.ts'
import { refuseReadOnly } from './readOnly.ts'
import { hasGoneOut, isPublished, isUnderWay, searchable } from './runningDay.ts'
import { solveProblem } from './solve.ts'
import { onStandingPlan } from './standing.ts'
import { settingsOfWeek, weekTables, type PlanTravel } from './travel.ts'
import { loadWeekInputs, type WeekInputs } from './weekInputs.ts'

/** A week with its travel times in: what the optimiser gets, and what slots and reasons are asked of. */
export interface PreparedWeek {
  inputs: WeekInputs
  assembled: AssembledWeek
  problem: Problem
  /** what the travel times were made with */
  travel: PlanTravel
  /** and what people are to know of them */
  notes: Reason[]
  /** visits of stops that stay where they stand */
  settled: ReadonlyMap<string, SettledStop>
}

interface Reporting {
  progress?: Progress
  signal?: AbortSignal
}

/**
 * What moving one unconfirmed visit to another crew-day must save to be worth it, in seconds of travel. While a
 * scheduler is on the telephone the week should hold still; when she asks for a better draft it need not; once it is
 * published people have their run sheets.
 */
const changeSeconds = { improve: 60, repair: 600, handedOut: 1_800 }

/**
 * Stops that stay where they stand, but for those of visits that are to be made again: one agreed with the borrower for
 * an hour to come, or put on another crew-day by hand.
 */
function settledAmong(inputs: WeekInputs, visits: readonly PlanVisit[]): PreparedWeek['settled'] {
  const settled = new Map(inputs.settled)
  for (const { id, appointment, locked } of visits) {
    const stop = inputs.settled.get(id)
    if (!stop || inputs.visited.has(id)) continue
    const isAhead = appointment !== null && epochOf(appointment.end) > inputs.nowEpoch
    if (isAhead || (locked !== null && locked !== stop.crewDayKey)) settled.delete(id)
  }
  return settled
}

/**
 * Visits to plan, crew-days, rules and travel times, put together. Around a plan that stands travel times are those that
 * it was made with, so that a call mends what changed and retimes nobody else; a plan that is made anew takes the
 * branch's hours and closures as they are now.
 */
export async function prepareWeek(
  context: RequestContext,
  inputs: WeekInputs,
  visits: PlanVisit[],
  { progress = noProgress, signal }: Reporting,
  change: number = changeSeconds.repair,
  anew = false,
): Promise<PreparedWeek> {
  const settled = settledAmong(inputs, visits)
  const settings = anew ? inputs.travel : (inputs.standingTravel ?? inputs.travel)
  const region = await groundOf(context.deps, inputs.regionId)
  const assembled = assembleWeek({
    ...(region ? { region: reachOf(region) } : {}),
    weights: { change: isUnderWay({ inputs, settled }) ? changeSeconds.handedOut : change },
    weekStart: inputs.week,
    zone: inputs.zone,
    visits: visits.filter((visit) => !settled.has(visit.id)),
    // after the stops that are settled: one that is to be made again takes no place there any more
    crewDays: remainingCrewDays(inputs.crewDays, [...settled.values()]),
    pack: inputs.pack,
    holidays: inputs.holidays,
    nowEpoch: inputs.nowEpoch,
    attempts: inputs.attempts,
    travel: settings,
  })
  const made = await weekTables(context, inputs.regionId, assembled, {
    progress,
    ...(signal ? { signal } : {}),
  })
  return {
    inputs,
    assembled,
    problem: assembled.problem(made.tables),
    travel: {
      settings: settingsOfWeek(settings, inputs.week),
      region: made.region,
      straight: made.straight,
      server: made.server,
    },
    notes: made.notes,
    settled,
  }
}

/** Stops that are settled stay in the new version as they were. */
function carryOver(plan: WeekPlan, { inputs, settled }: PreparedWeek): WeekPlan {
  if (!inputs.before) return plan
  const planned = new Set(plan.crewDays.flatMap((day) => day.stops.map((stop) => stop.visitId)))
  const whole = new Map(inputs.crewDays.map((day) => [day.key, day]))
  // what is shown and printed is the crew-day as it was begun, not what was left of it
  const days = new Map(plan.crewDays.map((day) => [day.key, { ...day, ...whole.get(day.key) }]))
  for (const old of inputs.before.crewDays) {
    const done = old.stops.filter((stop) => settled.has(stop.visitId) && !planned.has(stop.visitId))
    if (done.length === 0) continue
    const day = days.get(old.key)
    days.set(
      old.key,
      !day || day.stops.length === 0
        ? { ...(day ?? emptyDay(whole.get(old.key) ?? old)), ...pickRoute(old, done) }
        : { ...merge(day, done), lunchAt: day.lunchAt ?? old.lunchAt },
    )
  }
  const crewDays = [...days.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  return { ...plan, crewDays, totals: totalsOf(crewDays, plan.unplanned, inputs.visits) }
}

/** The plan before without visits that were made elsewhere since: nobody loses a place by their going. */
function standingBefore({ inputs: { before, visited }, settled }: PreparedWeek): WeekPlan | null {
  if (!before) return null
  const stands = (visitId: string) => settled.has(visitId) || !visited.has(visitId)
  return {
    ...before,
    crewDays: before.crewDays.map((day) => ({
      ...day,
      stops: day.stops.filter((stop) => stands(stop.visitId)),
    })),
  }
}

function pickRoute(old: PlannedCrewDay, stops: PlannedCrewDay['stops']): Partial<PlannedCrewDay> {
  const { travelSeconds, metres, waitingSeconds, serviceSeconds, lunchAt, startsAt, endsAt } = old
  return { stops, travelSeconds, metres, waitingSeconds, serviceSeconds, lunchAt, startsAt, endsAt }
}

function merge(day: PlannedCrewDay, done: PlannedCrewDay['stops']): PlannedCrewDay {
  const stops = [...done, ...day.stops]
    .sort((a, b) => a.arrivalEpoch - b.arrivalEpoch)
    .map((stop, index) => ({ ...stop, order: index + 1 }))
  const sum = (of: (stop: (typeof done)[number]) => number) =>
    done.reduce((total, stop) => total + of(stop), 0)
  return {
    ...day,
    stops,
    travelSeconds: day.travelSeconds + sum((stop) => stop.travelSeconds),
    metres: day.metres + sum((stop) => stop.metres),
    waitingSeconds: day.waitingSeconds + sum((stop) => stop.waitingSeconds),
    serviceSeconds: day.serviceSeconds + sum((stop) => stop.serviceSeconds),
  }
}

/**
 * Checks an answer by the independent verifier and the rules, and compares it with the plan that stands.
 * @param hold the hours of the plan that stands are held: it is mended, or people have their run sheets of it. A draft
 *   that is planned anew takes the hours of the search.
 */
export function finish(
  prepared: PreparedWeek,
  searched: Solution,
  visits: PlanVisit[],
  revise: boolean,
  hold = true,
): NewVersion {
  const { inputs, assembled, problem } = prepared
  const solution = hold ? heldHours(prepared, searched) : searched
  const wrong = verify(problem, solution)
  if (wrong.length > 0)
    throw new RefusalError('plan-not-verified', { detail: `${wrong[0].code} ${wrong[0].path ?? ''}`.trim() })
  const ahead = readSolution(assembled, problem, solution)
  const plan = carryOver(ahead, prepared)
  // what is over cannot be mended, and its visits count as the tries they were
  const found: Finding[] = findings({
    pack: inputs.pack,
    plan: ahead,
    visits,
    holidays: inputs.holidays,
    attempts: inputs.attempts,
  })
  const diff = diffPlans(standingBefore(prepared), plan, visits)
  // what was made elsewhere since is no saving of this change
  const stood = hold ? standingTravelSeconds(prepared) : null
  if (stood !== null) diff.travelSecondsDelta = solution.summary.duration - stood
  return {
    plan,
    findings: found,
    diff: diffView(diff, inputs),
    revise,
    travel: prepared.travel,
    notes: prepared.notes,
  }
}

const searchThreads = () => Math.max(1, Math.min(4, availableParallelism()))

/** Nobody was sent anywhere yet: what a draft had for hours that have gone by is still to be planned. */
const allAhead = (inputs: WeekInputs): WeekInputs => ({ ...inputs, settled: new Map() })

export interface OptimiseInput {
  week: string
  limitSeconds: number
  seed: number
  keep: boolean
}

/**
 * Plans the week anew, or mends the plan that stands, and keeps the result as a version.
 * @throws RefusalError week-over, nothing-located, cases-outside-region, and what {@link loadWeekInputs} refuses
 */
export async function optimiseWeek(
  context: RequestContext,
  branch: BranchRow,
  input: OptimiseInput,
  report: WorkReport<PlanPartial>,
): Promise<{ diff: PlanDiff; totals: PlanView['totals']; undoId: string | null }> {
  const load = async () => {
    const read = await loadWeekInputs(context, branch, input.week)
    return input.keep || hasGoneOut(read) ? read : allAhead(read)
  }
  const inputs = await load()
  // people have their run sheets of a published week: it is mended, never begun anew
  const keep = input.keep || isPublished(inputs)
  const nowhere = await nowhereToGo(context.deps, branch, inputs.records.values())
  if (nowhere) throw new RefusalError(nowhere.code, nowhere.params)
  const { prepared, visits, warm } = await preparedFor(
    context,
    inputs,
    inputs.visits,
    keep,
    report,
    changeSeconds.improve,
    true,
  )
  if (prepared.problem.vehicles.length === 0) throw new RefusalError('week-over', { week: input.week })
  const began = performance.now()
  const showBest = (solution: Solution) =>
    report.partial(partialOf(prepared, solution, (performance.now() - began) / 1000, input.limitSeconds))
  const solution = await context.deps.searches.run(branch.id, input.week, (enough) =>
    solveProblem(
      context.deps.pool,
      searchable(prepared),
      { limitSeconds: input.limitSeconds, seed: input.seed, threads: searchThreads(), ...warm },
      {
        progress: report.progress,
        onBest: showBest,
        signal: AbortSignal.any([report.signal, enough]),
      },
    ),
  )
  // whoever asked for the plan has gone: a reload or a lost window is no wish for half a plan
  if (report.signal.aborted) throw new CancelledError()
  const found = finish(prepared, solution, visits, keep, isUnderWay(prepared))
  // A search that was stopped keeps its best plan, and so that plan is explained like any other.
  found.plan.unplanned = await explained(context, prepared, solution, found.plan.unplanned, {
    progress: report.progress,
  })
  const { saved: version, undoId } = await onStandingPlan(context.deps, branch.id, async (tries) => {
    const standing = tries === 1 ? inputs : await load()
    const saved = tries === 1 ? found : await fitted(context, standing, found)
    const undoId = await context.deps.changes.change(
      context.actor,
      {
        branchId: branch.id,
        action: keep ? 'plan.repair' : 'plan.optimise',
        params: { week: input.week, planned: saved.plan.totals.planned },
        undoable: true,
        standing: standing.stamp,
      },
      async (tx) => {
        await saveVersion(tx, branch, standing, saved)
        return tx.entryId
      },
    )
    return { saved, undoId }
  })
  context.deps.events.emit('plan', 'cases', 'calls', 'history')
  return { diff: version.diff, totals: totalsView(version.plan, version.findings), undoId }
}

/** A plan that was found while calls went on: made to honour what has been agreed and changed since. */
async function fitted(context: RequestContext, inputs: WeekInputs, found: NewVersion): Promise<NewVersion> {
  const visits = found.revise ? inputs.visits : inputs.visits.map((visit) => ({ ...visit, previous: null }))
  const prepared = await prepareWeek(context, inputs, visits, {}, changeSeconds.repair, true)
  const warmStart = warmStartOf(prepared.assembled, found.plan)
  const solution = await solveProblem(
    context.deps.pool,
    searchable(prepared),
    { limitSeconds: repairSeconds, seed: 1, threads: 1, ...(warmStart.length > 0 ? { warmStart } : {}) },
    { settings: repairSettings },
  )
  const version = finish(prepared, solution, visits, found.revise, isUnderWay(prepared))
  version.plan.unplanned = await explained(context, prepared, solution, version.plan.unplanned, {
    progress: noProgress,
  })
  return version
}

/** From nothing there is no place to stay at, but appointments and locks hold all the same. */
async function preparedFor(
  context: RequestContext,
  inputs: WeekInputs,
  planVisits: PlanVisit[],
  keep: boolean,
  reporting: Reporting,
  change?: number,
  anew = false,
) {
  const visits = keep ? planVisits : planVisits.map((visit) => ({ ...visit, previous: null }))
  const prepared = await prepareWeek(context, inputs, visits, reporting, change, anew)
  const warmStart = standingRoutes(prepared)
  return { prepared, visits, warm: keep && warmStart.length > 0 ? { warmStart } : {} }
}

function partialOf(
  { inputs, assembled }: PreparedWeek,
  solution: Solution,
  elapsedSeconds: number,
  limitSeconds: number,
): PlanPartial {
  return {
    elapsedSeconds,
    limitSeconds,
    planned: assembled.visits.length - solution.summary.unassigned,
    unplanned: solution.summary.unassigned + assembled.refused.length,
    travelSeconds: solution.summary.duration,
    routes: solution.routes.map((route) => {
      const day = assembled.crewDays[route.vehicle - 1]
      return {
        crewName: day.crewName,
        date: day.date,
        colour: inputs.colours.get(day.crewName) ?? 0,
        line: route.steps.flatMap((step) => (step.location ? [step.location] : [])),
      }
    }),
  }
}

const repairSeconds = 1
/** A crew-day or two are mended sooner. */
const nearSeconds = 0.3
/** A repair starts cold: it mends what was broken and does not wander off in search of a better week. */
const repairSettings = { startTemperature: 0.1 }

/** Vehicles whose day a change has hit: somebody is gone from it, or is not the visit that it was. */
function hitBy({ inputs, assembled }: PreparedWeek, visits: readonly PlanVisit[]): number[] {
  const numbers = new Set(assembled.visits.map((visit) => visit.id))
  const old = new Map(inputs.visits.map((visit) => [visit.id, visit]))
  const changed = new Set(visits.filter((visit) => old.get(visit.id) !== visit).map((visit) => visit.id))
  const days = new Set(
    (inputs.before?.crewDays ?? [])
      .filter(({ stops }) =>
        stops.some(
          ({ visitId }) => changed.has(visitId) || (!numbers.has(visitId) && !inputs.settled.has(visitId)),
        ),
      )
      .map(({ key }) => key),
  )
  return assembled.crewDays.flatMap((day, index) => (days.has(day.key) ? [index + 1] : []))
}

/** Vehicles that may serve a job by name, and work at a time at which it may begin. */
const mayTake = ({ jobs, vehicles }: Problem, id: number): number[] => {
  const { roundsman, time_windows: windows } = jobs[id - 1]!
  const works = ([from, to]: TimeWindow) =>
    windows?.some((window) => window[0] <= to && window[1] >= from) ?? true
  return vehicles.flatMap(({ id: vehicle, time_window: shift }) =>
    (roundsman?.vehicles?.includes(vehicle) ?? true) && (!shift || works(shift)) ? [vehicle] : [],
  )
}

/** Whether everybody who stood in the plan and is still to be visited has a place. */
const keepsAll = ({ inputs, assembled }: PreparedWeek, solution: Solution): boolean => {
  const stood = new Set(inputs.before?.crewDays.flatMap((day) => day.stops.map((stop) => stop.visitId)))
  return !solution.unassigned.some(({ id }) => stood.has(assembled.visits[id - 1]!.id))
}

/**
 * Mends the plan that stands around visits that have changed: an appointment, a lock. Nothing is saved yet.
 * Only the crew-days that the change has hit are searched; the others too, where somebody would lose a place.
 * Without a plan there is nothing to mend and the answer is null.
 */
export async function repairWeek(
  context: RequestContext,
  inputs: WeekInputs,
  visits: PlanVisit[],
  signal?: AbortSignal,
): Promise<NewVersion | null> {
  if (!inputs.before) return null
  const { prepared, warm } = await preparedFor(context, inputs, visits, true, signal ? { signal } : {})
  const problem = searchable(prepared)
  const mend = (limitSeconds: number, within: Pick<SolveOptions, 'within'>) =>
    solveProblem(
      context.deps.pool,
      problem,
      { limitSeconds, seed: 1, threads: 1, ...warm, ...within },
      { settings: repairSettings, ...(signal ? { signal } : {}) },
    )
  const near = warm.warmStart ? await mend(nearSeconds, { within: hitBy(prepared, visits) }) : null
  const solution = near && keepsAll(prepared, near) ? near : await mend(repairSeconds, {})
  return finish(prepared, solution, visits, true)
}

/** A list of calls changes many windows at once, and nobody waits on the telephone for it. */
const listSeconds = 5

/**
 * Mends the plan around windows that were agreed just now. One window is put where it costs least, as it was offered:
 * only the routes named there change, and at once. Where that leaves somebody without a place, and for a list of
 * calls, the search goes on from there.
 * @param agreed visits whose window is new, first agreed first
 */
export async function bookWindows(
  context: RequestContext,
  inputs: WeekInputs,
  visits: PlanVisit[],
  agreed: readonly string[],
  signal?: AbortSignal,
): Promise<NewVersion | null> {
  if (!inputs.before) return null
  const { pool } = context.deps
  const { prepared } = await preparedFor(context, inputs, visits, true, signal ? { signal } : {})
  const { assembled } = prepared
  const problem = searchable(prepared)
  const numbers = new Map(assembled.visits.map((visit, index) => [visit.id, index + 1]))
  const asked = agreed.flatMap((id) => numbers.get(id) ?? [])
  const on = signal ? { signal } : {}
  const standing = standingRoutes(prepared)
  const booked = await pool.run('book', { problem, routes: standing, asked }, on)
  const list = asked.length > 1
  if (booked.solution && !list && verify(problem, booked.solution).length === 0)
    return finish(prepared, booked.solution, visits, true)
  const mend = (options: Pick<SolveOptions, 'limitSeconds' | 'threads' | 'within'>) =>
    solveProblem(
      pool,
      problem,
      { seed: 1, warmStart: booked.routes, ...options },
      { settings: repairSettings, ...on },
    )
  if (list)
    return finish(prepared, await mend({ limitSeconds: listSeconds, threads: searchThreads() }), visits, true)
  const days = new Set([...hitBy(prepared, visits), ...asked.flatMap((id) => mayTake(problem, id))])
  const near = await mend({ limitSeconds: nearSeconds, threads: 1, within: [...days] })
  const solution = keepsAll(prepared, near) ? near : await mend({ limitSeconds: repairSeconds, threads: 1 })
  return finish(prepared, solution, visits, true)
}

/**
 * Agreed visits that stood in the plan and have no place in the new one: a change that costs one is refused. One whose
 * hour has gone by cannot be lost any more, whether or not its outcome has come in.
 */
export function appointmentsLeft(
  inputs: WeekInputs,
  visits: readonly PlanVisit[],
  version: NewVersion,
): Unplanned[] {
  const stood = new Set(inputs.before?.crewDays.flatMap((day) => day.stops.map((stop) => stop.visitId)))
  const kept = new Set(version.plan.crewDays.flatMap((day) => day.stops.map((stop) => stop.visitId)))
  const agreed = new Set(
    visits
      .filter(({ appointment }) => appointment && epochOf(appointment.end) > inputs.nowEpoch)
      .map((visit) => visit.id),
  )
  return version.plan.unplanned.filter(
    ({ visitId }) => agreed.has(visitId) && stood.has(visitId) && !kept.has(visitId),
  )
}

type Moved = PlanDiff & { undoId: string | null }

/** Puts a visit on another crew-day and keeps it there; the rest is repaired around it. */
export async function moveVisit(
  context: RequestContext,
  branch: BranchRow,
  input: { week: string; visitId: string; crewDayId: string },
): Promise<Moved> {
  return onStandingPlan(context.deps, branch.id, () => moveOnce(context, branch, input))
}

async function moveOnce(
  context: RequestContext,
  branch: BranchRow,
  input: { week: string; visitId: string; crewDayId: string },
): Promise<Moved> {
  const inputs = await loadWeekInputs(context, branch, input.week)
  refuseReadOnly(inputs.stored)
  if (!inputs.crewDays.some((day) => day.key === input.crewDayId))
    throw new RefusalError('crew-day-unknown', { crewDay: input.crewDayId })
  if (!inputs.visits.some((visit) => visit.id === input.visitId)) throw new RefusalError('row-gone')
  const visits = inputs.visits.map((visit) =>
    visit.id === input.visitId ? { ...visit, locked: input.crewDayId, previous: null } : visit,
  )
  // put where it costs least on that day, as a window would be: nobody else leaves a place
  const version = await bookWindows(context, inputs, visits, [input.visitId])
  if (!version) throw new RefusalError('plan-missing', { week: input.week })
  const left = appointmentsLeft(inputs, visits, version)
  const refused = version.plan.unplanned.find((entry) => entry.visitId === input.visitId) ?? left[0]
  if (refused) throw new RefusalError(refused.reason.code, refused.reason.params)
  const record = inputs.records.get(input.visitId)
  const undoId = await context.deps.changes.change(
    context.actor,
    {
      branchId: branch.id,
      action: 'plan.move',
      params: { caseNo: record?.caseNo ?? '', crewDay: input.crewDayId },
      entity: input.visitId,
      undoable: true,
      standing: inputs.stamp,
    },
    async (tx) => {
      await tx.update('visits', input.visitId, { locked_crew_day: input.crewDayId })
      await saveVersion(tx, branch, inputs, version)
      return tx.entryId
    },
  )
  context.deps.events.emit('plan', 'cases', 'calls', 'history')
  return { ...version.diff, undoId }
}

/** Why a visit is not in the plan, crew-day by crew-day, and the least that would admit it, found by trying. */
export async function explainUnplanned(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  visitId: string,
): Promise<{
  reason: Reason
  fix: Reason | null
  perCrewDay: { crewName: string; date: string; reason: Reason }[]
}> {
  const inputs = await loadWeekInputs(context, branch, week)
  if (!inputs.before) throw new RefusalError('plan-missing', { week })
  const prepared = await prepareWeek(context, inputs, inputs.visits, {})
  const { assembled, problem } = prepared
  const refused = assembled.refused.find((entry) => entry.visitId === visitId)
  if (refused) return { reason: refused.reason, fix: refused.smallestFix, perCrewDay: [] }
  const jobId = assembled.visits.findIndex((visit) => visit.id === visitId) + 1
  if (jobId === 0) throw new RefusalError('row-gone')
  const answer = await context.deps.pool.run('why-not', { problem, routes: standingRoutes(prepared), jobId })
  const fix = answer.fixes[0]
  return {
    reason: answer.reason,
    fix: fix ? { code: fix.code, params: fix.params } : null,
    perCrewDay: answer.perVehicle.map(({ vehicle, reason }) => {
      const day = assembled.crewDays[vehicle - 1]
      return { crewName: day.crewName, date: day.date, reason }
    }),
  }
}
