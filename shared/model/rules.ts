/**
 * A rule pack: the contact law of one jurisdiction as data. A pack cites its source, its date, whom it binds and how
 * well the source was read; each clause says whether it blocks (`hard`) or warns (`soft`), and what a person reads
 * when it bites. Where the source gives no figure the clause is `unset`: the pack says so and nothing is enforced.
 * The engine that applies it is `shared/core/compliance`.
 */
import * as z from 'zod'
import { inLanguages } from './inLanguages.ts'
import { stopFlag } from './facts.ts'

const text = z.object({ en: z.string().min(1), 'zh-CN': z.string().min(1), 'zh-TW': z.string().min(1) })
export type RuleText = z.infer<typeof text>
/** the same in every language, or its proper name with a title in each; travels as one string */
const cited = z.union([z.string().min(1), text.transform(inLanguages)])

/** `08:00`; `24:00` ends a day */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
export const clockSpan = z
  .object({ from: clock, to: clock })
  .refine((span) => span.from < span.to, 'a span must end after it begins')
export type ClockSpan = z.infer<typeof clockSpan>

export const ruleStrengths = ['hard', 'soft', 'unset'] as const
export type RuleStrength = (typeof ruleStrengths)[number]
export const ruleConfidences = ['full-text', 'excerpt', 'secondary', 'press'] as const
const confidence = z.enum(ruleConfidences)

/** What the money was lent as, where a rule asks; the words of a case file are read by `core/compliance/scope`. */
export const productKinds = ['credit-card', 'online-consumer'] as const
export type ProductKind = (typeof productKinds)[number]

/** Who collects at this branch: the bank itself, an agency for it, an insurer, or a lender that is no bank. */
export const actorKinds = ['bank', 'agency', 'insurer', 'lender'] as const
export const actorKind = z.enum(actorKinds)
export type ActorKind = z.infer<typeof actorKind>

/** Whom a pack or a clause binds where that is not everyone; what is not known counts as bound. */
export const ruleScope = z.strictObject({
  products: z.array(z.enum(productKinds)).min(1).optional(),
  actors: z.array(actorKind).min(1).optional(),
})
export type RuleScope = z.infer<typeof ruleScope>

/** Year, month or day, as exactly as the source says. */
const dated = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

const head = {
  /** unique within the pack, kebab-case: what findings and refusals name */
  key: kebab,
  strength: z.enum(ruleStrengths),
  /** article or paragraph, as a person would look it up */
  citation: cited,
  /** what a person reads when it bites, or that the source gives no figure */
  texts: text,
  /** proposed and not in force: it may warn, and never blocks unless a branch says so */
  draft: z.literal(true).optional(),
  /** where it differs from the pack's */
  confidence: confidence.optional(),
  /** where it differs from the pack's */
  dated: dated.optional(),
  /** takes the place of the pack's */
  binds: ruleScope.optional(),
}
export const ruleChannels = ['visit', 'call', 'both'] as const
const channel = z.enum(ruleChannels)

/** When visits or calls may take place, on the borrower's clock. */
const hours = z.strictObject({
  ...head,
  kind: z.literal('hours'),
  channel,
  /** ISO weekdays with their permitted spans; a weekday that no line names has none */
  days: z
    .array(z.strictObject({ weekdays: z.array(z.int().min(1).max(7)).min(1), spans: z.array(clockSpan) }))
    .optional(),
  /** public holidays: as the weekday would be, none at all, or their own spans */
  holidays: z.union([z.literal('as-weekday'), z.literal('none'), z.array(clockSpan)]).optional(),
  /** weekend days that are worked instead (调休): as the weekday would be (also when left out), or their own spans */
  adjusted: z.union([z.literal('as-weekday'), z.array(clockSpan)]).optional(),
  /** the borrower may agree to another hour */
  unlessConsent: z.boolean().optional(),
  /** falls away once the debt is more than so many days past due */
  unlessDaysPastDueOver: z.int().min(0).optional(),
})

/** At most so many tries in a while. */
const attempts = z.strictObject({
  ...head,
  kind: z.literal('attempts'),
  channel,
  /** which tries count */
  counts: z.enum(['all', 'answered', 'unanswered']).optional(),
  most: z.int().min(0).optional(),
  /** a calendar day, week (from Monday) or month of the borrower, or the last so many days with today */
  per: z
    .union([z.enum(['day', 'week', 'month']), z.strictObject({ rollingDays: z.int().min(1) })])
    .optional(),
  /** counted for one telephone or person, for one case, or for all cases of the borrower */
  of: z.enum(['contact', 'case', 'borrower']).optional(),
})

/** No further contact for a while after a conversation took place. */
const quiet = z.strictObject({
  ...head,
  kind: z.literal('quiet-after-conversation'),
  channel,
  days: z.int().min(1).optional(),
})

const crew = z.strictObject({ ...head, kind: z.literal('crew-size'), least: z.int().min(1).optional() })

/** When somebody other than the debtor may be asked. */
const thirdParty = z.strictObject({
  ...head,
  kind: z.literal('third-party'),
  allowed: z.enum(['never', 'when-unreachable', 'guarantor-only']).optional(),
  /** the debtor counts as unreachable after so many failures in a row, or when the number is invalid */
  unreachableAfterFailures: z.int().min(1).optional(),
  unreachableWhenInvalidNumber: z.boolean().optional(),
})

/** What the borrower is told beforehand; `hours` where the source says how long before. */
const notice = z.strictObject({
  ...head,
  kind: z.literal('notice'),
  before: z.enum(['visit', 'outsourcing', 'agency']),
  hours: z.number().min(0).optional(),
})

const consent = z.strictObject({
  ...head,
  kind: z.literal('consent'),
  for: z.enum(['outside-hours', 'enter-home', 'visit']),
})

export const visitPlaces = ['home', 'work', 'household', 'other'] as const
/** Places that may be visited only with a reason, or the borrower's consent, on record. */
const placeReason = z.strictObject({
  ...head,
  kind: z.literal('place-reason'),
  places: z.array(z.enum(visitPlaces)).optional(),
  needs: z.enum(['reason', 'consent']).optional(),
})

/** States of a borrower in which nobody calls or visits. */
const stop = z.strictObject({ ...head, kind: z.literal('stop'), flags: z.array(stopFlag).optional() })

/** What is kept, and for how long. */
const records = z.strictObject({
  ...head,
  kind: z.literal('records'),
  what: z.array(z.enum(['calls', 'visits', 'recordings', 'evidence'])).optional(),
  months: z.int().min(1).optional(),
})

export const conductDuties = [
  'show-id',
  'carry-authorisation',
  'record-visit',
  'explain-purpose',
  'no-disclosure',
  'fair-assessment',
  'give-notice',
  'honour-requests',
  'say-who-comes',
  'unsuitable-times',
  'chosen-place',
  'last-resort',
  'not-continuous',
  'approved-collectors',
  'debtor-only',
] as const
/** A duty that no plan can check: it goes on the preparation list of each visit. */
const conduct = z.strictObject({ ...head, kind: z.literal('conduct'), duty: z.enum(conductDuties) })

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
export type RuleKind = RuleClause['kind']
export type RuleClauseOf<K extends RuleKind> = Extract<RuleClause, { kind: K }>

/** What each kind must state unless it is `unset`. */
const stated: Record<RuleKind, string[]> = {
  hours: ['days', 'holidays'],
  attempts: ['counts', 'most', 'per', 'of'],
  'quiet-after-conversation': ['days'],
  'crew-size': ['least'],
  'third-party': ['allowed'],
  notice: [],
  consent: [],
  'place-reason': ['places', 'needs'],
  stop: ['flags'],
  records: ['what'],
  conduct: [],
}

/** What keeps a clause from being whole: a path and why; null when it is. */
export function clauseFault(clause: RuleClause): { path: string; message: string } | null {
  if (clause.strength === 'unset') return null
  const missing = stated[clause.kind].find(
    (field) => (clause as Record<string, unknown>)[field] === undefined,
  )
  return missing === undefined ? null : { path: missing, message: 'must be stated, or the clause be unset' }
}

export const rulePack = z
  .strictObject({
    key: kebab,
    names: text,
    /** whom it binds, as a person reads it */
    reach: text,
    /** the same for the engine, where it is not everyone */
    binds: ruleScope.optional(),
    /** ISO 3166 country */
    country: z.string().regex(/^[A-Z]{2}$/),
    source: cited,
    /** date of the law or guidance; null where the source as read gives none */
    dated: dated.nullable(),
    /** month in which the source was read */
    readOn: z.string().regex(/^\d{4}-\d{2}$/),
    confidence,
    /** ISO 3166 country whose public holidays count, with its region where holidays differ; null: none */
    holidayCalendar: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
      .nullable(),
    clauses: z.array(ruleClause).min(1),
  })
  .superRefine((pack, context) => {
    const fault = (index: number, field: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['clauses', index, field], message })
    const seen = new Set<string>()
    pack.clauses.forEach((clause, index) => {
      if (seen.has(clause.key)) fault(index, 'key', `“${clause.key}” is there twice`)
      seen.add(clause.key)
      if (clause.draft && clause.strength === 'hard') fault(index, 'strength', 'a draft does not block')
      const missing = clauseFault(clause)
      if (missing) fault(index, missing.path, missing.message)
    })
  })
export type RulePack = z.infer<typeof rulePack>

/**
 * A branch's own word on one clause: the fields of the clause that it puts in the pack's place. Reason and evidence
 * are asked for where that loosens it.
 */
export interface RuleAdjustment {
  pack: string
  clause: string
  /** fields of the clause: `strength` and figures, never kind, key, citation or texts */
  change: Record<string, unknown>
  reason: string
  evidence: string
  /** who, and when (ISO instant) */
  by: string
  at: string
}

/** A clause as it binds a branch. Its key is `pack/clause`. */
export type BoundClause = RuleClause & {
  /** the pack it comes from */
  pack?: string
  /** how the branch's own word stands to the pack's */
  adjustment?: RuleAdjustment
}

/** What the engine applies: clauses of one pack, or of several that a branch keeps together. */
export interface Rules {
  readonly clauses: readonly BoundClause[]
}
