import type { Egress } from './sources/egress.ts'
import type { Actor } from '../../shared/model/people.ts'
import type { ChangeLog } from './database/change.ts'
import type { OpenedDatabase } from './database/open.ts'
import type { Events } from './events.ts'
import type { JobPool } from './jobs/pool.ts'
import type { ImportTables } from './importing/tables.ts'
import type { MadeFiles } from './exports/madeFiles.ts'
import type { Searches } from './planning/searches.ts'
import type { Regions } from './installedRegions.ts'
import type { GeometryCache } from './planning/geometry.ts'
import type { Opening } from './opening.ts'
import type { MatrixCache } from './planning/matrix.ts'
import type { TravelServers } from './planning/travelServers.ts'

/** What every handler is given besides its input. */
export interface Deps {
  database: OpenedDatabase
  changes: ChangeLog
  pool: JobPool
  events: Events
  regions: Regions
  matrices: MatrixCache
  geometries: GeometryCache
  travelServers: TravelServers
  tables: ImportTables
  madeFiles: MadeFiles
  searches: Searches
  egress: Egress
  /** the clock: an argument, so that a sample week and a test can stand still */
  clock: () => Date
  newId: () => string
  dataFolder: string
  version: string
}

/** What a host hands over with every call. */
export interface HostContext {
  opening: Opening
  /** somebody else than the desk's first person */
  as?: Actor
}

/** What a handler gets once the desk is open. */
export interface RequestContext {
  actor: Actor
  deps: Deps
}
