import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { bindRules } from '../../shared/core/compliance/book.ts'
import { attemptsOfFacts, planOfFacts, visitsOfFacts } from '../../shared/core/compliance/facts.ts'
import { findings } from '../../shared/core/compliance/findings.ts'
import { loadRulePacks } from '../../electron/service/rules.ts'
import {
  caseFile,
  collectorFile,
  csv,
  importFile,
  optimise,
  refusal,
  stopsOf,
  undo,
} from '../helpers/desk.ts'
import { friday, plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let client: Client
let clerk: Client
let lead: Client
beforeAll(() => {
  client = desk.client
  clerk = desk.service.clientAs({ userId: 's', userName: 'Clerk', roles: ['scheduler'] })
  lead = desk.service.clientAs({ userId: 'l', userName: 'Lead', roles: ['lead'] })
})

const doors = [
  ...Array.from({ length: 6 }, (_, index) => ({ no: `C${index}` })),
  { no: 'D1', borrower: 'Twice', phone: '0999999999' },
  { no: 'D2', borrower: 'Twice', phone: '0999999999' },
]
const branchWith = (...rulePacks: string[]) =>
  plannedBranch(desk, { rulePacks, cases: caseFile(doors), collectors: collectorFile(['Chen', 'Lin']) })
const why = { reason: 'Regional office', evidence: 'Letter 2026/41' }
const rowOf = async (caseNo: string) =>
  (await client.calls.queue({ week })).find((row) => row.caseNo === caseNo)!
const log = (visitId: string, result: string, more: object = {}) =>
  client.calls.log({ week, visitId, phoneId: null, result: result as 'busy', ...more })
const callsFile = async (...rows: string[]) =>
  finishWork(
    await client.calls.importFile({
      week,
      file: csv('calls.csv', ['case_no,called_at,result,window_start,window_end,note', ...rows].join('\n')),
    }),
  )
const window = (date: string, from: string, to: string) => ({
  start: `${date}T${from}:00+08:00`,
  end: `${date}T${to}:00+08:00`,
})
const hardRules = async () => [
  ...new Set(
    (await client.plan.get({ week })).findings.filter((one) => one.hard).map((finding) => finding.rule),
  ),
]
/** What `rules check` would say of the desk: its facts, judged apart from the service. */
async function judgedApart(...packs: string[]): Promise<string[]> {
  const facts = await client.rules.facts({ week })
  const keys = packs.length > 0 ? packs : facts.packs
  const book = bindRules(await loadRulePacks(keys), facts.actor, packs.length > 0 ? [] : facts.adjustments)
  const found = findings({
    pack: book,
    plan: planOfFacts(facts),
    visits: visitsOfFacts(facts),
    holidays: facts.holidays,
    attempts: attemptsOfFacts(facts),
  })
  return [...new Set(found.filter((one) => one.hard).map((one) => one.rule))]
}
const allDay = [1, 2, 3, 4, 5, 6, 7]

describe('hours', () => {
  beforeAll(() => branchWith('tw'))
  beforeEach(() => desk.at(friday))

  it('by telephone, by a window, by a list of calls, by a slot', async () => {
    const row = await rowOf('C0')
    desk.at('2026-11-20T22:30:00Z') // 06:30 on Saturday
    expect(await refusal(log(row.visitId, 'busy'))).toBe('rule-call-hours')
    desk.at(friday)
    expect(
      await refusal(log(row.visitId, 'confirmed', { window: window('2026-11-24', '21:00', '22:30') })),
    ).toBe('rule-visit-hours')
    // the same hour, written in another zone
    expect(
      await refusal(
        log(row.visitId, 'confirmed', {
          window: { start: '2026-11-24T14:00:00+00:00', end: '2026-11-24T15:00:00+00:00' },
        }),
      ),
    ).toBe('rule-visit-hours')
    const { accepted, refused } = await callsFile(
      'C0,2026-11-19 22:30,no_answer,,,',
      'C1,2026-11-20 09:00,confirmed,2026-11-24 06:00,2026-11-24 08:00,',
    )
    expect([accepted, refused.map((one) => one.reason.code)]).toEqual([
      0,
      ['rule-call-hours', 'rule-visit-hours'],
    ])
    for (const slot of await client.calls.slots({ week, visitId: row.visitId })) {
      const hours = [slot.window.start, slot.window.end].map((at) => (Number(at.slice(11, 13)) + 8) % 24)
      expect(hours[0]).toBeGreaterThanOrEqual(7)
      expect(hours[1]).toBeLessThanOrEqual(22)
    }
  })

  it('by a case file that asks for the night: it finds no place and says why', async () => {
    await importFile(
      client,
      'cases',
      caseFile(
        doors.map((one) => ({ ...one, rest: one.no === 'C5' ? '22:30-23:30' : '' })),
        'window',
      ),
    )
    await optimise(client, week, { keep: true })
    const { unplanned } = await client.plan.get({ week })
    expect(unplanned.find((one) => one.caseNo === 'C5')?.reason.code).toBe('visit-window-closed')
  })

  it('by publishing a plan that was made before the rule was tightened, and by moving a stop in it', async () => {
    expect(await hardRules()).toEqual([])
    await clerk.rules.adjust({
      pack: 'tw',
      clause: 'contact-hours',
      change: { days: [{ weekdays: allDay, spans: [{ from: '19:00', to: '20:00' }] }] },
    })
    expect(await hardRules()).toEqual(['tw/contact-hours'])
    expect(await refusal(client.plan.publish({ week }))).toBe('plan-has-hard-findings')
    expect(await judgedApart()).toEqual(['tw/contact-hours'])
    // the pack as it came would have let it pass
    expect(await judgedApart('tw')).toEqual([])
    const [stop] = stopsOf(await client.plan.get({ week }))
    const elsewhere = (await client.plan.get({ week })).crewDays.find((day) => day.id !== stop.crewDayId)!
    expect(await refusal(client.plan.move({ week, visitId: stop.visitId, crewDayId: elsewhere.id }))).toBe(
      'visit-outside-shift',
    )
    // taking back what can be taken back does not bring the old hours again
    while (await undo(client));
    expect(
      (await client.rules.branch()).clauses.find((one) => one.rule === 'tw/contact-hours'),
    ).toMatchObject({
      adjustment: { stance: 'tighter', by: 'Clerk' },
    })
  })
})

describe('limits on attempts', () => {
  beforeAll(() => branchWith('tw'))
  beforeEach(() => desk.at(friday))

  it('count a borrower’s telephone whichever of her cases is rung, typed in and by list', async () => {
    await clerk.rules.adjust({
      pack: 'tw',
      clause: 'contacts-per-period',
      change: { strength: 'hard', channel: 'call', counts: 'all', most: 2, per: 'day', of: 'contact' },
    })
    const [one, two] = [await rowOf('D1'), await rowOf('D2')]
    await client.calls.log({ week, visitId: one.visitId, phoneId: one.phoneId, result: 'no_answer' })
    const { accepted, refused } = await callsFile(
      'D2,2026-11-20 09:30,no_answer,,,',
      'D2,2026-11-20 09:40,busy,,,',
      'D1,2026-11-20 09:50,busy,,,',
    )
    expect([accepted, refused.map((row) => row.reason.code)]).toEqual([
      1,
      ['rule-call-attempts', 'rule-call-attempts'],
    ])
    desk.at('2026-11-20T06:00:00Z')
    expect(
      await refusal(
        client.calls.log({ week, visitId: two.visitId, phoneId: two.phoneId, result: 'no_answer' }),
      ),
    ).toBe('rule-call-attempts')
    for (const caseNo of ['D1', 'D2']) expect((await rowOf(caseNo)).permitted, caseNo).toBe(false)
    // leaving the telephone out is no way round
    expect(await refusal(log(two.visitId, 'no_answer'))).toBe('rule-call-attempts')
    desk.at('2026-11-21T02:00:00Z')
    expect((await rowOf('D2')).permitted).toBe(true)
  })

  it('of calls and visits together: the call that agrees on today leaves no room for a visit today', async () => {
    await branchWith('th')
    desk.at('2026-11-23T01:00:00Z')
    // whose visit is still to come today
    const [row] = await client.calls.queue({ week })
    expect(
      await refusal(log(row.visitId, 'confirmed', { window: window('2026-11-23', '14:00', '16:00') })),
    ).toBe('rule-visit-attempts')
    await log(row.visitId, 'confirmed', { window: window('2026-11-24', '14:00', '16:00') })
    expect((await rowOf(row.caseNo))?.permitted ?? false).toBe(false)
    expect(await hardRules()).toEqual([])
    expect(await judgedApart()).toEqual([])
  })

  it('a quiet period after a conversation, by telephone and by list', async () => {
    await branchWith('us-regf')
    const row = await rowOf('C0')
    await log(row.visitId, 'refused')
    desk.at('2026-11-23T02:00:00Z')
    expect(await refusal(log(row.visitId, 'busy'))).toBe('rule-quiet-period')
    const { refused } = await callsFile('C0,2026-11-21 10:00,busy,,,')
    expect(refused.map((one) => one.reason.code)).toEqual(['rule-quiet-period'])
  })
})

describe('crews', () => {
  it('a pack that is added asks for two: the plan of single crews is not published, and cannot be moved into', async () => {
    await branchWith('tw')
    expect(await hardRules()).toEqual([])
    await clerk.rules.choose({ packs: ['tw', 'cn-cba-2026'], actor: null })
    expect(await hardRules()).toContain('cn-cba-2026/crew-of-two')
    expect(await judgedApart()).toContain('cn-cba-2026/crew-of-two')
    expect(await refusal(client.plan.publish({ week }))).toBe('plan-has-hard-findings')
    const [stop] = stopsOf(await client.plan.get({ week }))
    expect(await refusal(client.plan.move({ week, visitId: stop.visitId, crewDayId: stop.crewDayId }))).toBe(
      'crew-day-unknown',
    )
    await optimise(client, week)
    expect(await hardRules()).toEqual([])
    await lead.plan.publish({ week })
  })
})

describe('what must be on record', () => {
  it('a workplace without a reason is not planned, not agreed on and not moved to; with one it is', async () => {
    await plannedBranch(desk, {
      rulePacks: ['my'],
      cases: csv(
        'cases.csv',
        [
          'case_no,borrower,phone,address,work_address,lat,lon,dpd',
          'C0,Person A,0910000000,Lane 1,,25.03,121.52,30',
          'W0,Person W,0910000001,,Office 1,25.031,121.52,30',
        ].join('\n'),
      ),
      collectors: collectorFile(['Chen']),
    })
    const plan = await client.plan.get({ week })
    const held = plan.unplanned.find((one) => one.caseNo === 'W0')!
    expect(held.reason.code).toBe('rule-place-reason')
    const [day] = plan.crewDays
    expect(await refusal(client.plan.move({ week, visitId: held.visitId, crewDayId: day.id }))).toBe(
      'rule-place-reason',
    )
    expect(await refusal(client.calls.slots({ week, visitId: held.visitId }))).toBe('rule-place-reason')
    expect((await client.rules.ofVisit({ visitId: held.visitId })).missing).toMatchObject([
      { rule: 'my/workplace', kind: 'place-reason', hard: true },
    ])
    await clerk.rules.record({ visitId: held.visitId, kind: 'place-reason', note: 'Asked to be met there' })
    await optimise(client, week)
    expect(stopsOf(await client.plan.get({ week })).map((stop) => stop.caseNo)).toContain('W0')
    expect(await hardRules()).toEqual([])
  })

  it('notice: nobody is sent before it is over, whoever moves the stop', async () => {
    await branchWith('tw')
    await clerk.rules.adjust({
      pack: 'tw',
      clause: 'notice-before-visit',
      change: { strength: 'hard', hours: 48 },
    })
    desk.at('2026-11-23T00:00:00Z') // Monday, 08:00
    expect(await hardRules()).toContain('tw/notice-before-visit')
    await optimise(client, week)
    const plan = await client.plan.get({ week })
    for (const stop of stopsOf(plan)) expect(stop.date >= '2026-11-25', stop.arrival).toBe(true)
    const tuesday = plan.crewDays.find((day) => day.date === '2026-11-24')!
    const [stop] = stopsOf(plan)
    await expect(
      client.plan.move({ week, visitId: stop.visitId, crewDayId: tuesday.id }),
    ).rejects.toMatchObject({ code: 'REFUSED' })
  })

  it('an exception needs the lead, a reason and evidence, and frees one visit from one rule', async () => {
    await branchWith('tw')
    const row = await rowOf('C0')
    const exception = {
      visitId: row.visitId,
      kind: 'exception' as const,
      rule: 'tw/contact-hours',
      note: 'Works at night, asked for it',
    }
    expect(await refusal(clerk.rules.record({ ...exception, evidence: 'x' }))).toBe(
      'rules-loosening-needs-lead',
    )
    expect(await refusal(lead.rules.record(exception))).toBe('rules-loosening-needs-evidence')
    expect(await refusal(lead.rules.record({ ...exception, rule: 'tw/none', evidence: 'x' }))).toBe(
      'rule-clause-unknown',
    )
    await lead.rules.record({ ...exception, evidence: 'Recording 77' })
    desk.at('2026-11-20T22:30:00Z')
    await log(row.visitId, 'busy')
    expect(await refusal(log((await rowOf('C1')).visitId, 'busy'))).toBe('rule-call-hours')
  })
})

describe('loosening', () => {
  beforeAll(() => branchWith('tw', 'in-rbi'))

  it('by leaving out a pack, by saying that somebody else collects, by a figure, by taking back a tightening', async () => {
    const drop = { packs: ['in-rbi'], actor: null }
    const bank = { packs: ['tw', 'in-rbi'], actor: 'bank' as const }
    const later = {
      pack: 'tw',
      clause: 'contact-hours',
      change: { days: [{ weekdays: allDay, spans: [{ from: '07:00', to: '23:00' }] }] },
    }
    for (const who of [clerk, lead]) {
      const code = who === clerk ? 'rules-loosening-needs-lead' : 'rules-loosening-needs-evidence'
      expect(await refusal(who.rules.choose(drop))).toBe(code)
      expect(await refusal(who.rules.choose(bank))).toBe(code)
      expect(await refusal(who.rules.adjust(later))).toBe(code)
      expect(await refusal(who.rules.adjust({ ...later, reason: 'Because' }))).toBe(code)
    }
    const own = { pack: 'in-rbi', clause: 'crew', change: { strength: 'hard', least: 2 } }
    await clerk.rules.adjust(own)
    expect(await refusal(clerk.rules.adjust({ ...own, change: null }))).toBe('rules-loosening-needs-lead')
    await lead.rules.adjust({ ...own, change: null, ...why })
    const { clauses } = await lead.rules.adjust({ ...later, ...why })
    expect(clauses.find((one) => one.rule === 'tw/contact-hours')).toMatchObject({
      strength: 'hard',
      adjustment: { stance: 'looser', by: 'Lead', ...why },
    })
    const audit = (await lead.audit.list()).filter((row) => row.action === 'rules.loosen')
    expect(audit).toHaveLength(2)
    expect(audit[0].summary).toContain(why.evidence)
    expect(await lead.audit.verify()).toMatchObject({ intact: true })
  })

  it('what packs disagree on is said, and the strictest binds', async () => {
    const { settled } = await client.rules.branch()
    expect(settled).toEqual([{ rule: 'in-rbi/contact-hours', over: 'tw/contact-hours', how: 'strictest' }])
    const row = await rowOf('C1')
    desk.at('2026-11-20T12:00:00Z') // 20:00, lawful under tw alone
    expect(await refusal(log(row.visitId, 'busy'))).toBe('rule-call-hours')
    desk.at(friday)
  })

  it('a pack that comes back comes back as it is, not as it was loosened', async () => {
    await lead.rules.choose({ packs: ['in-rbi'], actor: null, ...why })
    const { clauses } = await clerk.rules.choose({ packs: ['in-rbi', 'tw'], actor: null })
    expect(clauses.find((one) => one.rule === 'tw/contact-hours')?.adjustment).toBeNull()
  })

  it('a pack or clause that nobody knows is refused, and nothing changes', async () => {
    expect(await refusal(lead.rules.choose({ packs: ['mars'], actor: null, ...why }))).toBe(
      'rule-pack-unknown',
    )
    expect(await refusal(lead.rules.adjust({ pack: 'tw', clause: 'x', change: {}, ...why }))).toBe(
      'rule-clause-unknown',
    )
    expect(
      await refusal(lead.rules.adjust({ pack: 'tw', clause: 'crew', change: { least: 'two' }, ...why })),
    ).toBe('rule-change-unreadable')
    expect((await client.rules.branch()).packs).toEqual(['in-rbi', 'tw'])
  })
})

describe('holidays from a file', () => {
  beforeAll(() => branchWith('cn-cba-2026'))
  const file = (year: number, ...days: [date: string, off: boolean][]) =>
    csv(
      `${year}.json`,
      JSON.stringify({ year, days: days.map(([date, isOffDay]) => ({ name: '假日', date, isOffDay })) }),
    )
  const take = (given: File) => client.rules.importHolidays({ country: 'CN', file: given })

  it('of the wrong year or shape are refused with a sentence, and nothing is written', async () => {
    expect(await refusal(take(file(2026, ['2025-10-01', true])))).toBe('holiday-file-wrong-year')
    expect(await refusal(take(file(2025, ['2025-10-01', true])))).toBe('holiday-file-year-over')
    expect(await refusal(take(csv('x.json', '{"year": 2026')))).toBe('holiday-file-unreadable')
    expect(await refusal(take(csv('x.json', '[]')))).toBe('holiday-file-unreadable')
    expect((await client.rules.branch()).calendars).toMatchObject([{ country: 'CN', files: [] }])
  })

  it('take the place of the year that came with the program, and the week is planned by them', async () => {
    const made = await take(file(2026, ['2026-11-25', true], ['2026-11-28', false]))
    expect(made).toMatchObject({ year: 2026, off: 1, working: 1 })
    await optimise(client, week)
    const plan = await client.plan.get({ week })
    expect(stopsOf(plan).map((stop) => stop.date)).not.toContain('2026-11-25')
    expect(plan.notes.map((note) => note.code)).toContain('holiday-off')
    expect((await client.rules.branch()).calendars[0]).toMatchObject({
      files: [{ year: 2026, fileName: '2026.json' }],
    })
  })
})
