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

/**
 * The problem as VROOM writes it: travel as rows of `matrices` (null where no road goes) instead of flat arrays, and
 * as `roundsman.periods` where it depends on the hour; those who know no periods find the first one in `matrices`.
 */
export function withMatrices({ travel, travelByHour, ...problem }: Problem): Problem {
  if (!travel && !travelByHour) return problem
  const hours = Object.entries(travelByHour ?? {})
  const matrices = Object.fromEntries([
    ...hours.map(
      ([
        profile,
        {
          matrices: [first],
        },
      ]) => [profile, rowsOf(first!)],
    ),
    ...Object.entries(travel ?? {}).map(([profile, flat]) => [profile, rowsOf(flat)]),
  ])
  // one list of starts for all profiles: they are those of the branch
  const starts = hours[0]?.[1].starts
  return {
    ...problem,
    matrices: { ...problem.matrices, ...matrices },
    ...(starts
      ? {
          roundsman: {
            ...problem.roundsman,
            periods: {
              starts,
              matrices: Object.fromEntries(
                hours.map(([profile, { matrices: list }]) => [profile, list.map(rowsOf)]),
              ),
            },
          },
        }
      : {}),
  }
}
