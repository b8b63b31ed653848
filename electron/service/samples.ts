import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { locales } from '../../shared/model/reasons.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import { resourcePath } from './resources.ts'

const sampleFile = z.object({
  key: z.string(),
  name: z.record(z.enum(locales), z.string()),
  zone: z.string(),
  currency: z.string(),
  rulePacks: z.array(z.string()),
  locale: z.enum(locales),
  week: z.iso.date(),
  /** the instant at which the sample begins: the Friday before its week */
  now: z.iso.datetime(),
  region: z.object({
    name: z.string(),
    pbf: z.string(),
    /** `name` is who is credited on the map and beside a place that was found */
    addressLists: z.array(z.object({ file: z.string(), name: z.string() })),
  }),
  files: z.object({ cases: z.string(), collectors: z.string(), calls: z.string(), outcomes: z.string() }),
})
export type Sample = z.infer<typeof sampleFile> & { folder: string }

/** The sample branches that this installation carries; a build for the mainland leaves some out. */
export async function sampleKeys(): Promise<string[]> {
  try {
    return (await readdir(resourcePath('sample'), { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
  } catch {
    return []
  }
}

/** @throws RefusalError sample-missing */
export async function loadSample(key: string): Promise<Sample> {
  if (!(await sampleKeys()).includes(key)) throw new RefusalError('sample-missing', { sample: key })
  const folder = resourcePath('sample', key)
  return { ...sampleFile.parse(JSON.parse(await readFile(join(folder, 'branch.json'), 'utf8'))), folder }
}

export async function sampleBranches() {
  const keys = await sampleKeys()
  return Promise.all(keys.map(async (key) => ({ key, names: (await loadSample(key)).name })))
}
