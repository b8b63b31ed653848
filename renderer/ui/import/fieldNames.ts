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

/** Weekdays (1 is Monday) that stand in a row from the first to the last, as runs: 1,2,3,5 → 1–3 and 5. */
export function weekdayRuns(days: readonly number[]): [from: number, to: number][] {
  const runs: [number, number][] = []
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
}

/** The weekdays of a stored value: a list of them, or an object that holds one; null where it is something else. */
export function weekdaysOf(field: string, value: string): number[] | null {
  if (fieldColumn(field) !== 'days' || !/^[[{]/.test(value)) return null
  try {
    const read = JSON.parse(value) as unknown
    const list = Array.isArray(read) ? read : ((read as { weekdays?: unknown }).weekdays ?? [])
    const dates = Array.isArray(read) ? [] : ((read as { dates?: unknown[] }).dates ?? [])
    return Array.isArray(list) && dates.length === 0 ? list.filter((day) => typeof day === 'number') : null
  } catch {
    return null
  }
}

/** A place given as a point, `25.041, 121.512`, where no words were given; empty where there is none. */
export function givenPoint(row: Record<string, string>, column: string): string {
  const point = /^\[(-?[\d.]+),(-?[\d.]+)\]$/.exec(row[column.replace(/_?text$/i, 'LonLat')] ?? '')
  return /text$/i.test(column) && point ? `${point[2]}, ${point[1]}` : ''
}

/** Columns of numbers, which stand at the right. */
export const isNumberField = (field: string): boolean =>
  ['amount', 'promise_amount', 'dpd', 'priority', 'service_min', 'crew_size', 'max_visits'].includes(
    fieldColumn(field),
  )

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
