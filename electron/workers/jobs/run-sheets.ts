import { join } from 'node:path'
import { throwIfCancelled } from '../../../shared/core/lib/cancel.ts'
import { disclose, sheetFileName, type RunSheetDay } from '../../../shared/model/runsheet.ts'
import { writeFileAtomic } from '../../service/exports/atomicFile.ts'
import { distinct, openMaps, runSheetFile } from '../../service/exports/files.ts'
import type { Job } from '../job.ts'

export interface RunSheetsInput {
  days: RunSheetDay[]
  /** made when missing */
  outDir: string
  /** the region file that maps are drawn from; null: routes on white */
  regionPath: string | null
}

/** PDF run sheets into a folder, one file a crew-day. Give each thread a share of the days: they do not depend. */
export const job: Job<RunSheetsInput, { files: string[] }> = {
  async run({ days, outDir, regionPath }, { progress, cancel }) {
    const empty = new Uint8Array()
    const names = distinct(days.map((day) => ({ name: sheetFileName(day, 'pdf'), bytes: empty })))
    const maps = openMaps(regionPath)
    const files: string[] = []
    try {
      for (const [index, day] of days.entries()) {
        throwIfCancelled(cancel)
        progress({ stage: 'run-sheets', done: index, total: days.length })
        const { bytes } = await runSheetFile(disclose(day), maps)
        const path = join(outDir, names[index]!.name)
        await writeFileAtomic(path, bytes)
        files.push(path)
      }
      progress({ stage: 'run-sheets', done: days.length, total: days.length })
      return { files }
    } finally {
      maps.close()
    }
  },
}
