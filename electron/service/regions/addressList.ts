import { createReadStream, existsSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { throwIfCancelled, type Cancel } from '../../../shared/core/lib/cancel.ts'
import { isLonLat } from '../../../shared/core/geo/distance.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'

/** One line of a branch's own address list. */
export interface AddressListRow {
  address: string
  lon: number
  lat: number
}

/** Column names that mean the same, after lower case and without spaces. */
const columnNames: Record<string, string[]> = {
  address: [
    'address',
    'full_address',
    'addr',
    '地址',
    '门牌',
    '門牌',
    '门牌地址',
    '門牌地址',
    '詳細地址',
    '详细地址',
  ],
  lat: ['lat', 'latitude', 'y', '纬度', '緯度'],
  lon: ['lon', 'lng', 'long', 'longitude', 'x', '经度', '經度'],
  number: ['number', 'housenumber', 'house_number'],
  street: ['street'],
  unit: ['unit'],
  city: ['city'],
  district: ['district'],
  region: ['region'],
  postcode: ['postcode', 'zip'],
}

const hanStreet = /\p{Script=Han}/u

/**
 * Reads an address list: `address,lat,lon`, or OpenAddresses (`lon,lat,number,street,unit,city,postcode`), with or
 * without a byte order mark. Lines without a place on Earth or without an address are left out and counted.
 * @throws RefusalError file-not-found, address-list-columns
 */
export async function readAddressList(
  path: string,
  cancel: Cancel,
): Promise<{ rows: AddressListRow[]; skipped: number }> {
  if (!existsSync(path)) throw new RefusalError('file-not-found', { file: path }, { file: path })
  const rows: AddressListRow[] = []
  let skipped = 0
  let columns: Map<string, number> | null = null
  const parser = parse({ bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true })
  try {
    await pipeline(createReadStream(path), parser, async (records: AsyncIterable<string[]>) => {
      for await (const record of records) {
        if (!columns) {
          columns = columnsOf(record, path)
          continue
        }
        if ((rows.length & 1023) === 0) throwIfCancelled(cancel)
        const row = rowOf(record, columns)
        if (row) rows.push(row)
        else skipped++
      }
    })
  } catch (error) {
    const code = (error as { code?: string }).code
    if (!code?.startsWith('CSV_')) throw error
    throw new RefusalError('file-unreadable', { file: path, detail: code }, { file: path })
  }
  if (!columns) throw new RefusalError('address-list-columns', { file: path, found: '–' }, { file: path })
  return { rows, skipped }
}

function columnsOf(header: string[], file: string): Map<string, number> {
  const columns = new Map<string, number>()
  header.forEach((title, index) => {
    const plain = title.trim().toLowerCase().replace(/\s+/g, '_')
    for (const name in columnNames)
      if (columnNames[name].includes(plain) && !columns.has(name)) columns.set(name, index)
  })
  const hasPlace = columns.has('lat') && columns.has('lon')
  const hasAddress = columns.has('address') || (columns.has('number') && columns.has('street'))
  if (!hasPlace || !hasAddress)
    throw new RefusalError(
      'address-list-columns',
      { file, found: header.join(', ').slice(0, 120) },
      { file, line: 1 },
    )
  return columns
}

function rowOf(record: string[], columns: Map<string, number>): AddressListRow | null {
  const cell = (name: string) => {
    const index = columns.get(name)
    return index === undefined ? '' : (record[index] ?? '').trim()
  }
  if (cell('lon') === '' || cell('lat') === '') return null
  const lon = Number(cell('lon'))
  const lat = Number(cell('lat'))
  if (!isLonLat(lon, lat) || (lon === 0 && lat === 0)) return null
  const address = cell('address') || openAddress(cell)
  return address ? { address, lon, lat } : null
}

/** OpenAddresses keeps an address in parts; Chinese ones are written from the large to the small. */
function openAddress(cell: (name: string) => string): string {
  const street = cell('street')
  const number = cell('number')
  if (!street || !number) return ''
  if (hanStreet.test(street)) {
    const ending = /\d$/.test(number) ? '号' : ''
    return cell('region') + cell('city') + cell('district') + street + number + ending + cell('unit')
  }
  const place = [cell('postcode'), cell('city')].filter(Boolean).join(' ')
  return [street + ' ' + number, place].filter(Boolean).join(', ')
}
