/** Encoders that Node lacks, made by turning its decoders around. */
const tables = new Map<string, Map<string, Uint8Array>>()

function tableOf(encoding: 'gb18030' | 'big5' | 'windows-1252'): Map<string, Uint8Array> {
  let table = tables.get(encoding)
  if (table) return table
  table = new Map()
  const decoder = new TextDecoder(encoding)
  if (encoding === 'windows-1252') {
    for (let byte = 0x80; byte <= 0xff; byte++)
      table.set(decoder.decode(Uint8Array.of(byte)), Uint8Array.of(byte))
  } else {
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const bytes = Uint8Array.of(lead, trail)
        const text = decoder.decode(bytes)
        if ([...text].length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, bytes)
      }
    }
  }
  tables.set(encoding, table)
  return table
}

export type TestEncoding =
  | 'utf-8'
  | 'utf-8-bom'
  | 'utf-16le'
  | 'utf-16le-bom'
  | 'utf-16be'
  | 'utf-16be-bom'
  | 'gb18030'
  | 'big5'
  | 'windows-1252'

/** @throws Error when the encoding lacks a character: choose another text for the test */
export function encodeText(text: string, encoding: TestEncoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  if (encoding === 'utf-8-bom') return new TextEncoder().encode('\uFEFF' + text)
  if (encoding.startsWith('utf-16')) {
    const full = encoding.endsWith('-bom') ? '\uFEFF' + text : text
    const bytes = Buffer.from(full, 'utf16le')
    return new Uint8Array(encoding.startsWith('utf-16be') ? bytes.swap16() : bytes)
  }
  const table = tableOf(encoding as 'gb18030' | 'big5' | 'windows-1252')
  const out: number[] = []
  for (const char of text) {
    if (char.codePointAt(0)! < 0x80) out.push(char.charCodeAt(0))
    else {
      const bytes = table.get(char)
      if (!bytes) throw new Error(`${encoding} has no ${char}`)
      out.push(...bytes)
    }
  }
  return Uint8Array.from(out)
}
