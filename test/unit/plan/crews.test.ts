import { describe, expect, it } from 'vitest'
import { crewDaysOfWeek } from '../../../shared/core/plan/crews.ts'
import type { Holidays, PlanCollector } from '../../../shared/model/week.ts'
import { branch, collector, monday } from './helpers.ts'

const plain: Holidays = { off: {}, working: {}, years: [2026] }
const week = (collectors: PlanCollector[], requiredCrewSize = 1, holidays = plain, weekStart = monday) =>
  crewDaysOfWeek({ collectors, weekStart, holidays, requiredCrewSize })
const keys = (answer: ReturnType<typeof week>) => answer.crewDays.map((day) => day.key.slice(5))

describe('who travels with whom', () => {
  it('alone: a crew-day each working day, named after the collector', () => {
    expect(keys(week([collector('Ann')]))).toEqual([
      '11-23/Ann',
      '11-24/Ann',
      '11-25/Ann',
      '11-26/Ann',
      '11-27/Ann',
    ])
  })

  it('who share a crew travel together: skills add up, the shift is what all work, the fewest visits count', () => {
    const two = [
      collector('Ann', {
        crew: 'North',
        skills: ['hakka'],
        shift: { fromMinutes: 480, toMinutes: 1020 },
        days: [1],
        maxVisits: 12,
      }),
      collector('Bo', {
        crew: 'North',
        skills: ['certified'],
        shift: { fromMinutes: 540, toMinutes: 1080 },
        days: [1],
        maxVisits: 8,
      }),
    ]
    const { crewDays, notes } = week(two, 2)
    expect(crewDays).toHaveLength(1)
    expect(crewDays[0]).toMatchObject({
      key: '2026-11-23/North',
      collectorIds: ['id-Ann', 'id-Bo'],
      skills: ['certified', 'hakka'],
      shift: { fromMinutes: 540, toMinutes: 1020 },
      maxVisits: 8,
      size: 2,
    })
    expect(notes).toEqual([])
  })

  it('two people are needed and nobody is named: paired by day, the same pairs all week, and it says so', () => {
    const { crewDays, notes } = week([collector('Ann'), collector('Bo'), collector('Cy'), collector('Di')], 2)
    expect(new Set(crewDays.map((day) => day.crewName))).toEqual(new Set(['Ann + Bo', 'Cy + Di']))
    expect(crewDays.every((day) => day.size === 2)).toBe(true)
    expect(notes).toEqual([
      {
        code: 'crews-paired',
        params: { crew: 'Ann + Bo', dates: '2026-11-23, 2026-11-24, 2026-11-25, 2026-11-26, 2026-11-27' },
      },
      {
        code: 'crews-paired',
        params: { crew: 'Cy + Di', dates: '2026-11-23, 2026-11-24, 2026-11-25, 2026-11-26, 2026-11-27' },
      },
    ])
  })

  it('a day of leave parts no pair for longer', () => {
    const people = [
      collector('Ann'),
      collector('Bo', { leave: [{ from: '2026-11-24', to: '2026-11-24' }] }),
      collector('Cy'),
      collector('Di'),
    ]
    const pairs = (date: string) =>
      week(people, 2)
        .crewDays.filter((day) => day.date === date)
        .map((day) => day.crewName)
    expect(pairs('2026-11-24')).toEqual(['Ann + Cy', 'Di'])
    expect(pairs('2026-11-25')).toEqual(['Ann + Bo', 'Cy + Di'])
  })

  it('pairs those who start near one another', () => {
    const far: [number, number] = [121.9, 25.3]
    const { crewDays } = week([collector('Ann'), collector('Bo', { start: far }), collector('Cy')], 2)
    expect(crewDays.filter((day) => day.size === 2).map((day) => day.crewName)).toEqual(
      Array(5).fill('Ann + Cy'),
    )
  })

  it('one left over stays alone, with a word about it', () => {
    const { crewDays, notes } = week(
      [collector('Ann', { days: [1] }), collector('Bo', { days: [1] }), collector('Cy', { days: [1] })],
      2,
    )
    expect(crewDays.map((day) => [day.crewName, day.size])).toEqual([
      ['Ann + Bo', 2],
      ['Cy', 1],
    ])
    expect(notes).toContainEqual({
      code: 'crew-left-over',
      params: { crew: 'Cy', dates: '2026-11-23', least: 2 },
    })
  })

  it('a named crew that leave has halved joins another who is alone that day', () => {
    const people = [
      collector('Ann', { crew: 'North' }),
      collector('Bo', { crew: 'North', leave: [{ from: '2026-11-24', to: '2026-11-24' }] }),
      collector('Cy'),
    ]
    const { crewDays } = week(people, 2)
    expect(crewDays.filter((day) => day.date === '2026-11-24').map((day) => day.crewName)).toEqual([
      'Ann + Cy',
    ])
    expect(crewDays.filter((day) => day.date === '2026-11-25').map((day) => day.crewName)).toEqual([
      'North',
      'Cy',
    ])
  })

  it('early and late who share too little of the day are not paired', () => {
    const { crewDays } = week(
      [
        collector('Ann', { days: [1], shift: { fromMinutes: 480, toMinutes: 720 } }),
        collector('Bo', { days: [1], shift: { fromMinutes: 660, toMinutes: 1080 } }),
      ],
      2,
    )
    expect(crewDays.map((day) => day.size)).toEqual([1, 1])
  })

  it('two of one name keep their days apart', () => {
    expect(
      keys(week([collector('Ann', { days: [1] }), collector('Ann', { id: 'other', days: [1] })])),
    ).toEqual(['11-23/Ann', '11-23/Ann (2)'])
  })

  it('an unknown start is taken to be the branch, with a word about it; the end is where it starts', () => {
    const { crewDays, notes } = week([
      collector('Ann', { start: null, days: [1] }),
      collector('Bo', { days: [1] }),
    ])
    expect(crewDays[0]).toMatchObject({ start: branch, end: branch })
    expect(notes).toEqual([{ code: 'crew-start-borrowed', params: { crew: 'Ann', dates: '2026-11-23' } }])
  })

  it('a start that nobody knows is said once for all its days, not passed over', () => {
    const { crewDays, notes } = week([collector('Ann', { start: null, days: [1, 2] })])
    expect(crewDays.map((day) => day.start)).toEqual([null, null])
    expect(notes).toEqual([
      { code: 'crew-start-unknown', params: { crew: 'Ann', dates: '2026-11-23, 2026-11-24' } },
    ])
  })
})

describe('which days', () => {
  it('leave counts from its first to its last day', () => {
    expect(keys(week([collector('Ann', { leave: [{ from: '2026-11-24', to: '2026-11-26' }] })]))).toEqual([
      '11-23/Ann',
      '11-27/Ann',
    ])
  })

  // mainland China, 国庆 2026: off from 1 October, Saturday 10 October worked instead
  const china: Holidays = {
    off: { '2026-10-01': '国庆节', '2026-10-02': '国庆节' },
    working: { '2026-10-10': '国庆节' },
    years: [2026],
  }
  it('a holiday is off, with its name; a worked Saturday is worked by those who work every working day', () => {
    const golden = week([collector('Ann')], 1, china, '2026-09-28')
    expect(keys(golden)).toEqual(['09-28/Ann', '09-29/Ann', '09-30/Ann'])
    expect(golden.notes).toContainEqual({
      code: 'holiday-off',
      params: { date: '2026-10-01', name: '国庆节' },
    })
    const after = week([collector('Ann'), collector('Bo', { days: [1, 3] })], 1, china, '2026-10-05')
    expect(keys(after).filter((key) => key.startsWith('10-10'))).toEqual(['10-10/Ann'])
    expect(after.notes).toContainEqual({
      code: 'holiday-worked',
      params: { date: '2026-10-10', name: '国庆节' },
    })
  })
  it('who names her weekdays works on those', () => {
    expect(keys(week([collector('Ann', { days: [2, 6] })]))).toEqual(['11-24/Ann', '11-28/Ann'])
  })
  it('a year that the calendar does not know is said once', () => {
    expect(week([collector('Ann')], 1, plain, '2027-03-01').notes).toEqual([
      { code: 'holidays-unknown', params: { year: 2027 } },
    ])
  })
  it('nobody at all: no crew-days', () => {
    expect(week([]).crewDays).toEqual([])
  })
})
