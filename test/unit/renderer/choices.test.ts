import { describe, expect, it } from 'vitest'
import { candidatesOf, likeliestLevel } from '../../../renderer/screens/locate/candidatesOf.ts'
import { placeOf } from '../../../renderer/screens/welcome/placeOf.ts'
import { fitColumns } from '../../../renderer/ui/fitColumns.ts'
import type { Column } from '../../../renderer/ui/columns.ts'
import { daysWithoutCrew, missingOf, overtimeDays } from '../../../renderer/screens/plan/readiness.ts'
import type { CallRow, PlanView } from '../../../shared/contract/week.ts'
import type { LocationCandidate } from '../../../shared/model/location.ts'

const candidate = (lon: number, level: LocationCandidate['level']): LocationCandidate => ({
  lon,
  lat: 25,
  level,
  confidence: 0.5,
  radiusMetres: 100,
  label: `${level} ${lon}`,
  source: 'osm',
})

describe('the candidates of an address', () => {
  it('a held one shows how near its guess is, once, before the others', () => {
    const row = {
      best: candidate(121, 'none'),
      alternatives: [candidate(121, 'street'), candidate(122, 'street')],
    }
    expect(candidatesOf(row).map((each) => each.label)).toEqual(['street 121', 'street 122'])
    expect(likeliestLevel(row)).toBe('street')
  })
  it('one that is found comes first; without any the level is none', () => {
    const row = { best: candidate(121, 'building'), alternatives: [candidate(122, 'street')] }
    expect(candidatesOf(row).map((each) => each.level)).toEqual(['building', 'street'])
    expect(likeliestLevel({ best: null, alternatives: [] })).toBe('none')
  })
})

describe('candidates in their order', () => {
  it('the likeliest stands first, whatever order they were found in', () => {
    const sure = (lon: number, confidence: number) => ({ ...candidate(lon, 'street'), confidence })
    const row = {
      best: sure(1, 0.33),
      alternatives: [sure(2, 0.09), sure(3, 0.06), sure(4, 0.08), sure(5, 0.4)],
    }
    expect(candidatesOf(row).map((each) => each.lon)).toEqual([5, 1, 2, 4, 3])
  })
})

describe('the currency and the law of a new branch', () => {
  it('are those of the place of its region, and asked for where that is not known', () => {
    expect(placeOf([121.45, 24.96, 121.66, 25.21])).toEqual({ currency: 'TWD', country: 'TW' })
    expect(placeOf([9.47, 47.05, 9.64, 47.27])).toEqual({ currency: 'CHF', country: null })
    expect(placeOf([116.1, 39.7, 116.7, 40.1])).toEqual({ currency: 'CNY', country: 'CN' })
    expect(placeOf([114.0, 22.2, 114.3, 22.4])).toEqual({ currency: 'HKD', country: 'HK' })
    expect(placeOf([-58.6, -34.8, -58.3, -34.5])).toBeNull()
  })
})

describe('columns of a table', () => {
  const column = (key: string, width: number, more: Partial<Column<object>> = {}): Column<object> => ({
    key,
    title: key,
    width,
    render: () => key,
    text: () => key,
    ...more,
  })
  const tenEach = (text: string) => 10 * text.length
  const widths = (list: ReturnType<typeof fitColumns<object>>) =>
    list.map(({ column: { key }, width }) => [key, Math.round(width)])

  it('are never narrower than their heads', () => {
    // 9 letters, the padding of a cell between others, the mark of the order
    const [, middle] = fitColumns(
      [column('a', 50), column('borrowers', 40, { sortable: true }), column('c', 50)],
      0,
      tenEach,
    )
    expect(middle.width).toBe(90 + 16 + 14)
  })
  it('that do not fit are left out, the most dispensable first, and no further than needed', () => {
    const columns = [column('a', 100), column('b', 100, { drop: 2 }), column('c', 100, { drop: 1 })]
    expect(widths(fitColumns(columns, 300, tenEach)).map(([key]) => key)).toEqual(['a', 'b', 'c'])
    expect(widths(fitColumns(columns, 299, tenEach)).map(([key]) => key)).toEqual(['a', 'c'])
    expect(widths(fitColumns(columns, 120, tenEach)).map(([key]) => key)).toEqual(['a'])
    expect(widths(fitColumns(columns, 40, tenEach)).map(([key]) => key)).toEqual(['a'])
  })
  it('share what is left over, so that none is cut beside empty space', () => {
    const columns = [column('a', 100, { grow: 3 }), column('b', 100, { grow: 1 })]
    expect(widths(fitColumns(columns, 600, tenEach))).toEqual([
      ['a', 400],
      ['b', 200],
    ])
  })
})

describe('what a week lacks', () => {
  const unplanned = (code: string) => ({ reason: { code } }) as PlanView['unplanned'][number]
  const call = (attempts: number, agreed: boolean) =>
    ({ attempts, appointment: agreed ? { start: '', end: '' } : null }) as CallRow
  it('counts nobody twice: unlocated or unplanned, never called or not agreed', () => {
    const plan = {
      unplanned: [
        unplanned('location-missing'),
        unplanned('location-too-coarse'),
        unplanned('unplanned-no-room'),
      ],
      totals: { softFindings: 4 },
      crewDays: [],
    } as unknown as PlanView
    expect(missingOf(plan, [call(0, false), call(0, false), call(2, false), call(1, true)], [])).toEqual({
      unlocated: 2,
      unplanned: 1,
      'never-called': 2,
      'not-agreed': 1,
      overtime: 0,
      'missing-crews': 0,
      findings: 4,
    })
  })

  /** Monday 23 November 2026, a shift until 17:30 in Taipei. */
  const day = (id: string, endsAt: string | null, collectorIds = ['chen'], stops = 1) =>
    ({
      id,
      date: '2026-11-23',
      endsAt,
      collectorIds,
      shift: { start: '2026-11-23T00:30:00Z', end: '2026-11-23T09:30:00Z' },
      stops: Array.from({ length: stops }),
    }) as PlanView['crewDays'][number]

  it('names crew-days that end after their shift, the longest first', () => {
    const crewDays = [
      day('on time', '2026-11-23T09:30:00Z'),
      day('late', '2026-11-23T09:40:00Z'),
      day('later', '2026-11-23T10:30:00Z'),
      day('idle', null, ['chen'], 0),
    ]
    expect(overtimeDays({ crewDays }).map((each) => [each.day.id, each.minutes])).toEqual([
      ['later', 60],
      ['late', 10],
    ])
  })

  it('names crew-days whose people are gone, on leave or off', () => {
    const here = { active: true, days: [1, 2, 3, 4, 5], leave: [] }
    const collectors = [
      { ...here, id: 'chen' },
      { ...here, id: 'lin', leave: [{ from: '2026-11-20', to: '2026-11-23', note: '' }] },
      { ...here, id: 'wang', days: [2] },
      { ...here, id: 'wu', active: false },
    ]
    const crewDays = [
      day('fine', null, ['chen']),
      day('leave', null, ['chen', 'lin']),
      day('off', null, ['wang']),
      day('left', null, ['wu']),
      day('unknown', null, ['nobody']),
      day('idle', null, ['lin'], 0),
    ]
    expect(daysWithoutCrew({ crewDays }, collectors).map((each) => each.id)).toEqual([
      'leave',
      'off',
      'left',
      'unknown',
    ])
  })
})
