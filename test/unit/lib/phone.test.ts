import { describe, expect, it } from 'vitest'
import { groupedPhone, printedPhone } from '../../../shared/core/lib/phone.ts'

describe('a telephone number that is to be dialled', () => {
  it.each([
    ['13812345678', '138 1234 5678'],
    ['+8613812345678', '+86 138 1234 5678'],
    ['0912345678', '0912 345 678'],
    ['+886912345678', '+886 912 345 678'],
    ['0200004671', '02 0000 4671'],
    ['01012345678', '010 1234 5678'],
    ['075512345678', '0755 1234 5678'],
    ['+4230001969', '+423 000 19 69'],
    ['+85291234567', '+852 9123 4567'],
    ['１３８１２３４５６７８', '138 1234 5678'],
  ])('%s is said as %s', (phone, said) => expect(groupedPhone(phone)).toBe(said))

  it.each(['02-2345 6789', '138****5678', '', 'ask her son', '12', '+99912345', '138 12345678 ext. 9'])(
    '%j stays as its writer has it',
    (phone) => expect(groupedPhone(phone)).toBe(phone),
  )

  it('neither loses a digit nor adds one', () => {
    for (let length = 1; length <= 15; length++)
      for (const head of ['0', '1', '09', '9', '+86', '+886', '+1'])
        expect(groupedPhone(head + '5'.repeat(length)).replaceAll(' ', '')).toBe(head + '5'.repeat(length))
  })
})

describe('a telephone number on paper', () => {
  it.each([
    ['+4230009475', '+423 000 94 75'],
    ['004230009475', '+423 000 94 75'],
    ['00423 000 9475', '+423 000 94 75'],
    ['0912-345-678', '0912 345 678'],
    ['(02) 2345-6789', '02 2345 6789'],
    ['+886 912-345-678', '+886 912 345 678'],
    ['138 12345678', '138 1234 5678'],
  ])('%s is printed as %s, whoever wrote it', (phone, printed) => expect(printedPhone(phone)).toBe(printed))

  it.each(['138****5678', '', 'ask her son', '0912-345-678 ext. 9', '03-5551234', '+999-12345'])(
    '%j stays as its writer has it',
    (phone) => expect(printedPhone(phone)).toBe(phone),
  )
})
