import { readTable, type ReadTableInput } from '../../service/sources/spreadsheet/readTable.ts'
import type { Table } from '../../../shared/model/intake.ts'
import type { Job } from '../job.ts'

/** Bytes → rows, in a thread that can be ended should a file prove hostile. */
export const job: Job<ReadTableInput, Table> = {
  run: (input, { cancel, progress }) => readTable(input, { cancel, progress }),
}
