import type { StopView } from '../../shared/contract/week.ts'
import type { StopStatus } from '../ui/stopShape.ts'

const failed = new Set(['not_home', 'moved', 'wrong_address', 'unsafe', 'refused'])

/** The one shape that a stop shows: what went wrong before what is promised before what is merely planned. */
export function stopStatus(stop: StopView, findings: ReadonlySet<string>): StopStatus {
  if (stop.done && failed.has(stop.done)) return 'failed'
  if (findings.has(stop.visitId)) return 'finding'
  if (stop.locked) return 'locked'
  if (stop.confirmed) return 'confirmed'
  return 'planned'
}
