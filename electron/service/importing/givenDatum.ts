import type { ImportDatum } from '../../../shared/contract/cases.ts'
import { validCoordinate } from '../../../shared/core/address/given.ts'
import { datumsDiffer } from '../../../shared/core/geo/datum.ts'
import type { CaseFileRow } from '../../../shared/model/intake.ts'
import type { Datum } from '../../../shared/model/location.ts'
import type { RequestContext } from '../context.ts'
import type { BranchRow } from '../database/tables.ts'

/** Of a long file so many rows, spread over it, say in which datum it is. */
const mostCompared = 600

/** A row whose coordinates came without a datum. */
const isOpen = (row: CaseFileRow): row is CaseFileRow & { lon: number; lat: number } =>
  row.datum === null && row.lon !== null && row.lat !== null && validCoordinate(row.lon, row.lat)

/**
 * In which datum the coordinates of a file are that does not say: the one that puts the points nearest to their own
 * addresses. Null where nothing is open, or where all datums are one (outside China).
 */
export async function findGivenDatum(
  { deps }: RequestContext,
  branch: BranchRow,
  rows: readonly CaseFileRow[],
  signal: AbortSignal,
): Promise<ImportDatum | null> {
  const open = rows.filter(isOpen)
  if (!open.some(datumsDiffer)) return null
  const unknown: ImportDatum = {
    rows: open.length,
    compared: 0,
    medianMetres: { wgs84: 0, gcj02: 0, bd09: 0 },
    detected: null,
  }
  if (!branch.region_id) return unknown
  const stride = Math.ceil(open.length / mostCompared)
  const asked = open.filter((_, i) => i % stride === 0)
  const { datum: guess } = await deps.pool.run(
    'geocode',
    {
      regionPath: await deps.regions.path(branch.region_id),
      rows: asked.map((row) => ({
        id: row.caseNo,
        text: row.addresses[0]?.text ?? '',
        lon: row.lon,
        lat: row.lat,
      })),
    },
    { signal },
  )
  if (!guess) return unknown
  return {
    rows: open.length,
    compared: guess.samples,
    medianMetres: guess.medianMetres,
    detected: guess.sure ? guess.datum : null,
  }
}

/** Rows with their datum said: the file's own, else the one chosen or found, else WGS-84 as in all our files. */
export function withDatum(
  rows: readonly CaseFileRow[],
  found: ImportDatum | null,
  chosen: Datum | undefined,
): CaseFileRow[] {
  const datum = chosen ?? found?.detected ?? 'wgs84'
  return rows.map((row) => (row.datum === null && row.lon !== null ? { ...row, datum } : row))
}
