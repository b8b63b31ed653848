import type { AddressKind, CaseFileRow, ColumnMapping, IntakeContext, ReadRows } from '../../model/intake.ts'
import { readAmount } from './amounts.ts'
import {
  isScientific,
  fromScientific,
  readDays,
  readDecimal,
  readList,
  readPhones,
  readWhole,
  readWindows,
} from './cells.ts'
import { readRows, type ReadOptions, type RowReader, type RowSource } from './rowReader.ts'
import { readCaseStatus, readDatum, readPriorityWord } from './words.ts'

/** A case number; a spreadsheet may have cut its digits, and then there is no telling which case it is. */
export function readCaseNo(reader: RowReader): string {
  const text = reader.required('case_no')
  if (!isScientific(text) || !/[.+]/.test(text)) return text
  return fromScientific(text) ?? reader.failAt('case-number-digits-lost', 'case_no', text) ?? ''
}

const han = /\p{Script=Han}/u

/** 省, 市, 区 in columns of their own, put before (in Chinese) or behind the rest, unless it names them already. */
function wholeAddress(reader: RowReader, text: string): string {
  let whole = text
  const more = reader.text('address_2')
  if (more !== '' && !whole.includes(more)) whole += (han.test(whole) ? '' : ', ') + more
  if (han.test(whole)) {
    for (const field of ['district', 'city', 'province']) {
      const part = reader.text(field)
      if (part !== '' && !whole.includes(part) && !whole.includes(part.replace(/[省市区區县縣]$/, '')))
        whole = part + whole
    }
    return whole
  }
  const postcode = reader.text('postcode')
  const city = reader.text('city') || reader.text('district')
  const tail = [postcode, city]
    .filter((part) => part !== '' && !whole.toLowerCase().includes(part.toLowerCase()))
    .join(' ')
  return tail === '' ? whole : `${whole}, ${tail}`
}

const addressColumns: [field: string, kind: AddressKind][] = [
  ['address', 'home'],
  ['home_address', 'home'],
  ['work_address', 'work'],
  ['household_address', 'household'],
]

function readAddresses(reader: RowReader): CaseFileRow['addresses'] {
  const found: CaseFileRow['addresses'] = []
  for (const [field, kind] of addressColumns) {
    const text = reader.text(field)
    if (text === '' || found.some((one) => one.text === text)) continue
    // only the first address has its town in columns of its own
    found.push({ kind, text: found.length === 0 ? wholeAddress(reader, text) : text })
  }
  return found
}

function readPhoneCells(reader: RowReader): string[] {
  const phones: string[] = []
  for (const field of ['phone', 'other_phone']) {
    for (const text of reader.texts(field)) {
      const reading = readPhones(text)
      for (const phone of reading.phones) if (!phones.includes(phone)) phones.push(phone)
      if (reading.problem) reader.note(reading.problem, field, text)
    }
  }
  return phones
}

/** Given coordinates are honoured; half a pair, or one that is not on Earth, is a mistake to be mended. */
function readPoint(reader: RowReader): { lat: number | null; lon: number | null } {
  const lat = reader.read('lat', 'coordinate-unreadable', readDecimal)
  const lon = reader.read('lon', 'coordinate-unreadable', readDecimal)
  if ((reader.text('lat') === '') !== (reader.text('lon') === '')) reader.fail('coordinate-half')
  else if (
    lat !== null &&
    lon !== null &&
    (Math.abs(lat) > 90 || Math.abs(lon) > 180 || (lat === 0 && lon === 0))
  )
    reader.fail('coordinate-impossible', { text: `${lat}, ${lon}` })
  return { lat, lon }
}

function readMoney(reader: RowReader): { amountMinor: number | null; currency: string } {
  const codeText = reader.text('currency')
  const code = /^[A-Za-z]{3}$/.test(codeText) ? codeText.toUpperCase() : currencyNames[codeText]
  if (codeText !== '' && code === undefined) reader.failAt('currency-unknown', 'currency', codeText)
  const currency = code ?? reader.context.currency
  const text = reader.text('amount')
  if (text === '') return { amountMinor: null, currency }
  const reading = readAmount(text, currency)
  if (!reading.ok) {
    reader.failAt(reading.problem, 'amount', text)
    return { amountMinor: null, currency }
  }
  if (code !== undefined && reading.currency !== null && reading.currency !== code)
    reader.fail('currency-conflict', { text, currency: code })
  return { amountMinor: reading.minor, currency: reading.currency ?? currency }
}
const currencyNames: Record<string, string> = {
  人民币: 'CNY', 人民幣: 'CNY', 元: 'CNY', '¥': 'CNY', 新台币: 'TWD', 新臺幣: 'TWD', 新台幣: 'TWD', 台币: 'TWD', 臺幣: 'TWD', 台幣: 'TWD', 'NT$': 'TWD',
  港币: 'HKD', 港幣: 'HKD', 'HK$': 'HKD', 美元: 'USD', 美金: 'USD', '€': 'EUR', 欧元: 'EUR', 歐元: 'EUR',
} // prettier-ignore

/**
 * Case rows of a table. A row is rejected when something it says cannot be read; a telephone number that was spoiled is
 * only noted, since the visit can be made without it. A case number that stands twice is taken once.
 */
export function readCases(
  source: RowSource,
  mapping: ColumnMapping,
  context: IntakeContext,
  options: ReadOptions = {},
): ReadRows<CaseFileRow> {
  const lines = new Map<string, number>()
  return readRows('cases', source, mapping, context, options, (reader) => {
    const caseNo = readCaseNo(reader)
    const borrower = reader.required('borrower')
    const addresses = readAddresses(reader)
    const point = readPoint(reader)
    if (addresses.length === 0) {
      if (point.lat === null) reader.fail('cell-empty', { column: reader.labels.get('address') ?? 'address' })
      else addresses.push({ kind: 'home', text: `${point.lat}, ${point.lon}` })
    }
    const money = readMoney(reader)
    const dateContext = reader.dateContext('days', source.rows)
    const row: CaseFileRow = {
      line: reader.row.line,
      caseNo,
      borrower,
      phones: readPhoneCells(reader),
      addresses,
      ...point,
      datum: reader.read('datum', 'word-unknown', readDatum) ?? null,
      dpd: reader.whole('dpd', 0, 20_000, readWhole),
      ...money,
      product: reader.textOrNull('product'),
      rating: reader.textOrNull('rating'),
      stage: reader.textOrNull('stage'),
      priority: reader.whole('priority', 0, 100, (text) => readWhole(text) ?? readPriorityWord(text)),
      serviceMinutes: reader.whole('service_min', 1, 480, readWhole),
      days: reader.read('days', 'days-unreadable', (text) => readDays(text, dateContext)) ?? {
        weekdays: [],
        dates: [],
      },
      windows: reader.read('window', 'window-unreadable', (text) => readWindows(text, dateContext)) ?? [],
      dueOn: reader.date('due', source.rows),
      skills: readList(reader.text('skills')),
      crewSize: reader.whole('crew_size', 1, 4, readWhole),
      collector: reader.textOrNull('collector'),
      status: reader.read('status', 'status-unknown', readCaseStatus) ?? 'open',
    }
    if (reader.isRefused) return null
    const firstLine = lines.get(caseNo)
    if (firstLine !== undefined)
      return reader.fail('case-number-twice', { caseNo, firstLine, line: reader.row.line })
    lines.set(caseNo, reader.row.line)
    return row
  })
}
