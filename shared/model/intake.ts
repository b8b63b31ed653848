/**
 * What a file of rows becomes: a table of text cells, a mapping of its columns to fields of ours, and rows that were
 * read, or rejected with a reason. Columns are those of architecture.md, "Files in and out".
 */
import type { CallResult, MetPerson, OutcomeResult } from './facts.ts'
import type { Datum } from './location.ts'
import type { ReasonCode } from './reasons.ts'
import type { TravelMode } from './travel.ts'

export const fileKinds = ['cases', 'collectors', 'calls', 'outcomes'] as const
export type FileKind = (typeof fileKinds)[number]

export interface TableRow {
  /** line of the file, or row of the sheet, counted from 1: what the person sees in her own program */
  line: number
  /** as many as there are headers; an absent cell is '' */
  cells: string[]
}

/** A file as text cells. Spreadsheet dates arrive as ISO text, numbers in full, formulas as their last result. */
export interface Table {
  fileName: string
  format: 'csv' | 'xlsx'
  /** `utf-8`, `utf-16le`, `utf-16be`, `gb18030`, `big5`; `xlsx` for a workbook */
  encoding: string
  /** null for a workbook */
  delimiter: string | null
  /** the sheet that was read; null for text */
  sheet: string | null
  /** every sheet that a person can see, with its rows; empty for text */
  sheets: { name: string; rows: number }[]
  /** line of the header row */
  headerLine: number
  headers: string[]
  rows: TableRow[]
  /** things that were survived and should be said, such as a formula that has no stored result */
  notices: Notice[]
}

/** Something odd in a row that is kept all the same. */
export interface Notice {
  line: number
  reason: ReasonCode
  params?: Record<string, string | number>
}

export interface ColumnMatch {
  /** 0-based index into {@link Table.headers} */
  column: number
  field: string
  /** 0–1 */
  confidence: number
}

/** Column of the file → field of ours. Each field at most once; `phone` and `address` may repeat for further ones. */
export type ColumnMapping = { column: number; field: string }[]

/** What a reader must know that no cell says. */
export interface IntakeContext {
  fileName: string
  /** IANA zone of the branch: a time without a zone means this one */
  zone: string
  /** ISO 4217 code, where the file names none */
  currency: string
  /** Monday of the week, `2026-11-23`: settles the year of dates that leave it out, and weekdays of windows */
  week: string
}

export interface RejectedRow {
  file: string
  line: number
  /** empty where the row names none */
  caseNo: string
  reason: ReasonCode
  params?: Record<string, string | number>
  /** the row as it stood, cells joined by tabs */
  text: string
  /** the cells as they stood, for a file that can be mended */
  cells: string[]
}

export interface ReadRows<Row> {
  rows: Row[]
  rejected: RejectedRow[]
  notices: Notice[]
}

/** A span of the day in minutes from midnight, local time; with `weekday` or `date` only on that day. */
export interface DayWindow {
  fromMinutes: number
  toMinutes: number
  /** ISO, Monday 1 */
  weekday?: number
  /** `2026-11-24` */
  date?: string
}

/** On which days; both empty: any day. */
export interface AllowedDays {
  /** ISO, Monday 1 */
  weekdays: number[]
  dates: string[]
}

export const addressKinds = ['home', 'work', 'household', 'other'] as const
export type AddressKind = (typeof addressKinds)[number]

export const caseStatuses = ['open', 'closed', 'stopped'] as const
export type CaseStatus = (typeof caseStatuses)[number]

/** One row of a case file. Null: the file does not say. */
export interface CaseFileRow {
  line: number
  caseNo: string
  borrower: string
  /** digits with an optional leading +, as dialled; first is the main one */
  phones: string[]
  /** first is where the visit goes */
  addresses: { kind: AddressKind; text: string }[]
  lat: number | null
  lon: number | null
  /** of `lat` and `lon` */
  datum: Datum | null
  dpd: number | null
  amountMinor: number | null
  currency: string
  product: string | null
  rating: string | null
  stage: string | null
  /** 0–100 */
  priority: number | null
  serviceMinutes: number | null
  days: AllowedDays
  windows: DayWindow[]
  /** `2026-11-27`: visit on this day or before */
  dueOn: string | null
  skills: string[]
  crewSize: number | null
  /** preferred collector, by name */
  collector: string | null
  status: CaseStatus
}

export interface CollectorFileRow {
  line: number
  name: string
  phone: string | null
  /** an address, or null where coordinates or nothing were given */
  startText: string | null
  startLonLat: [lon: number, lat: number] | null
  /** null: ends where it starts */
  endText: string | null
  endLonLat: [lon: number, lat: number] | null
  /** null: the branch's default */
  shift: DayWindow | null
  /** ISO weekdays; empty: every working day */
  weekdays: number[]
  /** null: the branch's default; `minutes` 0: no lunch */
  lunch: { fromMinutes: number; toMinutes: number; minutes: number } | null
  skills: string[]
  mode: TravelMode | null
  maxVisits: number | null
  /** those who share it travel together */
  crew: string | null
}

/** Instants are ISO 8601 in UTC, `2026-11-23T01:05:00Z`. */
export interface CallFileRow {
  line: number
  caseNo: string
  calledAt: string
  result: CallResult
  /** both or neither */
  windowStart: string | null
  windowEnd: string | null
  /** with `call_later`: when the borrower asked to be rung */
  callBackAt: string | null
  note: string
}

export interface OutcomeFileRow {
  line: number
  caseNo: string
  visitedAt: string
  leftAt: string | null
  result: OutcomeResult
  met: MetPerson
  promiseDate: string | null
  promiseAmountMinor: number | null
  currency: string
  note: string
}
