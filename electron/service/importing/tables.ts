import type { FileKind, Table } from '../../../shared/model/intake.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'

/** Files that were read and wait for their columns to be confirmed; the newest few are kept. */
export interface ImportTables {
  keep(branchId: string, kind: FileKind, table: Table): string
  /** a file that was read for one branch is not committed to another. @throws RefusalError import-table-gone */
  get(branchId: string, tableId: string): { kind: FileKind; table: Table }
  drop(tableId: string): void
}

const kept = 4

export function createImportTables(newId: () => string): ImportTables {
  const tables = new Map<string, { branchId: string; kind: FileKind; table: Table }>()
  return {
    keep(branchId, kind, table) {
      const id = newId()
      tables.set(id, { branchId, kind, table })
      if (tables.size > kept) tables.delete(tables.keys().next().value!)
      return id
    },
    get(branchId, tableId) {
      const found = tables.get(tableId)
      if (found?.branchId !== branchId) throw new RefusalError('import-table-gone')
      return found
    },
    drop: (tableId) => void tables.delete(tableId),
  }
}
