import { refuse, ok, type Result } from '../../model/refusal.ts'
import {
  clauseFault,
  ruleClause,
  type ActorKind,
  type BoundClause,
  type RuleAdjustment,
  type RuleClause,
  type RuleKind,
  type RulePack,
  type Rules,
} from '../../model/rules.ts'
import { compareClauses, settle, type Settled, type Stance } from './compare.ts'
import { inOwnWords } from './ownWords.ts'
import { bindsActor } from './scope.ts'

/** What of a pack decides whom and what it binds. */
export type BindablePack = Pick<RulePack, 'key' | 'clauses' | 'binds'>

/** The rules of a branch: its packs together, in its own words where it has said something about a clause. */
export interface RuleBook<P extends BindablePack = RulePack> extends Rules {
  packs: readonly P[]
  /** clauses of the chosen packs that bind somebody else than who collects here */
  elsewhere: readonly BoundClause[]
  /** where packs disagree, and what holds */
  settled: readonly Settled[]
}

/** Fields of a clause that a branch may put in the pack's place. */
export const adjustableFields: Record<RuleKind, readonly string[]> = {
  hours: ['days', 'holidays', 'adjusted', 'unlessConsent', 'unlessDaysPastDueOver'],
  attempts: ['channel', 'counts', 'most', 'per', 'of'],
  'quiet-after-conversation': ['channel', 'days'],
  'crew-size': ['least'],
  'third-party': ['allowed', 'unreachableAfterFailures', 'unreachableWhenInvalidNumber'],
  notice: ['hours'],
  consent: [],
  'place-reason': ['places', 'needs'],
  stop: ['flags'],
  records: ['what', 'months'],
  conduct: [],
}

/**
 * A clause with a branch's change put in; null takes a field away.
 * Refuses with `rule-change-unreadable` what is no field of the clause or would not be a whole clause.
 */
export function changedClause(
  clause: RuleClause,
  change: Record<string, unknown>,
  name: string,
): Result<RuleClause> {
  const unreadable = (path: string, detail: string) =>
    refuse('rule-change-unreadable', { rule: name, path, detail })
  const fields = ['strength', ...adjustableFields[clause.kind]]
  const stray = Object.keys(change).find((field) => !fields.includes(field))
  if (stray !== undefined) return unreadable(stray, 'not a field that may be changed')
  const merged: Record<string, unknown> = { ...clause, ...change }
  for (const [field, value] of Object.entries(change)) if (value === null) delete merged[field]
  const read = ruleClause.safeParse(merged)
  if (!read.success) {
    const issue = read.error.issues[0]!
    return unreadable(issue.path.map(String).join('.') || '-', issue.message)
  }
  const fault = clauseFault(read.data)
  return fault ? unreadable(fault.path, fault.message) : ok(read.data)
}

/** What a branch wants said about a clause, held against what binds it now. */
export interface AdjustmentCheck {
  clause: RuleClause
  /** against what binds the branch now */
  stance: Stance
  /** against the pack itself */
  fromPack: Stance
  /** a team lead, a reason and evidence are asked for */
  needsLead: boolean
}

/** @param standing the branch's word on this clause so far, if any; `change` takes its place */
export function checkAdjustment(
  pack: Pick<RulePack, 'key' | 'clauses'>,
  clauseKey: string,
  change: Record<string, unknown>,
  standing: Record<string, unknown> | null,
): Result<AdjustmentCheck> {
  const name = `${pack.key}/${clauseKey}`
  const own = pack.clauses.find((clause) => clause.key === clauseKey)
  if (!own) return refuse('rule-clause-unknown', { rule: name })
  const next = changedClause(own, change, name)
  if (!next.ok) return next
  const now = changedClause(own, standing ?? {}, name)
  const stance = compareClauses(next.value, now.ok ? now.value : own)
  return ok({
    clause: next.value,
    stance,
    fromPack: compareClauses(next.value, own),
    needsLead: stance === 'looser' || stance === 'mixed',
  })
}

/**
 * Several packs as one set of rules. Every clause of every pack that binds holds, so the strictest decides; where two
 * disagree, `settled` says which. What a branch has said about a clause that a pack no longer has, or that no longer
 * fits it, is left out, and the pack's own word holds.
 */
export function bindRules<P extends BindablePack>(
  packs: readonly P[],
  actor: ActorKind | null = null,
  adjustments: readonly RuleAdjustment[] = [],
): RuleBook<P> {
  const clauses: BoundClause[] = []
  const elsewhere: BoundClause[] = []
  for (const pack of packs)
    for (const own of pack.clauses) {
      const key = `${pack.key}/${own.key}`
      const said = adjustments.find((one) => one.pack === pack.key && one.clause === own.key)
      const changed = said && changedClause(own, said.change, key)
      const scope = own.binds ?? pack.binds
      const bound: BoundClause = {
        ...(changed?.ok ? changed.value : own),
        key,
        pack: pack.key,
        ...(scope ? { binds: scope } : {}),
        ...(said && changed?.ok ? { adjustment: said, ...inOwnWords(own, changed.value, said) } : {}),
      }
      ;(bindsActor(scope, actor) ? clauses : elsewhere).push(bound)
    }
  return { packs, clauses, elsewhere, settled: settle(clauses) }
}
