import type { Progress } from '../../../shared/core/lib/cancel.ts'
import { addDays } from '../../../shared/core/lib/time.ts'
import { assumedCircuity, straightTable, withStraightWays } from '../../../shared/core/roads/straight.ts'
import { providerNames, type ProviderKind } from '../../../shared/model/providers.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { closuresBetween } from '../../../shared/core/plan/weekTravel.ts'
import type { AssembledWeek } from '../../../shared/core/plan/assemble.ts'
import type { LonLat, TravelByHour, TravelMatrix, TravelMode } from '../../../shared/model/travel.ts'
import {
  noTravelSettings,
  type TravelPeriod,
  type TravelSettings,
} from '../../../shared/model/travelSettings.ts'
import type { Reason } from '../../../shared/model/week.ts'
import type { RequestContext } from '../context.ts'
import { parseJson } from '../database/stores/json.ts'
import type { PlanVersionRow } from '../database/tables.ts'
import { mostStraightMetres } from './ground.ts'

/** What the travel times of a plan were made with: kept with the plan, so that it can tell when that has changed. */
export interface PlanTravel {
  settings: TravelSettings
  region: { id: string; builtAt: string } | null
  /** places that no road reaches: ways to and from them are straight lines with the region's detour */
  straight: LonLat[]
  /** the server that was asked instead of the region */
  server: ProviderKind | null
}

export const planTravelOf = (version: Pick<PlanVersionRow, 'travel'>): PlanTravel => ({
  settings: noTravelSettings,
  region: null,
  straight: [],
  server: null,
  ...parseJson<Partial<PlanTravel>>(version.travel),
})

/** Settings without closures of other weeks: what comes in July does not make a plan of May an old one. */
export const settingsOfWeek = ({ hours, closures }: TravelSettings, week: string): TravelSettings => ({
  hours,
  closures: closuresBetween(closures, week, addDays(week, 6)),
})

/** The travel times of a week, by the names of its profiles. */
export interface WeekTables extends Omit<PlanTravel, 'settings'> {
  tables: Record<string, TravelMatrix | TravelByHour>
  /** what people are to know of them */
  notes: Reason[]
}

/**
 * Every table that the week asks for, each period of it in a thread of its own. A server that somebody has opened is
 * asked where the week has no hours or closures of its own, which no server knows of; where it fails, the region's
 * roads are taken and it is said. Places that no road reaches are joined by straight lines with the region's own
 * detour, and named.
 */
export async function weekTables(
  context: RequestContext,
  regionId: string,
  { travel, points }: Pick<AssembledWeek, 'travel' | 'points'>,
  options: { progress: Progress; signal?: AbortSignal },
): Promise<WeekTables> {
  const region = await regionOf(context, regionId)
  const straight = new Set<number>()
  const notes: Reason[] = []
  const servers = new Set<ProviderKind>()
  const asked = new Map<string, Promise<TravelMatrix>>()
  const tableOf = async (mode: TravelMode, period: TravelPeriod): Promise<TravelMatrix> => {
    const served = await fromServer(context, mode, period, points, options, notes)
    if (served) {
      servers.add(served.kind)
      return served.matrix
    }
    if (!region) {
      points.forEach((_, i) => straight.add(i))
      return straightTable(points, assumedCircuity(mode))
    }
    return fromRegion(context, regionId, mode, period, points, options, straight)
  }
  // days that differ in one period share the others
  const once = (mode: TravelMode, period: TravelPeriod) => {
    const key = JSON.stringify([mode, period])
    const known = asked.get(key) ?? tableOf(mode, period)
    asked.set(key, known)
    return known
  }
  const made = await Promise.all(
    travel.profiles.map(async ({ name, mode, periods }) => {
      const matrices = await Promise.all(periods.map((period) => once(mode, period)))
      return [name, matrices.length === 1 ? matrices[0]! : { starts: travel.starts, matrices }] as const
    }),
  )
  if (!region) notes.push({ code: 'travel-without-region' })
  else if (straight.size > 0) notes.push({ code: 'travel-straight', params: { count: straight.size } })
  for (const kind of servers)
    notes.push({ code: 'travel-by-server', params: { provider: providerNames[kind] } })
  return {
    tables: Object.fromEntries(made),
    region,
    straight: [...straight].map((i) => points[i]!),
    server: [...servers][0] ?? null,
    notes: distinctReasons(notes),
  }
}

const distinctReasons = (reasons: Reason[]): Reason[] => [
  ...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values(),
]

/** Null where the region's file is gone: then nothing is known of its roads. */
async function regionOf({ deps }: RequestContext, regionId: string): Promise<PlanTravel['region']> {
  try {
    return { id: regionId, builtAt: (await deps.regions.open(regionId)).info().builtAt }
  } catch (error) {
    if (error instanceof RefusalError && ['region-missing', 'file-not-found'].includes(error.refusal.code))
      return null
    throw error
  }
}

/** The table of a server that is open for the way of travelling; null where the region is to be asked. */
async function fromServer(
  { deps, actor }: RequestContext,
  mode: TravelMode,
  period: TravelPeriod,
  points: LonLat[],
  options: { progress: Progress; signal?: AbortSignal },
  notes: Reason[],
): Promise<{ kind: ProviderKind; matrix: TravelMatrix } | null> {
  const kind = await deps.travelServers.chosen(mode)
  if (!kind) return null
  const provider = providerNames[kind]
  if (period.closures.length > 0 || Object.keys(period.speeds).length > 0) {
    notes.push({ code: 'travel-server-without-hours', params: { provider } })
    return null
  }
  try {
    const matrix = await deps.travelServers.table(actor, kind, mode, points, options)
    deps.events.emit('providers')
    return { kind, matrix }
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    deps.events.emit('providers')
    const { code, params } = error.refusal
    notes.push(params ? { code, params } : { code }, {
      code: 'travel-by-region-instead',
      params: { provider },
    })
    return null
  }
}

async function fromRegion(
  { deps }: RequestContext,
  regionId: string,
  mode: TravelMode,
  period: TravelPeriod,
  points: LonLat[],
  options: { progress: Progress; signal?: AbortSignal },
  straight: Set<number>,
): Promise<TravelMatrix> {
  const matrix = await deps.matrices.get(regionId, mode, points, period, options)
  const off = matrix.unsnapped.filter((i) => matrix.snapMetres[i]! <= mostStraightMetres)
  if (off.length === 0) return matrix
  for (const i of off) straight.add(i)
  const circuity = await deps.pool.run(
    'circuity',
    { regionPath: await deps.regions.path(regionId), mode, period },
    options,
  )
  return withStraightWays(matrix, points, off, circuity)
}

/**
 * Why travel times of a plan are no longer what they would be now: hours or closures of days that are still ahead have
 * been changed since, or the map has.
 */
export function outdatedBy(
  version: Pick<PlanVersionRow, 'travel'>,
  now: { settings: TravelSettings; region: PlanTravel['region']; today: string; week: string },
): Reason[] {
  const then = planTravelOf(version)
  const from = now.today > now.week ? now.today : now.week
  const until = addDays(now.week, 6)
  if (from > until) return []
  const ahead = ({ hours, closures }: TravelSettings) =>
    JSON.stringify([
      hours,
      closuresBetween(closures, from, until)
        .map((one) => JSON.stringify(one))
        .sort(),
    ])
  const reasons: Reason[] = []
  if (ahead(then.settings) !== ahead(now.settings)) reasons.push({ code: 'plan-before-travel' })
  const moved =
    then.region !== null &&
    now.region !== null &&
    (then.region.id !== now.region.id || then.region.builtAt !== now.region.builtAt)
  if (moved) reasons.push({ code: 'plan-before-region' })
  return reasons
}
