import { RefusalError } from '../../../shared/model/refusal.ts'
import type { StoredVersion } from '../database/stores/plans.ts'

/** What went out is not changed by hand: it is re-opened first, and that is seen by everybody. */
export function refuseReadOnly(stored: StoredVersion | null): void {
  if (stored?.version.status === 'published') throw new RefusalError('plan-published')
}
