import { parseChinese } from './chinese.ts'
import type { Gazetteer } from './divisions.ts'
import { looksChinese } from './fold.ts'
import type { ParsedText } from './parsed.ts'
import { parseWestern } from './western.ts'

export type { ParsedAddress, ParsedText } from './parsed.ts'

/**
 * Reads the address or addresses in one cell. Never throws, whatever the text; what is not understood is simply not
 * among the tokens. `gazetteer` makes names of divisions certain; without it their suffixes decide.
 */
export function parseAddress(text: string, gazetteer?: Gazetteer): ParsedText {
  return looksChinese(text) ? parseChinese(text, gazetteer) : parseWestern(text)
}
