import type { LonLat } from '../../../model/travel.ts'
import { UNREACHABLE } from '../../../model/travel.ts'

/** Part of a table of travel times: from some points to others, by their numbers. */
export interface TableBlock {
  from: number[]
  to: number[]
}

/** A table of all points in blocks that a server with such a limit answers, each pair in exactly one. */
export function tableBlocks(points: number, mostFrom: number, mostTo: number): TableBlock[] {
  const range = (first: number, most: number) =>
    Array.from({ length: Math.min(most, points - first) }, (_, i) => first + i)
  const blocks: TableBlock[] = []
  for (let from = 0; from < points; from += mostFrom)
    for (let to = 0; to < points; to += mostTo)
      blocks.push({ from: range(from, mostFrom), to: range(to, mostTo) })
  return blocks
}

/** What a server said of one block: rows as `from`, columns as `to`; null where it knows no way. */
export interface BlockAnswer {
  seconds: (number | null)[][]
  metres: (number | null)[][]
}

/** Writes a block into flat tables of `size` points. */
export function fillBlock(
  { from, to }: TableBlock,
  answer: BlockAnswer,
  size: number,
  seconds: Uint32Array,
  metres: Uint32Array,
): void {
  from.forEach((i, row) =>
    to.forEach((j, column) => {
      const cell = i * size + j
      const took = i === j ? 0 : answer.seconds[row]![column]
      seconds[cell] = took === null || took === undefined ? UNREACHABLE : Math.round(took)
      metres[cell] =
        took === null || took === undefined ? UNREACHABLE : Math.round(answer.metres[row]![column] ?? 0)
    }),
  )
}

/** Two places some hundred metres apart, for a request about nobody. */
export const samplePair = ([lon, lat]: LonLat): LonLat[] => [
  [lon, lat],
  [lon + 0.005, lat + 0.005],
]
