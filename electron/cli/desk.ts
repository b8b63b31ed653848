import type { Client } from '../../shared/contract/contract.ts'
import { clockFromEnvironment } from '../service/clock.ts'
import { hasKeys } from '../service/database/keys.ts'
import { dataFolder } from '../service/dataFolder.ts'
import type { LocalService } from '../service/service.ts'
import { findPassphrase } from './passphrase.ts'
import { UsageError } from './shell.ts'

export const deskOptions = { data: { type: 'string' }, 'passphrase-file': { type: 'string' } } as const

/** Opens the data folder of this person, or the one named, and closes it afterwards. Exit 2 where no passphrase is given. */
export async function withDesk<T>(
  named: { data?: string | undefined; 'passphrase-file'?: string | undefined },
  run: (client: Client, service: LocalService) => Promise<T>,
): Promise<T> {
  const folder = named.data ?? dataFolder()
  let passphrase: string | undefined
  try {
    passphrase = await findPassphrase({
      file: named['passphrase-file'],
      folder,
      fresh: !hasKeys(folder, 'roundsman'),
    })
  } catch (error) {
    throw new UsageError(`The passphrase file cannot be read: ${(error as Error).message}`)
  }
  if (passphrase === undefined)
    throw new UsageError(
      'A passphrase is needed: --passphrase-file FILE, ROUNDSMAN_PASSPHRASE, or type it on a terminal.',
    )
  // loaded when a desk is opened: a wrong call is answered without it
  const { createService } = await import('../service/service.ts')
  const clock = clockFromEnvironment()
  const service = await createService({ dataFolder: folder, passphrase, ...(clock ? { clock } : {}) })
  try {
    return await run(service.client, service)
  } finally {
    await service.close()
  }
}
