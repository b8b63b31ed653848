import type { Problem } from '../../model/problem.ts'
import { UNREACHABLE, type TravelMatrix } from '../../model/travel.ts'

function rowsOf({ size, seconds, metres }: TravelMatrix) {
  const rows = (cells: Uint32Array) =>
    Array.from({ length: size }, (_, from) =>
      Array.from(cells.subarray(from * size, (from + 1) * size), (cell) =>
        cell === UNREACHABLE ? null : cell,
      ),
    )
  return { durations: rows(seconds), distances: rows(metres) }
}

/** The problem as VROOM writes it: travel as rows of `matrices` (null where no road goes) instead of flat arrays. */
export function withMatrices({ travel, ...problem }: Problem): Problem {
  if (!travel) return problem
  const matrices = Object.fromEntries(
    Object.entries(travel).map(([profile, flat]) => [profile, rowsOf(flat)]),
  )
  return { ...problem, matrices: { ...problem.matrices, ...matrices } }
}
