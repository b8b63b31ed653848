/** A direction that may not be travelled. */
export const CLOSED = 0xffffffff

/** Centimetres take the low 27 bits of a cost: 1,342 km. */
const shift = 2 ** 27

/**
 * What a way costs: milliseconds first, centimetres among those that take equally long. One number, because then one
 * addition adds both and one comparison compares both. Exact while a way takes less than 18 hours and is shorter than
 * 1,342 km; beyond that it loses a few centimetres, not its order.
 */
export const costOf = (ms: number, cm: number): number => ms * shift + cm

const perShift = 1 / shift

/** The milliseconds of a cost. */
export const msOf = (cost: number): number => Math.floor(cost * perShift)

/** The centimetres of a cost. */
export const cmOf = (cost: number): number => cost - Math.floor(cost * perShift) * shift
