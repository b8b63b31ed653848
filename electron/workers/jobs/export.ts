import { throwIfCancelled } from '../../../shared/core/lib/cancel.ts'
import type { RunSheetDay } from '../../../shared/model/runsheet.ts'
import { openMaps, writeFormat, type ExportedFile, type ExportFormat } from '../../service/exports/files.ts'
import type { Job } from '../job.ts'

export interface ExportInput {
  format: ExportFormat
  days: RunSheetDay[]
  /** run sheets as one PDF */
  together?: boolean
  /** the region file that maps are drawn from; null: routes on white */
  regionPath: string | null
}

/** Crew-days in one format, as files in memory: what the window offers to save. */
export const job: Job<ExportInput, ExportedFile[]> = {
  async run({ format, days, together, regionPath }, { progress, cancel }) {
    const maps = openMaps(format === 'pdf' ? regionPath : null)
    let done = 0
    try {
      const each = () => {
        throwIfCancelled(cancel)
        progress({ stage: 'export', done: done++, total: days.length })
      }
      const files = await writeFormat(format, days, maps, each, together)
      progress({ stage: 'export', done: days.length, total: days.length })
      return files
    } finally {
      maps.close()
    }
  },
}
