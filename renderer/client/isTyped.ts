import { ORPCError } from '@orpc/client'

/** An answer of the contract (refused, forbidden, malformed), which asking again will not change. */
export function isTyped(error: unknown): boolean {
  return error instanceof ORPCError && (error.defined || error.status < 500)
}
