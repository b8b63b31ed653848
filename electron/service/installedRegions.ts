import { join } from 'node:path'
import { statSync } from 'node:fs'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { Reason } from '../../shared/model/week.ts'
import type { RegionSummary } from '../../shared/contract/desk.ts'
import type { OpenedDatabase } from './database/open.ts'
import { openRegion, type RegionFile } from './database/region/regionFile.ts'
import { regionRows } from './database/stores/branches.ts'

/** The regions that IT or a build has put on this desk, opened when first used and kept open. */
export interface Regions {
  folder: string
  /** path of an installed region's file. @throws RefusalError region-missing */
  path(regionId: string): Promise<string>
  /** which file it is by now: another one after the region was built again in its place. @throws RefusalError region-missing */
  mark(regionId: string): Promise<string>
  /** @throws RefusalError region-missing, and whatever opening refuses */
  open(regionId: string): Promise<RegionFile>
  list(): Promise<RegionSummary[]>
  /** those that {@link list} leaves out, with why */
  unusable(): Promise<{ id: string; name: string; file: string; reason: Reason }[]>
  /** forgets an open handle, so that a rebuilt file is read anew */
  forget(regionId: string): void
  close(): void
}

export function createInstalledRegions(dataFolder: string, database: OpenedDatabase): Regions {
  const folder = join(dataFolder, 'regions')
  const opened = new Map<string, RegionFile>()

  async function find(regionId: string) {
    const row = (await regionRows(database.reader)).find((candidate) => candidate.id === regionId)
    if (!row) throw new RefusalError('region-missing', { region: regionId })
    return { row, path: join(folder, row.file) }
  }

  const regions: Regions = {
    folder,
    path: async (regionId) => (await find(regionId)).path,
    async mark(regionId) {
      const { path } = await find(regionId)
      const stat = statSync(path, { throwIfNoEntry: false })
      if (!stat) throw new RefusalError('region-missing', { region: regionId })
      return [path, stat.mtimeMs, stat.size, stat.ino].join(' ')
    },
    async open(regionId) {
      let region = opened.get(regionId)
      if (!region) opened.set(regionId, (region = openRegion((await find(regionId)).path)))
      return region
    },
    async list() {
      const summaries: RegionSummary[] = []
      for (const row of await regionRows(database.reader)) {
        const region = await regions.open(row.id).catch((error: unknown) => {
          // a file that was taken away is left out of the list, not fatal to it
          if (error instanceof RefusalError) return null
          throw error
        })
        if (!region) continue
        const info = region.info()
        summaries.push({
          id: row.id,
          name: row.name,
          file: row.file,
          bbox: info.bbox,
          timeZone: info.timeZone,
          attribution: info.attribution,
          builtAt: info.builtAt,
          osmTimestamp: info.osmTimestamp || null,
          bytes: statSync(join(folder, row.file)).size,
          counts: info.counts,
          profiles: info.profiles,
        })
      }
      return summaries
    },
    async unusable() {
      const rows = await regionRows(database.reader)
      const found = await Promise.all(
        rows.map(({ id, name, file }) =>
          regions.open(id).then(
            () => [],
            (error: unknown) => {
              if (!(error instanceof RefusalError)) throw error
              const { code, params } = error.refusal
              return [{ id, name, file, reason: params ? { code, params } : { code } }]
            },
          ),
        ),
      )
      return found.flat()
    },
    forget(regionId) {
      opened.get(regionId)?.close()
      opened.delete(regionId)
    },
    close() {
      for (const region of opened.values()) region.close()
      opened.clear()
    },
  }
  return regions
}
