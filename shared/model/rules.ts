/**
 * A rule pack: the contact law of one jurisdiction as data. A pack cites its source, its date, whom it binds and how
 * well the source was read; each clause says whether it blocks (`hard`) or warns (`soft`), and what a person reads
 * when it bites. Where the source gives no figure the clause is `unset`: the pack says so and nothing is enforced.
 * The engine that applies it is `shared/core/compliance`.
 */
import * as z from 'zod'
import { stopFlag } from './facts.ts'

const text = z.object({ en: z.string().min(1), 'zh-CN': z.string().min(1), 'zh-TW': z.string().min(1) })
export type RuleText = z.infer<typeof text>

/** `08:00`; `24:00` ends a day */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
const clockSpan = z
  .object({ from: clock, to: clock })
  .refine((span) => span.from < span.to, 'a span must end after it begins')

export const ruleStrengths = ['hard', 'soft', 'unset'] as const
const head = {
  /** unique within the pack, kebab-case: what findings and refusals name */
  key: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  strength: z.enum(ruleStrengths),
  /** article or paragraph, as a person would look it up */
  citation: z.string().min(1),
  /** what a person reads when it bites, or that the source gives no figure */
  texts: text,
}
export const ruleChannels = ['visit', 'call', 'both'] as const

/** When visits or calls may take place, on the borrower's clock. */
const hours = z.object({
  ...head,
  kind: z.literal('hours'),
  channel: z.enum(ruleChannels),
  /** ISO weekdays with their permitted spans; a weekday that no line names has none */
  days: z
    .array(z.object({ weekdays: z.array(z.int().min(1).max(7)).min(1), spans: z.array(clockSpan) }))
    .optional(),
  /** public holidays: as the weekday would be, none at all, or their own spans */
  holidays: z.union([z.literal('as-weekday'), z.literal('none'), z.array(clockSpan)]).optional(),
  /** the borrower may agree to another hour */
  unlessConsent: z.boolean().optional(),
})

/** At most so many tries in a while. */
const attempts = z.object({
  ...head,
  kind: z.literal('attempts'),
  channel: z.enum(ruleChannels),
  /** which tries count */
  counts: z.enum(['all', 'answered', 'unanswered']).optional(),
  most: z.int().min(0).optional(),
  /** a calendar day, week (from Monday) or month of the borrower, or the last so many days with today */
  per: z.union([z.enum(['day', 'week', 'month']), z.object({ rollingDays: z.int().min(1) })]).optional(),
  /** counted for one telephone or person, or for the whole case */
  of: z.enum(['contact', 'case']).optional(),
})

/** No further contact for a while after a conversation took place. */
const quiet = z.object({
  ...head,
  kind: z.literal('quiet-after-conversation'),
  channel: z.enum(ruleChannels),
  days: z.int().min(1).optional(),
})

const crew = z.object({ ...head, kind: z.literal('crew-size'), least: z.int().min(1).optional() })

/** When somebody other than the debtor may be asked. */
const thirdParty = z.object({
  ...head,
  kind: z.literal('third-party'),
  allowed: z.enum(['never', 'when-unreachable', 'guarantor-only']).optional(),
  /** the debtor counts as unreachable after so many failures in a row, or when the number is invalid */
  unreachableAfterFailures: z.int().min(1).optional(),
  unreachableWhenInvalidNumber: z.boolean().optional(),
})

/** What the borrower is told beforehand; `hours` where the source says how long before. */
const notice = z.object({
  ...head,
  kind: z.literal('notice'),
  before: z.enum(['visit', 'outsourcing', 'agency']),
  hours: z.number().min(0).optional(),
})

const consent = z.object({
  ...head,
  kind: z.literal('consent'),
  for: z.enum(['outside-hours', 'enter-home', 'visit']),
})

/** Places that may be visited only with a reason on record. */
const placeReason = z.object({
  ...head,
  kind: z.literal('place-reason'),
  places: z.array(z.enum(['home', 'work', 'household', 'other'])).optional(),
})

/** States of a borrower in which nobody calls or visits. */
const stop = z.object({ ...head, kind: z.literal('stop'), flags: z.array(stopFlag).optional() })

/** What is kept, and for how long. */
const records = z.object({
  ...head,
  kind: z.literal('records'),
  what: z.array(z.enum(['calls', 'visits', 'recordings', 'evidence'])).optional(),
  months: z.int().min(1).optional(),
})

/** A duty at the door that no plan can check: it goes on the preparation list of each visit. */
const conduct = z.object({
  ...head,
  kind: z.literal('conduct'),
  duty: z.enum([
    'show-id',
    'carry-authorisation',
    'record-visit',
    'explain-purpose',
    'no-disclosure',
    'fair-assessment',
  ]),
})

export const ruleClause = z.discriminatedUnion('kind', [
  hours,
  attempts,
  quiet,
  crew,
  thirdParty,
  notice,
  consent,
  placeReason,
  stop,
  records,
  conduct,
])
export type RuleClause = z.infer<typeof ruleClause>
export type RuleClauseOf<K extends RuleClause['kind']> = Extract<RuleClause, { kind: K }>

/** What each kind must state unless it is `unset`. */
const stated: Record<RuleClause['kind'], string[]> = {
  hours: ['days', 'holidays'],
  attempts: ['counts', 'most', 'per', 'of'],
  'quiet-after-conversation': ['days'],
  'crew-size': ['least'],
  'third-party': ['allowed'],
  notice: [],
  consent: [],
  'place-reason': ['places'],
  stop: ['flags'],
  records: ['what'],
  conduct: [],
}

export const rulePack = z
  .object({
    key: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    names: text,
    /** whom it binds */
    reach: text,
    /** ISO 3166 country */
    country: z.string().regex(/^[A-Z]{2}$/),
    source: z.string().min(1),
    /** date of the law or guidance, as exactly as the source says: year, month or day */
    dated: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
    /** month in which the source was read */
    readOn: z.string().regex(/^\d{4}-\d{2}$/),
    confidence: z.enum(['full-text', 'excerpt', 'secondary', 'press']),
    /** ISO 3166 country whose public holidays count, with its region where holidays differ; null: none */
    holidayCalendar: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
      .nullable(),
    clauses: z.array(ruleClause).min(1),
  })
  .superRefine((pack, context) => {
    const seen = new Set<string>()
    pack.clauses.forEach((clause, index) => {
      if (seen.has(clause.key))
        context.addIssue({
          code: 'custom',
          path: ['clauses', index, 'key'],
          message: `“${clause.key}” is there twice`,
        })
      seen.add(clause.key)
      if (clause.strength === 'unset') return
      for (const field of stated[clause.kind])
        if ((clause as Record<string, unknown>)[field] === undefined)
          context.addIssue({
            code: 'custom',
            path: ['clauses', index, field],
            message: `must be stated, or the clause be unset`,
          })
    })
  })
export type RulePack = z.infer<typeof rulePack>
