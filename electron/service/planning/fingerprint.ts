import { createHash } from 'node:crypto'
import type { StoredVersion } from '../database/stores/plans.ts'

/**
 * A digest of who is visited by whom, when and in which order, and of who is not: what an approval is about. The same
 * plan has the same fingerprint whatever its version is called.
 * @returns 64 hexadecimal digits, SHA-256
 */
export function fingerprintOf({ version, crewDays, stops, unplanned }: StoredVersion): string {
  const said = [
    crewDays.map((day) => [day.key, day.collector_ids, day.shift_start, day.shift_end]),
    stops.map((stop) => [stop.crew_day_key, stop.position, stop.visit_id, stop.arrival, stop.departure]),
    unplanned.map((row) => row.visit_id),
  ].map((rows) => rows.map((row) => JSON.stringify(row)).sort())
  return createHash('sha256')
    .update(JSON.stringify([version.plan_id, version.rule_pack, ...said]))
    .digest('hex')
}
