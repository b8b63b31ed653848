import { readCases } from '../../../shared/core/intake/readCases.ts'
import { readCollectors } from '../../../shared/core/intake/readCollectors.ts'
import { readCalls, readOutcomes } from '../../../shared/core/intake/readFacts.ts'
import type { RowSource } from '../../../shared/core/intake/rowReader.ts'
import type {
  CallFileRow,
  CaseFileRow,
  CollectorFileRow,
  ColumnMapping,
  FileKind,
  IntakeContext,
  OutcomeFileRow,
  ReadRows,
} from '../../../shared/model/intake.ts'
import type { Job } from '../job.ts'

export interface ReadRowsInput {
  kind: FileKind
  table: RowSource
  mapping: ColumnMapping
  context: IntakeContext
}
export type AnyReadRows =
  ReadRows<CaseFileRow> | ReadRows<CollectorFileRow> | ReadRows<CallFileRow> | ReadRows<OutcomeFileRow>

/** A table of text → rows of ours, and those that were rejected. */
export const job: Job<ReadRowsInput, AnyReadRows> = {
  run({ kind, table, mapping, context }, { cancel, progress }) {
    const options = { cancel, progress }
    switch (kind) {
      case 'cases':
        return readCases(table, mapping, context, options)
      case 'collectors':
        return readCollectors(table, mapping, context, options)
      case 'calls':
        return readCalls(table, mapping, context, options)
      case 'outcomes':
        return readOutcomes(table, mapping, context, options)
    }
  },
}
