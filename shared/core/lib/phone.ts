/**
 * A telephone number in the groups in which it is said and dialled: `138 1234 5678`, `0912 345 678`, `02 1234 5678`.
 * One that its writer has divided already, or whose form is not known, stays as it is; so does one that is masked.
 */
export function groupedPhone(phone: string): string {
  const plain = phone.normalize('NFKC').trim()
  const [, country = '', digits] =
    /^(\+(?:1|7|44|49|61|81|82|84|852|853|86|886|91|423|41|43|60|62|63|65|66))?(\d+)$/u.exec(plain) ?? []
  if (!digits) return phone
  const groups = groupsOf(digits, country)
  return groups ? [country, ...groups].filter(Boolean).join(' ') : phone
}

/**
 * A telephone number as a sheet of paper has it: in one spelling, whoever wrote it down. `00` before a country is `+`,
 * and what its writer put between the digits gives way to {@link groupedPhone}; a form that is not known, one that is
 * masked and one with an extension stay as they are.
 */
export function printedPhone(phone: string): string {
  const written = phone.normalize('NFKC').trim()
  if (!/^\+?[\d\s().\-\u2010-\u2014·/]+$/u.test(written)) return phone
  const bare = (written.startsWith('+') ? '+' : '') + written.replace(/\D/gu, '')
  const plain = bare.replace(/^00(?=[1-9]\d{7})/u, '+')
  const grouped = groupedPhone(plain)
  return grouped === plain ? phone : grouped
}

function groupsOf(digits: string, country: string): string[] | null {
  const cut = (...lengths: number[]) => {
    let at = 0
    return lengths.map((length) => digits.slice(at, (at += length)))
  }
  const mainland = country === '' || country === '+86'
  if (digits.length === 11 && digits[0] === '1' && mainland) return cut(3, 4, 4)
  if (digits.length === 10 && digits.startsWith('09')) return cut(4, 3, 3)
  if (digits.length === 9 && digits[0] === '9' && country === '+886') return cut(3, 3, 3)
  if (digits[0] === '0' && digits.length === 10) return cut(2, 4, 4)
  if (digits[0] === '0' && digits.length === 11) return cut(3, 4, 4)
  if (digits[0] === '0' && digits.length === 12) return cut(4, 4, 4)
  if (digits.length === 7) return cut(3, 2, 2)
  if (digits.length === 8) return cut(4, 4)
  return null
}
