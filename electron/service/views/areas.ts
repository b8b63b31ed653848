import type { AddressTokenKind } from '../../../shared/model/location.ts'
import type { LonLat } from '../../../shared/model/travel.ts'
import type { VisitRecord } from '../database/stores/cases.ts'

/** A square of the coverage map. */
export interface AreaCell {
  key: string
  label: string
  centre: LonLat
  ring: LonLat[]
}

const metresPerDegree = 111_320
const cellSizesMetres = [500, 1_000, 2_000, 5_000, 10_000, 20_000]
const cellsAcross = 14
const localityKinds: AddressTokenKind[] = ['district', 'town', 'city', 'village']

function locality(record: VisitRecord): string | null {
  for (const kind of localityKinds) {
    const token = record.address.tokens.find((candidate) => candidate.kind === kind)
    // as the file writes it, not as it was folded for matching
    if (token) return record.address.text.slice(token.start, token.end).trim()
  }
  return null
}

/**
 * A grid of squares over the visits' places, fine enough to tell districts apart and coarse enough not to point at a
 * door. Squares are named after the district or place that most of their addresses name.
 */
export function areaGrid(records: VisitRecord[]): (at: LonLat) => AreaCell {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (const { address } of records) {
    west = Math.min(west, address.best!.lon)
    east = Math.max(east, address.best!.lon)
    south = Math.min(south, address.best!.lat)
    north = Math.max(north, address.best!.lat)
  }
  const narrowing = Math.cos(((south + north) / 2) * (Math.PI / 180))
  const widest = Math.max((east - west) * narrowing, north - south) * metresPerDegree
  const metres = cellSizesMetres.find((size) => widest / size <= cellsAcross) ?? cellSizesMetres.at(-1)!
  const height = metres / metresPerDegree
  const width = height / narrowing
  const columnOf = (at: LonLat) => Math.floor(at[0] / width)
  const rowOf = (at: LonLat) => Math.floor(at[1] / height)
  const keyOf = (at: LonLat) => `${columnOf(at)}:${rowOf(at)}`

  const namesByCell = new Map<string, Map<string, number>>()
  for (const record of records) {
    const name = locality(record)
    if (!name) continue
    const key = keyOf([record.address.best!.lon, record.address.best!.lat])
    const names = namesByCell.get(key) ?? new Map<string, number>()
    namesByCell.set(key, names)
    names.set(name, (names.get(name) ?? 0) + 1)
  }
  const numbers = new Map<string, number>()
  const cells = new Map<string, AreaCell>()
  return (at) => {
    const key = keyOf(at)
    let cell = cells.get(key)
    if (!cell) {
      const [west, south] = [columnOf(at) * width, rowOf(at) * height]
      const name =
        [...(namesByCell.get(key) ?? [])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? ''
      const number = (numbers.get(name) ?? 0) + 1
      numbers.set(name, number)
      cell = {
        key,
        label: name ? `${name} ${number}` : `#${number}`,
        centre: [west + width / 2, south + height / 2],
        ring: [
          [west, south],
          [west + width, south],
          [west + width, south + height],
          [west, south + height],
          [west, south],
        ],
      }
      cells.set(key, cell)
    }
    return cell
  }
}
