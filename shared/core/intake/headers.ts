import { fileKinds, type ColumnMapping, type ColumnMatch, type FileKind } from '../../model/intake.ts'
import { RefusalError } from '../../model/refusal.ts'
import { addressLike, amountLike, dateLike, phoneLike, shareOf, windowLike } from './evidence.ts'
import { fieldsOf, isOwnHeader, type Field } from './fields.ts'
import { fold, headerKey } from './text.ts'

export { fieldsOf }

/** How core-banking systems shorten words in headers. */
const shortenings: Record<string, string> = {
  nbr: 'no', num: 'no', number: 'no', nr: 'no', '#': 'no',
  acct: 'account', acc: 'account', ac: 'account', cust: 'customer', cli: 'client', cl: 'client',
  nm: 'name', nme: 'name', addr: 'address', adr: 'address', add: 'address', adrs: 'address', amt: 'amount', amnt: 'amount', bal: 'balance',
  od: 'overdue', os: 'outstanding', mob: 'mobile', tel: 'phone', telephone: 'phone', ph: 'phone', phn: 'phone', cell: 'mobile', contact: 'contact',
  dt: 'date', tm: 'time', ts: 'time', cd: 'code', typ: 'type', prod: 'product', prd: 'product', sts: 'status', stat: 'status', st: 'status',
  res: 'residential', ofc: 'office', off: 'office', emp: 'employer', perm: 'permanent', reg: 'registered',
  curr: 'currency', cur: 'currency', ctr: 'contract', cntr: 'contract', ref: 'reference', rmk: 'remark', rmks: 'remarks', desc: 'description',
  prio: 'priority', dur: 'duration', mins: 'minutes', min: 'minutes', pst: 'past', dys: 'days', lst: 'last', ln: 'line', bkt: 'bucket', wnd: 'window', ptp: 'ptp', dlq: 'delinquent', delq: 'delinquent', lat: 'latitude', lng: 'longitude', lon: 'longitude',
} // prettier-ignore
const emptyWords = new Set([
  'the',
  'of',
  'a',
  'in',
  'for',
  'at',
  'id',
  'code',
  'full',
  'cn',
  'en',
  'val',
  'value',
  'info',
  'txt',
  'text',
  'fld',
  'col',
  'current',
])

/** `CUST_NM`, `custName`, `Cust. Name` → customer name */
function words(header: string): string[] {
  const spaced = header.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
  const found = fold(spaced).match(/[a-z]+|\d+|[\p{Script=Han}]+/gu) ?? []
  return found.map((word) => shortenings[word] ?? word)
}

interface Named {
  key: string
  words: string[]
  chinese: boolean
}
const han = /\p{Script=Han}/u
const prepared = new Map<string, Named[]>()
function namesOf(kind: FileKind, field: Field): Named[] {
  const cacheKey = kind + '/' + field.field
  let names = prepared.get(cacheKey)
  if (!names) {
    names = [field.field, ...field.names].map((name) => ({
      key: headerKey(name),
      words: words(name.replaceAll('_', ' ')),
      chinese: han.test(name),
    }))
    prepared.set(cacheKey, names)
  }
  return names
}

/** A header taken apart once, to be held against every name. */
interface Heard {
  whole: string
  /** 逾期金额(元), Service [min], *借款人: units and marks aside */
  bare: string
  words: string[]
  meaning: string[]
  chinese: boolean
}

/** What is longer is no header, and not worth the time. */
const longestHeader = 80

function hear(header: string): Heard {
  const text = header.slice(0, longestHeader)
  const found = words(text)
  return {
    whole: headerKey(text),
    bare: headerKey(text.replace(/[(（[【].*?[)）\]】]/g, '')),
    words: found,
    meaning: found.filter((word) => !emptyWords.has(word)),
    chinese: han.test(text),
  }
}

/** How surely a header means a field, 0–1, by its words alone. */
function headerScore(header: Heard, kind: FileKind, field: Field): number {
  const { whole, bare } = header
  if (whole === '') return 0
  let best = 0
  for (const [i, name] of namesOf(kind, field).entries()) {
    let score = 0
    if (name.key === whole) score = 1
    else if (name.key === bare) score = 0.97
    else if (name.chinese) {
      // 借款人 in 主借款人姓名, and beside English: 借款人Borrower
      if (header.chinese && name.key.length >= 2 && whole.includes(name.key))
        score = 0.55 + 0.35 * (name.key.length / whole.length)
    } else {
      const common = name.words.filter((word) => header.words.includes(word)).length
      if (common === name.words.length || common >= 2) {
        const union = new Set([...name.words, ...header.meaning]).size
        if (common < name.words.length) score = 0.8 * (common / union)
        else score = union === common ? 0.95 : 0.4 + 0.5 * (common / union)
      }
    }
    // the first names of a field are its plainest
    if (score > 0 && i > 8) score -= 0.005
    if (score > best) best = score
  }
  return best
}

const evidenceOf: Record<string, (text: string) => boolean> = {
  phone: phoneLike,
  other_phone: phoneLike,
  address: addressLike,
  home_address: addressLike,
  work_address: addressLike,
  household_address: addressLike,
  amount: amountLike,
  promise_amount: amountLike,
  due: dateLike,
  called_at: dateLike,
  visited_at: dateLike,
  left_at: dateLike,
  promise_date: dateLike,
  window: windowLike,
  lat: amountLike,
  lon: amountLike,
  dpd: amountLike,
  service_min: amountLike,
  max_visits: amountLike,
  crew_size: amountLike,
}
/** Fields that content alone may suggest, where no header says anything. */
const byContent = new Set(['phone', 'address'])

/** Least confidence at which a column is taken without being asked. */
const threshold = 0.5

/**
 * Headers that may be the last day of a visit, and in a bank's own list are the day on which the loan falls due: 到期日,
 * due date. Taken for the one while they are the other, every case would be too late for its week.
 */
function maybeLoanDue(header: Heard): boolean {
  return (
    !/外访|上门|拜访|visit/u.test(header.whole) &&
    /到期|贷款|还款|账单|duedate|loan|maturity|repayment/u.test(header.whole)
  )
}

/** Columns that a person has to name herself, with the field that they may be; those of `mapping` are settled. */
export function doubtfulColumns(
  headers: readonly string[],
  mapping: ColumnMapping,
  kind: FileKind,
): ColumnMapping {
  const taken = new Set(mapping.map(({ column }) => column))
  if (kind !== 'cases' || mapping.some(({ field }) => field === 'due')) return []
  return headers.flatMap((header, column) => {
    if (taken.has(column) || isOwnHeader(header)) return []
    return maybeLoanDue(hear(header)) ? [{ column, field: 'due' }] : []
  })
}

/**
 * Which column means what, by header and by a look at some rows. A field is given to one column only, save those that
 * repeat (further phones); the window shows the rest for correction.
 */
export function proposeMapping(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
  kind: FileKind,
): ColumnMatch[] {
  const found: ColumnMatch[] = []
  for (let column = 0; column < headers.length; column++) {
    if (isOwnHeader(headers[column])) continue
    const values = sampleRows.map((row) => row[column] ?? '')
    const heard = hear(headers[column])
    for (const field of fieldsOf(kind)) {
      if (field.field === 'due' && maybeLoanDue(heard)) continue
      let confidence = headerScore(heard, kind, field)
      const looksRight = evidenceOf[field.field]
      if (looksRight) {
        const share = shareOf(values, looksRight)
        if (share !== null && confidence > 0) {
          // content never overrules an exact header; it settles the doubtful ones
          if (share < 0.3) confidence *= confidence >= 0.97 ? 0.9 : 0.6
          else if (share > 0.7) confidence = Math.min(1, confidence + (1 - confidence) * 0.3)
        } else if (share !== null && share > 0.8 && byContent.has(field.field)) confidence = 0.5
      }
      if (confidence >= threshold) found.push({ column, field: field.field, confidence })
    }
  }
  found.sort((a, b) => b.confidence - a.confidence || a.column - b.column)
  const repeating = new Set(
    fieldsOf(kind)
      .filter((field) => field.repeats)
      .map((field) => field.field),
  )
  const takenFields = new Set<string>()
  const takenColumns = new Set<number>()
  const chosen: ColumnMatch[] = []
  for (const match of found) {
    if (takenColumns.has(match.column)) continue
    if (takenFields.has(match.field) && !repeating.has(match.field)) continue
    takenColumns.add(match.column)
    takenFields.add(match.field)
    chosen.push({ ...match, confidence: Math.round(match.confidence * 100) / 100 })
  }
  return chosen.sort((a, b) => a.column - b.column)
}

/** Does this row read like the headers of a file of ours? The number of cells that name a field of the best kind. */
export function headerLikeness(cells: readonly string[], kind?: FileKind): number {
  let best = 0
  const heardCells = cells
    .slice(0, 60)
    .flatMap((cell) => (cell === '' || cell.length > 40 ? [] : [hear(cell)]))
  for (const one of kind ? [kind] : fileKinds) {
    const fields = new Set<string>()
    for (const heard of heardCells) {
      let bestField = ''
      let bestScore = 0.6
      for (const field of fieldsOf(one)) {
        const score = headerScore(heard, one, field)
        if (score > bestScore) {
          bestScore = score
          bestField = field.field
        }
      }
      if (bestField) fields.add(bestField)
    }
    if (fields.size > best) best = fields.size
  }
  return best
}

/**
 * Index of the header row among the first rows: the row that names most fields of ours; where none names two, the
 * first row that is about as wide as the table and holds no numbers. -1: no row holds anything.
 */
export function findHeaderRow(rows: readonly (readonly string[])[], kind?: FileKind): number {
  const first = rows.slice(0, 40)
  let best = -1
  let bestLikeness = 1
  for (let i = 0; i < first.length; i++) {
    const likeness = headerLikeness(first[i], kind)
    if (likeness > bestLikeness) {
      best = i
      bestLikeness = likeness
    }
  }
  if (best >= 0) return best
  const widths = first.map((row) => row.filter((cell) => cell !== '').length)
  const widest = Math.max(0, ...widths)
  if (widest === 0) return -1
  const wide = widths.findIndex(
    (width, i) => width >= widest * 0.6 && !first[i].some((cell) => /^[\d.,:/-]{2,}$/.test(cell)),
  )
  return wide >= 0 ? wide : widths.findIndex((width) => width > 0)
}

/** What kind of file this is, by its headers; null when no kind has all its required columns. */
export function guessKind(
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
): FileKind | null {
  let best: FileKind | null = null
  let bestCount = 0
  for (const kind of fileKinds) {
    const mapping = proposeMapping(headers, sampleRows, kind)
    if (missingFields(kind, mapping).length > 0) continue
    const sure = mapping.reduce((sum, match) => sum + match.confidence, 0)
    if (sure > bestCount) {
      best = kind
      bestCount = sure
    }
  }
  return best
}

const addressFields = ['address', 'home_address', 'work_address', 'household_address']

/** Required fields that no column feeds. Any address will do, and so will coordinates. */
export function missingFields(kind: FileKind, mapping: ColumnMapping): Field[] {
  const mapped = new Set(mapping.map((match) => match.field))
  return fieldsOf(kind).filter((field) => {
    if (!field.required || mapped.has(field.field)) return false
    if (kind === 'cases' && field.field === 'address')
      return !addressFields.some((name) => mapped.has(name)) && !(mapped.has('lat') && mapped.has('lon'))
    return true
  })
}

/** Throws the refusal that names what is missing and what was found instead. */
export function requireColumns(
  kind: FileKind,
  mapping: ColumnMapping,
  headers: readonly string[],
  file: string,
  line?: number,
): void {
  const missing = missingFields(kind, mapping)
  if (missing.length === 0) return
  const found = headers.filter((header) => header !== '').slice(0, 30)
  throw new RefusalError(
    'import-column-missing',
    { file, columns: missing.map((field) => field.label).join(', '), found: found.join(', ') || '–' },
    { file, column: missing[0].field, ...(line === undefined ? {} : { line }) },
  )
}
