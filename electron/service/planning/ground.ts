import { liesOn, type Ground } from '../../../shared/core/plan/assemble.ts'
import type { Reason } from '../../../shared/model/week.ts'
import type { Deps } from '../context.ts'
import type { VisitRecord } from '../database/stores/cases.ts'
import type { BranchRow } from '../database/tables.ts'

const shownBox = ([west, south, east, north]: Ground['bbox']) =>
  [
    [west, south],
    [east, north],
  ]
    .map((corner) => corner.map((degrees) => degrees.toFixed(2)).join(', '))
    .join(' – ')

/** The branch's region, as far as planning asks for it; undefined where its file is gone. */
export const groundOf = async (deps: Deps, regionId: string | null): Promise<Ground | undefined> =>
  (await deps.regions.list()).find((one) => one.id === regionId)

/** Farther from every road than that a pin lies in another place, and a straight line says nothing of it. */
export const mostStraightMetres = 20_000
const metresOfDegree = 111_195

/** The region with what lies near enough beyond its edge to be reached by a straight line. */
export function reachOf({ name, bbox: [west, south, east, north] }: Ground): Ground {
  const up = mostStraightMetres / metresOfDegree
  const aside = up / Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180)
  return { name, bbox: [west - aside, south - up, east + aside, north + up] }
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
  const region = await groundOf(deps, branch.region_id)
  if (!region) return null
  const here = found.some(
    ({ best, reason }) =>
      best !== null && reason?.code !== 'address-outside-region' && liesOn(region, [best.lon, best.lat]),
  )
  return here
    ? null
    : {
        code: 'cases-outside-region',
        params: { count: found.length, region: region.name, box: shownBox(region.bbox) },
      }
}
