/**
 * A plan and everything that rules ask about it, without names, telephones or amounts: what `plan` writes beside its
 * other files as `rules.json`, and what `rules check` reads.
 */
import * as z from 'zod'
import { stopFlag } from './facts.ts'
import { actorKind, visitPlaces } from './rules.ts'

/** What a rule may want on record for a visit. */
export const groundKinds = [
  'place-reason',
  'place-consent',
  'visit-consent',
  'hours-consent',
  'notice',
  'exception',
] as const
export type GroundKind = (typeof groundKinds)[number]

const instant = z.iso.datetime({ offset: true })

export const ruleFacts = z.object({
  week: z.iso.date(),
  timeZone: z.string(),
  /** packs that are kept together */
  packs: z.array(z.string()),
  actor: actorKind.nullable(),
  /** the branch's own words, as they were when this was written */
  adjustments: z.array(
    z.object({
      pack: z.string(),
      clause: z.string(),
      change: z.record(z.string(), z.unknown()),
      reason: z.string(),
      evidence: z.string(),
      by: z.string(),
      at: instant,
    }),
  ),
  holidays: z.object({
    off: z.record(z.string(), z.string()),
    working: z.record(z.string(), z.string()),
    years: z.array(z.number()),
  }),
  crewDays: z.array(
    z.object({
      /** `date/crew name` */
      key: z.string(),
      date: z.iso.date(),
      crewName: z.string(),
      people: z.int().min(0),
      stops: z.array(
        z.object({ caseNo: z.string(), arrival: instant, departure: instant, serviceSeconds: z.number() }),
      ),
    }),
  ),
  visits: z.array(
    z.object({
      caseNo: z.string(),
      product: z.string().nullable(),
      daysPastDue: z.number().nullable(),
      addressKind: z.enum(visitPlaces),
      stopFlag: stopFlag.nullable(),
      appointment: z.object({ start: instant, end: instant }).nullable(),
      grounds: z.object({
        placeReason: z.boolean().optional(),
        placeConsent: z.boolean().optional(),
        visitConsent: z.boolean().optional(),
        hoursConsent: z.boolean().optional(),
        noticeAt: instant.optional(),
        exceptions: z.array(z.string()).optional(),
      }),
      contacts: z.array(
        z.object({
          at: instant,
          channel: z.enum(['visit', 'call']),
          contactId: z.string().nullable(),
          answered: z.boolean(),
          conversation: z.boolean(),
          invalidNumber: z.boolean(),
          otherCase: z.boolean().optional(),
        }),
      ),
    }),
  ),
})
export type RuleFacts = z.infer<typeof ruleFacts>
