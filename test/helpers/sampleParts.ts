import type { Random } from '../../shared/core/lib/random.ts'

/** What both sample generators share: picking, spelling numbers, CSV text, priorities, calls and outcomes. */

export const sampleWeek = '2026-11-23'
export const weekDates = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']
/** the Friday before, when the calls were made */
export const callDate = '2026-11-20'

export const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]
export const chance = (random: Random, probability: number): boolean => random.next() < probability
/** one of `[weight, value]`, weights of any sum */
export function weighted<T>(random: Random, list: readonly (readonly [number, T])[]): T {
  let rest = random.next() * list.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, value] of list) {
    rest -= weight
    if (rest < 0) return value
  }
  return list[list.length - 1][1]
}
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[copy[i], copy[j]] = [copy[j], copy[i]]
  }
  return copy
}
export const twoDigits = (n: number): string => String(n).padStart(2, '0')
/** minutes from midnight → `09:05` */
export const clock = (minutes: number): string =>
  `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`

const cell = (text: string, delimiter: string): string =>
  text.includes(delimiter) || /["\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
export const csvText = (rows: readonly (readonly string[])[], lineEnd = '\n', delimiter = ','): string =>
  rows.map((row) => row.map((value) => cell(value, delimiter)).join(delimiter) + lineEnd).join('')

/** Reads the plain CSV of the reference data: quoted cells, no line breaks within. */
export function parsePlainCsv(text: string): Record<string, string>[] {
  const split = (line: string): string[] =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
      (m[1] ?? m[2]).replaceAll('""', '"'),
    )
  const [header, ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
  const names = split(header)
  return lines.map((line) => Object.fromEntries(split(line).map((value, i) => [names[i], value])))
}

/** Days past due, amount and stage of one invented account, and the priority 1–100 that follows from them. */
export function arrears(random: Random, amountLow: number, amountHigh: number) {
  const dpd = weighted(random, [
    [40, 31 + random.below(30)],
    [30, 61 + random.below(30)],
    [20, 91 + random.below(90)],
    [10, 181 + random.below(200)],
  ])
  const amount = Math.round(amountLow * (amountHigh / amountLow) ** random.next() * 100) / 100
  const stage = dpd <= 60 ? 'M2' : dpd <= 90 ? 'M3' : dpd <= 180 ? 'M4+' : 'legal'
  const size = Math.log(amount / amountLow) / Math.log(amountHigh / amountLow)
  const priority = Math.max(
    1,
    Math.min(100, Math.round(20 + 50 * size + (dpd <= 90 ? 20 : 5) + random.below(10))),
  )
  return { dpd, amount, stage, priority }
}

export interface SampleCase {
  caseNo: string
  priority: number
  /** may it be confirmed or visited: the row is valid and its address is meant to be found */
  sound: boolean
  /** ISO weekdays it allows, empty for any */
  weekdays: number[]
  /** minutes of the day it allows */
  window: [number, number] | null
  amount: number
  /** index into the week it is due on, or 4 */
  dueDay: number
}

export interface SampleCall {
  caseNo: string
  calledAt: string
  result: string
  windowStart: string
  windowEnd: string
  note: string
}

const callPlan: readonly (readonly [result: string, count: number])[] = [
  ['confirmed', 26],
  ['no_answer', 15],
  ['busy', 6],
  ['wrong_number', 4],
  ['third_party', 4],
  ['call_later', 6],
  ['refused', 4],
  ['dispute', 2],
  ['hardship', 2],
  ['deceased', 1],
]

/**
 * About 70 calls of the Friday before the week, every result among them. A confirmed call agrees on two hours of a day
 * that the case allows. `notes` gives what the caller wrote down, by result.
 */
export function sampleCalls(
  random: Random,
  cases: readonly SampleCase[],
  notes: Record<string, readonly string[]>,
): SampleCall[] {
  const likely = cases.filter((one) => one.sound && one.priority >= 45)
  const queue = shuffled(random, likely)
  const calls: SampleCall[] = []
  let minute = 9 * 60
  const next = () => {
    minute += 4 + random.below(6)
    if (minute > 12 * 60 && minute < 13 * 60 + 30) minute = 13 * 60 + 30
    return `${callDate} ${clock(Math.min(minute, 18 * 60 + 30))}`
  }
  const results = shuffled(
    random,
    callPlan.flatMap(([result, count]) => Array.from({ length: count }, () => result)),
  )
  for (const result of results) {
    const one = queue.pop()
    if (!one) break
    const call: SampleCall = {
      caseNo: one.caseNo,
      calledAt: next(),
      result,
      windowStart: '',
      windowEnd: '',
      note: chance(random, 0.6) ? pick(random, notes[result] ?? ['']) : '',
    }
    if (result === 'confirmed') {
      const days = [0, 1, 2, 3, 4].filter(
        (day) => day <= one.dueDay && (one.weekdays.length === 0 || one.weekdays.includes(day + 1)),
      )
      const day = pick(random, days.length > 0 ? days : [4])
      const [from, to] = one.window ?? [9 * 60, 17 * 60]
      const starts: number[] = []
      for (let start = from; start + 90 <= to; start += 30) starts.push(start)
      const start = starts.length > 0 ? pick(random, starts) : from
      call.windowStart = `${weekDates[day]} ${clock(start)}`
      call.windowEnd = `${weekDates[day]} ${clock(Math.min(start + 120, to))}`
    }
    calls.push(call)
    // somebody who did not answer is tried once more in the afternoon
    if (result === 'no_answer' && chance(random, 0.25) && minute < 16 * 60)
      calls.push({ ...call, calledAt: `${callDate} ${clock(17 * 60 + random.below(60))}`, note: '' })
  }
  return calls.sort((a, b) => (a.calledAt < b.calledAt ? -1 : a.calledAt > b.calledAt ? 1 : 0))
}

export interface SampleOutcome {
  caseNo: string
  visitedAt: string
  leftAt: string
  result: string
  met: string
  promiseDate: string
  promiseAmount: string
  note: string
}

/** About 40 outcomes of the Monday and the Tuesday: confirmed visits of those days first, then the most valuable others. */
export function sampleOutcomes(
  random: Random,
  cases: readonly SampleCase[],
  calls: readonly SampleCall[],
  notes: Record<string, readonly string[]>,
  formatDate: (iso: string) => string,
): SampleOutcome[] {
  const byNumber = new Map(cases.map((one) => [one.caseNo, one]))
  const called = new Set(calls.map((call) => call.caseNo))
  const early = calls.filter(
    (call) =>
      call.result === 'confirmed' &&
      (call.windowStart.startsWith(weekDates[0]) || call.windowStart.startsWith(weekDates[1])),
  )
  const visits: { one: SampleCase; date: string; minute: number }[] = early.map((call) => ({
    one: byNumber.get(call.caseNo)!,
    date: call.windowStart.slice(0, 10),
    minute:
      Number(call.windowStart.slice(11, 13)) * 60 + Number(call.windowStart.slice(14)) + random.below(60),
  }))
  const others = cases
    .filter((one) => one.sound && !called.has(one.caseNo) && one.weekdays.length === 0 && one.window === null)
    .sort((a, b) => b.priority - a.priority || (a.caseNo < b.caseNo ? -1 : 1))
  for (const one of others.slice(0, 40 - visits.length))
    visits.push({ one, date: weekDates[random.below(2)], minute: 9 * 60 + random.below(7 * 60) })
  visits.sort((a, b) => (a.date + clock(a.minute) < b.date + clock(b.minute) ? -1 : 1))
  const kinds: readonly (readonly [number, string])[] = [
    [11, 'promise'],
    [4, 'paid'],
    [3, 'plan_agreed'],
    [2, 'deferred'],
    [3, 'refused'],
    [9, 'not_home'],
    [2, 'moved'],
    [1, 'wrong_address'],
    [1, 'dispute'],
    [1, 'hardship'],
    [0.4, 'unsafe'],
  ]
  const alwaysOne = [
    'promise',
    'paid',
    'plan_agreed',
    'deferred',
    'refused',
    'not_home',
    'moved',
    'wrong_address',
    'dispute',
    'hardship',
    'unsafe',
  ]
  return visits.map(({ one, date, minute }, i) => {
    const result = i < alwaysOne.length ? alwaysOne[(i * 7) % alwaysOne.length] : weighted(random, kinds)
    const stay =
      result === 'not_home' || result === 'moved' || result === 'wrong_address'
        ? 3 + random.below(5)
        : 12 + random.below(20)
    const nobody = stay < 10
    const promise = result === 'promise'
    return {
      caseNo: one.caseNo,
      visitedAt: `${date} ${clock(minute)}`,
      leftAt: `${date} ${clock(minute + stay)}`,
      result,
      met: nobody
        ? 'nobody'
        : weighted(random, [
            [8, 'borrower'],
            [2, 'family'],
            [0.5, 'guarantor'],
          ]),
      promiseDate: promise ? formatDate(`2026-12-${twoDigits(1 + random.below(20))}`) : '',
      promiseAmount: promise
        ? String(Math.max(100, Math.round((one.amount * (0.2 + random.next() * 0.8)) / 50) * 50))
        : '',
      note: chance(random, 0.6) ? pick(random, notes[result] ?? ['']) : '',
    }
  })
}
