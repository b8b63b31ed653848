import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createService, type LocalService } from '../../electron/service/service.ts'

export interface TestService extends LocalService {
  folder: string
  /** closes and opens the same data folder anew, as after a restart */
  reopen(): Promise<TestService>
  /** closes and removes everything */
  end(): Promise<void>
}

/** Regions built by one suite serve the next; keyed by their sources, so a stale one is never taken. */
process.env.ROUNDSMAN_REGION_CACHE ??= fileURLToPath(new URL('../../.cache/regions', import.meta.url))

const key = new Uint8Array(32).fill(7)

/** A real service on a real encrypted database in a temporary folder. */
export async function startService(
  options: { clock?: () => Date; folder?: string } = {},
): Promise<TestService> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'roundsman-'))
  const service = await createService({
    dataFolder: folder,
    key,
    locale: 'en',
    ...(options.clock ? { clock: options.clock } : {}),
  })
  return {
    ...service,
    folder,
    async reopen() {
      await service.close()
      return startService({ ...options, folder })
    },
    async end() {
      await service.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
