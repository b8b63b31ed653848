import type { BoundClause, RuleClause, RuleClauseOf } from '../../model/rules.ts'
import type { MinuteSpan } from '../../model/week.ts'
import { concerns, intersectSpans, spanOfClocks, type Channel } from './pack.ts'

/** How one clause stands to another of its kind; `mixed`: tighter in one way and looser in another. */
export type Stance = 'same' | 'tighter' | 'looser' | 'mixed'

const opposite: Record<Stance, Stance> = {
  same: 'same',
  tighter: 'looser',
  looser: 'tighter',
  mixed: 'mixed',
}

/** Several ways of being tighter or looser, as one. */
function together(stances: Stance[]): Stance {
  const said = new Set(stances.filter((stance) => stance !== 'same'))
  if (said.size === 0) return 'same'
  return said.size === 1 ? [...said][0]! : 'mixed'
}

/** The larger figure is the tighter; one that is not given asks for nothing. */
const more = (a: number | undefined, b: number | undefined): Stance =>
  (a ?? 0) === (b ?? 0) ? 'same' : (a ?? 0) > (b ?? 0) ? 'tighter' : 'looser'
const fewer = (a: number, b: number): Stance => opposite[more(a, b)]
const yes = (a: boolean | undefined, b: boolean | undefined): Stance =>
  more(Number(a ?? false), Number(b ?? false))

function superset<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): Stance {
  const extra = (a ?? []).some((one) => !(b ?? []).includes(one))
  const lacking = (b ?? []).some((one) => !(a ?? []).includes(one))
  return extra ? (lacking ? 'mixed' : 'tighter') : lacking ? 'looser' : 'same'
}

const wholeDay: MinuteSpan[] = [{ fromMinutes: 0, toMinutes: 1440 }]
const lengthOf = (spans: MinuteSpan[]) =>
  spans.reduce((sum, span) => sum + span.toMinutes - span.fromMinutes, 0)

function spansOf(clause: RuleClauseOf<'hours'>, weekday: number, kind: 'plain' | 'holiday' | 'adjusted') {
  const given = kind === 'holiday' ? clause.holidays : kind === 'adjusted' ? clause.adjusted : undefined
  if (given === 'none') return []
  if (Array.isArray(given)) return given.map(spanOfClocks)
  return (clause.days ?? [])
    .filter((line) => line.weekdays.includes(weekday))
    .flatMap((line) => line.spans.map(spanOfClocks))
}

function compareHours(a: RuleClauseOf<'hours'>, b: RuleClauseOf<'hours'>): Stance {
  const stances: Stance[] = [
    yes(!a.unlessConsent, !b.unlessConsent),
    more(a.unlessDaysPastDueOver ?? Infinity, b.unlessDaysPastDueOver ?? Infinity),
  ]
  for (const channel of ['visit', 'call'] as const satisfies Channel[])
    for (const kind of ['plain', 'holiday', 'adjusted'] as const)
      for (let weekday = 1; weekday <= 7; weekday++) {
        const first = concerns(a, channel) ? spansOf(a, weekday, kind) : wholeDay
        const second = concerns(b, channel) ? spansOf(b, weekday, kind) : wholeDay
        const common = lengthOf(intersectSpans(first, second))
        const within = common === lengthOf(first)
        const around = common === lengthOf(second)
        stances.push(within ? (around ? 'same' : 'tighter') : around ? 'looser' : 'mixed')
      }
  return together(stances)
}

function compareAttempts(a: RuleClauseOf<'attempts'>, b: RuleClauseOf<'attempts'>): Stance {
  if (JSON.stringify(a.per) !== JSON.stringify(b.per)) return 'mixed'
  const wide = { contact: 0, case: 1, borrower: 2 }
  return together([
    fewer(a.most!, b.most!),
    more(wide[a.of!], wide[b.of!]),
    a.counts === b.counts ? 'same' : a.counts === 'all' ? 'tighter' : b.counts === 'all' ? 'looser' : 'mixed',
    compareChannels(a, b),
  ])
}

const compareChannels = (a: { channel: string }, b: { channel: string }): Stance =>
  a.channel === b.channel
    ? 'same'
    : a.channel === 'both'
      ? 'tighter'
      : b.channel === 'both'
        ? 'looser'
        : 'mixed'

function compareThirdParty(a: RuleClauseOf<'third-party'>, b: RuleClauseOf<'third-party'>): Stance {
  if (a.allowed !== b.allowed)
    return a.allowed === 'never' ? 'tighter' : b.allowed === 'never' ? 'looser' : 'mixed'
  return together([
    more(a.unreachableAfterFailures ?? Infinity, b.unreachableAfterFailures ?? Infinity),
    yes(!a.unreachableWhenInvalidNumber, !b.unreachableWhenInvalidNumber),
  ])
}

function compareFigures(a: RuleClause, b: RuleClause): Stance {
  if (a.kind !== b.kind) throw new Error(`${a.kind} is not to be compared with ${b.kind}`)
  const other = b as never
  switch (a.kind) {
    case 'hours':
      return compareHours(a, other)
    case 'attempts':
      return compareAttempts(a, other)
    case 'quiet-after-conversation': {
      const quiet: typeof a = other
      return together([more(a.days, quiet.days), compareChannels(a, quiet)])
    }
    case 'crew-size':
      return more(a.least, (other as typeof a).least)
    case 'third-party':
      return compareThirdParty(a, other)
    case 'notice':
      return more(a.hours, (other as typeof a).hours)
    case 'place-reason': {
      const place: typeof a = other
      return together([
        superset(a.places, place.places),
        a.needs === place.needs ? 'same' : a.needs === 'consent' ? 'tighter' : 'looser',
      ])
    }
    case 'stop':
      return superset(a.flags, (other as typeof a).flags)
    case 'records': {
      const kept: typeof a = other
      return together([superset(a.what, kept.what), more(a.months, kept.months)])
    }
    case 'consent':
    case 'conduct':
      return 'same'
  }
}

const rank = { unset: 0, soft: 1, hard: 2 }

/** How `a` stands to `b`, a clause of the same kind: strength, figures, exceptions and reach together. */
export function compareClauses(a: RuleClause, b: RuleClause): Stance {
  // nothing is looser than a clause that enforces nothing
  if (a.strength === 'unset' || b.strength === 'unset') return more(rank[a.strength], rank[b.strength])
  return together([more(rank[a.strength], rank[b.strength]), compareFigures(a, b)])
}

/** Clauses of two packs on the same matter, and which of them decides. */
export interface Settled {
  /** the stricter one, `pack/clause`; of two that each add something, the first */
  rule: string
  over: string
  /** `together`: neither alone, what both permit */
  how: 'strictest' | 'together'
}

/** What two clauses would have to share to be on the same matter; null: they stand side by side. */
function matterOf(clause: BoundClause): string | null {
  switch (clause.kind) {
    case 'hours':
    case 'quiet-after-conversation':
    case 'crew-size':
    case 'third-party':
    case 'records':
      return clause.kind
    case 'notice':
      return `notice ${clause.before}`
    case 'attempts':
      return `attempts ${JSON.stringify(clause.per)}`
    case 'place-reason':
    case 'consent':
    case 'stop':
    case 'conduct':
      return null
  }
}

/** Both as they bind the channel that they share; null where they share none. */
function onSharedChannel(a: BoundClause, b: BoundClause): [RuleClause, RuleClause] | null {
  if (!('channel' in a) || !('channel' in b)) return [a, b]
  if (a.channel === b.channel) return [a, b]
  if (a.channel !== 'both' && b.channel !== 'both') return null
  // calls and visits counted together are another figure than calls alone
  if (a.kind === 'attempts') return null
  const channel = a.channel === 'both' ? b.channel : a.channel
  return [
    { ...a, channel },
    { ...b, channel },
  ]
}

/** Where packs disagree, and what holds. */
export function settle(clauses: readonly BoundClause[]): Settled[] {
  const settled: Settled[] = []
  const inForce = clauses.filter((clause) => clause.strength !== 'unset')
  inForce.forEach((a, index) => {
    for (const b of inForce.slice(index + 1)) {
      const matter = matterOf(a)
      if (a.pack === b.pack || matter === null || matter !== matterOf(b)) continue
      const pair = onSharedChannel(a, b)
      const stance = pair && compareClauses(...pair)
      if (stance === 'tighter') settled.push({ rule: a.key, over: b.key, how: 'strictest' })
      else if (stance === 'looser') settled.push({ rule: b.key, over: a.key, how: 'strictest' })
      else if (stance === 'mixed') settled.push({ rule: a.key, over: b.key, how: 'together' })
    }
  })
  return settled
}
