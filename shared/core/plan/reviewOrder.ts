import type { Planability } from '../../model/location.ts'

interface Waiting {
  addressId: string
  standing: Planability
  priority: number
}

const order: Record<Planability, number> = { review: 0, 'ask-locally': 1, warn: 2, plan: 3 }

/**
 * Addresses to review by what blocks the plan most: held back before warned about, of those the most valuable visit
 * first, and of equals the one that came to the branch first. Total, so that service and window come to the same order.
 */
export function compareWaiting(a: Waiting, b: Waiting): number {
  return (
    order[a.standing] - order[b.standing] ||
    b.priority - a.priority ||
    (a.addressId < b.addressId ? -1 : a.addressId > b.addressId ? 1 : 0)
  )
}
