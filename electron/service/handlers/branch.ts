import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { BranchSummary } from '../../../shared/contract/desk.ts'
import { throwIfCancelled } from '../../../shared/core/lib/cancel.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { Locale } from '../../../shared/model/reasons.ts'
import type { Deps, RequestContext } from '../context.ts'
import { branchSummaries, findBranch, unfinishedBranches } from '../database/stores/branches.ts'
import { commitImport, readImport } from '../importing/importing.ts'
import { locateAll } from '../locating/locate.ts'
import { mondayOf } from '../planning/calendar.ts'
import { procedures } from '../procedures.ts'
import { installRegion } from '../regionInstall.ts'
import { loadRulePacks } from '../rules.ts'
import { loadSample } from '../samples.ts'
import { currentBranch, selectedBranchSetting } from '../scope.ts'
import { workStream, type WorkReport } from '../work.ts'

async function summary(context: RequestContext, id: string): Promise<BranchSummary> {
  const found = (await branchSummaries(context.deps.database.reader)).find((branch) => branch.id === id)
  if (!found) throw new RefusalError('no-branch')
  return found
}

async function select(context: RequestContext, id: string): Promise<BranchSummary> {
  await context.deps.changes.setSetting(selectedBranchSetting, id)
  context.deps.events.emit('branch', 'cases', 'locations', 'plan', 'calls', 'outcomes', 'people', 'regions')
  return summary(context, id)
}

async function addBranch(
  context: RequestContext,
  fields: {
    name: string
    timeZone: string
    currency: string
    rulePacks: string[]
    regionId: string
    sample: string | null
    week: string
    status: 'preparing' | 'ready'
  },
): Promise<string> {
  const { deps, actor } = context
  const id = deps.newId()
  await deps.changes.change(
    actor,
    { branchId: null, action: 'branch.create', params: { name: fields.name }, entity: id, undoable: false },
    (tx) =>
      tx.insert('branches', [
        {
          id,
          name: fields.name,
          time_zone: fields.timeZone,
          currency: fields.currency,
          rule_packs: JSON.stringify(fields.rulePacks),
          actor: null,
          region_id: fields.regionId,
          sample: fields.sample,
          week: fields.week,
          parking_minutes: 0,
          status: fields.status,
        },
      ]),
  )
  return id
}

/** A branch that was left half-made, by a cancel or by the power going, is taken away whole. */
async function purgeUnfinished(context: RequestContext): Promise<void> {
  for (const id of await unfinishedBranches(context.deps.database.reader))
    await context.deps.changes.change(
      context.actor,
      { branchId: null, action: 'branch.unfinished', entity: id, undoable: false },
      (tx) => tx.purgeBranch(id),
    )
}

const openings = new WeakMap<Deps, Promise<unknown>>()

/**
 * One branch is prepared at a time: an opening that was just cancelled may still be clearing up when the next begins,
 * and must not clear that one away.
 */
function oneAtATime<T>(deps: Deps, opening: () => Promise<T>): Promise<T> {
  const before = openings.get(deps) ?? Promise.resolve()
  const mine = before.then(opening, opening)
  openings.set(
    deps,
    mine.catch(() => {}),
  )
  return mine
}

/** A sample branch from its files, by the same road that a person's own files take. */
async function openSample(
  context: RequestContext,
  key: string,
  locale: Locale,
  report: WorkReport<never>,
): Promise<BranchSummary> {
  const { deps } = context
  throwIfCancelled({ cancelled: report.signal.aborted })
  const existing = (await branchSummaries(deps.database.reader)).find((branch) => branch.sample === key)
  if (existing) return select(context, existing.id)
  await purgeUnfinished(context)
  const sample = await loadSample(key)
  const regionId = await installRegion(
    context,
    {
      name: sample.region.name,
      pbfPath: join(sample.folder, sample.region.pbf),
      lists: sample.region.addressLists.map(({ file, name }) => ({
        name,
        path: join(sample.folder, file),
      })),
    },
    report,
  )
  const branchId = await addBranch(context, {
    name: sample.name[locale],
    timeZone: sample.zone,
    currency: sample.currency,
    rulePacks: sample.rulePacks,
    regionId,
    sample: key,
    week: sample.week,
    status: 'preparing',
  })
  const branch = (await findBranch(deps.database.reader, branchId))!
  try {
    for (const kind of ['collectors', 'cases'] as const) {
      const path = join(sample.folder, sample.files[kind])
      if (!existsSync(path)) throw new RefusalError('file-not-found', { file: path })
      const table = await readImport(context, branch, kind, basename(path), await readFile(path), report)
      await commitImport(context, branch, table, report)
    }
    await locateAll(context, branch, report)
    await deps.changes.change(
      context.actor,
      { branchId: null, action: 'branch.ready', entity: branchId, undoable: false },
      (tx) => tx.update('branches', branchId, { status: 'ready' }),
    )
  } catch (error) {
    await purgeUnfinished(context)
    throw error
  }
  return select(context, branchId)
}

export const branch = {
  openSample: procedures.branch.openSample.handler(({ context, input, signal }) =>
    workStream(signal, (report) =>
      oneAtATime(context.deps, () => openSample(context, input.sample, input.locale, report)),
    ),
  ),

  create: procedures.branch.create.handler(async ({ context, input }) => {
    const rulePacks = [...new Set(input.rulePacks)]
    await loadRulePacks(rulePacks)
    const region = (await context.deps.regions.open(input.regionId)).info()
    const id = await addBranch(context, {
      name: input.name,
      timeZone: region.timeZone,
      currency: input.currency,
      rulePacks,
      regionId: input.regionId,
      sample: null,
      week: mondayOf(context.deps.clock(), region.timeZone),
      status: 'ready',
    })
    return select(context, id)
  }),

  select: procedures.branch.select.handler(async ({ context, input }) => {
    const found = await findBranch(context.deps.database.reader, input.id)
    if (found?.status !== 'ready') throw new RefusalError('no-branch')
    return select(context, input.id)
  }),

  update: procedures.branch.update.handler(async ({ context, input }) => {
    const { deps, actor } = context
    const current = await currentBranch(context)
    if (input.regionId) await deps.regions.open(input.regionId)
    const undoId = await deps.changes.change(
      actor,
      {
        branchId: current.id,
        action: input.week && Object.keys(input).length === 1 ? 'branch.week' : 'branch.change',
        params: { ...(input.name ? { name: input.name } : {}), ...(input.week ? { week: input.week } : {}) },
        entity: current.id,
        // turning to another week is looking, not changing
        undoable: !(input.week && Object.keys(input).length === 1),
      },
      async (tx) => {
        await tx.update('branches', current.id, {
          ...(input.name !== undefined ? { name: input.name } : {}),
          ...(input.regionId !== undefined ? { region_id: input.regionId } : {}),
          ...(input.week !== undefined ? { week: input.week } : {}),
          ...(input.parkingMinutes !== undefined ? { parking_minutes: input.parkingMinutes } : {}),
        })
        return tx.entryId
      },
    )
    deps.events.emit('branch', 'plan', 'calls', 'history')
    return { ...(await summary(context, current.id)), undoId }
  }),
}
