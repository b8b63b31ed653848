import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attemptOfCall,
  thirdPartyLimit,
  type ContactAttempt,
} from '../../../shared/core/compliance/attempts.ts'
import {
  appointmentPermitted,
  callPermitted,
  crewSizeRequired,
  nextPermittedCall,
  type ContactState,
} from '../../../shared/core/compliance/calls.ts'
import { visitWindows } from '../../../shared/core/compliance/hours.ts'
import { clockAt, epochOf, localIso, utcIso } from '../../../shared/core/lib/time.ts'
import { stopFlags, type CallResult } from '../../../shared/model/facts.ts'
import { noHolidays } from '../../../shared/model/week.ts'
import { packOf, shippedPack } from './helpers.ts'

const china = shippedPack('cn-cba-2026')
const taiwan = shippedPack('tw')
const zone = 'Asia/Shanghai'
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const state = (attempts: ContactAttempt[] = [], more: Partial<ContactState> = {}): ContactState => ({
  attempts,
  flags: [],
  zone,
  holidays: noHolidays,
  ...more,
})
const call = (at: string, result: CallResult = 'no_answer', phoneId: string | null = null) =>
  attemptOfCall({ at, result, phoneId })
const at = (iso: string) => epochOf(iso)
const ruleOf = (permission: ReturnType<typeof callPermitted>) =>
  permission.ok ? null : permission.refusal.rule

describe('call hours', () => {
  it('mainland China: the first permitted minute is 08:00, the last 21:59, on the borrower’s clock', () => {
    expect(ruleOf(callPermitted(china, at('2026-11-24T07:59:59+08:00'), state()))).toBe('contact-hours')
    expect(ruleOf(callPermitted(china, at('2026-11-24T08:00:00+08:00'), state()))).toBeNull()
    expect(ruleOf(callPermitted(china, at('2026-11-24T21:59:59+08:00'), state()))).toBeNull()
    expect(ruleOf(callPermitted(china, at('2026-11-24T22:00:00+08:00'), state()))).toBe('contact-hours')
  })
  it('Taiwan: from 07:00', () => {
    const taipei = { zone: 'Asia/Taipei' }
    expect(ruleOf(callPermitted(taiwan, at('2026-11-24T06:59:00+08:00'), state([], taipei)))).toBe(
      'contact-hours',
    )
    expect(ruleOf(callPermitted(taiwan, at('2026-11-24T07:00:00+08:00'), state([], taipei)))).toBeNull()
  })
  it('cannot be got round by writing the instant in another zone', () => {
    // 21:30 in London is 05:30 next morning in Shanghai
    expect(ruleOf(callPermitted(china, at('2026-11-24T21:30:00+00:00'), state()))).toBe('contact-hours')
    expect(ruleOf(callPermitted(china, at('2026-11-23T23:59:00-01:00'), state()))).toBeNull() // 08:59 in Shanghai
  })
  it('consent lifts the hours only where the clause says so', () => {
    const early = at('2026-11-24T06:00:00+08:00')
    expect(callPermitted(china, early, state([], { consentOutsideHours: true })).ok).toBe(true)
    const strict = packOf({
      key: 'hours',
      kind: 'hours',
      strength: 'hard',
      channel: 'call',
      days: [{ weekdays: everyDay, spans: [{ from: '08:00', to: '22:00' }] }],
      holidays: 'as-weekday',
    })
    expect(callPermitted(strict, early, state([], { consentOutsideHours: true })).ok).toBe(false)
  })
  it('on public holidays: as the clause says', () => {
    const holidays = { off: { '2026-10-01': '国庆节' }, working: {}, years: [2026] }
    const hours = (on: 'as-weekday' | 'none' | { from: string; to: string }[]) =>
      packOf({
        key: 'hours',
        kind: 'hours',
        strength: 'hard',
        channel: 'visit',
        days: [{ weekdays: [1, 2, 3, 4, 5], spans: [{ from: '09:00', to: '21:00' }] }],
        holidays: on,
      })
    const thursday = '2026-10-01'
    expect(visitWindows(hours('as-weekday'), thursday, holidays)).toEqual([
      { fromMinutes: 540, toMinutes: 1260 },
    ])
    expect(visitWindows(hours('none'), thursday, holidays)).toEqual([])
    expect(visitWindows(hours([{ from: '08:00', to: '18:00' }]), thursday, holidays)).toEqual([
      { fromMinutes: 480, toMinutes: 1080 },
    ])
    expect(visitWindows(hours('none'), '2026-10-03', holidays)).toEqual([]) // a Saturday, which no line names
  })
  it('two clauses: what both permit', () => {
    const hours = (key: string, from: string, to: string) => ({
      key,
      kind: 'hours' as const,
      strength: 'hard' as const,
      channel: 'both' as const,
      days: [{ weekdays: everyDay, spans: [{ from, to }] }],
      holidays: 'as-weekday' as const,
    })
    expect(
      visitWindows(
        packOf(hours('a', '07:00', '20:00'), hours('b', '09:00', '22:00')),
        '2026-11-24',
        noHolidays,
      ),
    ).toEqual([{ fromMinutes: 540, toMinutes: 1200 }])
  })
  it('a soft clause warns and lets pass', () => {
    const soft = packOf({
      key: 'better-hours',
      kind: 'hours',
      strength: 'soft',
      channel: 'call',
      days: [{ weekdays: everyDay, spans: [{ from: '10:00', to: '18:00' }] }],
      holidays: 'as-weekday',
    })
    expect(callPermitted(soft, at('2026-11-24T08:30:00+08:00'), state())).toMatchObject({
      ok: true,
      warnings: [{ rule: 'better-hours' }],
    })
  })
})

describe('six unanswered calls a day to one contact', () => {
  const six = Array.from({ length: 6 }, (_, i) =>
    call(`2026-11-24T0${i}:30:00Z`, i % 2 ? 'busy' : 'no_answer', 'phone-1'),
  )
  const afternoon = at('2026-11-24T16:00:00+08:00')

  it('the seventh is refused; five leave room for one', () => {
    expect(ruleOf(callPermitted(china, afternoon, state(six, { contactId: 'phone-1' })))).toBe(
      'unanswered-calls-per-day',
    )
    expect(callPermitted(china, afternoon, state(six.slice(1), { contactId: 'phone-1' })).ok).toBe(true)
  })
  it('cannot be got round by typing the calls in another order', () => {
    const shuffled = [six[3]!, six[0]!, six[5]!, six[1]!, six[4]!, six[2]!]
    expect(callPermitted(china, afternoon, state(shuffled, { contactId: 'phone-1' })).ok).toBe(false)
  })
  it('cannot be got round by dating the new call before the others', () => {
    expect(
      callPermitted(china, at('2026-11-24T08:00:00+08:00'), state(six, { contactId: 'phone-1' })).ok,
    ).toBe(false)
  })
  it('cannot be got round by leaving the telephone out', () => {
    const nameless = six.map((attempt) => ({ ...attempt, contactId: null }))
    expect(callPermitted(china, afternoon, state(nameless, { contactId: 'phone-1' })).ok).toBe(false)
    expect(callPermitted(china, afternoon, state(six)).ok).toBe(false)
  })
  it('another telephone is another contact; answered calls do not count', () => {
    expect(callPermitted(china, afternoon, state(six, { contactId: 'phone-2' })).ok).toBe(true)
    const answered = six.map((attempt, i) => (i === 0 ? call(attempt.at, 'call_later', 'phone-1') : attempt))
    expect(callPermitted(china, afternoon, state(answered, { contactId: 'phone-1' })).ok).toBe(true)
  })
  it('the day is the borrower’s day, not UTC’s: 23:30 UTC is tomorrow morning in Shanghai', () => {
    const late = Array.from({ length: 6 }, (_, i) => call(`2026-11-24T23:${30 + i}:00Z`))
    expect(callPermitted(china, at('2026-11-24T21:00:00+08:00'), state(late)).ok).toBe(true)
    expect(callPermitted(china, at('2026-11-25T09:00:00+08:00'), state(late)).ok).toBe(false)
  })
  it('opens again next morning at 08:00', () => {
    expect(localIso(nextPermittedCall(china, afternoon, state(six))!, zone)).toBe('2026-11-25T08:00:00+08:00')
  })
})

describe('limits of several days', () => {
  const seven = packOf({
    key: 'seven-in-seven',
    kind: 'attempts',
    strength: 'hard',
    channel: 'both',
    counts: 'all',
    most: 7,
    per: { rollingDays: 7 },
    of: 'case',
  })
  const daily = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => call(`2026-11-${String(from + i).padStart(2, '0')}T02:00:00Z`))

  it('seven in any seven days, not in a calendar week', () => {
    // Thursday 19 to Wednesday 25: seven days in a row; the Monday between them starts nothing anew
    const calls = daily(19, 7)
    expect(callPermitted(seven, at('2026-11-25T12:00:00+08:00'), state(calls)).ok).toBe(false)
    expect(callPermitted(seven, at('2026-11-26T12:00:00+08:00'), state(calls)).ok).toBe(true)
  })
  it('cannot be got round by adding one before the run instead of after it', () => {
    // 20–24 are five days with seven calls; one on the 18th would make eight in seven days
    const calls = [...daily(20, 5), ...daily(20, 2)]
    expect(callPermitted(seven, at('2026-11-18T12:00:00+08:00'), state(calls)).ok).toBe(false)
    expect(callPermitted(seven, at('2026-11-17T12:00:00+08:00'), state(calls)).ok).toBe(true)
  })
  it('a month is a calendar month', () => {
    const ten = packOf({
      key: 'ten-a-month',
      kind: 'attempts',
      strength: 'hard',
      channel: 'call',
      counts: 'all',
      most: 2,
      per: 'month',
      of: 'case',
    })
    const calls = [call('2026-01-05T02:00:00Z'), call('2026-01-31T02:00:00Z')]
    expect(callPermitted(ten, at('2026-01-31T15:00:00+08:00'), state(calls)).ok).toBe(false)
    expect(localIso(nextPermittedCall(ten, at('2026-01-31T15:00:00+08:00'), state(calls))!, zone)).toBe(
      '2026-02-01T00:00:00+08:00',
    )
  })
  it('quiet after a conversation, whatever came after it', () => {
    const quiet = packOf({
      key: 'quiet',
      kind: 'quiet-after-conversation',
      strength: 'hard',
      channel: 'call',
      days: 7,
    })
    const calls = [call('2026-11-20T02:00:00Z', 'call_later'), call('2026-11-23T02:00:00Z', 'no_answer')]
    expect(ruleOf(callPermitted(quiet, at('2026-11-27T12:00:00+08:00'), state(calls)))).toBe('quiet')
    expect(callPermitted(quiet, at('2026-11-28T12:00:00+08:00'), state(calls)).ok).toBe(true)
    expect(callPermitted(quiet, at('2026-11-28T12:00:00+08:00'), state(calls.slice(1))).ok).toBe(true)
  })
})

describe('stop flags', () => {
  it.each(stopFlags)(
    '%s blocks every call, with any pack and with none, at any hour, with consent as well',
    (flag) => {
      for (const pack of [china, taiwan, null])
        expect(
          callPermitted(
            pack,
            at('2026-11-24T10:00:00+08:00'),
            state([], { flags: [flag], consentOutsideHours: true }),
          ),
        ).toMatchObject({ ok: false, refusal: { rule: 'house-stop-flags' } })
      expect(
        nextPermittedCall(null, at('2026-11-24T10:00:00+08:00'), state([], { flags: [flag] })),
      ).toBeNull()
    },
  )
})

describe('third parties', () => {
  const refused = { rule: 'third-party', strength: 'hard' }
  const calls = (...results: CallResult[]) =>
    results.map((result, i) => call(`2026-11-2${i}T02:00:00Z`, result))
  it('only when the debtor is unreachable: three failures in a row, or an invalid number', () => {
    expect(thirdPartyLimit(china, calls('no_answer', 'busy'))).toMatchObject(refused)
    expect(thirdPartyLimit(china, calls('no_answer', 'busy', 'no_answer'))).toBeNull()
    expect(thirdPartyLimit(china, calls('wrong_number'))).toBeNull()
    expect(thirdPartyLimit(china, [])).toMatchObject(refused)
  })
  it('a conversation in between starts the count anew', () => {
    expect(thirdPartyLimit(china, calls('no_answer', 'no_answer', 'call_later', 'no_answer'))).toMatchObject(
      refused,
    )
  })
})

describe('appointments', () => {
  const window = (start: string, end: string) => ({
    start: `2026-11-24T${start}:00+08:00`,
    end: `2026-11-24T${end}:00+08:00`,
  })
  it('lie wholly within permitted hours', () => {
    expect(appointmentPermitted(china, window('20:00', '22:00'), zone, noHolidays).ok).toBe(true)
    expect(appointmentPermitted(china, window('21:00', '22:30'), zone, noHolidays)).toMatchObject({
      ok: false,
      refusal: { rule: 'contact-hours' },
    })
    expect(appointmentPermitted(china, window('07:30', '09:00'), zone, noHolidays).ok).toBe(false)
  })
  it('cannot leap over the night: begin and end permitted, the middle not', () => {
    const overnight = { start: '2026-11-24T20:00:00+08:00', end: '2026-11-25T09:00:00+08:00' }
    expect(appointmentPermitted(china, overnight, zone, noHolidays).ok).toBe(false)
  })
  it('outside with recorded consent', () => {
    expect(appointmentPermitted(china, window('21:00', '22:30'), zone, noHolidays, true).ok).toBe(true)
  })
})

it('crews: two in mainland China, no figure in Taiwan, none without a pack', () => {
  expect(crewSizeRequired(china).hard).toBe(2)
  expect(crewSizeRequired(taiwan).hard).toBe(1)
  expect(crewSizeRequired(null).hard).toBe(1)
})

describe('the next permitted call', () => {
  const instants = fc.integer({ min: at('2026-10-20T00:00:00Z'), max: at('2026-11-30T00:00:00Z') })
  const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Vaduz', 'America/New_York', 'Australia/Lord_Howe')
  it('is permitted, not earlier than asked, and no permitted minute lies before it', () => {
    fc.assert(
      fc.property(instants, fc.array(instants, { maxLength: 12 }), zones, (from, calledAt, where) => {
        const attempts = calledAt.map((epoch) => call(utcIso(epoch)))
        const now = state(attempts, { zone: where })
        const next = nextPermittedCall(china, from, now)!
        expect(next).toBeGreaterThanOrEqual(from)
        expect(callPermitted(china, next, now).ok).toBe(true)
        for (let minute = from; minute < next; minute += 900)
          expect(callPermitted(china, minute, now).ok, localIso(minute, where)).toBe(false)
      }),
      { numRuns: 60, seed: 5 },
    )
  })
  it('keeps 08:00 on the clock when summer time ends in the night', () => {
    // Europe/Vaduz puts the clock back on 25 October 2026 at 03:00
    const evening = at('2026-10-24T22:30:00+02:00')
    const next = nextPermittedCall(china, evening, state([], { zone: 'Europe/Vaduz' }))!
    expect(localIso(next, 'Europe/Vaduz')).toBe('2026-10-25T08:00:00+01:00')
    expect(clockAt(next, 'Europe/Vaduz')).toMatchObject({ date: '2026-10-25', minutes: 480, weekday: 7 })
  })
  it('is null where a pack permits nothing', () => {
    const never = packOf({
      key: 'none',
      kind: 'hours',
      strength: 'hard',
      channel: 'call',
      days: [],
      holidays: 'none',
    })
    expect(nextPermittedCall(never, at('2026-11-24T10:00:00+08:00'), state())).toBeNull()
  })
})
