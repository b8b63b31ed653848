import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, realpathSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import * as z from 'zod'

/**
 * Where the command line finds the service that has a data folder open. The address stands in a small file in that
 * folder, so that whoever may not read the folder cannot even find the door, and nobody can stand at a guessed one.
 */
const addressFile = z.object({ version: z.string(), folder: z.string(), path: z.string().min(1) })
export type LocalAddress = z.infer<typeof addressFile>

export const addressPath = (folder: string): string => join(folder, 'roundsman.local')

/** The address as it is written: it names its folder, so that a copy of the folder does not lead to the original. */
export const addressText = (folder: string, version: string, path: string): string =>
  JSON.stringify({ version, folder: realpathSync(folder), path } satisfies LocalAddress)

/** Undefined where no service has left one, and where it came with a copy of another folder. */
export function readAddress(folder: string): LocalAddress | undefined {
  try {
    const address = addressFile.parse(JSON.parse(readFileSync(addressPath(folder), 'utf8')))
    return address.folder === realpathSync(folder) ? address : undefined
  } catch {
    return undefined
  }
}

/** A socket's path is kept in a field of 104 bytes on macOS and 108 on Linux, its end included. */
const longestPath = 100
const socketName = 'roundsman.sock'
const temporaryPrefix = 'roundsman-local-'

/**
 * A place for the socket: in the data folder, or where that path is too long (or `elsewhere` is wanted) in a new
 * folder that is ours alone. On Windows a pipe, whose name nobody can guess.
 */
export function newSocketPath(folder: string, elsewhere = false): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\roundsman-${randomBytes(16).toString('hex')}`
  const inside = resolve(folder, socketName)
  if (!elsewhere && Buffer.byteLength(inside) <= longestPath) return inside
  return join(mkdtempSync(join(tmpdir(), temporaryPrefix)), socketName)
}

/** Takes away a socket and the folder that was made for it. To be called under the folder's lock only. */
export function removeSocket(path: string): void {
  if (process.platform === 'win32' || basename(path) !== socketName) return
  rmSync(path, { force: true })
  const folder = dirname(path)
  if (dirname(folder) !== resolve(tmpdir()) || !basename(folder).startsWith(temporaryPrefix)) return
  try {
    rmdirSync(folder)
  } catch {
    // gone already, or something else was put there: it is not ours to empty
  }
}

/** What a service that was killed left behind. To be called under the folder's lock only. */
export function removeLeftovers(folder: string): void {
  const left = readAddress(folder)
  if (left) removeSocket(left.path)
  removeSocket(resolve(folder, socketName))
}
