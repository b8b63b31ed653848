import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createPinyin } from '../../../shared/core/address/pinyin.ts'
import { caseSearch, type SearchedCase } from '../../../electron/service/views/caseSearch.ts'

const spell = createPinyin(
  readFileSync(new URL('../../../resources/divisions/pinyin.txt', import.meta.url), 'utf8'),
)
const xie: SearchedCase = {
  texts: ['TP115000302', '臺北市中正區汀州路一段239號', '南區組'],
  name: '謝麗傑',
  phone: '+886 912-345-678',
}
const finds = (typed: string, searched = xie) => caseSearch(typed, spell)?.(searched)

describe('a case is found by', () => {
  it.each([
    ['its borrower in either script', '谢丽'],
    ['her name in pinyin', 'xielijie'],
    ['pinyin with blanks', 'xie li'],
    ['the initials of her name', 'xlj'],
    ['part of its number, in any case', 'tp1150'],
    ['its street in the other script', '汀州路'],
    ['its district in the other script', '中正区'],
    ['her whole telephone number', '+886912345678'],
    ['the number as it is dialled', '912 345 678'],
    ['the last digits of it', '5678'],
  ])('%s: %s', (_name, typed) => expect(finds(typed)).toBe(true))

  it.each(['王', 'zhang', 'x', '567', '9999', 'li jie', '%', '_'])('not by %j', (typed) =>
    expect(finds(typed)).toBe(false),
  )

  it('nothing typed asks for nothing', () => {
    expect(caseSearch('', spell)).toBeNull()
    expect(caseSearch('  ', spell)).toBeNull()
  })

  it('one without a telephone is not found by digits', () =>
    expect(finds('12345678', { ...xie, phone: null })).toBe(false))
})
