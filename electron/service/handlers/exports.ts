import { availableParallelism } from 'node:os'
import { zipSync } from 'fflate'
import {
  datesOf,
  distinct,
  exportTypes,
  gatheredName,
  masksPhones,
  type ExportedFile,
  type ExportFormat,
} from '../exports/files.ts'
import type { RequestContext } from '../context.ts'
import type { RunSheetDay } from '../../../shared/model/runsheet.ts'
import type { BranchRow } from '../database/tables.ts'
import { runSheetDays, type RunSheetRequest } from '../planning/runSheets.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'
import { workStream, type WorkReport } from '../work.ts'

/** Crew-days in one format. Single run sheets do not depend on one another, so every core takes a share of them. */
async function exportFiles(
  context: RequestContext,
  branch: BranchRow,
  format: ExportFormat,
  request: RunSheetRequest & { together: boolean },
  report: Pick<WorkReport<never>, 'progress' | 'signal'>,
): Promise<{ files: ExportedFile[]; days: RunSheetDay[] }> {
  const { deps } = context
  report.progress({ stage: 'routes', done: 0, total: 1 })
  const days = await runSheetDays(context, branch, request, report.signal)
  const regionPath = branch.region_id ? await deps.regions.path(branch.region_id) : null
  const { together } = request
  const shares = format === 'pdf' && !together ? Math.min(availableParallelism(), days.length) : 1
  const done = new Array<number>(shares).fill(0)
  const files = await Promise.all(
    done.map((_, share) =>
      deps.pool.run(
        'export',
        { format, days: days.filter((_day, index) => index % shares === share), together, regionPath },
        {
          signal: report.signal,
          progress: (step) => {
            done[share] = step.done
            report.progress({ ...step, done: done.reduce((sum, part) => sum + part, 0), total: days.length })
          },
        },
      ),
    ),
  )
  // two crews whose names a file cannot tell apart may have been in different shares
  return { days, files: distinct(files.flat()).sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

/** A single file as it is, several as a ZIP: PDF and XLSX are packed already. */
function oneFile(files: ExportedFile[], format: ExportFormat, zipName: string): File {
  const [only] = files
  if (files.length === 1)
    return new File([only.bytes as Uint8Array<ArrayBuffer>], only.name, { type: exportTypes[format] })
  const bytes = zipSync(Object.fromEntries(files.map((file) => [file.name, file.bytes])), { level: 0 })
  return new File([bytes as Uint8Array<ArrayBuffer>], zipName, { type: 'application/zip' })
}

export const exports = {
  create: procedures.exports.create.handler(({ context, input, signal }) =>
    workStream(signal, async (report) => {
      const branch = await currentBranch(context)
      const maskPhones = input.maskPhones ?? masksPhones(input.format)
      const { files, days } = await exportFiles(
        context,
        branch,
        input.format,
        {
          week: input.week,
          crewDayIds: input.crewDayIds,
          together: input.together,
          disclosure: { maskNames: input.maskNames, maskPhones, showAmounts: false },
        },
        report,
      )
      await context.deps.changes.change(
        context.actor,
        {
          branchId: branch.id,
          action: 'exports.create',
          params: {
            format: input.format,
            files: files.length,
            names: input.maskNames ? 'masked' : 'shown',
            phones: maskPhones ? 'masked' : 'shown',
          },
          undoable: false,
        },
        async () => {},
      )
      context.deps.events.emit('history')
      const dates = datesOf(days.map((day) => day.date))
      const made = oneFile(files, input.format, gatheredName(days[0]!, dates, input.format, 'zip'))
      return { name: made.name, fileId: context.deps.madeFiles.keep(context.actor.userId, made) }
    }),
  ),

  take: procedures.exports.take.handler(({ context, input }) =>
    Promise.resolve(context.deps.madeFiles.take(context.actor.userId, input.fileId)),
  ),
}
