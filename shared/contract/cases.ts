import { addressProviderKinds } from '../model/providers.ts'
import * as z from 'zod'
import { callResult, metPerson, outcomeResult, stopFlag } from '../model/facts.ts'
import { addressKinds } from '../model/intake.ts'
import { addressToken, datums, locationCandidate, matchLevel } from '../model/location.ts'
import { travelModes } from '../model/travel.ts'
import {
  fileBytes,
  id,
  instant,
  lead,
  lonLat,
  date,
  read,
  reason,
  span,
  undoId,
  work,
  write,
} from './base.ts'
import { planDiff } from './planDiff.ts'

/** Cases, import, people, locating. */

/** Where a visit stands in the week's work, in its order. */
export const visitStates = [
  'to-locate',
  'review',
  'ready',
  'unplanned',
  'planned',
  'confirmed',
  'visited',
  'stopped',
  'closed',
] as const
export const visitState = z.enum(visitStates)
export type VisitState = z.infer<typeof visitState>

export const caseRow = z.object({
  id,
  caseNo: z.string(),
  borrower: z.string(),
  phone: z.string().nullable(),
  address: z.string(),
  dpd: z.number().nullable(),
  amountMinor: z.number().nullable(),
  currency: z.string(),
  stage: z.string().nullable(),
  product: z.string().nullable(),
  rating: z.string().nullable(),
  priority: z.number(),
  visitId: id.nullable(),
  state: visitState,
  level: matchLevel.nullable(),
  confidence: z.number().nullable(),
  radiusMetres: z.number().nullable(),
  crewName: z.string().nullable(),
  arrival: instant.nullable(),
  appointment: span.nullable(),
})
export type CaseRow = z.infer<typeof caseRow>

export const caseDetail = caseRow.extend({
  version: z.number(),
  stopFlag: stopFlag.nullable(),
  /** stops that nobody has lifted, oldest first */
  stops: z.array(
    z.object({ id, flag: stopFlag, source: z.string(), note: z.string(), by: z.string(), at: instant }),
  ),
  phones: z.array(z.object({ id, number: z.string(), status: z.string() })),
  addresses: z.array(
    z.object({
      id,
      text: z.string(),
      kind: z.string(),
      status: z.string(),
      tokens: z.array(addressToken),
      best: locationCandidate.nullable(),
      reason: reason.nullable(),
      confirmedBy: z.string().nullable(),
    }),
  ),
  serviceMinutes: z.number(),
  priorityParts: z.array(z.object({ part: z.string(), points: z.number() })),
  /** minutes from local midnight, with `weekday` or `date` only on that day; empty: any hour */
  windows: z.array(
    z.object({
      fromMinutes: z.number(),
      toMinutes: z.number(),
      weekday: z.number().optional(),
      date: z.string().optional(),
    }),
  ),
  /** null: any day */
  days: z.object({ weekdays: z.array(z.number()), dates: z.array(z.string()) }).nullable(),
  dueOn: date.nullable(),
  crewSize: z.number(),
  skills: z.array(z.string()),
  /** calls, visits, promises, flags: newest first */
  timeline: z.array(
    z.object({
      /** of an outcome that stands: by which it is taken back */
      id: id.nullable(),
      at: instant,
      kind: z.enum(['call', 'outcome', 'promise', 'appointment', 'import', 'flag']),
      result: z.string().nullable(),
      /** of an appointment: the hours agreed */
      window: span.nullable(),
      /** of a promise: the day it falls due */
      due: date.nullable(),
      /** of a promise: what was promised, minor units of the currency */
      amount: z.object({ minor: z.number(), currency: z.string() }).nullable(),
      note: z.string().nullable(),
      by: z.string().nullable(),
      /** a call or an outcome that was logged wrongly */
      takenBack: z.boolean(),
    }),
  ),
})
export type CaseDetail = z.infer<typeof caseDetail>

export const importKinds = ['cases', 'collectors', 'calls', 'outcomes'] as const
export const importKind = z.enum(importKinds)
export type ImportKind = z.infer<typeof importKind>

/** Column index in the file → field of ours; a file column that nothing takes is left out. */
export const columnMapping = z.array(z.object({ column: z.int().min(0), field: z.string() }))

export const importTable = z.object({
  tableId: id,
  kind: importKind,
  fileName: z.string(),
  encoding: z.string(),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
  headerLine: z.number(),
  rowCount: z.number(),
  columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()) })),
  mapping: z.array(z.object({ column: z.number(), field: z.string(), confidence: z.number() })),
  /** columns that may be a field, or something else of the same name: a person says */
  doubtful: columnMapping,
  fields: z.array(z.object({ field: z.string(), required: z.boolean() })),
})
export type ImportTable = z.infer<typeof importTable>

export const rejectedRow = z.object({
  line: z.number(),
  caseNo: z.string().nullable(),
  reason: reason,
  text: z.string(),
})
/** Coordinates of a file that does not say their datum, and what their own addresses say of it. */
export const importDatum = z.object({
  /** with coordinates and no datum */
  rows: z.number(),
  /** of these, found to the door by their address, so that they can be compared */
  compared: z.number(),
  /** median metres from the address, read in each datum */
  medianMetres: z.record(z.enum(datums), z.number()),
  /** null: cannot be told, a person has to choose */
  detected: z.enum(datums).nullable(),
})
export type ImportDatum = z.infer<typeof importDatum>
export const importPreview = z.object({
  added: z.number(),
  changed: z.number(),
  same: z.number(),
  gone: z.number(),
  rejected: z.number(),
  /** first rows as they would be stored, field → text */
  samples: z.array(z.record(z.string(), z.string())),
  changes: z.array(z.object({ key: z.string(), field: z.string(), before: z.string(), after: z.string() })),
  goneKeys: z.array(z.string()),
  rejectedRows: z.array(rejectedRow),
  /** what is odd in rows that are imported all the same, most frequent first; `code`: of a reason, or due-past */
  remarks: z.array(z.object({ code: z.string(), count: z.number(), lines: z.array(z.number()) })),
  /** calls that would be logged, but whose window gave way to one that was agreed after it */
  superseded: z.array(rejectedRow),
  /** what calls would change in the plan; null where they change nothing, and for other kinds */
  diff: planDiff.nullable(),
  /** null where nothing is to be found out: each row says it, or all datums are one at that place */
  datum: importDatum.nullable(),
})
export type ImportPreview = z.infer<typeof importPreview>

/** `datum`: of coordinates whose datum the file does not say; left out, it is taken as it was found. */
export const importChoice = z.object({
  tableId: id,
  mapping: columnMapping,
  datum: z.enum(datums).optional(),
})

export const importResult = z.object({
  importId: id,
  kind: importKind,
  fileName: z.string(),
  at: instant,
  added: z.number(),
  changed: z.number(),
  same: z.number(),
  gone: z.number(),
  rejected: z.number(),
})
export type ImportResult = z.infer<typeof importResult>
/** `superseded`: calls that were logged, but whose window gave way to one that was agreed after it. */
export const importCommitted = importResult.extend({
  superseded: z.array(rejectedRow),
  /** the first of those that were rejected */
  rejectedRows: z.array(rejectedRow),
  /** what calls changed in the plan */
  diff: planDiff.nullable(),
  /** what was found out of the datum of its coordinates, and as which they were taken */
  datum: importDatum.extend({ taken: z.enum(datums) }).nullable(),
  undoId,
})
export type ImportCommitted = z.infer<typeof importCommitted>

const minutesOfDay = z.int().min(0).max(1440)
export const collectorView = z.object({
  id,
  name: z.string(),
  phone: z.string().nullable(),
  skills: z.array(z.string()),
  shiftFrom: minutesOfDay,
  shiftTo: minutesOfDay,
  /** ISO weekdays, Monday 1 */
  days: z.array(z.int().min(1).max(7)),
  lunch: z.object({ from: minutesOfDay, to: minutesOfDay, minutes: z.int().min(0).max(240) }).nullable(),
  mode: z.enum(travelModes),
  startText: z.string(),
  start: lonLat.nullable(),
  endText: z.string().nullable(),
  end: lonLat.nullable(),
  maxVisits: z.int().min(1).nullable(),
  crew: z.string().nullable(),
  leave: z.array(z.object({ from: date, to: date, note: z.string() })),
  active: z.boolean(),
})
export type CollectorView = z.infer<typeof collectorView>

/** What the review shows: held back; held back and planned with a warning; every address */
export const reviewParts = ['review', 'doubtful', 'all'] as const
export type ReviewPart = (typeof reviewParts)[number]
/** of more addresses at a time the whole queue is asked for */
export const mostReviewIds = 500

/** ids of the addresses whose row of the review looks otherwise now: those settled, and the others of their building */
const changedAddresses = z.array(id)

export const reviewRow = z.object({
  addressId: id,
  caseId: id,
  caseNo: z.string(),
  borrower: z.string(),
  text: z.string(),
  priority: z.number(),
  tokens: z.array(addressToken),
  best: locationCandidate.nullable(),
  alternatives: z.array(locationCandidate),
  reason: reason,
  /** held for review, or planned with a warning */
  standing: z.enum(['review', 'warn', 'ask-locally', 'plan']),
  confirmed: z.boolean(),
  /** other open addresses in the same building or estate, which one confirmation can settle too */
  neighbours: z.number(),
})
export type ReviewRow = z.infer<typeof reviewRow>

export const cases = {
  cases: {
    list: read
      .input(
        z.object({
          text: z.string().max(200).default(''),
          states: z.array(visitState).default([]),
          sort: z
            .enum(['caseNo', 'borrower', 'dpd', 'amountMinor', 'priority', 'state', 'arrival', 'level'])
            .default('priority'),
          descending: z.boolean().default(true),
          offset: z.int().min(0).default(0),
          limit: z.int().min(1).max(1000).default(200),
        }),
      )
      .output(
        z.object({
          rows: z.array(caseRow),
          total: z.number(),
          byState: z.record(z.string(), z.number()),
        }),
      ),
    get: read.input(z.object({ id })).output(caseDetail),
    update: write
      .input(
        z.object({
          id,
          priority: z.int().min(0).max(100).optional(),
          serviceMinutes: z.int().min(1).max(480).optional(),
          crewSize: z.int().min(1).max(4).optional(),
          /** the last day on which it may be visited; null: any */
          dueOn: date.nullable().optional(),
        }),
      )
      .output(caseDetail.extend({ undoId })),
    /** another address of the borrower; her visits that wait for one go there */
    addAddress: write
      .input(z.object({ id, text: z.string().trim().min(1).max(300), kind: z.enum(addressKinds) }))
      .output(z.object({ undoId })),
    /** an address that was found wrong is right after all */
    trustAddress: write.input(z.object({ id, addressId: id })).output(z.object({ undoId })),
    /** ends calls and visits of every case of the borrower at once; her planned stops leave the plan */
    stop: write
      .input(z.object({ id, flag: stopFlag, note: z.string().trim().max(1000).default('') }))
      .output(caseDetail),
    lift: lead.input(z.object({ id, stopId: id, reason: z.string().trim().max(1000) })).output(caseDetail),
  },
  imports: {
    read: write.input(z.object({ kind: importKind, file: fileBytes })).output(work(importTable)),
    preview: write.input(importChoice).output(importPreview),
    commit: write.input(importChoice).output(work(importCommitted)),
    /** the rows that would not be taken, as a file to mend, before anything is imported */
    returned: write.input(importChoice).output(fileBytes),
    list: read.output(z.array(importResult)),
    rejected: read.input(z.object({ importId: id })).output(fileBytes),
    /** the same row by row, with reason codes */
    rejectedRows: read.input(z.object({ importId: id })).output(z.array(rejectedRow)),
  },
  collectors: {
    list: read.output(z.array(collectorView)),
    save: write.input(collectorView.partial({ id: true })).output(collectorView.extend({ undoId })),
    remove: write.input(z.object({ id })).output(z.object({ removed: z.boolean(), undoId })),
  },
  locate: {
    /** geocodes every address that has no place yet, and those whose text changed */
    run: write.output(
      work(z.object({ located: z.number(), review: z.number(), byLevel: z.record(z.string(), z.number()) })),
    ),
    queue: read
      .input(
        z.object({
          include: z.enum(reviewParts).default('doubtful'),
          /** only those of the queue that are among these; left out: the whole queue */
          addressIds: z.array(id).max(mostReviewIds).optional(),
        }),
      )
      .output(z.array(reviewRow)),
    search: read
      .input(z.object({ text: z.string().max(400) }))
      .output(z.object({ tokens: z.array(addressToken), candidates: z.array(locationCandidate), reason })),
    /** what of a text would be sent to a geocoder outside, and to which of them that are open; nothing is sent */
    outgoing: read
      .input(z.object({ text: z.string().max(400) }))
      .output(z.object({ text: z.string(), providers: z.array(z.enum(addressProviderKinds)) })),
    /** asks an open geocoder outside for that text */
    ask: write
      .input(z.object({ text: z.string().max(400), kind: z.enum(addressProviderKinds) }))
      .output(z.object({ sent: z.string(), candidates: z.array(locationCandidate) })),
    confirm: write
      .input(
        z.object({
          addressId: id,
          at: lonLat,
          label: z.string().max(400),
          /** how near the candidate that was taken is, in metres; left out where a person set the pin */
          radiusMetres: z.number().min(0).max(200_000).optional(),
          neighbours: z.boolean().default(false),
        }),
      )
      .output(z.object({ confirmed: z.number(), changed: changedAddresses, undoId })),
    markWrong: write
      .input(z.object({ addressId: id }))
      .output(z.object({ changed: changedAddresses, undoId })),
  },
}

export const callFact = z.object({
  id,
  visitId: id,
  caseNo: z.string(),
  calledAt: instant,
  result: callResult,
  note: z.string(),
  window: span.nullable(),
  /** the window that it agreed on stands, or stood until a later one took its place; false: undone, or never in force */
  booked: z.boolean(),
  /** logged by a slip of the hand and taken back: it counts for nothing */
  takenBack: z.object({ at: instant, by: z.string() }).nullable(),
  by: z.string(),
})

export const outcomeRow = z.object({
  id,
  visitId: id,
  caseId: id,
  caseNo: z.string(),
  borrower: z.string(),
  visitedAt: instant,
  leftAt: instant.nullable(),
  result: outcomeResult,
  met: metPerson,
  promiseDate: date.nullable(),
  promiseAmountMinor: z.number().nullable(),
  currency: z.string(),
  note: z.string(),
  crewName: z.string().nullable(),
  plannedArrival: instant.nullable(),
  followUp: reason.nullable(),
})
export type OutcomeRow = z.infer<typeof outcomeRow>
