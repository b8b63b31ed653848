import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cleanText, type SheetLocale } from '../../../../shared/model/runsheet.ts'
import { RefusalError } from '../../../../shared/model/refusal.ts'
import { resourcePath } from '../../resources.ts'

/** Typefaces by the name under which the PDF knows them; put into `resources/fonts` by the build. */
export const typefaces = {
  sc: { normal: 'SourceHanSansCN-Regular.otf', bold: 'SourceHanSansCN-Bold.otf' },
  tc: { normal: 'NotoSansTC-Regular.ttf', bold: 'NotoSansTC-Bold.ttf' },
} as const
export type Typeface = keyof typeof typefaces

/** Taiwan's shapes first for Taiwan's readers; what they lack comes from the other. */
const orderOf: Record<SheetLocale, Typeface[]> = { en: ['sc'], 'zh-CN': ['sc'], 'zh-TW': ['tc', 'sc'] }

export const mainTypeface = (locale: SheetLocale): Typeface => orderOf[locale][0]!

export function typefacePath(face: Typeface, weight: 'normal' | 'bold'): string {
  const path = resourcePath('fonts', typefaces[face][weight])
  if (!existsSync(path)) throw new RefusalError('export-fonts-missing', { file: typefaces[face][weight] })
  return path
}

const covered = new Map<Typeface, Set<number>>()

/** Code points that a typeface can draw. Read once a thread. */
export function coverage(face: Typeface): Set<number> {
  const known = covered.get(face)
  if (known) return known
  // pdfmake brings fontkit along: the same reader that will draw says what it can draw.
  const maker = createRequire(createRequire(import.meta.url).resolve('pdfmake'))
  const beside = createRequire(maker.resolve('pdfkit'))
  const fontkit = beside('fontkit') as { create(bytes: Uint8Array): { characterSet: number[] } }
  const set = new Set(fontkit.create(readFileSync(typefacePath(face, 'normal'))).characterSet)
  covered.set(face, set)
  return set
}

export interface TextRun {
  text: string
  font: Typeface
}

/** Printed for a character that no typeface has: the printer's sign for a missing sort, never a blank. */
export const missingSign = '〓'

/**
 * Text split where the typeface must change. Compatibility ideographs become the ordinary ones (NFC), and a
 * character that none can draw becomes {@link missingSign}.
 */
export function textRuns(text: string, locale: SheetLocale): TextRun[] {
  const order = orderOf[locale]
  const runs: TextRun[] = []
  for (const sign of cleanText(text).normalize('NFC')) {
    const code = sign.codePointAt(0)!
    const isLayout = sign === '\n' || sign === '\t'
    // Selectors of a variant have no glyph of their own.
    if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) continue
    const font = isLayout ? order[0] : order.find((face) => coverage(face).has(code))
    const last = runs.at(-1)
    const face = font ?? order[0]!
    const drawn = font ? sign : missingSign
    if (last?.font === face) last.text += drawn
    else runs.push({ text: drawn, font: face })
  }
  return runs
}
