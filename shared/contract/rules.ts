import * as z from 'zod'
import { locales } from '../model/reasons.ts'
import { actorKind, ruleConfidences, ruleScope, ruleStrengths, type RuleClause } from '../model/rules.ts'
import { groundKinds, ruleFacts } from '../model/ruleFacts.ts'
import { fileBytes, id, instant, monday, read, write } from './base.ts'

/** Rule packs, what a branch says about them, and what is on record for a visit. */

const texts = z.record(z.enum(locales), z.string())
const clauseName = z.string().max(160)

/** The fields of a clause, as the pack or the branch has them. */
const clauseValue = z.custom<RuleClause>((value) => typeof value === 'object' && value !== null)

export const packView = z.object({
  key: z.string(),
  names: texts,
  reach: texts,
  country: z.string(),
  /** whom it binds, where that is not everyone */
  binds: ruleScope.optional(),
  source: z.string(),
  dated: z.string().nullable(),
  readOn: z.string(),
  confidence: z.enum(ruleConfidences),
  clauses: z.array(clauseValue),
})
export type PackView = z.infer<typeof packView>

export const boundClauseView = z.object({
  /** `pack/clause` */
  rule: z.string(),
  pack: z.string(),
  clause: z.string(),
  strength: z.enum(ruleStrengths),
  /** as it binds, the branch's own word put in */
  value: clauseValue,
  /** as the pack has it */
  own: clauseValue,
  citation: z.string(),
  dated: z.string().nullable(),
  readOn: z.string(),
  confidence: z.enum(ruleConfidences),
  draft: z.boolean(),
  texts,
  /** false: it binds somebody else than who collects here */
  binds: z.boolean(),
  adjustment: z
    .object({
      /** against the pack */
      stance: z.enum(['tighter', 'looser', 'mixed', 'same']),
      change: z.record(z.string(), z.unknown()),
      reason: z.string(),
      evidence: z.string(),
      by: z.string(),
      at: instant,
    })
    .nullable(),
})
export type BoundClauseView = z.infer<typeof boundClauseView>

export const branchRules = z.object({
  packs: z.array(z.string()),
  actor: actorKind.nullable(),
  clauses: z.array(boundClauseView),
  /** where packs disagree: `rule` holds over `over`, or both together */
  settled: z.array(z.object({ rule: z.string(), over: z.string(), how: z.enum(['strictest', 'together']) })),
  /** holiday calendars in force, with the years that are known and those that came from a file */
  calendars: z.array(
    z.object({
      country: z.string(),
      /** null: every year, reckoned */
      years: z.array(z.number()).nullable(),
      files: z.array(z.object({ year: z.number(), fileName: z.string(), by: z.string(), at: instant })),
    }),
  ),
})
export type BranchRules = z.infer<typeof branchRules>

export const visitRules = z.object({
  /** what is missing on record before somebody goes, hard first */
  missing: z.array(z.object({ rule: z.string(), hard: z.boolean(), kind: z.enum(groundKinds), texts })),
  grounds: z.array(
    z.object({
      id,
      kind: z.enum(groundKinds),
      rule: z.string().nullable(),
      note: z.string(),
      evidence: z.string(),
      by: z.string(),
      at: instant,
    }),
  ),
  /** duties at the door */
  duties: z.array(z.object({ rule: z.string(), texts, citation: z.string() })),
  /** why nobody but the debtor may be spoken to; null: as the packs have it, others may be asked */
  thirdParty: z
    .object({ rule: z.string(), hard: z.boolean(), texts, citation: z.string(), guarantor: z.boolean() })
    .nullable(),
})
export type VisitRules = z.infer<typeof visitRules>

const why = {
  reason: z.string().trim().max(1000).default(''),
  evidence: z.string().trim().max(1000).default(''),
}

export const rules = {
  /** every pack that came with the program */
  list: read.output(z.array(packView)),
  /** what binds the branch */
  branch: read.output(branchRules),
  /** other packs, another actor; what is no longer in force afterwards asks for a team lead, a reason and evidence */
  choose: write
    .input(z.object({ packs: z.array(z.string()).max(20), actor: actorKind.nullable(), ...why }))
    .output(branchRules),
  /** the branch's own word on a clause; null takes it back. Loosening asks for a team lead, a reason and evidence. */
  adjust: write
    .input(
      z.object({
        pack: clauseName,
        clause: clauseName,
        change: z.record(z.string(), z.unknown()).nullable(),
        ...why,
      }),
    )
    .output(branchRules),
  /** a year's holidays from a file, in the place of what the program knows of that year */
  importHolidays: write
    .input(z.object({ country: z.string().regex(/^[A-Z]{2}$/), file: fileBytes }))
    .output(z.object({ country: z.string(), year: z.number(), off: z.number(), working: z.number() })),
  /** what the rules want and have on record for a visit */
  ofVisit: read.input(z.object({ visitId: id })).output(visitRules),
  /** puts on record what a rule asks for; an exception asks for a team lead */
  record: write
    .input(
      z.object({
        visitId: id,
        kind: z.enum(groundKinds),
        rule: clauseName.nullable().default(null),
        note: z.string().trim().min(1).max(1000),
        evidence: z.string().trim().max(1000).default(''),
      }),
    )
    .output(visitRules),
  /** the plan that stands and all that rules ask about it: what `rules check` reads */
  facts: read.input(z.object({ week: monday })).output(ruleFacts),
}
