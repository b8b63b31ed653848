import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { AddressList, AddressListRow } from '../../../../shared/core/address/assemble.ts'
import { RefusalError } from '../../../../shared/model/refusal.ts'

const columns: Record<keyof AddressListRow, readonly string[]> = {
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
  district: ['district', '区县', '行政區', '区'],
  postcode: ['postcode', 'zip', '邮编', '郵遞區號'],
}

/**
 * Reads an address source: CSV with `address,lat,lon`, or OpenAddresses' columns (`LON,LAT,NUMBER,STREET,CITY,…`).
 * UTF-8, GB18030 or Big5; WGS-84 degrees.
 * @throws RefusalError file-not-found, file-unreadable, address-list-columns
 */
export function readAddressList(path: string): AddressList {
  if (!existsSync(path)) throw new RefusalError('file-not-found', { file: path }, { file: path })
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw new RefusalError(
      'file-unreadable',
      { file: path, detail: (error as NodeJS.ErrnoException).code ?? '' },
      { file: path },
    )
  }
  let rows: string[][]
  try {
    rows = parse(decode(bytes), {
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
      trim: true,
    })
  } catch (error) {
    throw new RefusalError(
      'file-unreadable',
      { file: path, detail: (error as Error).message },
      { file: path },
    )
  }
  const header = (rows[0] ?? []).map((name) => name.toLowerCase())
  const at = (field: keyof AddressListRow) => header.findIndex((name) => columns[field].includes(name))
  const [address, lat, lon, number, street] = [
    at('address'),
    at('lat'),
    at('lon'),
    at('number'),
    at('street'),
  ]
  if (lat < 0 || lon < 0 || (address < 0 && (number < 0 || street < 0)))
    throw new RefusalError(
      'address-list-columns',
      { file: path, found: header.join(', ').slice(0, 120) || '–' },
      { file: path, line: 1 },
    )
  const optional = (['number', 'street', 'city', 'district', 'postcode'] as const).map(
    (field) => [field, at(field)] as const,
  )
  return {
    name: basename(path).replace(/\.[^.]*$/, ''),
    rows: rows.slice(1).map((row) => {
      const made: AddressListRow = { lon: coordinate(row[lon]), lat: coordinate(row[lat]) }
      if (address >= 0 && row[address]) made.address = row[address]
      for (const [field, index] of optional) if (index >= 0 && row[index]) made[field] = row[index]
      return made
    }),
  }
}

/** An empty or unreadable coordinate is none; `Number('')` would be the Gulf of Guinea. */
function coordinate(text: string | undefined): number {
  return text === undefined || text === '' ? Number.NaN : Number(text)
}

function decode(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030', 'big5']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return new TextDecoder('utf-8').decode(bytes)
}

export { loadGazetteer } from './addressesGazetteer.ts'
