import type {
  AllowedDays,
  CaseFileRow,
  CollectorFileRow,
  DayWindow,
  FieldChange,
} from '../../model/intake.ts'
import { minorDigits } from './amounts.ts'

/** What an import would do to what is there. `gone`: there, but not in the file; an import never deletes them. */
export interface RowsDiff<Row> {
  added: Row[]
  changed: { before: Row; after: Row; changes: FieldChange[] }[]
  gone: Row[]
  same: number
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `Mon,Wed,2026-11-27`; '' for any day. Reads back as it is written. */
export const daysText = (days: AllowedDays): string =>
  [...days.weekdays.map((day) => dayNames[day - 1]), ...days.dates].join(',')
/** `Tue 09:00-12:00;14:00-16:00`; '' for any time. Reads back as it is written. */
export const windowsText = (windows: readonly DayWindow[]): string =>
  windows
    .map((window) => {
      const day = window.weekday ? dayNames[window.weekday - 1] + ' ' : window.date ? window.date + ' ' : ''
      return `${day}${clock(window.fromMinutes)}-${clock(window.toMinutes)}`
    })
    .join(';')
/** Minor units → `12345.60` */
export function amountText(minor: number | null, currency: string): string {
  if (minor === null) return ''
  const digits = minorDigits(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

const text = (value: string | number | null): string => (value === null ? '' : String(value))
const addressOf = (row: CaseFileRow, kind: string): string =>
  row.addresses
    .filter((one, i) => i > 0 && one.kind === kind)
    .map((one) => one.text)
    .join(' | ')

/** A case as field → text: what a person compares, and the columns that a file would have. */
export function caseFields(row: CaseFileRow): Record<string, string> {
  return {
    borrower: row.borrower,
    phone: row.phones.join(';'),
    address: row.addresses[0]?.text ?? '',
    home_address: addressOf(row, 'home'),
    work_address: addressOf(row, 'work'),
    household_address: addressOf(row, 'household'),
    lat: text(row.lat),
    lon: text(row.lon),
    datum: row.lat === null ? '' : row.datum,
    dpd: text(row.dpd),
    amount: amountText(row.amountMinor, row.currency),
    currency: row.currency,
    product: text(row.product),
    rating: text(row.rating),
    stage: text(row.stage),
    priority: text(row.priority),
    service_min: text(row.serviceMinutes),
    days: daysText(row.days),
    window: windowsText(row.windows),
    due: text(row.dueOn),
    skills: row.skills.join(';'),
    crew_size: text(row.crewSize),
    collector: text(row.collector),
    status: row.status,
  }
}

export function collectorFields(row: CollectorFileRow): Record<string, string> {
  return {
    phone: text(row.phone),
    start: row.startText ?? row.startLonLat?.join(',') ?? '',
    end: row.endText ?? row.endLonLat?.join(',') ?? '',
    shift: row.shift ? windowsText([row.shift]) : '',
    days: daysText({ weekdays: row.weekdays, dates: [] }),
    lunch: row.lunch ? `${windowsText([row.lunch])}/${row.lunch.minutes}` : '',
    skills: row.skills.join(';'),
    mode: text(row.mode),
    max_visits: text(row.maxVisits),
    crew: text(row.crew),
  }
}

function diffRows<Row>(
  existing: readonly Row[],
  incoming: readonly Row[],
  keyOf: (row: Row) => string,
  fieldsOf: (row: Row) => Record<string, string>,
  compare: (field: string) => boolean,
): RowsDiff<Row> {
  const before = new Map(existing.map((row) => [keyOf(row), row]))
  const diff: RowsDiff<Row> = { added: [], changed: [], gone: [], same: 0 }
  const seen = new Set<string>()
  for (const row of incoming) {
    const key = keyOf(row)
    seen.add(key)
    const old = before.get(key)
    if (!old) {
      diff.added.push(row)
      continue
    }
    const oldFields = fieldsOf(old)
    const changes: FieldChange[] = []
    for (const [field, after] of Object.entries(fieldsOf(row))) {
      if (oldFields[field] !== after && compare(field))
        changes.push({ key, field, before: oldFields[field], after })
    }
    if (changes.length > 0) diff.changed.push({ before: old, after: row, changes })
    else diff.same++
  }
  for (const row of existing) if (!seen.has(keyOf(row))) diff.gone.push(row)
  return diff
}

/** Which fields of a case a mapping speaks of; a column that the file lacks changes nothing. */
function spokenFields(mapped: readonly string[] | undefined): (field: string) => boolean {
  if (!mapped) return () => true
  const spoken = new Set(mapped)
  if (spoken.has('other_phone')) spoken.add('phone')
  if (spoken.has('amount')) spoken.add('currency')
  for (const field of [
    'home_address',
    'work_address',
    'household_address',
    'address_2',
    'province',
    'city',
    'district',
    'postcode',
  ])
    if (spoken.has(field)) spoken.add('address')
  return (field) => spoken.has(field)
}

/**
 * Compares the cases that are there with those of a file, by case number, field by field. `mappedFields`: the fields
 * that the file has columns for; without it all are compared.
 */
export const diffCases = (
  existing: readonly CaseFileRow[],
  incoming: readonly CaseFileRow[],
  mappedFields?: readonly string[],
): RowsDiff<CaseFileRow> =>
  diffRows(existing, incoming, (row) => row.caseNo, caseFields, spokenFields(mappedFields))

/** As {@link diffCases}, for collectors, by name. */
export const diffCollectors = (
  existing: readonly CollectorFileRow[],
  incoming: readonly CollectorFileRow[],
  mappedFields?: readonly string[],
): RowsDiff<CollectorFileRow> =>
  diffRows(existing, incoming, (row) => row.name, collectorFields, spokenFields(mappedFields))
