import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FileBytes } from '../../../shared/contract/base.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { procedures } from '../procedures.ts'
import type { RegionSummary } from '../../../shared/contract/desk.ts'
import type { RequestContext } from '../context.ts'
import { installRegion, installRegionFile, updateRegion } from '../regionInstall.ts'
import { workStream } from '../work.ts'
import { searchRegion } from '../locating/locate.ts'

/** Says the name that a person gave, where the work knows a file by its place in our own folder. */
async function underTheirNames<T>(
  files: readonly { name: string; path: string }[],
  task: () => Promise<T>,
): Promise<T> {
  try {
    return await task()
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    const { code, params, at } = error.refusal
    const named = <V>(value: V): V =>
      typeof value === 'string'
        ? (files.reduce<string>((text, { name, path }) => text.replaceAll(path, name), value) as V)
        : value
    const each = (fields: object) =>
      Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, named(value as unknown)]))
    throw new RefusalError(code, params && (each(params) as typeof params), at && (each(at) as typeof at))
  }
}

const tileType = 'application/vnd.mapbox-vector-tile'

/** The bytes came over the contract; a build streams from files in the same private folder. */
async function withFiles<T>(
  { deps }: RequestContext,
  input: { pbf: FileBytes; lists: FileBytes[] },
  run: (files: { pbfPath: string; lists: { name: string; path: string }[] }) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(deps.dataFolder, 'incoming-'))
  try {
    const keep = async (file: FileBytes) => {
      const path = join(folder, basename(file.name).replace(/[^\p{L}\p{N}._-]/gu, '_'))
      await writeFile(path, new Uint8Array(await file.arrayBuffer()), { mode: 0o600 })
      return { name: basename(file.name), path }
    }
    const pbf = await keep(input.pbf)
    const lists: { name: string; path: string }[] = []
    for (const list of input.lists) lists.push(await keep(list))
    return await underTheirNames([pbf, ...lists], () => run({ pbfPath: pbf.path, lists }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function installed({ deps }: RequestContext, id: string, name: string): Promise<RegionSummary> {
  const found = (await deps.regions.list()).find((region) => region.id === id)
  if (!found) throw new RefusalError('region-missing', { region: name })
  return found
}

export const regions = {
  list: procedures.regions.list.handler(({ context }) => context.deps.regions.list()),

  unusable: procedures.regions.unusable.handler(({ context }) => context.deps.regions.unusable()),

  build: procedures.regions.build.handler(({ context, input, signal }) =>
    workStream(signal, (report) =>
      withFiles(context, input, async (files) => {
        const id = await installRegion(context, { name: input.name, ...files }, report)
        return installed(context, id, input.name)
      }),
    ),
  ),

  update: procedures.regions.update.handler(({ context, input, signal }) =>
    workStream(signal, (report) =>
      withFiles(context, input, async (files) => {
        await updateRegion(context, input.regionId, files, report)
        return installed(context, input.regionId, input.regionId)
      }),
    ),
  ),

  install: procedures.regions.install.handler(async ({ context, input }) => {
    const { deps } = context
    const folder = await mkdtemp(join(deps.dataFolder, 'incoming-'))
    try {
      const path = join(folder, 'incoming.region')
      await writeFile(path, new Uint8Array(await input.file.arrayBuffer()), { mode: 0o600 })
      const id = await installRegionFile(context, path, input.name, basename(input.file.name))
      const found = (await deps.regions.list()).find((region) => region.id === id)
      if (!found) throw new RefusalError('region-missing', { region: input.name ?? input.file.name })
      return found
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }),

  tile: procedures.regions.tile.handler(async ({ context, input }) => {
    const region = await context.deps.regions.open(input.regionId)
    const bytes = region.tile(input.z, input.x, input.y)
    return bytes
      ? new File([bytes as Uint8Array<ArrayBuffer>], `${input.z}-${input.x}-${input.y}.mvt`, {
          type: tileType,
        })
      : null
  }),

  search: procedures.regions.search.handler(({ context, input }) =>
    searchRegion(context, input.regionId, input.text),
  ),
}
