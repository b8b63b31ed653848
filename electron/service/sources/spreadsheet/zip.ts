import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib'
import { throwIfCancelled, type Cancel } from '../../../../shared/core/lib/cancel.ts'
import { RefusalError } from '../../../../shared/model/refusal.ts'

/**
 * The entries of a ZIP file, unpacked one by one with a cap. Workbooks are unpacked here and not by the library that
 * reads them: a megabyte can hold hundreds, and what its directory declares need not be true.
 * Format: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4.
 */
export interface ZipEntry {
  name: string
  compressedBytes: number
  /** as declared; {@link readEntry} holds it to that */
  bytes: number
  method: number
  crc: number
  /** of the local header */
  offset: number
}

/** Far above any table of cases (100,000 rows of 20 columns unpack to about 90 MB). */
export const maxUnpackedBytes = 320 * 1024 * 1024
/** A table of text packs 5 to 30 times; what packs better than this holds nothing a person typed. */
const maxRatio = 150
const ratioCountsFrom = 16 * 1024 * 1024
const maxEntries = 2_000

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`

/**
 * Reads the directory at the end of the file and refuses what would unpack to too much, before anything is unpacked.
 * @throws RefusalError import-truncated, import-damaged, import-inflates
 */
export function readDirectory(bytes: Uint8Array, fileName: string): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const damaged = (detail: string) =>
    new RefusalError('import-damaged', { file: fileName, detail }, { file: fileName })
  let end = -1
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 65_535; at--) {
    if (view.getUint32(at, true) === 0x06054b50) {
      end = at
      break
    }
  }
  if (end < 0) throw new RefusalError('import-truncated', { file: fileName }, { file: fileName })
  const count = view.getUint16(end + 10, true)
  const start = view.getUint32(end + 16, true)
  if (count > maxEntries || start > bytes.length) throw damaged('directory')
  const decoder = new TextDecoder()
  const entries: ZipEntry[] = []
  let at = start
  let total = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw damaged('directory')
    const nameLength = view.getUint16(at + 28, true)
    const entry: ZipEntry = {
      name: decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/^\/+/, ''),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      compressedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    }
    if ((view.getUint16(at + 8, true) & 1) === 1)
      throw new RefusalError('import-encrypted', { file: fileName }, { file: fileName })
    total += entry.bytes
    entries.push(entry)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  if (total > maxUnpackedBytes || (total > ratioCountsFrom && total > bytes.length * maxRatio))
    throw new RefusalError('import-inflates', { file: fileName, size: megabytes(total) }, { file: fileName })
  return entries
}

const megabytesOver = (entry: ZipEntry, fileName: string): RefusalError =>
  new RefusalError(
    'import-inflates',
    { file: fileName, size: `> ${megabytes(entry.bytes)}` },
    { file: fileName },
  )
const damagedEntry = (entry: ZipEntry, fileName: string): RefusalError =>
  new RefusalError('import-damaged', { file: fileName, detail: entry.name }, { file: fileName })

/** The packed bytes of one entry, as they lie in the file. @throws RefusalError import-damaged */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry, fileName: string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50)
    throw damagedEntry(entry, fileName)
  const start =
    entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  if (start + entry.compressedBytes > bytes.length) throw damagedEntry(entry, fileName)
  if (entry.method !== 8 && (entry.method !== 0 || entry.compressedBytes !== entry.bytes))
    throw damagedEntry(entry, fileName)
  return bytes.subarray(start, start + entry.compressedBytes)
}

/** Bytes of one small entry, never more than it declares. @throws RefusalError import-damaged, import-inflates */
export function readEntry(bytes: Uint8Array, entry: ZipEntry, fileName: string): Uint8Array {
  const packed = packedBytes(bytes, entry, fileName)
  if (entry.method === 0) {
    if (crc32(packed) !== entry.crc) throw damagedEntry(entry, fileName)
    return packed
  }
  let plain: Uint8Array
  try {
    plain = inflateRawSync(packed, {
      maxOutputLength: Math.max(1, entry.bytes),
      finishFlush: constants.Z_FINISH,
    })
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? megabytesOver(entry, fileName)
      : damagedEntry(entry, fileName)
  }
  if (plain.length !== entry.bytes || crc32(plain) !== entry.crc) throw damagedEntry(entry, fileName)
  return plain
}

/**
 * Unpacks one entry piece by piece and keeps nothing: it is whole, as long as it declares, and `onPiece` has seen it.
 * Each piece begins with the last 16 bytes of the one before, so that a short word is never cut in two.
 * @throws RefusalError import-damaged, import-inflates
 */
export async function checkEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  fileName: string,
  cancel: Cancel,
  onPiece: (piece: Buffer, overlap: number) => void,
): Promise<void> {
  const packed = packedBytes(bytes, entry, fileName)
  if (entry.method === 0) {
    if (crc32(packed) !== entry.crc) throw damagedEntry(entry, fileName)
    onPiece(Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength), 0)
    return
  }
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
  inflate.end(packed)
  let total = 0
  let crc = 0
  let tail: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      throwIfCancelled(cancel)
      total += chunk.length
      if (total > entry.bytes) throw megabytesOver(entry, fileName)
      crc = crc32(chunk, crc)
      onPiece(tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk, tail.length)
      tail = Buffer.from(chunk.subarray(-16))
    }
  } catch (error) {
    if (error instanceof RefusalError || (error as Error).name === 'CancelledError') throw error
    throw damagedEntry(entry, fileName)
  } finally {
    inflate.destroy()
  }
  if (total !== entry.bytes || crc !== entry.crc) throw damagedEntry(entry, fileName)
}

export interface PackedPart {
  name: string
  method: number
  crc: number
  packed: Uint8Array
  bytes: number
}

/** A part of our own, stored as it is. */
export function plainPart(name: string, content: string): PackedPart {
  const packed = new TextEncoder().encode(content)
  return { name, method: 0, crc: crc32(packed), packed, bytes: packed.length }
}

/** A ZIP file of parts in this order; what was packed stays packed, and local headers agree with the directory. */
export function packZip(parts: readonly PackedPart[]): Uint8Array {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0) // version needed
    fields.writeUInt16LE(part.method, 4)
    fields.writeUInt32LE(0x00210000, 6) // 1980-01-01 00:00
    fields.writeUInt32LE(part.crc, 10)
    fields.writeUInt32LE(part.packed.length, 14)
    fields.writeUInt32LE(part.bytes, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name])
    const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, Buffer.alloc(14), name])
    entry.writeUInt32LE(offset, 42)
    directory.push(entry)
    chunks.push(local, Buffer.from(part.packed.buffer, part.packed.byteOffset, part.packed.byteLength))
    offset += local.length + part.packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...chunks, listing, end]))
}
