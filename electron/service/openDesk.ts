import { createHash, randomFillSync, timingSafeEqual } from 'node:crypto'
import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { createIdSource } from '../../shared/model/ids.ts'
import { roles, type Actor } from '../../shared/model/people.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { Deps } from './context.ts'
import { createChangeLog } from './database/change.ts'
import { createKeys, hasKeys, keepByKeystore, openKeys, openKeysByKeystore } from './database/keys.ts'
import { openDatabase } from './database/open.ts'
import { firstUser } from './database/stores/branches.ts'
import { databaseName } from './dataFolder.ts'
import { createEvents } from './events.ts'
import { createMadeFiles } from './exports/madeFiles.ts'
import type { ServiceOptions } from './host.ts'
import { createImportTables } from './importing/tables.ts'
import { createInstalledRegions } from './installedRegions.ts'
import { createJobPool } from './jobs/pool.ts'
import { createGeometryCache } from './planning/geometry.ts'
import { createMatrixCache } from './planning/matrix.ts'
import { createTravelServers } from './planning/travelServers.ts'
import { programVersion } from './resources.ts'
import { localeSetting } from './scope.ts'
import { createEgress } from './sources/egress.ts'
import { Searches } from './planning/searches.ts'

/** How a passphrase is meant: it opens what is there, it sets the first one, or whichever the folder asks for. */
export type PassphraseFor = 'unlock' | 'create' | 'either'

/** A data folder that is open: all that handlers need, until it is closed. */
export interface OpenDesk {
  deps: Deps
  /** the first person of the desk, who sits at its windows until accounts are made */
  actor: Actor
  /** whether the passphrase opens this desk's own key. @throws RefusalError passphrase-wrong, keys-unreadable */
  prove(passphrase: string): Promise<void>
  /** ends running work, closes the database and lets go of the lock */
  close(): Promise<void>
}

/** Asked under the instance lock: nobody else makes a key meanwhile. */
async function databaseKey(options: ServiceOptions, meant: PassphraseFor): Promise<Uint8Array> {
  const { dataFolder, passphrase, keystore, key } = options
  if (key) return key
  if (!hasKeys(dataFolder, databaseName)) {
    // new keys would not open what the lost ones closed, and would stand in the way of their copy
    if (existsSync(join(dataFolder, databaseName + '.db')))
      throw new RefusalError('keys-unreadable', { file: join(dataFolder, databaseName + '.keys') })
    if (!passphrase || meant === 'unlock') throw new RefusalError('passphrase-needed')
    return createKeys(dataFolder, databaseName, passphrase, keystore ?? null)
  }
  if (meant === 'create') throw new RefusalError('desk-exists')
  const kept = keystore ? await openKeysByKeystore(dataFolder, databaseName, keystore) : null
  if (kept) return kept
  if (!passphrase) throw new RefusalError('passphrase-needed')
  const opened = await openKeys(dataFolder, databaseName, passphrase)
  if (keystore) await keepByKeystore(dataFolder, databaseName, opened, keystore)
  return opened
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

const digest = (key: Uint8Array) => createHash('sha256').update(key).digest()

/**
 * Opens the data folder.
 * @throws RefusalError passphrase-needed, passphrase-wrong, desk-exists, keys-unreadable, database-in-use,
 *   database-wrong-key, database-damaged, database-newer, disk-full, data-folder-unusable
 */
export async function openDesk(options: ServiceOptions, meant: PassphraseFor = 'either'): Promise<OpenDesk> {
  const { dataFolder } = options
  const clock = options.clock ?? (() => new Date())
  const newId = createIdSource(Date.now, (bytes) => randomFillSync(bytes))
  let keyDigest: Buffer
  const database = await openDatabase(dataFolder, databaseName, async () => {
    const key = await databaseKey(options, meant)
    keyDigest = digest(key)
    return key
  })
  const pool = createJobPool()
  const regions = createInstalledRegions(dataFolder, database)
  const changes = createChangeLog(database, clock, newId)
  const egress = createEgress(database, changes)
  const deps: Deps = {
    searches: new Searches(),
    database,
    changes,
    egress,
    pool,
    events: createEvents(),
    regions,
    matrices: createMatrixCache(pool, regions),
    geometries: createGeometryCache(pool, regions),
    travelServers: createTravelServers(egress),
    tables: createImportTables(newId),
    madeFiles: createMadeFiles(newId),
    clock,
    newId,
    dataFolder,
    version: programVersion(),
  }
  const close = async () => {
    deps.events.close()
    await pool.close()
    regions.close()
    await database.close()
  }
  try {
    if (options.locale && (await changes.setting(localeSetting)) === null)
      await changes.setSetting(localeSetting, options.locale)
    return {
      deps,
      actor: await ensureUser(deps),
      async prove(passphrase) {
        const opened = await openKeys(dataFolder, databaseName, passphrase)
        // a key file that was put in this one's place proves nothing
        if (!timingSafeEqual(digest(opened), keyDigest)) throw new RefusalError('passphrase-wrong')
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
