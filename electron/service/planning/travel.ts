import type { Progress } from '../../../shared/core/lib/cancel.ts'
import { addDays } from '../../../shared/core/lib/time.ts'
import { closuresBetween } from '../../../shared/core/plan/weekTravel.ts'
import type { AssembledWeek } from '../../../shared/core/plan/assemble.ts'
import type { TravelByHour, TravelMatrix, TravelMode } from '../../../shared/model/travel.ts'
import {
  noTravelSettings,
  type TravelPeriod,
  type TravelSettings,
} from '../../../shared/model/travelSettings.ts'
import type { Reason } from '../../../shared/model/week.ts'
import type { RequestContext } from '../context.ts'
import { parseJson } from '../database/stores/json.ts'
import type { PlanVersionRow } from '../database/tables.ts'

/** What the travel times of a plan were made with: kept with the plan, so that it can tell when that has changed. */
export interface PlanTravel {
  settings: TravelSettings
  region: { id: string; builtAt: string } | null
}

export const planTravelOf = (version: Pick<PlanVersionRow, 'travel'>): PlanTravel =>
  parseJson<PlanTravel>(version.travel) ?? { settings: noTravelSettings, region: null }

/** Settings without closures of other weeks: what comes in July does not make a plan of May an old one. */
export const settingsOfWeek = ({ hours, closures }: TravelSettings, week: string): TravelSettings => ({
  hours,
  closures: closuresBetween(closures, week, addDays(week, 6)),
})

/** The travel times of a week, by the names of its profiles. */
export interface WeekTables {
  tables: Record<string, TravelMatrix | TravelByHour>
  region: PlanTravel['region']
}

/** Every table that the week asks for, each period of it in a thread of its own. */
export async function weekTables(
  { deps }: RequestContext,
  regionId: string,
  { travel, points }: Pick<AssembledWeek, 'travel' | 'points'>,
  options: { progress: Progress; signal?: AbortSignal },
): Promise<WeekTables> {
  const region = (await deps.regions.open(regionId)).info()
  const asked = new Map<string, Promise<TravelMatrix>>()
  // days that differ in one period share the others
  const once = (mode: TravelMode, period: TravelPeriod) => {
    const key = JSON.stringify([mode, period])
    const known = asked.get(key) ?? deps.matrices.get(regionId, mode, points, period, options)
    asked.set(key, known)
    return known
  }
  const made = await Promise.all(
    travel.profiles.map(async ({ name, mode, periods }) => {
      const matrices = await Promise.all(periods.map((period) => once(mode, period)))
      return [name, matrices.length === 1 ? matrices[0]! : { starts: travel.starts, matrices }] as const
    }),
  )
  return { tables: Object.fromEntries(made), region: { id: regionId, builtAt: region.builtAt } }
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
