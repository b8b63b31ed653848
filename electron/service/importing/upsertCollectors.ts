import type { CollectorView } from '../../../shared/contract/cases.ts'
import { CancelledError } from '../../../shared/core/lib/cancel.ts'
import type { LonLat } from '../../../shared/model/travel.ts'
import type { CollectorFileRow } from '../../../shared/model/intake.ts'
import type { RequestContext } from '../context.ts'
import type { ChangeTransaction } from '../database/rowChanges.ts'
import { collectorFields, collectorIdNamed, collectorViews } from '../database/stores/people.ts'
import type { BranchRow } from '../database/tables.ts'
import { locateText } from '../locating/locate.ts'
import { noCounts, type ImportCounts } from './importRow.ts'

/** architecture.md, "defaults": shift 08:30–17:30, lunch 45 minutes within 11:30–13:30, car, every working day */
const defaults = {
  shiftFrom: 510,
  shiftTo: 1050,
  lunch: { from: 690, to: 810, minutes: 45 },
  days: [1, 2, 3, 4, 5],
  mode: 'car' as const,
}

function toView(row: CollectorFileRow): Omit<CollectorView, 'id' | 'leave'> {
  return {
    name: row.name,
    phone: row.phone,
    skills: row.skills,
    shiftFrom: row.shift?.fromMinutes ?? defaults.shiftFrom,
    shiftTo: row.shift?.toMinutes ?? defaults.shiftTo,
    days: row.weekdays.length > 0 ? row.weekdays : defaults.days,
    lunch: row.lunch
      ? row.lunch.minutes > 0
        ? { from: row.lunch.fromMinutes, to: row.lunch.toMinutes, minutes: row.lunch.minutes }
        : null
      : defaults.lunch,
    mode: row.mode ?? defaults.mode,
    startText: row.startText ?? row.startLonLat?.join(',') ?? '',
    start: row.startLonLat,
    endText: row.endText ?? row.endLonLat?.join(',') ?? null,
    end: row.endLonLat,
    maxVisits: row.maxVisits,
    crew: row.crew,
    active: true,
  }
}

/** What the file says about a person; her places are worked out later and are not compared. */
const said = ({ start: _start, end: _end, ...view }: Omit<CollectorView, 'id' | 'leave'>) => view

function differences(row: CollectorFileRow, known: CollectorView) {
  const { id: _id, leave: _leave, ...stored } = known
  const before = said(stored) as Record<string, unknown>
  const after = said(toView(row)) as Record<string, unknown>
  return Object.keys(after)
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({
      field,
      before: JSON.stringify(before[field] ?? ''),
      after: JSON.stringify(after[field] ?? ''),
    }))
}

export async function previewCollectors(
  context: RequestContext,
  branch: BranchRow,
  rows: CollectorFileRow[],
) {
  const known = new Map(
    (await collectorViews(context.deps.database.reader, branch.id)).map((view) => [view.name, view]),
  )
  const preview = {
    added: 0,
    changed: 0,
    same: 0,
    // people who are not in the file stay: a list of collectors is seldom the whole of them
    gone: 0,
    goneKeys: [] as string[],
    changes: [] as { key: string; field: string; before: string; after: string }[],
  }
  for (const row of rows) {
    const match = known.get(row.name)
    if (!match) {
      preview.added++
      continue
    }
    const fields = differences(row, match)
    if (fields.length === 0) preview.same++
    else preview.changed++
    for (const field of fields) preview.changes.push({ key: row.name, ...field })
  }
  return preview
}

/** Where the people of a file start and end; by their text, so that many who share an office are one look-up. */
export type CollectorPlaces = ReadonlyMap<string, LonLat | null>

export async function locateCollectors(
  context: RequestContext,
  branch: BranchRow,
  rows: CollectorFileRow[],
  signal: AbortSignal,
): Promise<CollectorPlaces> {
  const places = new Map<string, LonLat | null>()
  for (const view of rows.map(toView))
    for (const text of [view.start ? '' : view.startText, view.end ? '' : (view.endText ?? '')])
      if (text !== '' && !places.has(text)) {
        if (signal.aborted) throw new CancelledError()
        places.set(text, await locateText(context, branch, text))
      }
  return places
}

export async function writeCollectors(
  tx: ChangeTransaction,
  branch: BranchRow,
  rows: CollectorFileRow[],
  places: CollectorPlaces,
): Promise<ImportCounts> {
  const known = new Map((await collectorViews(tx.reader, branch.id)).map((view) => [view.name, view]))
  const counts = { ...noCounts }
  for (const row of rows) {
    const match = known.get(row.name)
    if (match && differences(row, match).length === 0) {
      counts.same++
      continue
    }
    const view = toView(row)
    const start = view.start ?? places.get(view.startText) ?? null
    const end = view.end ?? places.get(view.endText ?? '') ?? null
    // somebody who left and is back is the same person
    const existing = match?.id ?? (await collectorIdNamed(tx.reader, branch.id, row.name))
    const fields = collectorFields({ ...view, id: existing ?? tx.newId(), start, end })
    if (existing) await tx.update('collectors', existing, fields)
    else await tx.insert('collectors', [fields])
    if (match) counts.changed++
    else counts.added++
  }
  return counts
}
