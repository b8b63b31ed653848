import type { Client } from '../../shared/contract/contract.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import { clockFromEnvironment } from '../service/clock.ts'
import { hasKeys } from '../service/database/keys.ts'
import { databaseName, dataFolder } from '../service/dataFolder.ts'
import { connectLocally } from '../service/local/connect.ts'
import { findPassphrase } from './passphrase.ts'
import { UsageError } from './shell.ts'

export const deskOptions = { data: { type: 'string' }, 'passphrase-file': { type: 'string' } } as const

/** How long a command waits for a service that is just starting or ending, or for another command. */
const patienceMilliseconds = 15_000
const retryMilliseconds = 150

interface OpenClient {
  client: Client
  close(): void | Promise<void>
  gone?(): boolean
}

/** Through the service that runs on the folder, where one does; else the folder itself, under its lock. */
async function enter(folder: string, passphrase: string): Promise<OpenClient> {
  const until = performance.now() + patienceMilliseconds
  for (;;) {
    const through = await connectLocally(folder, passphrase)
    if (through) return through
    // loaded when a desk is opened: a wrong call is answered without it
    const { createService } = await import('../service/service.ts')
    const clock = clockFromEnvironment()
    try {
      return await createService({ dataFolder: folder, passphrase, ...(clock ? { clock } : {}) })
    } catch (error) {
      const inUse = error instanceof RefusalError && error.refusal.code === 'database-in-use'
      if (!inUse || performance.now() > until) throw error
    }
    await new Promise((done) => setTimeout(done, retryMilliseconds))
  }
}

/**
 * Runs on the data folder of this person, or the one named: through the window's service while that runs, so that
 * there is one writer and the window sees what changed. Exit 2 where no passphrase is given.
 */
export async function withDesk<T>(
  named: { data?: string | undefined; 'passphrase-file'?: string | undefined },
  run: (client: Client) => Promise<T>,
): Promise<T> {
  const folder = named.data ?? dataFolder()
  let passphrase: string | undefined
  try {
    passphrase = await findPassphrase({
      file: named['passphrase-file'],
      folder,
      fresh: !hasKeys(folder, databaseName),
    })
  } catch (error) {
    throw new UsageError(`The passphrase file cannot be read: ${(error as Error).message}`)
  }
  if (passphrase === undefined)
    throw new UsageError(
      'A passphrase is needed: --passphrase-file FILE, ROUNDSMAN_PASSPHRASE, or type it on a terminal.',
    )
  const desk = await enter(folder, passphrase)
  try {
    return await run(desk.client)
  } catch (error) {
    throw desk.gone?.() ? new RefusalError('desk-gone') : error
  } finally {
    await desk.close()
  }
}
