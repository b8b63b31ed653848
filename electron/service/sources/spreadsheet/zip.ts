import { constants, inflateRawSync } from 'node:zlib'
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

/** Bytes of one entry, never more than it declares. @throws RefusalError import-damaged, import-inflates */
export function readEntry(bytes: Uint8Array, entry: ZipEntry, fileName: string): Uint8Array {
  const damaged = () =>
    new RefusalError('import-damaged', { file: fileName, detail: entry.name }, { file: fileName })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) throw damaged()
  const start =
    entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  if (start + entry.compressedBytes > bytes.length) throw damaged()
  const packed = bytes.subarray(start, start + entry.compressedBytes)
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw damaged()
  try {
    const plain = inflateRawSync(packed, {
      maxOutputLength: Math.max(1, entry.bytes),
      finishFlush: constants.Z_FINISH,
    })
    if (plain.length !== entry.bytes) throw damaged()
    return plain
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new RefusalError(
        'import-inflates',
        { file: fileName, size: `> ${megabytes(entry.bytes)}` },
        { file: fileName },
      )
    throw damaged()
  }
}
