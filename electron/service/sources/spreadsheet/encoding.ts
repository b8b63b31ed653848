/**
 * Which encoding a text file is in. A byte-order mark decides; then zero bytes in every second place (UTF-16); then
 * UTF-8, which other encodings hardly ever satisfy by chance; then GB18030 against Big5, which share their byte
 * ranges, by how common the characters are that each would give.
 */
import { RefusalError } from '../../../../shared/model/refusal.ts'
import { commonCharacters } from './commonCharacters.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5' | 'windows-1252'

export interface DecodedText {
  encoding: Encoding
  text: string
}

const sampleBytes = 64 * 1024

/** Longest sample that ends on a line, so that no character is cut. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= sampleBytes) return bytes
  const end = bytes.lastIndexOf(0x0a, sampleBytes)
  return bytes.subarray(0, end > 0 ? end : sampleBytes)
}

/** A character cut off at the very end: lead bytes of UTF-8 without all of their followers. */
function endsInsideUtf8(bytes: Uint8Array): boolean {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]
    if (byte < 0x80) return false
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back
  }
  return false
}

/** Sequences above ASCII that are well-formed UTF-8, and bytes that are not. */
function utf8Counts(bytes: Uint8Array): { good: number; bad: number } {
  let good = 0
  let bad = 0
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i]
    if (byte < 0x80) {
      i++
      continue
    }
    const length =
      byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 0
    let whole = length > 0 && i + length <= bytes.length
    for (let k = 1; whole && k < length; k++) whole = (bytes[i + k] & 0xc0) === 0x80
    if (whole) {
      good++
      i += length
    } else {
      bad++
      i++
    }
  }
  return { good, bad }
}

function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096)
  let evenZero = 0
  let oddZero = 0
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] === 0) {
      if (i % 2 === 0) evenZero++
      else oddZero++
    }
  }
  const half = sample.length / 2
  // digits, commas and line ends have a zero byte; Chinese characters have none
  if (oddZero > half * 0.1 && evenZero < oddZero * 0.1) return 'utf-16le'
  if (evenZero > half * 0.1 && oddZero < evenZero * 0.1) return 'utf-16be'
  return null
}

/**
 * How much a decoding reads like text of a branch, 0–1: the share of common characters among those above ASCII, less
 * what cannot be text at all.
 */
function plausibility(text: string): number {
  let high = 0
  let common = 0
  let broken = 0
  for (const char of text) {
    const code = char.codePointAt(0)!
    if (code < 0x80) {
      if (code < 0x20 && code !== 9 && code !== 10 && code !== 13) broken++
      continue
    }
    high++
    if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff) || (code >= 0x80 && code < 0xa0)) broken++
    else if (commonCharacters.has(char)) common++
    // full-width forms and CJK punctuation are as likely in either
    else if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef)) common += 0.5
  }
  return high === 0 ? 0 : (common - 3 * broken) / high
}

/** Western text: bytes above ASCII stand alone between letters, where Chinese ones come in pairs. */
function loneHighBytes(bytes: Uint8Array): number {
  let lone = 0
  let high = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] < 0x80) continue
    high++
    if ((i === 0 || bytes[i - 1] < 0x80) && (i + 1 === bytes.length || bytes[i + 1] < 0x80)) lone++
  }
  return high === 0 ? 0 : lone / high
}

function chooseLegacy(bytes: Uint8Array): Encoding {
  const sample = sampleOf(bytes)
  const scores = (['gb18030', 'big5'] as const).map((encoding) => ({
    encoding: encoding as Encoding,
    score: plausibility(new TextDecoder(encoding).decode(sample)),
  }))
  const big5 = scores[1].score
  scores.sort((a, b) => b.score - a.score)
  // an umlaut before a letter is also a rare character of GB18030; Big5 has common ones that look like that
  if (loneHighBytes(sample) > 0.5 && big5 < 0.6) return 'windows-1252'
  return scores[0].encoding
}

export function detectEncoding(bytes: Uint8Array): { encoding: Encoding; skip: number } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', skip: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', skip: 2 }
  const wide = utf16WithoutMark(bytes)
  if (wide) return { encoding: wide, skip: 0 }
  const { good, bad } = utf8Counts(bytes)
  // a few bytes spoiled on the way do not make UTF-8 another encoding
  if (bad === 0 || good > bad * 50 || (bad <= 3 && good > 0 && endsInsideUtf8(bytes)))
    return { encoding: 'utf-8', skip: 0 }
  return { encoding: chooseLegacy(bytes), skip: 0 }
}

/** Text of a file. @throws RefusalError import-truncated, when it ends within a character */
export function decodeText(bytes: Uint8Array, fileName: string): DecodedText {
  const { encoding, skip } = detectEncoding(bytes)
  const body = bytes.subarray(skip)
  const cut =
    encoding === 'utf-8'
      ? endsInsideUtf8(body)
      : encoding.startsWith('utf-16')
        ? body.length % 2 === 1
        : false
  if (cut) throw new RefusalError('import-truncated', { file: fileName }, { file: fileName })
  return { encoding, text: new TextDecoder(encoding, { ignoreBOM: true }).decode(body) }
}
