import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmount } from '../../../shared/core/intake/amounts.ts'
import { amountText } from '../../helpers/fieldTexts.ts'

const amount = (text: string, currency = 'CNY') => {
  const reading = readAmount(text, currency)
  return reading.ok ? reading.minor : reading.problem
}

describe('amounts', () => {
  test.each([
    ['￥12,345.60', 1_234_560],
    ['¥12345.6', 1_234_560],
    ['12345.60元', 1_234_560],
    ['1.2万', 1_200_000],
    ['1.2345万元', 1_234_500],
    ['1.2萬', 1_200_000],
    ['3亿', 30_000_000_000],
    ['5千', 500_000],
    ['12.5k', 1_250_000],
    ['１２，３４５．６０', 1_234_560],
    ['CHF 12,345.60', 1_234_560],
    ["12'345.60", 1_234_560],
    ['12’345.60 CHF', 1_234_560],
    ['12.345,60 €', 1_234_560],
    ['12345,60', 1_234_560],
    ['12 345.60', 1_234_560],
    ['1,23,456.00', 12_345_600],
    ['1,2345.60', 1_234_560],
    ['0', 0],
    ['.5', 50],
    ['12345', 1_234_500],
    ['1.23456E+4', 1_234_560],
    ['RMB 100', 10_000],
    ['人民币100元整', 10_000],
    ['100.00000000001', 10_000],
    ['1234.995', 123_500],
    ['12.-', 1_200],
  ])('%s', (text, minor) => expect(amount(text)).toBe(minor))

  test.each([
    ['-12.00', 'amount-negative'],
    ['(12.00)', 'amount-negative'],
    ['12.345', 'amount-unreadable'], // twelve, or twelve thousand?
    ['1,2,3', 'amount-unreadable'],
    ['about 100', 'amount-unreadable'],
    ['1.2.3,4,5', 'amount-unreadable'],
    ['', 'amount-unreadable'],
    ['99999999999999999', 'amount-unreadable'],
  ])('%s is refused', (text, problem) => expect(amount(text)).toBe(problem))

  test('minor units follow the currency', () => {
    expect(amount('12,345', 'JPY')).toBe(12_345)
    expect(amount('12.345', 'KWD')).toBe(12_345)
    expect(amount('1234.567', 'KWD')).toBe(1_234_567)
    expect(readAmount('NT$1,200', 'CNY')).toEqual({ ok: true, minor: 120_000, currency: 'TWD' })
  })

  test('property: any amount is read back from seven ways of writing it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999_999 }),
        fc.constantFrom('CNY', 'JPY', 'KWD'),
        (minor, currency) => {
          const plain = amountText(minor, currency)
          const [whole, fraction] = plain.split('.')
          const grouped = (mark: string) =>
            whole.replace(/\B(?=(\d{3})+$)/g, mark) + (fraction ? '.' + fraction : '')
          const forms = [
            grouped(','),
            `￥${grouped(',')}`,
            grouped("'"),
            `${grouped(',')} 元`,
            ` ${grouped(',')} `,
            plain,
          ]
          if (currency === 'CNY') forms.push(`${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`)
          for (const form of forms) expect([form, amount(form, currency)]).toEqual([form, minor])
        },
      ),
      { seed: 11, numRuns: 500 },
    )
  })

  test('property: no text throws, and what is read is a whole number of minor units, never negative', () => {
    const piece = fc.constantFrom(
      '1',
      '23',
      '.',
      ',',
      '万',
      '￥',
      '-',
      '(',
      ')',
      'E',
      '+',
      ' ',
      "'",
      '元',
      'CHF',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 30 }).map((a) => a.join('')),
        ),
        (text) => {
          const reading = readAmount(text, 'CNY')
          if (reading.ok) expect(Number.isSafeInteger(reading.minor) && reading.minor >= 0).toBe(true)
        },
      ),
      { seed: 12, numRuns: 3000 },
    )
  })
})
