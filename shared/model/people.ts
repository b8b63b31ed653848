import * as z from 'zod'

/** product.md "Who uses it". A user may hold several; on a fresh desk the first user holds all. */
export const roles = ['scheduler', 'lead', 'manager', 'collector', 'compliance'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** Who makes a call on the contract. Every procedure checks it, every audit row names it. */
export interface Actor {
  userId: string
  userName: string
  roles: Role[]
}
