/** A direction that may not be travelled. */
export const CLOSED = 0xffffffff
