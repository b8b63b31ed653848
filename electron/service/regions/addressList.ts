import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { AddressList, AddressListRow } from '../../../shared/core/address/assemble.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'

/** Column titles that mean the same, in lower case with `_` for spaces. */
const columnTitles: Record<keyof AddressListRow, readonly string[]> = {
  address: [
    'address',
    'addr',
    'full_address',
    '地址',
    '门牌',
    '門牌',
    '门牌地址',
    '門牌地址',
    '详细地址',
    '詳細地址',
  ],
  lat: ['lat', 'latitude', 'y', '纬度', '緯度'],
  lon: ['lon', 'lng', 'long', 'longitude', 'x', '经度', '經度'],
  number: ['number', 'housenumber', 'house_number', '门牌号', '門牌號'],
  street: ['street', 'road', '道路', '街道'],
  city: ['city', '城市', '市'],
  district: ['district', '区县', '區縣', '行政区', '行政區', '区', '區'],
  postcode: ['postcode', 'zip', '邮编', '郵遞區號'],
}
const fields = Object.keys(columnTitles) as (keyof AddressListRow)[]

/**
 * Reads an address list of a branch: `address,lat,lon`, or OpenAddresses (`lon,lat,number,street,city,postcode`), in
 * UTF-8, GB18030 or Big5; coordinates are WGS-84 degrees. A coordinate that is no number becomes NaN, which the
 * address index counts as an unused row.
 * @throws RefusalError file-not-found, file-unreadable, address-list-columns
 */
export function readAddressList(path: string, name: string): AddressList {
  const at = { file: path }
  let rows: string[][]
  try {
    rows = parse(decode(readFileSync(path)), {
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === 'ENOENT') throw new RefusalError('file-not-found', { file: path }, at)
    if (!/^[A-Z]/.test(code)) throw error
    throw new RefusalError('file-unreadable', { file: path, detail: code }, at)
  }
  const header = rows[0] ?? []
  const columns = new Map<keyof AddressListRow, number>()
  for (const field of fields) {
    const column = header.findIndex((title) => columnTitles[field].includes(plain(title)))
    if (column >= 0) columns.set(field, column)
  }
  const hasAddress = columns.has('address') || (columns.has('number') && columns.has('street'))
  if (!columns.has('lat') || !columns.has('lon') || !hasAddress)
    throw new RefusalError(
      'address-list-columns',
      { file: path, found: header.join(', ').slice(0, 120) || '–' },
      { ...at, line: 1 },
    )
  return { name, rows: rows.slice(1).map((row) => listRow(row, columns)) }
}

const plain = (title: string) => title.trim().toLowerCase().replace(/\s+/g, '_')

function listRow(row: string[], columns: Map<keyof AddressListRow, number>): AddressListRow {
  const made: AddressListRow = { lon: NaN, lat: NaN }
  for (const [field, column] of columns) {
    const text = row[column]
    if (!text) continue
    if (field === 'lon' || field === 'lat') made[field] = Number(text)
    else made[field] = text
  }
  return made
}

function decode(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030', 'big5']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return new TextDecoder('utf-8').decode(bytes)
}
