import type { Notice } from '../../model/intake.ts'
import type { ReasonCode } from '../../model/reasons.ts'

/** Something odd in rows that are imported all the same: what, in how many places, and in which lines. */
export interface Remark {
  code: ReasonCode | 'due-past'
  count: number
  /** the first of them, ascending, each once */
  lines: number[]
}

const shownLines = 12

/**
 * What is to be said of rows that are kept: the notices of the reader by kind, and due dates before `today`
 * (`2026-11-20`), of which nobody would hear otherwise. Most frequent first.
 */
export function remarksOf(
  notices: readonly Notice[],
  rows: readonly { line: number; dueOn?: string | null; status?: string }[],
  today: string,
): Remark[] {
  const linesOf = new Map<Remark['code'], number[]>()
  const add = (code: Remark['code'], line: number) => {
    const lines = linesOf.get(code)
    if (lines) lines.push(line)
    else linesOf.set(code, [line])
  }
  for (const { reason, line } of notices) add(reason, line)
  for (const { line, dueOn, status } of rows)
    if (dueOn && dueOn < today && (status ?? 'open') === 'open') add('due-past', line)
  return [...linesOf]
    .map(([code, lines]) => ({
      code,
      count: lines.length,
      lines: [...new Set(lines)].sort((a, b) => a - b).slice(0, shownLines),
    }))
    .sort((a, b) => b.count - a.count)
}
