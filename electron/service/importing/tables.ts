import type { FileKind, Table } from '../../../shared/model/intake.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'

/** Files that were read and wait for their columns to be confirmed; the newest few are kept. */
export interface ImportTables {
  keep(kind: FileKind, table: Table): string
  /** @throws RefusalError import-table-gone */
  get(tableId: string): { kind: FileKind; table: Table }
  drop(tableId: string): void
}

const kept = 4

export function createImportTables(newId: () => string): ImportTables {
  const tables = new Map<string, { kind: FileKind; table: Table }>()
  return {
    keep(kind, table) {
      const id = newId()
      tables.set(id, { kind, table })
      if (tables.size > kept) tables.delete(tables.keys().next().value!)
      return id
    },
    get(tableId) {
      const found = tables.get(tableId)
      if (!found) throw new RefusalError('import-table-gone')
      return found
    },
    drop: (tableId) => void tables.delete(tableId),
  }
}
