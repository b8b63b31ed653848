import { randomFillSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { RPCHandler as MessagePortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/ws'
import type { Client } from '../../shared/contract/contract.ts'
import { createIdSource } from '../../shared/model/ids.ts'
import { roles, type Actor } from '../../shared/model/people.ts'
import type { Deps, RequestContext } from './context.ts'
import { createChangeLog } from './database/change.ts'
import { createKeys, hasKeys, openKeys, openKeysByKeystore } from './database/keys.ts'
import { openDatabase } from './database/open.ts'
import { firstUser } from './database/stores/branches.ts'
import { createEvents } from './events.ts'
import type { RoundsmanService, ServiceOptions } from './host.ts'
import { createMadeFiles } from './exports/madeFiles.ts'
import { createImportTables } from './importing/tables.ts'
import { createInstalledRegions } from './installedRegions.ts'
import { createJobPool } from './jobs/pool.ts'
import { createMatrixCache } from './planning/matrix.ts'
import { createGeometryCache } from './planning/geometry.ts'
import { packageFile } from './resources.ts'
import { router } from './router.ts'
import { localeSetting } from './scope.ts'
import { createEgress } from './sources/egress.ts'
import { RefusalError } from '../../shared/model/refusal.ts'

/** A service that also answers in this very process: for the command line and for tests. */
export interface LocalService extends RoundsmanService {
  client: Client
  /** the same contract as another person: what a role may not do is refused */
  clientAs(actor: Actor): Client
  /** findings of SQLite's integrity check; empty when sound */
  databaseProblems(): string[]
}

export const databaseName = 'roundsman'

/** Asked under the instance lock: nobody else makes a key meanwhile. */
async function databaseKey(options: ServiceOptions): Promise<Uint8Array> {
  const { dataFolder, passphrase, keystore, key } = options
  if (key) return key
  if (!hasKeys(dataFolder, databaseName)) {
    // new keys would not open what the lost ones closed, and would stand in the way of their copy
    if (existsSync(join(dataFolder, databaseName + '.db')))
      throw new RefusalError('keys-unreadable', { file: join(dataFolder, databaseName + '.keys') })
    if (!passphrase) throw new RefusalError('passphrase-needed')
    return createKeys(dataFolder, databaseName, passphrase, keystore ?? null)
  }
  const kept = keystore ? await openKeysByKeystore(dataFolder, databaseName, keystore) : null
  if (kept) return kept
  if (!passphrase) throw new RefusalError('passphrase-needed')
  return openKeys(dataFolder, databaseName, passphrase)
}

/** Whoever is signed in to this machine: the name that audit rows carry until accounts are made. */
function accountName(): string {
  try {
    return userInfo().username || 'desk'
  } catch {
    return 'desk'
  }
}

/** The first person at a fresh desk holds every role, until accounts are made. */
async function ensureUser(deps: Deps): Promise<Actor> {
  const existing = await firstUser(deps.database.reader)
  if (existing)
    return {
      userId: existing.id,
      userName: existing.name,
      roles: JSON.parse(existing.roles) as Actor['roles'],
    }
  const actor: Actor = { userId: deps.newId(), userName: accountName(), roles: [...roles] }
  await deps.changes.change(
    actor,
    { branchId: null, action: 'desk.first-user', entity: actor.userId, undoable: false },
    (tx) =>
      tx.insert('users', [{ id: actor.userId, name: actor.userName, roles: JSON.stringify(actor.roles) }]),
  )
  return actor
}

/**
 * Opens the data folder and answers the contract.
 * @throws RefusalError passphrase-needed, passphrase-wrong, database-in-use, database-damaged, database-newer
 */
export async function createService(options: ServiceOptions): Promise<LocalService> {
  const clock = options.clock ?? (() => new Date())
  const newId = createIdSource(Date.now, (bytes) => randomFillSync(bytes))
  const database = await openDatabase(options.dataFolder, databaseName, () => databaseKey(options))
  const pool = createJobPool()
  const regions = createInstalledRegions(options.dataFolder, database)
  const changes = createChangeLog(database, clock, newId)
  const deps: Deps = {
    database,
    changes,
    egress: createEgress(database, changes),
    pool,
    events: createEvents(),
    regions,
    matrices: createMatrixCache(pool, regions),
    geometries: createGeometryCache(pool, regions),
    tables: createImportTables(newId),
    madeFiles: createMadeFiles(newId),
    clock,
    newId,
    dataFolder: options.dataFolder,
    version: (JSON.parse(readFileSync(packageFile(), 'utf8')) as { version: string }).version,
  }
  if (options.locale && (await deps.changes.setting(localeSetting)) === null)
    await deps.changes.setSetting(localeSetting, options.locale)
  const context: RequestContext = { actor: await ensureUser(deps), deps }
  const sockets = new SocketHandler(router)
  const ports = new MessagePortHandler(router)
  return {
    attachWebSocket: (socket) => void sockets.upgrade(socket, { context }),
    attachMessagePort: (port) => ports.upgrade(port, { context }),
    client: createRouterClient(router, { context }) as Client,
    clientAs: (actor) => createRouterClient(router, { context: { ...context, actor } }) as Client,
    databaseProblems: () => database.problems(),
    async close() {
      deps.events.close()
      await pool.close()
      regions.close()
      await database.close()
    },
  }
}
