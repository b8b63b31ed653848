import type { LonLat } from '../../../shared/model/travel.ts'
import type { Reason } from '../../../shared/model/week.ts'
import type { Deps } from '../context.ts'
import type { VisitRecord } from '../database/stores/cases.ts'
import type { BranchRow } from '../database/tables.ts'

type Box = [west: number, south: number, east: number, north: number]

const inside = ([west, south, east, north]: Box, [lon, lat]: LonLat) =>
  west <= lon && lon <= east && south <= lat && lat <= north

const shownBox = ([west, south, east, north]: Box) =>
  [
    [west, south],
    [east, north],
  ]
    .map((corner) => corner.map((degrees) => degrees.toFixed(2)).join(', '))
    .join(' – ')

/** Where a place lies outside the branch's region, that; else null. */
export async function outsideRegion(deps: Deps, regionId: string, lonLat: LonLat): Promise<Reason | null> {
  const region = (await deps.regions.list()).find((one) => one.id === regionId)
  if (!region || inside(region.bbox, lonLat)) return null
  const at = `${lonLat[1].toFixed(4)}, ${lonLat[0].toFixed(4)}`
  return { code: 'visit-outside-region', params: { at, region: region.name } }
}

/**
 * Why there is nowhere to go: nobody has looked for the addresses yet, or they lie in another place than the branch's
 * region does. Null when some address lies in it.
 */
export async function nowhereToGo(
  deps: Deps,
  branch: BranchRow,
  records: Iterable<VisitRecord>,
): Promise<Reason | null> {
  const addresses = new Map([...records].map((record) => [record.address.id, record.address]))
  const found = [...addresses.values()]
  if (found.length === 0) return null
  if (found.every((address) => address.locatedAt === null && address.best === null))
    return { code: 'nothing-located' }
  const region = (await deps.regions.list()).find((one) => one.id === branch.region_id)
  if (!region) return null
  const here = found.some(
    ({ best, reason }) =>
      best !== null && reason?.code !== 'address-outside-region' && inside(region.bbox, [best.lon, best.lat]),
  )
  return here
    ? null
    : {
        code: 'cases-outside-region',
        params: { count: found.length, region: region.name, box: shownBox(region.bbox) },
      }
}
