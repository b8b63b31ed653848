import { minutesOfClock } from '../lib/time.ts'
import { refuse, ok, type Result } from '../../model/refusal.ts'
import { rulePack, type BoundClause, type RuleClauseOf, type RuleKind } from '../../model/rules.ts'
import type { RulePack, Rules } from '../../model/rules.ts'
import type { MinuteSpan } from '../../model/week.ts'

/** What a visit or a call must obey; a clause for `both` counts for either. */
export type Channel = 'visit' | 'call'
export type Strength = 'hard' | 'soft'

/**
 * Reads a pack from parsed JSON. `name` is the file it came from, for the message.
 * Refuses with `rule-pack-unreadable` and the path of the first field that is wrong.
 */
export function readPack(json: unknown, name: string): Result<RulePack> {
  const read = rulePack.safeParse(json)
  if (read.success) return ok(read.data)
  const issue = read.error.issues[0]!
  const path = issue.path.map(String).join('.')
  return refuse(
    'rule-pack-unreadable',
    { file: name, path: path || '-', detail: issue.message },
    { file: name, path },
  )
}

/** A clause that is in force: one that is unset enforces nothing. */
export type InForce<K extends RuleKind> = BoundClause & RuleClauseOf<K> & { strength: Strength }

const byKind = new WeakMap<Rules, Map<RuleKind, readonly BoundClause[]>>()

/** Clauses of a kind that are in force, in the order of the packs. Remembered: a week asks it thousands of times. */
export function clausesOf<K extends RuleKind>(rules: Rules | null, kind: K): readonly InForce<K>[] {
  if (!rules) return []
  let kinds = byKind.get(rules)
  if (!kinds) byKind.set(rules, (kinds = new Map<RuleKind, readonly BoundClause[]>()))
  let found = kinds.get(kind)
  if (!found) {
    found = rules.clauses.filter((clause) => clause.kind === kind && clause.strength !== 'unset')
    kinds.set(kind, found)
  }
  return found as readonly InForce<K>[]
}

export function concerns(clause: { channel: 'visit' | 'call' | 'both' }, channel: Channel): boolean {
  return clause.channel === 'both' || clause.channel === channel
}

export const spanOfClocks = (span: { from: string; to: string }): MinuteSpan => ({
  fromMinutes: minutesOfClock(span.from),
  toMinutes: minutesOfClock(span.to),
})

/** What two sorted lists of spans have in common. */
export function intersectSpans(first: MinuteSpan[], second: MinuteSpan[]): MinuteSpan[] {
  const common: MinuteSpan[] = []
  for (const a of first)
    for (const b of second) {
      const fromMinutes = Math.max(a.fromMinutes, b.fromMinutes)
      const toMinutes = Math.min(a.toMinutes, b.toMinutes)
      if (fromMinutes < toMinutes) common.push({ fromMinutes, toMinutes })
    }
  return common.sort((a, b) => a.fromMinutes - b.fromMinutes)
}
