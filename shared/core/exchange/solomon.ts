/**
 * Solomon's and Homberger's text form of the vehicle routing problem with time windows
 * (https://www.sintef.no/projectweb/top/vrptw/), as a {@link Problem}. Every length and time becomes a whole number
 * of tenths, each leg `floor(10 · euclid)`: the convention of the DIMACS challenge, by which best known totals are
 * compared. So a second of the problem is a tenth of the text's unit.
 */
import type { Problem } from '../../model/problem.ts'
import { RefusalError } from '../../model/refusal.ts'

/** True for a text whose first lines look like Solomon's. */
export const looksLikeSolomon = (text: string): boolean =>
  /^\uFEFF?\s*(?:\S[^\n]*\n\s*)?VEHICLE\s*\n\s*NUMBER\s+CAPACITY/i.test(text.replace(/\r/g, ''))

/**
 * @returns job ids 1…n in the order of the text, vehicles 1…m, place 0 the depot
 * @throws RefusalError `solomon-line` with `at.line`
 */
export function readSolomon(text: string): Problem {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const bad = (line: number, expected: string): never => {
    throw new RefusalError('solomon-line', { line, expected }, { line })
  }
  const header = lines.findIndex((line) => /NUMBER\s+CAPACITY/i.test(line))
  if (header < 0) bad(lines.length, 'NUMBER CAPACITY')
  let fleet = header + 1
  while (fleet < lines.length && !lines[fleet]!.trim()) fleet++
  const [count, capacity] = (lines[fleet] ?? '').trim().split(/\s+/).map(Number)
  if (!Number.isInteger(count) || !(count! >= 1) || !Number.isInteger(capacity) || !(capacity! >= 0))
    bad(fleet + 1, 'NUMBER CAPACITY')
  const rows: number[][] = []
  for (let at = fleet + 1; at < lines.length; at++) {
    const line = lines[at]!.trim()
    if (!/^[-\d.]/.test(line)) {
      if (!line || /^(CUSTOMER|CUST)/i.test(line)) continue
      bad(at + 1, 'NO. X Y DEMAND READY DUE SERVICE')
    }
    const row = line.split(/\s+/).map(Number)
    if (row.length !== 7 || row.some((number) => !Number.isFinite(number)))
      bad(at + 1, 'NO. X Y DEMAND READY DUE SERVICE')
    if (row[3]! < 0 || row[4]! < 0 || row[6]! < 0) bad(at + 1, '≥ 0')
    if (row[5]! < row[4]!)
      throw new RefusalError(
        'problem-window-backwards',
        { path: `line ${at + 1}`, from: row[4]!, to: row[5]! },
        { line: at + 1 },
      )
    rows.push(row)
  }
  if (rows.length === 0) bad(lines.length, 'NO. X Y DEMAND READY DUE SERVICE')
  const tenths = (value: number) => Math.round(value * 10)
  const durations = rows.map(([, x, y]) =>
    rows.map(([, toX, toY]) => Math.floor(10 * Math.hypot(x! - toX!, y! - toY!))),
  )
  const depot = rows[0]!
  return {
    jobs: rows.slice(1).map((row, index) => ({
      id: index + 1,
      location_index: index + 1,
      delivery: [row[3]!],
      service: tenths(row[6]!),
      time_windows: [[tenths(row[4]!), tenths(row[5]!)]],
    })),
    vehicles: Array.from({ length: count! }, (_, index) => ({
      id: index + 1,
      start_index: 0,
      end_index: 0,
      capacity: [capacity!],
      time_window: [tenths(depot[4]!), tenths(depot[5]!)],
    })),
    matrices: { car: { durations } },
  }
}
