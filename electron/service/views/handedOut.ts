import type { HandedOut } from '../../../shared/contract/versions.ts'
import { staleSheets } from '../../../shared/core/plan/stale.ts'
import type { RequestContext } from '../context.ts'
import { parseJson } from '../database/stores/json.ts'
import { loadVersion, type StoredVersion, type VersionHead } from '../database/stores/plans.ts'
import type { PlanVersionRow } from '../database/tables.ts'

/** `A`, and `A.3` for its third revision */
export const versionName = ({ name, revision }: Pick<PlanVersionRow, 'name' | 'revision'>): string =>
  revision > 1 ? `${name}.${revision}` : name

/**
 * What was published last, when the plan that stands is another, and whose run sheets that makes out of date: those of
 * days that are over are nobody's concern any more.
 * @param today the branch's date, `2026-11-24`
 */
export async function handedOutView(
  { deps }: RequestContext,
  rows: readonly VersionHead[],
  stored: StoredVersion,
  today: string,
): Promise<HandedOut | null> {
  const last = rows
    .filter((row) => row.published_at !== null)
    .sort((a, b) => (a.published_at! < b.published_at! ? -1 : 1))
    .at(-1)
  if (!last || last.id === stored.version.id) return null
  const before = (await loadVersion(deps.database.reader, last.id))!
  const sheets = ({ crewDays, stops }: StoredVersion) => {
    const byDay = Map.groupBy(stops, (stop) => stop.crew_day_key)
    return crewDays.map((day) => ({
      crewDayId: day.key,
      collectorNames: parseJson<string[]>(day.collector_names) ?? [],
      stops: (byDay.get(day.key) ?? []).map((stop) => ({ visitId: stop.visit_id, arrival: stop.arrival })),
    }))
  }
  const days = new Map([...before.crewDays, ...stored.crewDays].map((day) => [day.key, day]))
  return {
    versionId: last.id,
    name: versionName(last),
    publishedAt: last.published_at!,
    days: staleSheets(sheets(before), sheets(stored)).flatMap(({ crewDayId, kind }) => {
      const day = days.get(crewDayId)!
      if (day.date < today) return []
      return [
        {
          crewDayId,
          date: day.date,
          crewName: day.crew_name,
          collectorNames: parseJson<string[]>(day.collector_names) ?? [],
          kind,
        },
      ]
    }),
  }
}
