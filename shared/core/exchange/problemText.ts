/** A problem file's text, in whichever of the two forms it is, as a checked {@link Problem}. */
import type { Problem } from '../../model/problem.ts'
import { RefusalError } from '../../model/refusal.ts'
import { looksLikeSolomon, readSolomon } from './solomon.ts'
import { readProblem } from './vroom.ts'

export type ProblemFormat = 'vroom' | 'solomon' | 'unknown'

export function problemFormat(text: string): ProblemFormat {
  if (/^\uFEFF?\s*[{[]/.test(text)) return 'vroom'
  return looksLikeSolomon(text) ? 'solomon' : 'unknown'
}

/**
 * @param file name for messages
 * @throws RefusalError with `at.file` and `at.path` or `at.line`
 */
export function readProblemText(text: string, file: string): Problem {
  try {
    const format = problemFormat(text)
    if (format === 'solomon') return readSolomon(text)
    if (format === 'unknown') throw new RefusalError('problem-unknown-format', { file })
    return readProblem(parseJson(text, file))
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    const { code, params, at } = error.refusal
    throw new RefusalError(code, params, { file, ...at })
  }
}

/** @param code what to refuse with when the text is not JSON */
export function parseJson(
  text: string,
  file: string,
  code: 'problem-not-json' | 'solution-not-json' = 'problem-not-json',
): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const detail = (error as Error).message.replace(/\s+/g, ' ').slice(0, 120)
    throw new RefusalError(code, { file, detail }, { file })
  }
}
