/** Thrown on bytes that are not what the format says; the file reader turns it into a refusal that names the place. */
export class DamagedError extends Error {
  override name = 'DamagedError'
}

/**
 * A cursor over protobuf bytes, strict where it matters: it never reads past `end`, and a number that does not fit
 * a JavaScript integer is damage. https://protobuf.dev/programming-guides/encoding/
 */
export class ProtobufCursor {
  readonly bytes: Uint8Array
  position: number
  end: number

  constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
    this.bytes = bytes
    this.position = position
    this.end = end
  }

  /** Unsigned varint up to 2^53; larger values, which negative int64 use as well, come out as signed. */
  varint(): number {
    const bytes = this.bytes
    let position = this.position
    if (position >= this.end) throw new DamagedError('number past the end')
    let byte = bytes[position++]
    if (byte < 0x80) {
      this.position = position
      return byte
    }
    let low = byte & 0x7f
    let high = 0
    let shift = 7
    for (;;) {
      if (position >= this.end) throw new DamagedError('number past the end')
      byte = bytes[position++]
      const bits = byte & 0x7f
      if (shift < 28) low |= bits << shift
      else if (shift === 28) {
        low |= bits << 28
        high = bits >>> 4
      } else if (shift < 63) high |= bits << (shift - 32)
      else if (shift === 63) high |= bits << 31
      else throw new DamagedError('number too long')
      if (byte < 0x80) break
      shift += 7
    }
    this.position = position
    const value = (high | 0) * 4294967296 + (low >>> 0)
    if (value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER)
      throw new DamagedError('number too large')
    return value
  }

  /** A length or an index: a varint that must not be negative. */
  count(): number {
    const value = this.varint()
    if (value < 0) throw new DamagedError('negative length')
    return value
  }

  /** Signed (zigzag) varint up to ±2^53. */
  zigzag(): number {
    const bytes = this.bytes
    let position = this.position
    if (position >= this.end) throw new DamagedError('number past the end')
    let byte = bytes[position++]
    if (byte < 0x80) {
      this.position = position
      return (byte >>> 1) ^ -(byte & 1)
    }
    let low = byte & 0x7f
    let high = 0
    let shift = 7
    for (;;) {
      if (position >= this.end) throw new DamagedError('number past the end')
      byte = bytes[position++]
      const bits = byte & 0x7f
      if (shift < 28) low |= bits << shift
      else if (shift === 28) {
        low |= bits << 28
        high = bits >>> 4
      } else if (shift < 63) high |= bits << (shift - 32)
      else if (shift === 63) high |= bits << 31
      else throw new DamagedError('number too long')
      if (byte < 0x80) break
      shift += 7
    }
    this.position = position
    const negative = low & 1
    const half = (high >>> 0) * 2147483648 + (low >>> 1)
    if (half > Number.MAX_SAFE_INTEGER) throw new DamagedError('number too large')
    return negative ? -half - 1 : half
  }

  /** Reads a field's key: field number × 8 + wire type, or 0 at the end. */
  key(): number {
    return this.position < this.end ? this.count() : 0
  }

  /** Reads a length and answers the end of what follows; the cursor then stands at its start. */
  lengthDelimited(): number {
    const length = this.count()
    const end = this.position + length
    if (end > this.end) throw new DamagedError('field longer than its block')
    return end
  }

  /** The bytes of a length-delimited field, as a view. */
  view(): Uint8Array {
    const end = this.lengthDelimited()
    const view = this.bytes.subarray(this.position, end)
    this.position = end
    return view
  }

  skip(key: number): void {
    const wireType = key & 7
    if (wireType === 0) this.varint()
    else if (wireType === 1) this.position += 8
    else if (wireType === 2) this.position = this.lengthDelimited()
    else if (wireType === 5) this.position += 4
    else throw new DamagedError('unknown field type ' + wireType)
    if (this.position > this.end) throw new DamagedError('field past the end')
  }
}

const decoder = new TextDecoder('utf-8')

/** UTF-8 text; short ASCII, which most tags are, without the decoder's call cost. */
export function utf8(bytes: Uint8Array, start: number, end: number): string {
  if (end - start < 16) {
    let text = ''
    for (let i = start; i < end; i++) {
      const code = bytes[i]
      if (code >= 0x80) return decoder.decode(bytes.subarray(start, end))
      text += String.fromCharCode(code)
    }
    return text
  }
  return decoder.decode(bytes.subarray(start, end))
}
