import { existsSync, openSync, readSync, closeSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { openRoads, RoadsUnreadableError, type RoadNetwork } from '../../../../shared/core/roads/network.ts'
import { RefusalError } from '../../../../shared/model/refusal.ts'
import type { RegionInfo } from '../../../../shared/model/region.ts'
import type { TravelMode } from '../../../../shared/model/travel.ts'
import { regionApplicationId, regionSchemaVersion } from './schema.ts'

/** An installed region, opened for reading only: its words, tiles, roads and address tables. */
export class RegionFile {
  readonly path: string
  /** for the address index, whose tables lie in the same file */
  readonly db: Database.Database
  private readonly facts: RegionInfo
  private readonly tileStatement: Database.Statement<[number, number, number], { bytes: Buffer }>
  private readonly networks = new Map<TravelMode, RoadNetwork>()

  private constructor(path: string, db: Database.Database) {
    this.path = path
    this.db = db
    this.facts = readInfo(path, db)
    this.tileStatement = db.prepare(
      'SELECT bytes FROM tile JOIN tile_data ON id = data WHERE z = ? AND x = ? AND y = ?',
    )
  }

  /**
   * @throws RefusalError file-not-found, region-unreadable, region-damaged, region-newer, region-older
   */
  static open(path: string): RegionFile {
    if (!existsSync(path)) throw new RefusalError('file-not-found', { file: path }, { file: path })
    const unreadable = (detail: string) =>
      new RefusalError('region-unreadable', { file: path, detail }, { file: path })
    if (!looksLikeSqlite(path)) throw unreadable('not a region file')
    let db: Database.Database | undefined
    try {
      db = new Database(path, { readonly: true, fileMustExist: true })
      db.pragma('mmap_size = 268435456')
      if (db.pragma('application_id', { simple: true }) !== regionApplicationId)
        throw unreadable('not a region file')
      return new RegionFile(path, db)
    } catch (error) {
      db?.close()
      if (error instanceof RefusalError) throw error
      throw asDamage(path, error)
    }
  }

  info(): RegionInfo {
    return this.facts
  }

  /** The tile as gzip of a Mapbox Vector Tile (`Content-Encoding: gzip`), or null where the region has none. */
  tile(z: number, x: number, y: number): Uint8Array | null {
    try {
      return this.tileStatement.get(z, x, y)?.bytes ?? null
    } catch (error) {
      throw asDamage(this.path, error)
    }
  }

  /**
   * The roads of one way of travelling, opened once. Memory is shared, so `roads(mode).bytes` may be posted to other
   * threads and opened there with `openRoads`.
   * @throws RefusalError region-no-profile, region-damaged
   */
  roads(mode: TravelMode): RoadNetwork {
    const known = this.networks.get(mode)
    if (known) return known
    let network: RoadNetwork
    try {
      const row = this.db
        .prepare<[string], { bytes: Buffer }>('SELECT bytes FROM roads WHERE mode = ?')
        .get(mode)
      if (!row) throw new RefusalError('region-no-profile', { name: this.facts.name, mode })
      const shared = new Uint8Array(new SharedArrayBuffer(row.bytes.length))
      shared.set(row.bytes)
      network = openRoads(shared)
    } catch (error) {
      throw asDamage(this.path, error)
    }
    this.networks.set(mode, network)
    return network
  }

  /**
   * Looks at the whole file, so that damage is found when it is put on the desk and not on a Monday morning.
   * @throws RefusalError region-damaged
   */
  check(): void {
    let found: unknown
    try {
      found = this.db.pragma('quick_check(1)', { simple: true })
    } catch (error) {
      throw asDamage(this.path, error)
    }
    if (found !== 'ok')
      throw new RefusalError('region-damaged', { file: basename(this.path) }, { file: this.path })
  }

  close(): void {
    this.db.close()
    this.networks.clear()
  }
}

/** A file that was cut off or overwritten is refused like any other bad file; every other error stays what it is. */
export function asDamage(path: string, error: unknown): unknown {
  const damage = error instanceof RoadsUnreadableError || error instanceof Database.SqliteError
  return damage ? new RefusalError('region-damaged', { file: basename(path) }, { file: path }) : error
}

function looksLikeSqlite(path: string): boolean {
  if (!statSync(path).isFile()) return false
  const start = Buffer.alloc(16)
  const descriptor = openSync(path, 'r')
  try {
    return readSync(descriptor, start, 0, 16, 0) === 16 && start.toString('latin1') === 'SQLite format 3\0'
  } finally {
    closeSync(descriptor)
  }
}

function readInfo(path: string, db: Database.Database): RegionInfo {
  const meta = new Map<string, string>()
  for (const row of db.prepare<[], { key: string; value: string }>('SELECT key, value FROM meta').iterate())
    meta.set(row.key, row.value)
  const schemaVersion = Number(meta.get('schema_version'))
  const versions = { file: path, found: schemaVersion, known: regionSchemaVersion }
  if (schemaVersion > regionSchemaVersion) throw new RefusalError('region-newer', versions, { file: path })
  if (schemaVersion < regionSchemaVersion) throw new RefusalError('region-older', versions, { file: path })
  const text = (key: string) => {
    const value = meta.get(key)
    if (value === undefined)
      throw new RefusalError('region-unreadable', { file: path, detail: key + ' is missing' }, { file: path })
    return value
  }
  return {
    name: text('name'),
    bbox: JSON.parse(text('bbox')) as RegionInfo['bbox'],
    osmTimestamp: text('osm_timestamp'),
    attribution: text('attribution'),
    builtAt: text('built_at'),
    schemaVersion,
    timeZone: text('time_zone'),
    minZoom: Number(text('min_zoom')),
    maxZoom: Number(text('max_zoom')),
    profiles: JSON.parse(text('profiles')) as string[],
    counts: JSON.parse(text('counts')) as Record<string, number>,
    sizeBytes: statSync(path).size,
  }
}

export const openRegion = (path: string): RegionFile => RegionFile.open(path)
