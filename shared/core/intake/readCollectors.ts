import type {
  AllowedDays,
  CollectorFileRow,
  ColumnMapping,
  IntakeContext,
  ReadRows,
} from '../../model/intake.ts'
import { readDays, readList, readLonLat, readLunch, readPhones, readTimeRange, readWhole } from './cells.ts'
import { readRows, type ReadOptions, type RowReader, type RowSource } from './rowReader.ts'
import { readTravelMode } from './words.ts'

function readPlace(
  reader: RowReader,
  field: string,
): { text: string | null; lonLat: [number, number] | null } {
  const text = reader.text(field)
  if (text === '') return { text: null, lonLat: null }
  const lonLat = readLonLat(text)
  return lonLat ? { text: null, lonLat } : { text, lonLat: null }
}

function readPhone(reader: RowReader): string | null {
  const text = reader.text('phone')
  const reading = readPhones(text)
  if (reading.problem) reader.note(reading.problem, 'phone', text)
  return reading.phones[0] ?? null
}

/** Collector rows of a table. A name that stands twice is taken once. */
export function readCollectors(
  source: RowSource,
  mapping: ColumnMapping,
  context: IntakeContext,
  options: ReadOptions = {},
): ReadRows<CollectorFileRow> {
  const lines = new Map<string, number>()
  return readRows('collectors', source, mapping, context, options, (reader) => {
    const name = reader.required('name')
    const start = readPlace(reader, 'start')
    const end = readPlace(reader, 'end')
    const dateContext = reader.dateContext('days', source.rows)
    const days = reader.read<AllowedDays>('days', 'days-unreadable', (text) => readDays(text, dateContext))
    // a collector works by the week; single dates belong to leave
    if (days && days.dates.length > 0) reader.failAt('days-unreadable', 'days', reader.text('days'))
    const shift = reader.read('shift', 'window-unreadable', readTimeRange)
    const lunch = reader.read('lunch', 'lunch-unreadable', readLunch)
    if (shift && lunch && lunch.minutes > 0) {
      const from = Math.max(shift.fromMinutes, lunch.fromMinutes)
      const to = Math.min(shift.toMinutes, lunch.toMinutes)
      // a break that would end the shift, or begin it, is none
      if (to - from < lunch.minutes) reader.failAt('lunch-outside-shift', 'lunch', reader.text('lunch'))
    }
    const row: CollectorFileRow = {
      line: reader.row.line,
      name,
      phone: readPhone(reader),
      startText: start.text,
      startLonLat: start.lonLat,
      endText: end.text,
      endLonLat: end.lonLat,
      shift,
      weekdays: days?.weekdays ?? [],
      lunch,
      skills: readList(reader.text('skills')),
      mode: reader.read('mode', 'word-unknown', readTravelMode),
      maxVisits: reader.whole('max_visits', 1, 200, readWhole),
      crew: reader.textOrNull('crew'),
    }
    if (reader.isRefused) return null
    const firstLine = lines.get(name)
    if (firstLine !== undefined)
      return reader.fail('collector-twice', { name, firstLine, line: reader.row.line })
    lines.set(name, reader.row.line)
    return row
  })
}
