/**
 * UUIDv7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then randomness; so that keys sort by the time they were made.
 * Ids made within one millisecond keep their order by a 12-bit counter.
 * @param random fills the given bytes with randomness
 */
export function createIdSource(
  nowMilliseconds: () => number,
  random: (bytes: Uint8Array) => void,
): () => string {
  let last = 0
  let counter = 0
  const bytes = new Uint8Array(16)
  return () => {
    random(bytes)
    const now = nowMilliseconds()
    if (now > last) {
      last = now
      counter = bytes[6] & 0x3f
    } else if (++counter > 0xfff) {
      last++
      counter = 0
    }
    for (let i = 5, rest = last; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256
    bytes[6] = 0x70 | (counter >>> 8)
    bytes[7] = counter & 0xff
    bytes[8] = 0x80 | (bytes[8] & 0x3f)
    let text = ''
    for (let i = 0; i < 16; i++) {
      text += bytes[i].toString(16).padStart(2, '0')
      if (i === 3 || i === 5 || i === 7 || i === 9) text += '-'
    }
    return text
  }
}
