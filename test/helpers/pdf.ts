import { inflateSync } from 'node:zlib'

/** The streams of a PDF, inflated. */
function streams(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1')
  const found: string[] = []
  for (const match of text.matchAll(/stream\r?\n/gu)) {
    const from = match.index + match[0].length
    const to = text.indexOf('endstream', from)
    if (text.slice(match.index - 3, match.index) === 'end') continue
    try {
      found.push(inflateSync(Buffer.from(text.slice(from, to), 'latin1')).toString('latin1'))
    } catch {
      // Not deflated: a font file or an image.
    }
  }
  return found
}

/**
 * Every character that a reader can copy from a PDF: what the ToUnicode maps (ISO 32000-1, 9.10.3) of its embedded
 * fonts say their glyphs mean. An own reading, so that the maker is not asked about itself.
 */
export function charactersOf(bytes: Uint8Array): Set<string> {
  const characters = new Set<string>()
  for (const stream of streams(bytes)) {
    if (!stream.includes('beginbfrange') && !stream.includes('beginbfchar')) continue
    for (const [, hex] of stream.matchAll(/<([0-9a-fA-F]+)>/gu)) {
      const units = hex!.match(/.{4}/gu)?.map((unit) => parseInt(unit, 16)) ?? []
      for (const sign of String.fromCharCode(...units)) characters.add(sign)
    }
  }
  return characters
}

export const pageCount = (bytes: Uint8Array): number =>
  Buffer.from(bytes)
    .toString('latin1')
    .match(/\/Type \/Page\b(?!s)/gu)?.length ?? 0

export const fontNames = (bytes: Uint8Array): string[] => [
  ...new Set(
    [
      ...Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/\/BaseFont \/[A-Z]{6}\+([\w-]+)/gu),
    ].map((m) => m[1]!),
  ),
]

/** Addresses that the PDF links to. */
export const linksOf = (bytes: Uint8Array): string[] =>
  [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\/URI \((.*?)\)\s/gu),
  ].map((match) => match[1]!)
