import { RefusalError } from '../../../shared/model/refusal.ts'

/**
 * Files that were made and wait to be fetched, the newest few: a stream of progress carries words only, so what the
 * work made is taken afterwards, once, by whoever asked for it.
 */
export interface MadeFiles {
  keep(userId: string, file: File): string
  /** @throws RefusalError export-gone when it was fetched before, is another's, or made way for newer ones */
  take(userId: string, id: string): File
}

const kept = 8

export function createMadeFiles(newId: () => string): MadeFiles {
  const files = new Map<string, { userId: string; file: File }>()
  return {
    keep(userId, file) {
      const id = newId()
      files.set(id, { userId, file })
      if (files.size > kept) files.delete(files.keys().next().value!)
      return id
    },
    take(userId, id) {
      const found = files.get(id)
      if (found?.userId !== userId) throw new RefusalError('export-gone')
      files.delete(id)
      return found.file
    },
  }
}
