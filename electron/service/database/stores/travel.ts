import type { DatedClosure, TravelSettings } from '../../../../shared/model/travelSettings.ts'
import type { TravelMode } from '../../../../shared/model/travel.ts'
import type { Reader } from '../open.ts'
import type { RoadClosureRow, TravelHoursRow } from '../tables.ts'
import { parseJson } from './json.ts'

/** How a branch travels: its hours and what is closed. */

export async function hoursRow(reader: Reader, branchId: string): Promise<TravelHoursRow | null> {
  return (
    (await reader
      .selectFrom('travel_hours')
      .selectAll()
      .where('branch_id', '=', branchId)
      .executeTakeFirst()) ?? null
  )
}

export async function closureRows(reader: Reader, branchId: string): Promise<RoadClosureRow[]> {
  return reader
    .selectFrom('road_closures')
    .selectAll()
    .where('branch_id', '=', branchId)
    .orderBy('date_from')
    .orderBy('id')
    .execute()
}

export const toHours = (row: TravelHoursRow): NonNullable<TravelSettings['hours']> => ({
  starts: parseJson<number[]>(row.starts) ?? [0],
  speeds: parseJson<NonNullable<TravelSettings['hours']>['speeds']>(row.speeds) ?? [{}],
  modes: parseJson<TravelMode[]>(row.modes) ?? [],
})

export const toClosure = (row: RoadClosureRow): DatedClosure => ({
  ring: parseJson<DatedClosure['ring']>(row.ring) ?? [],
  ...(row.street === null ? {} : { street: row.street }),
  ...(row.hours_from === null || row.hours_to === null ? {} : { hours: [row.hours_from, row.hours_to] }),
  from: row.date_from,
  to: row.date_to,
  reason: row.reason,
})

export async function travelSettings(reader: Reader, branchId: string): Promise<TravelSettings> {
  const [hours, closures] = await Promise.all([hoursRow(reader, branchId), closureRows(reader, branchId)])
  return { hours: hours && toHours(hours), closures: closures.map(toClosure) }
}
