import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { inflateSync, zstdDecompressSync } from 'node:zlib'
import { decompress as fzstdDecompress } from 'fzstd'
import { throwIfCancelled } from '../../../../shared/core/lib/cancel.ts'
import { RefusalError } from '../../../../shared/model/refusal.ts'
import type { OsmFile, OsmHandlers, OsmHeader, OsmReadOptions } from './entities.ts'
import { decodePrimitiveBlock, NODES, RELATIONS, WAYS } from './primitiveBlock.ts'
import { DamagedError, ProtobufCursor, utf8 } from './protobuf.ts'

/** The format's own limits: a blob header of 64 KiB, 32 MiB of block before and after compression. */
const maxHeaderBytes = 64 * 1024
const maxBlobBytes = 32 * 1024 * 1024

const understoodFeatures = new Set(['OsmSchema-V0.6', 'DenseNodes', 'LocationsOnWays'])

/** Methods that the format names and we do not read, by their field number. */
const otherCompressions: Record<number, string> = { 4: 'lzma', 5: 'bzip2', 6: 'lz4' }

interface BlobPlace {
  type: string
  start: number
  size: number
  /** kinds of objects inside, once it has been decoded for the first time; -1 before */
  kinds: number
}

/**
 * Opens an OpenStreetMap PBF. Reads one block at a time; what has been seen to hold no nodes, ways or relations is not
 * decompressed again when only those are asked for.
 */
export function openPbf(path: string): OsmFile {
  const descriptor = openSync(path, 'r')
  try {
    return readStructure(path, descriptor)
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

function readStructure(path: string, descriptor: number): OsmFile {
  const sizeBytes = fstatSync(descriptor).size
  const file = path
  if (sizeBytes === 0) throw new RefusalError('osm-empty', { file }, { file })
  const blobs = listBlobs(path, descriptor, sizeBytes)
  if (blobs[0]?.type !== 'OSMHeader') throw new RefusalError('osm-not-osm', { file }, { file })

  const unpack = (blob: BlobPlace) => {
    const bytes = new Uint8Array(blob.size)
    if (readSync(descriptor, bytes, 0, blob.size, blob.start) < blob.size)
      throw new RefusalError('osm-truncated', { file, megabytes: megabytes(sizeBytes) }, { file })
    return unpackBlob(bytes, path)
  }
  const guarded = <T>(blob: BlobPlace, work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof DamagedError)) throw error
      throw new RefusalError('osm-damaged', { file, byte: blob.start, detail: error.message }, { file })
    }
  }

  const header = guarded(blobs[0], () => readHeader(unpack(blobs[0]), path))
  const data = blobs.filter((blob) => blob.type === 'OSMData')
  return {
    path,
    sizeBytes,
    header,
    read(handlers: OsmHandlers, { cancel, progress }: OsmReadOptions) {
      const wanted =
        (handlers.node ? NODES : 0) | (handlers.way ? WAYS : 0) | (handlers.relation ? RELATIONS : 0)
      for (const blob of data) {
        throwIfCancelled(cancel)
        if (blob.kinds === -1 || (blob.kinds & wanted) !== 0)
          blob.kinds = guarded(blob, () => decodePrimitiveBlock(unpack(blob), handlers))
        progress({ stage: 'read-map', done: blob.start + blob.size, total: sizeBytes })
      }
    },
    close: () => closeSync(descriptor),
  }
}

/** To two figures: a file that is cut off early is not "0 MB" long. */
export const megabytes = (bytes: number): number => Number((bytes / 1e6).toPrecision(2))

/** Walks from blob header to blob header without reading the blobs. */
function listBlobs(file: string, descriptor: number, sizeBytes: number): BlobPlace[] {
  const blobs: BlobPlace[] = []
  const lengthBytes = new Uint8Array(4)
  let position = 0
  const wrong = () =>
    blobs.length === 0
      ? new RefusalError('osm-not-osm', { file }, { file })
      : new RefusalError('osm-damaged', { file, byte: position, detail: 'no block begins here' }, { file })
  while (position < sizeBytes) {
    if (readSync(descriptor, lengthBytes, 0, 4, position) < 4) throw truncated(file, sizeBytes, blobs.length)
    const headerSize = new DataView(lengthBytes.buffer).getUint32(0)
    if (headerSize === 0 || headerSize > maxHeaderBytes) throw wrong()
    const headerBytes = new Uint8Array(headerSize)
    if (readSync(descriptor, headerBytes, 0, headerSize, position + 4) < headerSize)
      throw truncated(file, sizeBytes, blobs.length)
    let type = ''
    let size = -1
    try {
      const cursor = new ProtobufCursor(headerBytes)
      while (cursor.position < headerSize) {
        const key = cursor.key()
        if (key === 10) {
          const end = cursor.lengthDelimited()
          type = utf8(headerBytes, cursor.position, end)
          cursor.position = end
        } else if (key === 24) size = cursor.count()
        else cursor.skip(key)
      }
    } catch (error) {
      if (error instanceof DamagedError) throw wrong()
      throw error
    }
    if (type === '' || size < 0 || size > maxBlobBytes) throw wrong()
    const start = position + 4 + headerSize
    if (start + size > sizeBytes) throw truncated(file, sizeBytes, blobs.length)
    blobs.push({ type, start, size, kinds: -1 })
    position = start + size
  }
  return blobs
}

function truncated(file: string, sizeBytes: number, blobsRead: number): RefusalError {
  return blobsRead === 0
    ? new RefusalError('osm-not-osm', { file }, { file })
    : new RefusalError('osm-truncated', { file, megabytes: megabytes(sizeBytes) }, { file })
}

function unpackBlob(bytes: Uint8Array, file: string): Uint8Array {
  const cursor = new ProtobufCursor(bytes)
  let rawSize = 0
  let plain: Uint8Array | undefined
  let zlib: Uint8Array | undefined
  let zstd: Uint8Array | undefined
  while (cursor.position < bytes.length) {
    const key = cursor.key()
    const field = key >>> 3
    if (key === 10) plain = cursor.view()
    else if (key === 16) rawSize = cursor.count()
    else if (key === 26) zlib = cursor.view()
    else if (key === 58) zstd = cursor.view()
    else if (otherCompressions[field] && (key & 7) === 2)
      throw new RefusalError('osm-compression', { file, method: otherCompressions[field] }, { file })
    else cursor.skip(key)
  }
  if (plain) return plain
  if (rawSize > maxBlobBytes) throw new DamagedError('block larger than 32 MiB')
  // one byte more than declared, so that a block which is larger than it says is seen and not cut
  const limit = (rawSize || maxBlobBytes) + 1
  let unpacked: Uint8Array
  try {
    if (zlib) unpacked = inflateSync(zlib, { maxOutputLength: limit })
    else if (zstd) unpacked = unpackZstd(zstd, limit)
    else throw new DamagedError('block without content')
  } catch (error) {
    if (error instanceof DamagedError) throw error
    throw new DamagedError('compressed content is broken')
  }
  if (rawSize && unpacked.length !== rawSize) throw new DamagedError('block is not as long as it says')
  return unpacked
}

/** Node's own zstd where the host has it; else the JavaScript one, whose output is bounded by the buffer given. */
function unpackZstd(bytes: Uint8Array, limit: number): Uint8Array {
  if (typeof zstdDecompressSync === 'function') return zstdDecompressSync(bytes, { maxOutputLength: limit })
  return fzstdDecompress(bytes, new Uint8Array(limit - 1))
}

function readHeader(bytes: Uint8Array, file: string): OsmHeader {
  const cursor = new ProtobufCursor(bytes)
  const header: OsmHeader = { timestamp: '', writer: '' }
  while (cursor.position < bytes.length) {
    const key = cursor.key()
    if (key === 34) {
      const end = cursor.lengthDelimited()
      const feature = utf8(bytes, cursor.position, end)
      cursor.position = end
      if (feature === 'HistoricalInformation') throw new RefusalError('osm-history', { file }, { file })
      if (!understoodFeatures.has(feature))
        throw new RefusalError('osm-feature', { file, feature: feature.slice(0, 60) }, { file })
    } else if (key === 130) {
      const end = cursor.lengthDelimited()
      header.writer = utf8(bytes, cursor.position, end)
      cursor.position = end
    } else if (key === 256) {
      const seconds = cursor.varint()
      // year 2000 to 2100; anything else is not a time of this data
      if (seconds > 946_684_800 && seconds < 4_102_444_800)
        header.timestamp = new Date(seconds * 1000).toISOString()
    } else cursor.skip(key)
  }
  return header
}
