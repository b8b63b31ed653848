import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { RefusalError } from '../../../../shared/model/refusal.ts'
import type { OsmFile } from './entities.ts'
import { openPbf } from './pbfFile.ts'
import { openXml } from './xmlFile.ts'

/**
 * Opens a map file by what its first bytes say, not by its name: gzip and `<` are XML, the rest must be PBF.
 * @throws RefusalError file-not-found, file-unreadable, osm-*
 */
export function openOsm(path: string): OsmFile {
  if (!existsSync(path)) throw new RefusalError('file-not-found', { file: path }, { file: path })
  const first = new Uint8Array(4)
  try {
    if (statSync(path).size === 0) throw new RefusalError('osm-empty', { file: path }, { file: path })
    const descriptor = openSync(path, 'r')
    readSync(descriptor, first, 0, 4, 0)
    closeSync(descriptor)
  } catch (error) {
    if (error instanceof RefusalError) throw error
    const detail = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new RefusalError('file-unreadable', { file: basename(path), detail }, { file: path })
  }
  const isGzip = first[0] === 0x1f && first[1] === 0x8b
  // `<`, or a byte order mark before it
  const isXml = first[0] === 0x3c || (first[0] === 0xef && first[1] === 0xbb && first[3] === 0x3c)
  return isGzip || isXml ? openXml(path, isGzip) : openPbf(path)
}
