import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { remap } from '../../../renderer/ui/import/mapping.ts'
import {
  fieldColumn,
  fieldValue,
  givenPoint,
  weekdayRuns,
  weekdaysOf,
} from '../../../renderer/ui/import/fieldNames.ts'
import { sortRows } from '../../../renderer/ui/sortRows.ts'
import { commaSeparated, neutralise, tabSeparated } from '../../../renderer/ui/tableText.ts'
import { readTime } from '../../../renderer/ui/readTime.ts'

describe('tables that leave the window', () => {
  it('cannot carry a live formula', () => {
    for (const cell of ['=1+1', '+cmd', '-2+3', '@sum', '＝1', '  =x', '\t=x', '\0=x'])
      expect(neutralise(cell).startsWith("'"), JSON.stringify(cell)).toBe(true)
  })
  it('leaves numbers and telephone numbers as they are', () => {
    for (const cell of ['-12.5', '+423 000 26 35', '1,234', '']) expect(neutralise(cell)).toBe(cell)
  })
  it('keeps every cell in its place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 3, maxLength: 3 }), { minLength: 1 }),
        (rows) => {
          const lines = tabSeparated(rows).split('\n')
          expect(lines.length).toBe(rows.length)
          for (const line of lines) expect(line.split('\t').length).toBe(3)
        },
      ),
      { seed: 7 },
    )
  })
  it('quotes commas, quotes and line ends, and says that it is UTF-8', () => {
    expect(commaSeparated([['a,b', 'say "x"', '两\n行']])).toBe('\ufeff"a,b","say ""x""","两\n行"\r\n')
  })
})

describe('sorting', () => {
  const columns = [
    {
      key: 'n',
      title: '',
      width: 1,
      render: () => null,
      text: (row: { n: number | null; t: string }) => row.t,
      value: (row: { n: number | null }) => row.n,
    },
  ]
  const rows = [
    { n: 2, t: 'a' },
    { n: null, t: 'b' },
    { n: 10, t: 'c' },
    { n: 2, t: 'd' },
  ]
  it('puts empty values last whichever way, and keeps equal rows in order', () => {
    const names = (descending: boolean) =>
      sortRows(rows, columns, { key: 'n', descending })
        .map((row) => row.t)
        .join('')
    expect(names(false)).toBe('adcb')
    expect(names(true)).toBe('cadb')
  })
})

describe('columns of an import', () => {
  it('lets go of the column that held the field before', () => {
    const mapping = [
      { column: 0, field: 'case_no' },
      { column: 1, field: 'borrower' },
    ]
    expect(remap(mapping, 2, 'borrower')).toEqual([
      { column: 0, field: 'case_no' },
      { column: 2, field: 'borrower' },
    ])
  })
  it('keeps both where a field may repeat', () => {
    expect(remap([{ column: 1, field: 'phone' }], 2, 'phone')).toHaveLength(2)
  })
  it('leaves a column out', () => expect(remap([{ column: 1, field: 'phone' }], 1, '')).toEqual([]))
  it('names stored fields by their column and their values as a person would', () => {
    expect(fieldColumn('amountMinor')).toBe('amount')
    expect(fieldColumn('case_no')).toBe('case_no')
    expect(fieldValue('amount_minor', '86137800', 'TWD')).toBe('861378.00')
    expect(fieldValue('phones', '["0200001120"]', 'TWD')).toBe('0200001120')
    expect(fieldValue('addresses', '[{"kind":"home","text":"信義路2段23號"}]', 'TWD')).toBe('信義路2段23號')
    expect(fieldValue('windows', '[{"fromMinutes":540,"toMinutes":690}]', 'TWD')).toBe('09:00–11:30')
    expect(fieldValue('days', '{"weekdays":[],"dates":[]}', 'TWD')).toBe('')
  })
  it('knows weekdays in a list or beside dates, in runs; a place given as a point is shown as one', () => {
    expect(weekdaysOf('days', '{"weekdays":[1,3],"dates":[]}')).toEqual([1, 3])
    expect(weekdaysOf('weekdays', '[5,1,2,3]')).toEqual([5, 1, 2, 3])
    expect(weekdaysOf('days', '{"weekdays":[],"dates":["2026-11-24"]}')).toBeNull()
    expect(weekdaysOf('phones', '["1"]')).toBeNull()
    expect(weekdayRuns([5, 1, 2, 3])).toEqual([
      [1, 3],
      [5, 5],
    ])
    expect(weekdayRuns([])).toEqual([])
    const row = { startText: 'null', startLonLat: '[121.512,25.041]', endText: '"x"' }
    expect(givenPoint(row, 'startText')).toBe('25.041, 121.512')
    expect(givenPoint(row, 'endText')).toBe('')
  })
})

describe('times typed by hand', () => {
  it('are read in the ways that people write them', () => {
    expect(['8:30', '8：30', '0830', '830', '8', '24:00', '8:75', 'x'].map(readTime)).toEqual([
      '08:30',
      '08:30',
      '08:30',
      '08:30',
      '08:00',
      null,
      null,
      null,
    ])
  })
})
