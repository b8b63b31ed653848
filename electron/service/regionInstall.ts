import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { RequestContext } from './context.ts'
import { openRegion } from './database/region/regionFile.ts'
import { regionSchemaVersion } from './database/region/schema.ts'
import { regionRows } from './database/stores/branches.ts'
import type { WorkReport } from './work.ts'

export interface RegionSources {
  name: string
  pbfPath: string
  lists: { name: string; path: string }[]
}

/** Same map, same lists, same names, same schema: the same file. */
async function fingerprint(sources: RegionSources): Promise<string> {
  const hash = createHash('sha256').update(
    [regionSchemaVersion, sources.name, ...sources.lists.map((list) => list.name)].join(' '),
  )
  for (const path of [sources.pbfPath, ...sources.lists.map((list) => list.path)])
    hash.update(await readFile(path))
  return hash.digest('hex').slice(0, 16)
}

/**
 * Builds a region in a worker thread and puts it on this desk; one that was built from the same files already is
 * taken as it is. `ROUNDSMAN_REGION_CACHE` names a folder of built regions that several data folders share.
 * @returns the region's id
 */
export async function installRegion(
  context: RequestContext,
  sources: RegionSources,
  report: Pick<WorkReport<never>, 'progress' | 'signal'>,
): Promise<string> {
  const { deps } = context
  const file = `${await fingerprint(sources)}.region`
  const installed = (await regionRows(deps.database.reader)).find((row) => row.file === file)
  const path = join(deps.regions.folder, file)
  if (installed && existsSync(path)) return installed.id
  await mkdir(deps.regions.folder, { recursive: true })
  const cache = process.env.ROUNDSMAN_REGION_CACHE
  const cached = cache ? join(cache, file) : null
  if (cached && existsSync(cached)) {
    await copyFile(cached, path + '.partial')
    await rename(path + '.partial', path)
  } else {
    await deps.pool.run('region-build', { ...sources, out: path }, report)
    if (cached) {
      await mkdir(cache!, { recursive: true })
      const partial = `${cached}.${process.pid}.partial`
      await copyFile(path, partial)
      await rename(partial, cached)
    }
  }
  if (installed) {
    deps.regions.forget(installed.id)
    deps.events.emit('regions')
    return installed.id
  }
  return register(context, sources.name, file)
}

/**
 * Builds a region again in its place: the branches that use it go on with it, under its name. The old file stays until
 * the new one is whole, and goes then, unless another region is the same file.
 * @throws RefusalError region-missing, and what a build refuses
 */
export async function updateRegion(
  context: RequestContext,
  regionId: string,
  sources: Omit<RegionSources, 'name'>,
  report: Pick<WorkReport<never>, 'progress' | 'signal'>,
): Promise<void> {
  const { deps, actor } = context
  const rows = await regionRows(deps.database.reader)
  const row = rows.find((one) => one.id === regionId)
  if (!row) throw new RefusalError('region-missing', { region: regionId })
  const named = { ...sources, name: row.name }
  const file = `${await fingerprint(named)}.region`
  const path = join(deps.regions.folder, file)
  await deps.pool.run('region-build', { ...named, out: path }, report)
  await deps.changes.change(
    actor,
    {
      branchId: null,
      action: 'regions.update',
      params: { name: row.name },
      entity: regionId,
      undoable: false,
    },
    (tx) => tx.update('regions', regionId, { file }),
  )
  deps.regions.forget(regionId)
  const others = rows.some((one) => one.id !== regionId && one.file === row.file)
  if (row.file !== file && !others) await rm(join(deps.regions.folder, row.file), { force: true })
  deps.events.emit('regions', 'plan')
}

async function register(context: RequestContext, name: string, file: string): Promise<string> {
  const { deps, actor } = context
  const id = deps.newId()
  await deps.changes.change(
    actor,
    { branchId: null, action: 'regions.install', params: { name }, entity: id, undoable: false },
    (tx) => tx.insert('regions', [{ id, name, file }]),
  )
  deps.events.emit('regions')
  return id
}

/**
 * Puts a region that was built elsewhere on this desk; the same file a second time is the same region.
 * @param name what people here call it; by default what it was called when it was built
 * @param fileName what the file is called where it came from, for messages
 * @returns the region's id
 * @throws RefusalError region-unreadable, region-damaged, region-newer, region-older
 */
export async function installRegionFile(
  context: RequestContext,
  path: string,
  name?: string,
  fileName = basename(path),
): Promise<string> {
  const { deps } = context
  const builtName = nameOfSound(path, fileName)
  const file = `${createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
    .slice(0, 16)}.region`
  const target = join(deps.regions.folder, file)
  const installed = (await regionRows(deps.database.reader)).find((row) => row.file === file)
  if (installed && existsSync(target)) return installed.id
  await mkdir(deps.regions.folder, { recursive: true })
  await copyFile(path, target + '.partial')
  await rename(target + '.partial', target)
  if (!installed) return register(context, name ?? builtName, file)
  deps.regions.forget(installed.id)
  deps.events.emit('regions')
  return installed.id
}

/** The name that a region was built under, after a look at the whole file. */
function nameOfSound(path: string, fileName: string): string {
  try {
    const opened = openRegion(path)
    try {
      opened.check()
      return opened.info().name
    } finally {
      opened.close()
    }
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    const { code, params, at } = error.refusal
    throw new RefusalError(code, { ...params, file: fileName }, { ...at, file: fileName })
  }
}
