import { createRouterClient } from '@orpc/server'
import { RPCHandler as MessagePortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import type { Client } from '../../shared/contract/contract.ts'
import type { Actor } from '../../shared/model/people.ts'
import type { HostContext } from './context.ts'
import type { RoundsmanService, ServiceOptions } from './host.ts'
import { listenLocally } from './local/listen.ts'
import { openDesk } from './openDesk.ts'
import { createOpening, type Opening } from './opening.ts'
import { router } from './router.ts'

/** A service that also answers in this very process: for the command line and for tests. */
export interface LocalService extends RoundsmanService {
  client: Client
  /** the same contract as another person: what a role may not do is refused */
  clientAs(actor: Actor): Client
  /** findings of SQLite's integrity check; empty when sound */
  databaseProblems(): string[]
}

function answering(opening: Opening): LocalService {
  const context: HostContext = { opening }
  const sockets = new SocketHandler(router)
  const ports = new MessagePortHandler(router)
  return {
    attachWebSocket: (socket) => void sockets.upgrade(socket, { context }),
    attachMessagePort: (port) => ports.upgrade(port, { context }),
    client: createRouterClient(router, { context }) as Client,
    clientAs: (as) => createRouterClient(router, { context: { ...context, as } }) as Client,
    databaseProblems: () => opening.desk()?.deps.database.problems() ?? [],
    close: () => opening.close(),
  }
}

/**
 * Opens the data folder, or says why not, and answers the contract: for hosts that have asked for the passphrase.
 * @throws RefusalError what {@link openDesk} throws
 */
export async function createService(options: ServiceOptions): Promise<LocalService> {
  return answering(createOpening(options, undefined, await openDesk(options)))
}

/**
 * Answers the contract with the desk open where a passphrase was given or the keystore has the key, and behind its
 * door otherwise: the window asks. While the desk is open the command line comes in as well.
 * @param strict nobody is to be asked: what keeps the desk closed is thrown
 */
export async function startService(options: ServiceOptions, strict = false): Promise<LocalService> {
  const opening: Opening = createOpening(options, () =>
    listenLocally(options.dataFolder, {
      prove: (passphrase) => opening.prove(passphrase),
      attach: (socket) => service.attachWebSocket(socket),
    }),
  )
  const service = answering(opening)
  await opening.start(strict)
  return service
}
