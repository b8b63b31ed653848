import { RefusalError } from '../../../shared/model/refusal.ts'
import { toReason } from '../database/stores/cases.ts'
import { importRows, rejectFile, rejectRows } from '../database/stores/facts.ts'
import { commitImport, previewImport, readImport, returnedRows } from '../importing/importing.ts'
import { noteLookOnce } from '../looks.ts'
import type { RequestContext } from '../context.ts'
import { procedures } from '../procedures.ts'
import { branchClock, currentBranch } from '../scope.ts'
import { workStream } from '../work.ts'
import type { ImportKind } from '../../../shared/contract/cases.ts'

/** Whose rows a person looked at: those that the file was rejected with. */
async function seenIn(context: RequestContext, importId: string) {
  const branch = await currentBranch(context)
  const { reader } = context.deps.database
  const rows = await rejectRows(reader, branch.id, importId)
  const file = (await importRows(reader, branch.id)).find((one) => one.id === importId)?.file_name ?? ''
  const cases = [...new Set(rows.flatMap((row) => row.case_no ?? []))]
  return { file, count: rows.length, cases: cases.slice(0, namedCases).join(', ') }
}

/** Of a long file the first; the file itself and the count say the rest. */
const namedCases = 100

export const imports = {
  read: procedures.imports.read.handler(({ context, input, signal }) =>
    workStream(signal, async (report) =>
      readImport(
        context,
        await currentBranch(context),
        input.kind,
        input.file.name,
        new Uint8Array(await input.file.arrayBuffer()),
        report,
      ),
    ),
  ),

  preview: procedures.imports.preview.handler(async ({ context, input, signal }) =>
    previewImport(context, await currentBranch(context), input, signal ?? new AbortController().signal),
  ),

  commit: procedures.imports.commit.handler(({ context, input, signal }) =>
    workStream(signal, async (report) => commitImport(context, await currentBranch(context), input, report)),
  ),

  returned: procedures.imports.returned.handler(async ({ context, input, signal }) =>
    returnedRows(context, await currentBranch(context), input, signal ?? new AbortController().signal),
  ),

  list: procedures.imports.list.handler(async ({ context }) => {
    const branch = await currentBranch(context)
    const clock = await branchClock(context.deps, branch)
    return (await importRows(context.deps.database.reader, branch.id)).map((row) => ({
      importId: row.id,
      kind: row.kind as ImportKind,
      fileName: row.file_name,
      at: clock(new Date(row.created_at)).toISOString(),
      added: row.added,
      changed: row.changed,
      same: row.same,
      gone: row.gone,
      rejected: row.rejected,
    }))
  }),

  rejected: procedures.imports.rejected.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const file = await rejectFile(context.deps.database.reader, input.importId)
    if (!file || file.branch_id !== branch.id) throw new RefusalError('row-gone')
    await noteLookOnce(
      context,
      branch.id,
      'imports.look',
      input.importId,
      await seenIn(context, input.importId),
    )
    return new File([file.csv], 'rejected.csv', { type: 'text/csv' })
  }),

  rejectedRows: procedures.imports.rejectedRows.handler(async ({ context, input }) => {
    const branch = await currentBranch(context)
    const rows = await rejectRows(context.deps.database.reader, branch.id, input.importId)
    // the rows stand there as the file had them, telephone numbers and all
    if (rows.length > 0)
      await noteLookOnce(
        context,
        branch.id,
        'imports.look',
        input.importId,
        await seenIn(context, input.importId),
      )
    return rows.map((row) => ({
      line: row.line,
      caseNo: row.case_no,
      reason: toReason(row.reason, row.reason_params)!,
      text: row.text,
    }))
  }),
}
