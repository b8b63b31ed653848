import { describe, expect, it } from 'vitest'
import { bindRules, checkAdjustment } from '../../../shared/core/compliance/book.ts'
import { callPermitted, crewSizeRequired, type ContactState } from '../../../shared/core/compliance/calls.ts'
import { doorDuties } from '../../../shared/core/compliance/findings.ts'
import { compareClauses } from '../../../shared/core/compliance/compare.ts'
import { visitWindows } from '../../../shared/core/compliance/hours.ts'
import { isProduct, rulesFor } from '../../../shared/core/compliance/scope.ts'
import { thirdPartyLimit } from '../../../shared/core/compliance/attempts.ts'
import { clockOfMinutes, epochOf } from '../../../shared/core/lib/time.ts'
import { saidIn } from '../../../shared/model/inLanguages.ts'
import { locales } from '../../../shared/model/reasons.ts'
import type { RuleAdjustment, RuleClause } from '../../../shared/model/rules.ts'
import { noHolidays } from '../../../shared/model/week.ts'
import { packOf, rulePackNames, shippedPack } from './helpers.ts'

const cba = shippedPack('cn-cba-2026')
const card = shippedPack('cn-card')
const gbt = shippedPack('cn-gbt-45251')
const taiwan = shippedPack('tw')
const india = shippedPack('in-rbi')
const zone = 'Asia/Shanghai'
const state = (more: Partial<ContactState> = {}): ContactState => ({
  attempts: [],
  flags: [],
  zone,
  holidays: noHolidays,
  ...more,
})
const noon = epochOf('2026-11-24T12:00:00+08:00')
const hoursOf = (rules: Parameters<typeof visitWindows>[0]) =>
  visitWindows(rules, '2026-11-24', noHolidays).map(
    (span) => `${clockOfMinutes(span.fromMinutes)}–${clockOfMinutes(span.toMinutes)}`,
  )

describe('packs kept together', () => {
  it('every clause of every pack holds, so the strictest decides', () => {
    expect(hoursOf(bindRules([taiwan, india]))).toEqual(['08:00–19:00'])
    expect(crewSizeRequired(bindRules([taiwan, cba])).hard).toBe(2)
  })
  it('and where they disagree it says which holds', () => {
    expect(bindRules([taiwan, india]).settled).toEqual([
      { rule: 'in-rbi/contact-hours', over: 'tw/contact-hours', how: 'strictest' },
    ])
  })
  it('of two that each add something, what both permit', () => {
    const made = (key: string, from: string, to: string) => ({
      ...packOf({
        key: 'h',
        kind: 'hours',
        strength: 'hard',
        channel: 'both',
        days: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], spans: [{ from, to }] }],
        holidays: 'as-weekday',
      }),
      key,
    })
    const [early, late] = [made('early', '07:00', '19:00'), made('late', '09:00', '22:00')]
    const book = bindRules([early, late])
    expect(hoursOf(book)).toEqual(['09:00–19:00'])
    expect(book.settled).toEqual([{ rule: 'early/h', over: 'late/h', how: 'together' }])
  })
  it('packs that agree, or speak of other things, settle nothing', () => {
    expect(bindRules([cba, gbt]).settled).toEqual([])
    expect(bindRules([cba, shippedPack('my')]).settled.map((one) => one.rule)).toEqual(['my/contact-hours'])
  })
  it('a rule is named with its pack', () => {
    expect(callPermitted(bindRules([cba]), epochOf('2026-11-24T23:00:00+08:00'), state())).toMatchObject({
      ok: false,
      refusal: {
        rule: 'cn-cba-2026/contact-hours',
        reason: { params: { source: expect.stringContaining('催收工作指引（试行）') as string } },
      },
    })
  })
  it('a hard clause of one pack is not hidden behind a soft one of another', () => {
    const soft = packOf({
      key: 'gentle',
      kind: 'hours',
      strength: 'soft',
      channel: 'both',
      days: [{ weekdays: [2], spans: [{ from: '10:00', to: '12:00' }] }],
      holidays: 'as-weekday',
    })
    for (const packs of [
      [soft, cba],
      [cba, soft],
    ])
      expect(callPermitted(bindRules(packs), epochOf('2026-11-24T23:00:00+08:00'), state())).toMatchObject({
        refusal: { rule: 'cn-cba-2026/contact-hours' },
      })
  })
})

describe('whom a rule binds', () => {
  const both = bindRules([cba, card])
  const told = (product: string | null) => thirdPartyLimit(rulesFor(both, { product }), [])?.rule
  it('credit cards have the measure on top of the guidance', () => {
    for (const word of ['信用卡', '贷记卡', 'Credit Card', 'credit-card'])
      expect(
        rulesFor(both, { product: word })!.clauses.some((c) => c.pack === 'cn-card'),
        word,
      ).toBe(true)
    for (const word of ['房贷', '房屋貸款', 'Mortgage', 'Personal loan'])
      expect(
        rulesFor(both, { product: word })!.clauses.some((c) => c.pack === 'cn-card'),
        word,
      ).toBe(false)
  })
  it('a case whose file does not name the product may be one: it is bound', () => {
    for (const product of [null, '', '  ']) expect(isProduct('credit-card', product)).toBe(true)
    expect(rulesFor(both, {})!.clauses.some((c) => c.pack === 'cn-card')).toBe(true)
  })
  it('a third party: the unreachable debtor’s for a loan, never for a card', () => {
    expect(told('房贷')).toBe('cn-cba-2026/third-party')
    const unreachable = [1, 2, 3].map((day) => ({
      at: `2026-11-2${day}T02:00:00Z`,
      channel: 'call' as const,
      contactId: null,
      answered: false,
      conversation: false,
      invalidNumber: false,
    }))
    expect(thirdPartyLimit(rulesFor(both, { product: '房贷' }), unreachable)).toBeNull()
    expect(thirdPartyLimit(rulesFor(both, { product: '信用卡' }), unreachable)).toMatchObject({
      rule: 'cn-card/third-party',
      guarantor: true,
    })
  })
  it('Regulation F binds collectors for others, not the creditor itself; not said counts as bound', () => {
    const us = shippedPack('us-regf')
    expect(hoursOf(bindRules([us], 'agency'))).toEqual(['08:00–21:00'])
    expect(hoursOf(bindRules([us], null))).toEqual(['08:00–21:00'])
    const bank = bindRules([us], 'bank')
    expect(hoursOf(bank)).toEqual(['00:00–24:00'])
    expect(bank.elsewhere.map((clause) => clause.key)).toContain('us-regf/contact-hours')
  })
  it('the Philippines: beyond sixty days past due the hours fall away; not known, they hold', () => {
    const ph = bindRules([shippedPack('ph')])
    const night = epochOf('2026-11-24T23:00:00+08:00')
    expect(callPermitted(ph, night, state({ daysPastDue: 60 })).ok).toBe(false)
    expect(callPermitted(ph, night, state({ daysPastDue: null })).ok).toBe(false)
    expect(callPermitted(ph, night, state({ daysPastDue: 61 })).ok).toBe(true)
  })
})

describe('a branch’s own word', () => {
  const word = (pack: string, clause: string, change: Record<string, unknown>): RuleAdjustment => ({
    pack,
    clause,
    change,
    reason: 'r',
    evidence: 'e',
    by: 'Lead',
    at: '2026-11-20T00:00:00Z',
  })
  const check = (
    clause: string,
    change: Record<string, unknown>,
    standing: Record<string, unknown> | null = null,
  ) => {
    const answer = checkAdjustment(cba, clause, change, standing)
    return answer.ok ? `${answer.value.stance}${answer.value.needsLead ? ', lead' : ''}` : answer.refusal
  }
  const day = (from: string, to: string) => [{ weekdays: [1, 2, 3, 4, 5, 6, 7], spans: [{ from, to }] }]

  it('tightens freely', () => {
    expect(check('unanswered-calls-per-day', { most: 4 })).toBe('tighter')
    expect(check('contact-hours', { days: day('09:00', '20:00') })).toBe('tighter')
    expect(check('contact-hours', { unlessConsent: false })).toBe('tighter')
    expect(check('crew-of-two', { least: 3 })).toBe('tighter')
    expect(check('third-party', { allowed: 'never' })).toBe('tighter')
    // a figure of its own where the source gives none
    expect(check('quiet-after-conversation', { strength: 'soft', days: 3 })).toBe('tighter')
    expect(check('unanswered-calls-per-day', {})).toBe('same')
  })
  it('loosens only with the lead: also where it tightens in another way, and where it takes back its own tightening', () => {
    expect(check('unanswered-calls-per-day', { most: 7 })).toBe('looser, lead')
    expect(check('contact-hours', { days: day('07:00', '20:00') })).toBe('mixed, lead')
    expect(check('crew-of-two', { strength: 'soft' })).toBe('looser, lead')
    expect(check('crew-of-two', { strength: 'unset' })).toBe('looser, lead')
    expect(check('unanswered-calls-per-day', { most: 5 }, { most: 4 })).toBe('looser, lead')
    expect(check('unanswered-calls-per-day', {}, { most: 4 })).toBe('looser, lead')
    expect(check('unanswered-calls-per-day', {}, { most: 9 })).toBe('tighter')
    // six a week is another matter than six a day
    expect(check('unanswered-calls-per-day', { per: 'week' })).toBe('mixed, lead')
  })
  it('what is no change to that clause is refused with its place', () => {
    expect(check('no-such-clause', {})).toMatchObject({ code: 'rule-clause-unknown' })
    expect(check('crew-of-two', { least: 0 })).toMatchObject({
      code: 'rule-change-unreadable',
      params: { path: 'least' },
    })
    expect(check('crew-of-two', { kind: 'conduct' })).toMatchObject({ params: { path: 'kind' } })
    expect(check('crew-of-two', { texts: {} })).toMatchObject({ params: { path: 'texts' } })
    expect(check('quiet-after-conversation', { strength: 'hard' })).toMatchObject({
      params: { path: 'days' },
    })
    expect(check('contact-hours', { days: day('20:00', '08:00') })).toMatchObject({
      code: 'rule-change-unreadable',
    })
  })
  it('binds in the pack’s place, and stays with its clause', () => {
    const book = bindRules([cba], null, [
      word('cn-cba-2026', 'contact-hours', { days: day('09:00', '18:00') }),
    ])
    expect(hoursOf(book)).toEqual(['09:00–18:00'])
    expect(book.clauses.find((c) => c.key === 'cn-cba-2026/contact-hours')?.adjustment).toMatchObject({
      by: 'Lead',
    })
    expect(hoursOf(bindRules([cba]))).toEqual(['08:00–22:00'])
  })
  it('says whose word it is, and what is to be done where the source says nothing', () => {
    const book = bindRules([cba], null, [
      word('cn-cba-2026', 'unanswered-calls-per-day', { most: 4 }),
      word('cn-cba-2026', 'quiet-after-conversation', { strength: 'hard', days: 2 }),
    ])
    const cited = (key: string) =>
      book.clauses.find((clause) => clause.key === `cn-cba-2026/${key}`)!.citation
    for (const locale of locales)
      expect(saidIn(cited('unanswered-calls-per-day'), locale)).toMatch(
        /催收工作指引（试行）.*; Lead, 2026-11-20$/u,
      )
    expect(cited('quiet-after-conversation')).toBe('Lead, 2026-11-20')
    const strict = bindRules([india], null, [word('in-rbi', 'show-id', { strength: 'hard' })])
    expect(doorDuties(strict).map((duty) => duty.texts.en)).toContain('Show identification at the door.')
  })
  // whatever a pack leaves open and a branch gives force must read as a duty, not as a gap in the source
  it('has words for every duty that a shipped pack leaves open', () => {
    for (const key of rulePackNames())
      for (const clause of shippedPack(key).clauses) {
        if (clause.strength !== 'unset' || !['conduct', 'consent', 'third-party'].includes(clause.kind))
          continue
        const allowed = clause.kind === 'third-party' ? { allowed: 'never' } : {}
        const book = bindRules([shippedPack(key)], null, [
          word(key, clause.key, { strength: 'hard', ...allowed }),
        ])
        const bound = book.clauses.find((one) => one.key === `${key}/${clause.key}`)!
        expect(bound.strength, bound.key).toBe('hard')
        expect(bound.texts.en, bound.key).not.toContain('source')
      }
  })
  it('on a clause that the pack no longer has is left out', () => {
    expect(hoursOf(bindRules([cba], null, [word('cn-cba-2026', 'gone', { strength: 'unset' })]))).toEqual([
      '08:00–22:00',
    ])
    expect(hoursOf(bindRules([cba], null, [word('cn-cba-2026', 'contact-hours', { days: 'x' })]))).toEqual([
      '08:00–22:00',
    ])
  })
  it('an exception of one case leaves the rest bound', () => {
    const book = bindRules([cba])
    const late = epochOf('2026-11-24T23:00:00+08:00')
    expect(callPermitted(book, late, state({ exceptions: ['cn-cba-2026/contact-hours'] })).ok).toBe(true)
    expect(callPermitted(book, late, state()).ok).toBe(false)
    expect(callPermitted(book, noon, state()).ok).toBe(true)
  })
})

describe('of two clauses the stricter', () => {
  const clauses: RuleClause[] = [cba, card, gbt, taiwan, india, shippedPack('th'), shippedPack('kr')].flatMap(
    (pack) => pack.clauses,
  )
  it('is the same whichever is asked first, and none is stricter than itself', () => {
    const turned = { same: 'same', tighter: 'looser', looser: 'tighter', mixed: 'mixed' }
    for (const a of clauses)
      for (const b of clauses) {
        if (a.kind !== b.kind) continue
        expect(compareClauses(a, b)).toBe(turned[compareClauses(b, a)])
        if (a === b) expect(compareClauses(a, b)).toBe('same')
      }
  })
})
