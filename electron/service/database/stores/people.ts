import type { CollectorView } from '../../../../shared/contract/cases.ts'
import type { TravelMode } from '../../../../shared/model/travel.ts'
import type { Reader } from '../open.ts'
import type { CollectorRow } from '../tables.ts'
import { parseJson } from './json.ts'

export async function collectorViews(reader: Reader, branchId: string): Promise<CollectorView[]> {
  const rows = await reader
    .selectFrom('collectors')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('active', '=', 1)
    .orderBy('id')
    .execute()
  const leaves = await reader.selectFrom('leaves').selectAll().where('branch_id', '=', branchId).execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    phone: row.phone,
    skills: parseJson<string[]>(row.skills) ?? [],
    shiftFrom: row.shift_from,
    shiftTo: row.shift_to,
    days: parseJson<number[]>(row.days) ?? [],
    lunch: parseJson<{ from: number; to: number; minutes: number }>(row.lunch),
    mode: row.mode as TravelMode,
    startText: row.start_text,
    start: row.start_lon !== null && row.start_lat !== null ? [row.start_lon, row.start_lat] : null,
    endText: row.end_text,
    end: row.end_lon !== null && row.end_lat !== null ? [row.end_lon, row.end_lat] : null,
    maxVisits: row.max_visits,
    crew: row.crew,
    leave: leaves
      .filter((leave) => leave.collector_id === row.id)
      .map((leave) => ({ from: leave.from_date, to: leave.to_date, note: leave.note })),
    active: row.active === 1,
  }))
}

/** A collector by name, also one who was taken off the list: her rows still name her. */
export async function collectorIdNamed(reader: Reader, branchId: string, name: string) {
  const row = await reader
    .selectFrom('collectors')
    .select('id')
    .where('branch_id', '=', branchId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.id ?? null
}

/** The row of a collector, without the columns that every change adds. */
export function collectorFields(view: Omit<CollectorView, 'leave'>) {
  return {
    id: view.id,
    name: view.name,
    phone: view.phone,
    skills: JSON.stringify(view.skills),
    shift_from: view.shiftFrom,
    shift_to: view.shiftTo,
    days: JSON.stringify(view.days),
    lunch: view.lunch ? JSON.stringify(view.lunch) : null,
    mode: view.mode,
    start_text: view.startText,
    start_lon: view.start?.[0] ?? null,
    start_lat: view.start?.[1] ?? null,
    end_text: view.endText,
    end_lon: view.end?.[0] ?? null,
    end_lat: view.end?.[1] ?? null,
    max_visits: view.maxVisits,
    crew: view.crew,
    active: view.active ? 1 : 0,
  } satisfies Partial<CollectorRow>
}

export async function leavesOf(reader: Reader, collectorId: string) {
  return reader.selectFrom('leaves').selectAll().where('collector_id', '=', collectorId).execute()
}
