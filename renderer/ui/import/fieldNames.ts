import { minorDigits } from '../../../shared/core/intake/amounts.ts'

/** Rows name some fields after their column in the database, or in the plural: the column of the file they come from. */
const columns: Record<string, string> = {
  phones: 'phone',
  addresses: 'address',
  amount_minor: 'amount',
  promise_amount_minor: 'promise_amount',
  service_minutes: 'service_min',
  due_on: 'due',
  windows: 'window',
  weekdays: 'days',
  preferred_collector: 'collector',
  start_text: 'start',
  start_lon_lat: 'start',
  end_text: 'end',
  end_lon_lat: 'end',
  shift_from: 'shift',
  lunch_from: 'lunch',
  dpd_days: 'dpd',
}

/** `amountMinor` and `amount_minor` → `amount` */
export function fieldColumn(field: string): string {
  const snake = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return columns[snake] ?? snake
}

/** Fields that a person does not read: a point stands beside the words it came from. */
export const isHiddenField = (field: string): boolean => /lonlat$/i.test(field.replaceAll('_', ''))

/** What a list or object of a row says, in one line. */
function inWords(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(inWords).filter(Boolean).join(' · ')
  if (typeof value !== 'object') return String(value)
  const object = value as Record<string, unknown>
  if (typeof object.text === 'string') return object.text
  if (typeof object.fromMinutes === 'number' && typeof object.toMinutes === 'number') {
    const clock = (minutes: number) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    return [object.date ?? '', `${clock(object.fromMinutes)}–${clock(object.toMinutes)}`].join(' ').trim()
  }
  return Object.values(object).map(inWords).filter(Boolean).join(' · ')
}

/** A stored value as a person would write it: amounts in whole units, lists without brackets, nothing for nothing. */
export function fieldValue(field: string, value: string, currency: string): string {
  if (value === 'null') return ''
  if (/minor$/i.test(field) && /^-?\d+$/.test(value))
    return (Number(value) / 10 ** minorDigits(currency)).toFixed(minorDigits(currency))
  if (!/^[[{]/.test(value)) return value
  try {
    return inWords(JSON.parse(value))
  } catch {
    return value
  }
}
