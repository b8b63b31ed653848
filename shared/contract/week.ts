import * as z from 'zod'
import { callResult, metPerson, outcomeResult, stopFlag } from '../model/facts.ts'
import type { Problem } from '../model/problem.ts'
import { turns, type DrawnLeg } from '../model/route.ts'
import {
  fileBytes,
  id,
  instant,
  lonLat,
  date,
  lead,
  monday,
  read,
  reason,
  span,
  undoId,
  work,
  write,
} from './base.ts'
import { callFact, outcomeRow, rejectedRow } from './cases.ts'
import { planChange } from './planChange.ts'
import { planDiff } from './planDiff.ts'
import { crewDayView, finding, planTotals, unplannedView } from './planParts.ts'
import { handedOut, planVersion } from './versions.ts'

export type { PlanChange, PlanDiff } from './planDiff.ts'
export type { CrewDayView, FindingView, StopView, UnplannedView } from './planParts.ts'

/** The week: plan, calls, outcomes, reports, exports. */

export const planView = z.object({
  week: date,
  version: planVersion.nullable(),
  versions: z.array(planVersion),
  crewDays: z.array(crewDayView),
  unplanned: z.array(unplannedView),
  totals: planTotals,
  findings: z.array(finding),
  /** why nothing can be planned yet, when it can't: no cases, no collectors, nothing located */
  missing: z.array(reason),
  /** why travel times of the plan are no longer what they would be now; the plan stands all the same */
  outdated: z.array(reason),
  /** things the planner decided by itself and says so, such as crews paired by day */
  notes: z.array(reason),
  /** digest of all that the version says; null before the first one */
  fingerprint: z.string().nullable(),
  /** null: what was handed out last is what stands, or nothing was handed out */
  handedOut: handedOut.nullable(),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
})
export type PlanView = z.infer<typeof planView>

/** Best plan so far while the search runs. */
export const planPartial = z.object({
  elapsedSeconds: z.number(),
  limitSeconds: z.number(),
  planned: z.number(),
  unplanned: z.number(),
  travelSeconds: z.number(),
  /** straight lines from stop to stop for the live map, one per crew-day that has stops */
  routes: z.array(z.object({ crewName: z.string(), date, colour: z.number(), line: z.array(lonLat) })),
})
export type PlanPartial = z.infer<typeof planPartial>

/** The week as the window rearranges it by hand; see `BoardWeek` of the model. */
export const boardView = z.object({
  versionId: id,
  zeroEpoch: z.number(),
  zone: z.string(),
  /** without its travel times, which come beside it */
  problem: z.custom<Omit<Problem, 'travel' | 'travelByHour'>>(
    (value) => typeof value === 'object' && value !== null,
  ),
  visits: z.array(z.object({ visitId: id, confirmed: z.boolean() })),
  crewDays: z.array(z.object({ id, crewName: z.string(), date })),
  skillNames: z.record(z.string(), z.string()),
  /** as it stands: the visits that can still be moved, in their order */
  routes: z.array(z.object({ crewDayId: id, visitIds: z.array(id) })),
  /** by profile: `size²` seconds, then `size²` metres, unsigned 32-bit integers of this machine */
  travel: z.array(z.object({ profile: z.string(), size: z.number(), cells: fileBytes })),
  /** by profile: the same for each period, one after the other */
  travelByHour: z.array(
    z.object({ profile: z.string(), size: z.number(), starts: z.array(z.number()), cells: fileBytes }),
  ),
})
export type BoardView = z.infer<typeof boardView>

export const arranged = z.object({
  /** what it made of the plan that was looked at; null: nothing was saved, or the plan is to be read anew */
  change: planChange.nullable(),
  undoId,
  /** soft rules that would be broken: nothing was saved, call again with `accept` */
  asked: z.array(finding),
  diff: planDiff.nullable(),
  versionId: id,
})

const drawnLeg: z.ZodType<DrawnLeg> = z.object({
  straight: z.boolean(),
  end: z.number(),
  footMetres: z.tuple([z.number(), z.number()]),
  steps: z.array(
    z.object({ turn: z.enum(turns), name: z.string(), metres: z.number(), seconds: z.number(), at: lonLat }),
  ),
})

export const slotView = z.object({
  crewDayId: id,
  crewName: z.string(),
  date,
  window: span,
  arrival: instant,
  /** travel that booking it adds in all to the plan that stands; 0 where it is planned within the window already */
  addedSeconds: z.number(),
  /** no road of the map leads to this visit: its travel is reckoned from the straight line */
  straight: z.boolean(),
  /** whose planned (not confirmed) time would shift by more than a quarter of an hour */
  shifts: z.array(z.object({ visitId: id, caseNo: z.string(), borrower: z.string(), bySeconds: z.number() })),
  /** who would have to leave that crew-day, and for which (null: out of the plan) */
  displaced: z.array(
    z.object({ visitId: id, caseNo: z.string(), borrower: z.string(), toCrewDayId: id.nullable() }),
  ),
  /** the plan that stands visits within this window already */
  current: z.boolean(),
})
export type SlotView = z.infer<typeof slotView>

/** a window that the borrower names: what booking it takes, or why it cannot be, and the nearest that can */
export const windowTrial = z.object({
  refusal: reason.nullable(),
  slot: slotView.nullable(),
  nearest: slotView.nullable(),
})

export const callRow = z.object({
  visitId: id,
  caseId: id,
  caseNo: z.string(),
  borrower: z.string(),
  phoneId: id.nullable(),
  /** masked; in full by `calls.number`, one borrower at a time */
  phone: z.string().nullable(),
  address: z.string(),
  crewName: z.string(),
  crewDayId: id,
  arrival: instant,
  priority: z.number(),
  appointment: span.nullable(),
  attempts: z.number(),
  attemptsToday: z.number(),
  lastResult: callResult.nullable(),
  lastAt: instant.nullable(),
  callBackAt: instant.nullable(),
  permitted: z.boolean(),
  /** why not now, when not */
  reason: reason.nullable(),
  nextPermittedAt: instant.nullable(),
})
export type CallRow = z.infer<typeof callRow>

export const workloadRow = z.object({
  collectorId: id,
  name: z.string(),
  crewName: z.string(),
  colour: z.number(),
  visits: z.number(),
  travelSeconds: z.number(),
  serviceSeconds: z.number(),
  waitingSeconds: z.number(),
  shiftSeconds: z.number(),
  failedVisits: z.number(),
  /** visits by date of the week */
  byDay: z.array(z.object({ date, visits: z.number(), busySeconds: z.number() })),
  /** earlier weeks that have a published plan, oldest first */
  weeks: z.array(
    z.object({ week: date, visits: z.number(), busySeconds: z.number(), failedVisits: z.number() }),
  ),
})
export type WorkloadRow = z.infer<typeof workloadRow>

export const coverageArea = z.object({
  key: z.string(),
  label: z.string(),
  centre: lonLat,
  /** outer ring for a map, `[lon, lat]`, closed */
  ring: z.array(lonLat),
  due: z.number(),
  /** this week, and still to come */
  planned: z.number(),
  visited: z.number(),
  /** visited, and nobody was met so far */
  neverReached: z.number(),
  unlocated: z.number(),
  contactRate: z.number().nullable(),
  /** true when the area holds too few cases to show without pointing at a person: counts are then zero */
  suppressed: z.boolean(),
})
export type CoverageArea = z.infer<typeof coverageArea>

export const exportFormats = ['pdf', 'xlsx', 'csv', 'gpx', 'kml', 'geojson', 'ics'] as const

const weekInput = z.object({ week: monday })
const arrangeInput = weekInput.extend({
  /** the version that was looked at: another one has to be looked at first */
  versionId: id,
  /** crew-days whose visits, or their order, change; a visit that is on none of them any more leaves the plan */
  edits: z
    .array(z.object({ crewDayId: id, visitIds: z.array(id) }))
    .min(1)
    .max(1000),
  /** soft rules that it breaks are accepted */
  accept: z.boolean().default(false),
  /** the visit that the person took, for the name of the step: who changed places with it is moved too */
  visitId: id.optional(),
  /** changes that are taken over from another version, which the step is named by */
  fromVersionId: id.optional(),
})
export type ArrangeInput = z.output<typeof arrangeInput>
export const callLogInput = z.object({
  visitId: id,
  phoneId: id.nullable(),
  result: callResult,
  note: z.string().max(2000).default(''),
  /** the window agreed; required with `confirmed` */
  window: span.nullable().default(null),
  crewDayId: id.nullable().default(null),
  callBackAt: instant.nullable().default(null),
})

export const week = {
  plan: {
    get: read.input(weekInput).output(planView),
    optimise: write
      .input(
        weekInput.extend({
          limitSeconds: z.number().min(1).max(3600).default(20),
          seed: z.int().default(1),
          /** start from the current version and change little, instead of from nothing; a published one is always kept */
          keep: z.boolean().default(false),
        }),
      )
      .output(work(z.object({ diff: planDiff, totals: planTotals, undoId }), planPartial)),
    /** ends the search that runs: `optimise` answers with its best plan. Leaving its stream keeps nothing. */
    enough: write.input(weekInput).output(z.boolean()),
    /** puts a visit on another crew-day, keeps it there, and repairs the rest with the fewest changes */
    move: write.input(weekInput.extend({ visitId: id, crewDayId: id })).output(planDiff.extend({ undoId })),
    /** visits whose hour has gone by and that nobody made are put into what is left of the week */
    again: write
      .input(weekInput.extend({ visitIds: z.array(id).min(1).max(5_000) }))
      .output(planDiff.extend({ undoId })),
    /** what the window needs to judge changes by hand while they are made */
    board: read.input(weekInput).output(boardView),
    /** changes by hand: what they break is refused or asked about, never saved unseen */
    arrange: write.input(arrangeInput).output(arranged),
    /** one crew-day in its shortest order, or filled up with unplanned visits; null when there is nothing better */
    tidy: write
      .input(
        weekInput.extend({
          versionId: id,
          crewDayId: id,
          fill: z.boolean().default(false),
          accept: z.boolean().default(false),
        }),
      )
      .output(arranged.nullable()),
    lock: write
      .input(weekInput.extend({ visitId: id, locked: z.boolean() }))
      .output(z.object({ locked: z.boolean(), undoId })),
    publish: lead.input(weekInput).output(planVersion),
    /** streets each crew-day follows, for the map; asked for after `get` because it is larger and slower */
    geometry: read
      .input(weekInput.extend({ versionId: id, crewDayIds: z.array(id).max(5_000).optional() }))
      .output(z.array(z.object({ crewDayId: id, line: z.array(lonLat), legs: z.array(drawnLeg) }))),
    whyNot: read.input(weekInput.extend({ visitId: id })).output(
      z.object({
        reason,
        fix: reason.nullable(),
        perCrewDay: z.array(z.object({ crewName: z.string(), date, reason })),
      }),
    ),
  },
  calls: {
    queue: read.input(weekInput).output(z.array(callRow)),
    /** the number of a borrower who is to be rung, in full; a look that is put on record */
    number: read.input(z.object({ visitId: id })).output(z.object({ phone: z.string().nullable() })),
    /** when to ring again who asks for it: the soonest lawful times */
    later: read.input(weekInput.extend({ visitId: id })).output(z.array(instant)),
    /** one more number of the borrower; one that was found wrong is valid again */
    addNumber: write
      .input(z.object({ visitId: id, number: z.string().trim().min(1).max(40) }))
      .output(z.object({ undoId })),
    slots: read.input(weekInput.extend({ visitId: id })).output(z.array(slotView)),
    /** what a window would cost that the borrower names herself; nothing is changed */
    tryWindow: read.input(weekInput.extend({ visitId: id, window: span })).output(windowTrial),
    /** the lawful hours of a visit to her, by day, from now on */
    hours: read
      .input(weekInput.extend({ visitId: id }))
      .output(z.array(z.object({ date, fromMinutes: z.number(), toMinutes: z.number() }))),
    log: write.input(callLogInput.extend(weekInput.shape)).output(
      z.object({
        attempt: callFact,
        diff: planDiff.nullable(),
        stopFlag: stopFlag.nullable(),
        undoId,
      }),
    ),
    /** a result pressed by mistake: the fact stays, marked, and counts for nothing */
    takeBack: write.input(z.object({ attemptId: id })).output(z.object({ visitId: id })),
    importFile: write.input(weekInput.extend({ file: fileBytes })).output(
      work(
        z.object({
          accepted: z.number(),
          alreadyThere: z.number(),
          refused: z.array(rejectedRow),
          /** accepted as facts, but a window that was agreed after theirs stands */
          superseded: z.array(rejectedRow),
          diff: planDiff.nullable(),
          undoId,
        }),
      ),
    ),
    history: read.input(z.object({ visitId: id })).output(z.array(callFact)),
  },
  outcomes: {
    list: read.input(weekInput).output(
      z.object({
        rows: z.array(outcomeRow),
        /** planned stops with no outcome yet */
        pending: z.array(
          z.object({
            visitId: id,
            caseId: id,
            caseNo: z.string(),
            borrower: z.string(),
            crewName: z.string(),
            arrival: instant,
            departure: instant,
            /** the borrower agreed to a window */
            confirmed: z.boolean(),
          }),
        ),
        promises: z.array(
          z.object({
            id,
            caseId: id,
            caseNo: z.string(),
            borrower: z.string(),
            dueOn: date,
            amountMinor: z.number().nullable(),
            currency: z.string(),
            status: z.enum(['pending', 'kept', 'broken', 'cancelled']),
          }),
        ),
        /** visits that follow from an outcome, and those that wait for another address */
        followUps: z.array(
          z.object({
            visitId: id,
            caseId: id,
            caseNo: z.string(),
            borrower: z.string(),
            reason,
            notBefore: date.nullable(),
            /** address: to be mended first · plan: not in the week's plan · planned: in it · later: of another week */
            todo: z.enum(['address', 'plan', 'planned', 'later']),
          }),
        ),
      }),
    ),
    /** one that was recorded wrongly: its visit waits for an outcome again; what was recorded stays on record as that */
    takeBack: write
      .input(z.object({ outcomeId: id, reason: z.string().trim().min(1).max(500) }))
      .output(z.object({ visitId: id, undoId })),
    record: write
      .input(
        z.object({
          visitId: id,
          visitedAt: instant,
          leftAt: instant.nullable().default(null),
          result: outcomeResult,
          met: metPerson,
          promiseDate: date.nullable().default(null),
          promiseAmountMinor: z.int().min(0).nullable().default(null),
          note: z.string().max(2000).default(''),
        }),
      )
      .output(outcomeRow),
    importFile: write.input(z.object({ file: fileBytes })).output(
      work(
        z.object({
          accepted: z.number(),
          alreadyThere: z.number(),
          followUps: z.number(),
          refused: z.array(rejectedRow),
        }),
      ),
    ),
  },
  reports: {
    workload: read.input(weekInput).output(
      z.object({
        rows: z.array(workloadRow),
        /** 1 = every collector is equally busy (Jain's index of busy seconds) */
        fairness: z.number().nullable(),
      }),
    ),
    coverage: read.input(weekInput).output(
      z.object({
        areas: z.array(coverageArea),
        totals: z.object({
          due: z.number(),
          planned: z.number(),
          visited: z.number(),
          neverReached: z.number(),
          unlocated: z.number(),
        }),
      }),
    ),
  },
  exports: {
    /** one crew-day: that file; several: a ZIP of them, or with `together` one PDF for the printer. What it made is fetched by `take`. */
    create: read
      .input(
        weekInput.extend({
          format: z.enum(exportFormats),
          crewDayIds: z.array(id).default([]),
          maskNames: z.boolean().default(true),
          /** run sheets as one PDF; of the other formats each is as it is */
          together: z.boolean().default(false),
          /** left out: whole on run sheets, masked in all other formats */
          maskPhones: z.boolean().optional(),
        }),
      )
      .output(work(z.object({ name: z.string(), fileId: id }))),
    /** a file that the work before it made, once; a stream of events carries none */
    take: read.input(z.object({ fileId: id })).output(fileBytes),
    /** the week and the plan that stands as VROOM's problem and solution JSON, matrices inside; each fetched by `take` */
    interchange: read.input(weekInput).output(work(z.object({ problemId: id, solutionId: id }))),
  },
}
