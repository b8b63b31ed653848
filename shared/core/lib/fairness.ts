/**
 * How evenly loads are shared: 1 when all are the same, 1/n when one bears everything.
 * Jain, Chiu & Hawe (1984): (Σx)² / (n Σx²).
 * @returns null where there is no load at all
 */
export function fairnessOf(loads: readonly number[]): number | null {
  const total = loads.reduce((sum, load) => sum + load, 0)
  if (total <= 0) return null
  return (total * total) / (loads.length * loads.reduce((sum, load) => sum + load * load, 0))
}
