import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { RefusalError } from '../../../shared/model/refusal.ts'

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const denied = new Set(['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG', 'EEXIST'])

/** The refusal that a failed write stands for, or the error itself when it is none that a person can mend. */
export function writeRefusal(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (full.has(code)) return new RefusalError('disk-full', { file: path })
  if (denied.has(code)) return new RefusalError('file-unwritable', { file: path, detail: code })
  return error
}

/**
 * Writes a file so that its name always stands for the whole of the old content or the whole of the new: a temporary
 * file in the same folder, fsync, rename, fsync of the folder (POSIX does not promise the rename before that).
 * The folder is made when it is missing.
 * @throws RefusalError `disk-full` or `file-unwritable`; the temporary file is gone and the old file untouched
 */
export async function writeFileAtomic(path: string, content: Uint8Array | string): Promise<void> {
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path).slice(0, 60)}.${randomBytes(6).toString('hex')}.part`)
  try {
    await mkdir(folder, { recursive: true })
    // A name that nobody can guess, created by us alone: 'wx' follows no link that lies in wait.
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw writeRefusal(error, path)
  }
  await syncFolder(folder)
}

/** Windows has no handle on a folder to sync; its rename is journalled by the file system. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
