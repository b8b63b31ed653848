import type {
  CallFileRow,
  ColumnMapping,
  IntakeContext,
  OutcomeFileRow,
  ReadRows,
} from '../../model/intake.ts'
import { readAmount } from './amounts.ts'
import { readTimeRange } from './cells.ts'
import { localInstant, readDate, readTimeOfDay } from './dates.ts'
import { readCaseNo } from './readCases.ts'
import { readRows, type ReadOptions, type RowReader, type RowSource } from './rowReader.ts'
import { readCallResult, readMet, readOutcomeResult } from './words.ts'

/** Local date of an instant, for an end that gives only a time of day: the text it was read from still has it. */
function dateOf(reader: RowReader, field: string, source: RowSource): string | null {
  const text = reader.text(field)
  const context = reader.dateContext(field, source.rows)
  const m = /^(.*?\d[日号]?)[ tT]+[^\d]{0,3}\d{1,2}[:点點时時].*$/.exec(text)
  const reading = readDate(m ? m[1] : text, context)
  return reading.ok ? reading.date : null
}

/** An end may repeat the date or give only the time: `2026-11-25 10:00` … `12:00`. */
function momentOrTime(
  reader: RowReader,
  field: string,
  startField: string,
  source: RowSource,
): string | null {
  const text = reader.text(field)
  if (text === '') return null
  const seconds = /^\d{1,4}$/.test(text) ? null : readTimeOfDay(text)
  if (seconds === null) return reader.moment(field, source.rows)
  const date = dateOf(reader, startField, source)
  return date === null
    ? reader.failAt('date-unreadable', startField, reader.text(startField))
    : localInstant(date, seconds, reader.context.zone).instant
}

/** `2026-11-25 10:00-12:00` in one cell. */
function windowCell(reader: RowReader, source: RowSource): { start: string; end: string } | null {
  const text = reader.text('window')
  if (text === '') return null
  const m = /^(.*?\d[日号]?)[\s,]+(\S.*)$/.exec(text)
  const date = m && readDate(m[1], reader.dateContext('window', source.rows))
  const range = m && readTimeRange(m[2])
  if (!date || !date.ok || !range) return reader.failAt('window-unreadable', 'window', text)
  return {
    start: localInstant(date.date, range.fromMinutes * 60, reader.context.zone).instant,
    end: localInstant(date.date, range.toMinutes * 60, reader.context.zone).instant,
  }
}

/**
 * Calls of a table. A confirmed call must say which window was agreed; the same call (case and time) that stands twice
 * is taken once. Whether a rule allows the call is not asked here.
 */
export function readCalls(
  source: RowSource,
  mapping: ColumnMapping,
  context: IntakeContext,
  options: ReadOptions = {},
): ReadRows<CallFileRow> {
  const lines = new Map<string, number>()
  return readRows('calls', source, mapping, context, options, (reader) => {
    const caseNo = readCaseNo(reader)
    reader.required('called_at')
    const calledAt = reader.moment('called_at', source.rows)
    reader.required('result')
    const result = reader.read('result', 'call-result-unknown', readCallResult)
    let windowStart = reader.moment('window_start', source.rows)
    let windowEnd = momentOrTime(reader, 'window_end', 'window_start', source)
    if (windowStart === null && windowEnd === null && reader.has('window')) {
      const both = windowCell(reader, source)
      if (both) ({ start: windowStart, end: windowEnd } = both)
    }
    const callBackAt = reader.moment('call_back_at', source.rows)
    if (reader.isRefused || calledAt === null || result === null) return null
    if (windowStart !== null && windowEnd !== null && windowEnd <= windowStart)
      return reader.fail('window-backwards', {
        text: `${reader.text('window_start')} – ${reader.text('window_end')}`,
      })
    const whole = windowStart !== null && windowEnd !== null
    if (result === 'confirmed' && !whole) return reader.fail('call-window-missing')
    const key = `${caseNo}\n${calledAt}`
    const firstLine = lines.get(key)
    if (firstLine !== undefined)
      return reader.fail('call-twice', { caseNo, firstLine, line: reader.row.line })
    lines.set(key, reader.row.line)
    return {
      line: reader.row.line,
      caseNo,
      calledAt,
      result,
      windowStart: whole ? windowStart : null,
      windowEnd: whole ? windowEnd : null,
      callBackAt: result === 'call_later' ? callBackAt : null,
      note: reader.text('note'),
    }
  })
}

/** Outcomes of a table. A promise must say for when; the same visit that stands twice is taken once. */
export function readOutcomes(
  source: RowSource,
  mapping: ColumnMapping,
  context: IntakeContext,
  options: ReadOptions = {},
): ReadRows<OutcomeFileRow> {
  const lines = new Map<string, number>()
  return readRows('outcomes', source, mapping, context, options, (reader) => {
    const caseNo = readCaseNo(reader)
    reader.required('visited_at')
    const visitedAt = reader.moment('visited_at', source.rows)
    const leftAt = momentOrTime(reader, 'left_at', 'visited_at', source)
    reader.required('result')
    const result = reader.read('result', 'outcome-result-unknown', readOutcomeResult)
    const met = reader.read('met', 'word-unknown', readMet)
    const promiseDate = reader.date('promise_date', source.rows)
    const codeText = reader.text('currency')
    if (codeText !== '' && !/^[A-Za-z]{3}$/.test(codeText))
      reader.failAt('currency-unknown', 'currency', codeText)
    const currency = codeText.toUpperCase() || context.currency
    const amountText = reader.text('promise_amount')
    const amount = amountText === '' ? null : readAmount(amountText, currency)
    if (amount && !amount.ok) reader.failAt(amount.problem, 'promise_amount', amountText)
    if (reader.isRefused || visitedAt === null || result === null) return null
    if (leftAt !== null && leftAt < visitedAt)
      return reader.fail('left-before-visited', {
        text: `${reader.text('visited_at')} – ${reader.text('left_at')}`,
      })
    if (result === 'promise' && promiseDate === null) return reader.fail('promise-date-missing')
    const key = `${caseNo}\n${visitedAt}`
    const firstLine = lines.get(key)
    if (firstLine !== undefined)
      return reader.fail('outcome-twice', { caseNo, firstLine, line: reader.row.line })
    lines.set(key, reader.row.line)
    const nobodyThere = result === 'not_home' || result === 'moved' || result === 'wrong_address'
    return {
      line: reader.row.line,
      caseNo,
      visitedAt,
      leftAt,
      result,
      met: met ?? (nobodyThere ? 'nobody' : 'borrower'),
      promiseDate,
      promiseAmountMinor: amount?.ok ? amount.minor : null,
      currency: (amount?.ok && amount.currency) || currency,
      note: reader.text('note'),
    }
  })
}
