import { statSync } from 'node:fs'
import type { AddressIndex } from '../../../shared/core/address/addressIndex.ts'
import { geocode, type Pin } from '../../../shared/core/address/geocode.ts'
import { validCoordinate, withGivenPoint } from '../../../shared/core/address/given.ts'
import { nameSearchOf, type NameHit } from '../../../shared/core/address/nameSearch.ts'
import {
  datumsDiffer,
  detectDatum,
  toWgs84,
  type DatumGuess,
  type DatumSample,
} from '../../../shared/core/geo/datum.ts'
import { throwIfCancelled } from '../../../shared/core/lib/cancel.ts'
import type { Datum, GeocodeResult } from '../../../shared/model/location.ts'
import { openAddressIndex } from '../../service/database/region/addresses.ts'
import { loadGazetteer, loadPinyin } from '../../service/database/region/addressesGazetteer.ts'
import { asDamage, openRegion, type RegionFile } from '../../service/database/region/regionFile.ts'
import type { Job, JobContext } from '../job.ts'

export interface GeocodeRow {
  id: string
  text: string
  /** given coordinates, in `datum`, or in the datum that all of them together show to be theirs */
  lat?: number
  lon?: number
  datum?: Datum
}

export interface GeocodeInput {
  regionPath: string
  rows: GeocodeRow[]
  /** confirmed pins by memory key or building key, WGS-84 */
  memory?: [key: string, pin: Pin][]
  bias?: Pin
  /** what was typed into a search box: names are looked for as well, by part, pinyin and with typing errors */
  names?: string
}

export interface GeocodeOutput {
  /** in the order of the rows */
  results: { id: string; result: GeocodeResult }[]
  /** how the datum of coordinates without one was told; absent when there were none */
  datum?: DatumGuess
  /** names that were found, best first; only when asked for */
  names?: NameHit[]
}

const rowsPerStep = 256
const mostNames = 9
let opened: { key: string; region: RegionFile; index: AddressIndex } | undefined

/** The index of the region used last stays open in this thread; a rebuilt file is opened anew. */
function indexOf(path: string): AddressIndex {
  const stat = statSync(path, { throwIfNoEntry: false })
  const key = path + '|' + stat?.mtimeMs + '|' + stat?.size
  if (opened?.key === key) return opened.index
  opened?.region.close()
  opened = undefined
  const region = openRegion(path)
  opened = { key, region, index: openAddressIndex(region.db) }
  return opened.index
}

/** Locates rows against a region, offline. Given coordinates are honoured and flagged where their text disagrees. */
export const job: Job<GeocodeInput, GeocodeOutput> = {
  run(input, context) {
    try {
      return geocodeRows(input, context)
    } catch (error) {
      throw asDamage(input.regionPath, error)
    }
  },
}

function geocodeRows(input: GeocodeInput, { progress, cancel }: JobContext): GeocodeOutput {
  const index = indexOf(input.regionPath)
  const gazetteer = loadGazetteer()
  const pins = new Map(input.memory ?? [])
  const memory = (key: string) => pins.get(key)
  const found: GeocodeResult[] = []
  for (const [done, row] of input.rows.entries()) {
    if (done % rowsPerStep === 0) {
      throwIfCancelled(cancel)
      progress({ stage: 'geocode', done, total: input.rows.length })
    }
    found.push(geocode(row.text, index, { memory, gazetteer, ...(input.bias ? { bias: input.bias } : {}) }))
  }
  const guess = guessDatum(input.rows, found)
  const results = input.rows.map((row, i) => {
    const result = found[i]!
    if (row.lon === undefined || row.lat === undefined) return { id: row.id, result }
    if (!validCoordinate(row.lon, row.lat))
      return {
        id: row.id,
        result: {
          ...result,
          reason: 'address-given-invalid',
          reasonParams: { lon: row.lon, lat: row.lat },
        },
      }
    const datum = datumsDiffer({ lon: row.lon, lat: row.lat })
      ? (row.datum ?? guess?.datum ?? 'wgs84')
      : 'wgs84'
    const point = { ...toWgs84(row.lon, row.lat, datum), datum }
    return { id: row.id, result: withGivenPoint(result, point, row.text) }
  })
  progress({ stage: 'geocode', done: input.rows.length, total: input.rows.length })
  const names =
    input.names === undefined ? undefined : nameSearchOf(index, loadPinyin())(input.names, mostNames)
  return { results, ...(guess ? { datum: guess } : {}), ...(names ? { names } : {}) }
}

/** From rows whose coordinates name no datum and whose text was found to the door. */
function guessDatum(rows: readonly GeocodeRow[], found: readonly GeocodeResult[]): DatumGuess | undefined {
  const samples: DatumSample[] = []
  let asked = false
  rows.forEach((row, i) => {
    if (row.datum !== undefined || row.lon === undefined || row.lat === undefined) return
    if (!validCoordinate(row.lon, row.lat)) return
    asked = true
    const best = found[i]!.best
    if (best && (best.level === 'building' || best.level === 'interpolated') && samples.length < 500)
      samples.push({ lon: row.lon, lat: row.lat, found: { lon: best.lon, lat: best.lat } })
  })
  return asked ? detectDatum(samples) : undefined
}
