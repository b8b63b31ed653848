import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Source files and bundles both lie two folders below the project (`electron/service/`, `dist/chunks/`), packaged
 * as well; there SQLite and friends cannot read inside the archive, so resources lie unpacked beside it.
 */
function besideProgram(folder: string): string {
  const path = fileURLToPath(new URL(`../../${folder}`, import.meta.url))
  return path.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}

/** The path of something in `resources/`: rule packs, holidays, locales, fonts, samples. Not checked to exist. */
export function resourcePath(...parts: string[]): string {
  return join(besideProgram('resources'), ...parts)
}

/** What hosts serve to a window. */
export interface WindowFolders {
  /** the built window, read through Electron's archive */
  window: string
  /** typefaces, under `/fonts/` */
  fonts: string
}

/** Undefined when the window has not been built. */
export function windowFolders(): WindowFolders | undefined {
  const window = fileURLToPath(new URL('../../dist/renderer', import.meta.url))
  return existsSync(join(window, 'index.html')) ? { window, fonts: resourcePath('fonts') } : undefined
}

/** The program's version, from the package.json that is shipped with it. */
export function programVersion(): string {
  const file = fileURLToPath(new URL('../../package.json', import.meta.url))
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
