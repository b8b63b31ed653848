import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { WindowFolders } from '../service/resources.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.otf': 'font/otf',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

export interface WindowFile {
  bytes: Buffer
  type: string
  /** its name carries a hash of its content, so it may be kept for ever */
  immutable: boolean
}

/**
 * One file of the built window or of its typefaces (`/fonts/…`), for the path of an address (percent-encoded, `/`
 * first). A path without an extension is a place inside the window and gets index.html. Undefined: no such file, or
 * one outside the folders.
 */
export async function windowFile(
  folders: WindowFolders,
  addressPath: string,
): Promise<WindowFile | undefined> {
  let path: string
  try {
    path = decodeURIComponent(addressPath)
  } catch {
    return undefined
  }
  if (path.includes('\0') || path.includes('\\') || path.split('/').includes('..')) return undefined
  const extension = extname(path)
  if (extension === '') path = '/index.html'
  const type = types[extname(path)]
  if (!type) return undefined
  try {
    const isFont = path.startsWith('/fonts/')
    const home = await realpath(isFont ? folders.fonts : folders.window)
    const file = await realpath(join(home, isFont ? path.slice('/fonts'.length) : path))
    if (!file.startsWith(home + sep)) return undefined
    return { bytes: await readFile(file), type, immutable: path.startsWith('/assets/') }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG')
      return undefined
    throw error
  }
}
