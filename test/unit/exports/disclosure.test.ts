import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { disclose, maskName, maskPhone, neutralCell, sheetFileName } from '../../../shared/model/runsheet.ts'
import { sheetDay, sheetStop } from '../../helpers/sheetDay.ts'

describe('names', () => {
  test.each([
    ['王小明', '王*明'],
    ['李华', '李*'],
    ['王 明', '王*'],
    ['欧阳娜娜', '欧**娜'],
    ['买买提·艾力', '买*提·艾*'],
    ['明', '*'],
    ['Maria Beck', 'M. B.'],
    ['Hans-Peter Müller', 'H. P. M.'],
    ['élodie Öhri', 'É. Ö.'],
    ['Chen 陳大文', 'C. 陳*文'],
    ['𠮷田', '𠮷*'],
    ['', ''],
    ['  ', ''],
    ['123', '*'],
  ])('%s → %s', (name, masked) => expect(maskName(name)).toBe(masked))

  test('of a Chinese name of three or more, the middle is never shown', () => {
    const hanzi = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
    fc.assert(
      fc.property(fc.array(hanzi, { minLength: 3, maxLength: 6 }), (signs) => {
        const masked = [...maskName(signs.join(''))]
        expect(masked.slice(1, -1).every((sign) => sign === '*')).toBe(true)
      }),
      { seed: 20261123 },
    )
  })
})

describe('telephones', () => {
  test.each([
    ['13812345678', '138****5678'],
    ['138-1234-5678', '138****5678'],
    ['+86 138 1234 5678', '+861******5678'],
    ['0912345678', '091****678'],
    ['１３８１２３４５６７８', '138****5678'],
    ['2321010', '2****10'],
    ['110', '***'],
    ['', ''],
  ])('%s → %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

  test('hides at least four digits and shows at most seven', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{4,20}$/), (digits) => {
        const masked = maskPhone(digits)
        expect(masked).toHaveLength(digits.length)
        expect(masked.replace(/\*/g, '').length).toBeLessThanOrEqual(7)
        expect(masked.match(/\*/g)!.length).toBeGreaterThanOrEqual(4)
      }),
      { seed: 7 },
    )
  })
})

describe('formulas', () => {
  test.each([
    '=1+1', '+1', '-1', '@SUM(A1)', '＝1', '＋1', '－1', '＠x', '\t=1', '\r=1', '\tx', '\rx', ' =1', '\u3000=1', '\u00a0@x',
    '\n=1', '\u0000=1', '\ufeff=1', '\u200b=cmd', '\u0000\u0000 +1', '\u202e=1', '\u001f=1',
  ])('%j gets an apostrophe', (text) => expect(neutralCell(text).startsWith("'")).toBe(true)) // prettier-ignore

  test.each(['王小明', 'a=b', '3-5号', '', "'=1", '臺北市 +1', '#1'])('%j stays', (text) =>
    expect(neutralCell(text)).toBe(text),
  )

  test('doing it twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(neutralCell(neutralCell(text))).toBe(neutralCell(text))
      }),
      { seed: 3 },
    )
  })
})

describe('a day', () => {
  test('masked as it says, once', () => {
    const shown = disclose(
      sheetDay({ disclosure: { maskNames: true, maskPhones: true, showAmounts: false } }),
    )
    expect(shown.stops[0]).toMatchObject({ borrowerName: '王*明', phone: '091****678', amount: null })
    expect(disclose(shown)).toBe(shown)
  })

  test('open where a role allows it, and the original is untouched', () => {
    const day = sheetDay({ disclosure: { maskNames: false, maskPhones: false, showAmounts: true } })
    const shown = disclose(day)
    expect(shown.stops[0]).toMatchObject({ borrowerName: '王小明', phone: '0912-345-678' })
    expect(shown.stops[0]!.amount).toEqual({ minor: 6_559_000, currency: 'TWD' })
    disclose(sheetDay({ stops: day.stops }))
    expect(day.stops[0]!.borrowerName).toBe('王小明')
  })

  test.each([
    ['南區組', '2026-11-23 南區組.pdf'],
    ['../../etc/passwd', '2026-11-23 etc passwd.pdf'],
    ['a:b*c?"<>|', '2026-11-23 a b c.pdf'],
    ['...', '2026-11-23 crew.pdf'],
    ['x\u0000y', '2026-11-23 xy.pdf'],
  ])('a crew called %j has the file %s', (crewName, name) =>
    expect(sheetFileName(sheetDay({ crewName, stops: [sheetStop()] }), 'pdf')).toBe(name),
  )
})
