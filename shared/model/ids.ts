const idsAtOnce = 256
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * UUIDv7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then randomness; so that keys sort by the time they were made.
 * Ids made within one millisecond keep their order by a 12-bit counter.
 * @param random fills the given bytes with randomness; asked for many ids' worth at once, since asking costs more than
 *   the bytes
 */
export function createIdSource(
  nowMilliseconds: () => number,
  random: (bytes: Uint8Array) => void,
): () => string {
  let last = 0
  let counter = 0
  const pool = new Uint8Array(16 * idsAtOnce)
  let used = pool.length
  return () => {
    if (used === pool.length) {
      random(pool)
      used = 0
    }
    const bytes = pool.subarray(used, (used += 16))
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
    const at = (i: number) => hex[bytes[i]]
    const time = at(0) + at(1) + at(2) + at(3) + '-' + at(4) + at(5)
    const order = at(6) + at(7) + '-' + at(8) + at(9)
    return time + '-' + order + '-' + at(10) + at(11) + at(12) + at(13) + at(14) + at(15)
  }
}
