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

export type Weight = 'normal' | 'bold'

function typefacePath(face: Typeface, weight: Weight): string {
  const path = resourcePath('fonts', typefaces[face][weight])
  if (!existsSync(path)) throw new RefusalError('export-fonts-missing', { file: typefaces[face][weight] })
  return path
}

/** What this needs to know of a font of fontkit, the library by which pdfmake reads typefaces. */
interface Font {
  postscriptName: string
  characterSet: number[]
  /** what was decoded of the file so far, by table; fontkit hands it from font to font itself (`getVariation`) */
  _tables: Record<string, unknown>
}
interface Fontkit {
  create(bytes: Uint8Array): Font
  registerFormat(format: {
    probe(bytes: Uint8Array): boolean
    new (stream: { buffer: Uint8Array }): Font
  }): void
}

/** A typeface as pdfmake takes it for a file, and the name under which a document then knows it. */
export interface TypefaceSource {
  ticket: Uint8Array
  name: string
}

let fontkit: Fontkit | undefined
const sources = new Map<string, TypefaceSource & { open(): Font }>()

/**
 * pdfmake opens every typeface anew for every document: sixteen megabytes to read, and tables of thousands of glyphs to
 * decode. It is given a ticket instead, which fontkit takes for a format of its own: a font is made for the document,
 * so that no document leaves a trace in the next, on the bytes and tables that this thread has read once.
 */
function sourceOf(face: Typeface, weight: Weight): TypefaceSource & { open(): Font } {
  const key = `${face}.${weight}`
  const known = sources.get(key)
  if (known) return known
  const { create } = reader()
  const bytes = readFileSync(typefacePath(face, weight))
  const first = create(bytes)
  const open = () => Object.assign(create(bytes), { _tables: first._tables })
  const source = { ticket: new TextEncoder().encode(`ticket for ${key}`), name: first.postscriptName, open }
  sources.set(key, source)
  return source
}

function reader(): Fontkit {
  if (fontkit) return fontkit
  // the same instance that pdfmake uses, since the tickets are its
  const maker = createRequire(createRequire(import.meta.url).resolve('pdfmake'))
  const beside = createRequire(maker.resolve('pdfkit'))
  fontkit = beside('fontkit') as Fontkit
  const ticketed = (bytes: Uint8Array) => [...sources.values()].find(({ ticket }) => ticket === bytes)
  class Ticket {
    static probe = (bytes: Uint8Array) => ticketed(bytes) !== undefined
    constructor({ buffer }: { buffer: Uint8Array }) {
      return ticketed(buffer)!.open()
    }
  }
  fontkit.registerFormat(Ticket as never)
  return fontkit
}

export const typefaceSource = (face: Typeface, weight: Weight): TypefaceSource => sourceOf(face, weight)

const covered = new Map<Typeface, Set<number>>()

/** Code points that a typeface can draw. Read once a thread. */
export function coverage(face: Typeface): Set<number> {
  const known = covered.get(face)
  if (known) return known
  const set = new Set(sourceOf(face, 'normal').open().characterSet)
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
