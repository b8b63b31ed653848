import * as z from 'zod'
import { outcomeResult } from '../model/facts.ts'
import { matchLevel } from '../model/location.ts'
import { travelModes } from '../model/travel.ts'
import { date, id, instant, lonLat, reason, span } from './base.ts'

/** What a plan is made of, as the window sees it. */

export const finding = z.object({
  rule: z.string(),
  hard: z.boolean(),
  reason,
  visitId: id.nullable(),
  crewDayId: id.nullable(),
})
export type FindingView = z.infer<typeof finding>

export const stopView = z.object({
  visitId: id,
  caseId: id,
  caseNo: z.string(),
  borrower: z.string(),
  address: z.string(),
  at: lonLat,
  order: z.number(),
  arrival: instant,
  departure: instant,
  waitingSeconds: z.number(),
  travelSeconds: z.number(),
  metres: z.number(),
  /** no road of the map leads there or from the place before: the way is reckoned from the straight line */
  straight: z.boolean(),
  serviceMinutes: z.number(),
  priority: z.number(),
  /** the window it must start in, when there is one narrower than the shift */
  window: span.nullable(),
  confirmed: z.boolean(),
  locked: z.boolean(),
  level: matchLevel,
  done: outcomeResult.nullable(),
})
export type StopView = z.infer<typeof stopView>

export const crewDayView = z.object({
  id,
  date,
  crewName: z.string(),
  collectorIds: z.array(id),
  collectorNames: z.array(z.string()),
  /** 0-based, the same for a crew everywhere: picks hue and dash pattern */
  colour: z.number(),
  mode: z.enum(travelModes),
  shift: span,
  lunch: span.nullable(),
  start: lonLat.nullable(),
  end: lonLat.nullable(),
  stops: z.array(stopView),
  travelSeconds: z.number(),
  serviceSeconds: z.number(),
  waitingSeconds: z.number(),
  metres: z.number(),
  endsAt: instant.nullable(),
})
export type CrewDayView = z.infer<typeof crewDayView>

export const unplannedView = z.object({
  visitId: id,
  caseId: id,
  caseNo: z.string(),
  borrower: z.string(),
  address: z.string(),
  at: lonLat.nullable(),
  priority: z.number(),
  reason,
  fix: reason.nullable(),
})
export type UnplannedView = z.infer<typeof unplannedView>

export const planTotals = z.object({
  /** stops that are still to be made */
  planned: z.number(),
  /** stops that have an outcome */
  made: z.number(),
  unplanned: z.number(),
  confirmed: z.number(),
  travelSeconds: z.number(),
  metres: z.number(),
  waitingSeconds: z.number(),
  serviceSeconds: z.number(),
  priorityServed: z.number(),
  priorityTotal: z.number(),
  hardFindings: z.number(),
  softFindings: z.number(),
})
