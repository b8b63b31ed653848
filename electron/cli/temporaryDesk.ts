import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '../../shared/contract/contract.ts'
import type { Locale } from '../../shared/model/reasons.ts'

/**
 * A service on a database of its own that is gone afterwards: encrypted by a random key that is kept in memory only,
 * so that a process that is killed leaves nothing that can be read.
 */
export async function withTemporaryDesk<T>(
  options: { clock?: () => Date; locale: Locale },
  run: (client: Client) => Promise<T>,
): Promise<T> {
  const { createService } = await import('../service/service.ts')
  const folder = mkdtempSync(join(tmpdir(), 'roundsman-'))
  const leave = () => {
    rmSync(folder, { recursive: true, force: true })
    process.exit(130)
  }
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
  try {
    const service = await createService({ dataFolder: folder, key: randomBytes(32), ...options })
    try {
      return await run(service.client)
    } finally {
      await service.close()
    }
  } finally {
    process.off('SIGINT', leave)
    process.off('SIGTERM', leave)
    rmSync(folder, { recursive: true, force: true })
  }
}
