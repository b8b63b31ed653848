import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { RefusalError } from '../../../../shared/model/refusal.ts'
import type { RoadStats } from '../../../../shared/core/roads/build.ts'
import { regionApplicationId, regionSchemaVersion, regionTables } from './schema.ts'

/** The facts of a region that its builder knows. */
export interface RegionMeta {
  name: string
  bbox: [number, number, number, number]
  osmTimestamp: string
  attribution: string
  builtAt: string
  timeZone: string
  minZoom: number
  maxZoom: number
  profiles: string[]
  counts: Record<string, number>
}

/**
 * Writes a region beside its final name; `finish` makes it durable and puts it in place, `abandon` leaves nothing.
 * Until then a region of that name, if there is one, stays as it was.
 */
export class RegionWriter {
  readonly db: Database.Database
  private readonly path: string
  private readonly draft: string
  private readonly tileIds = new Map<string, number>()
  private readonly insertTile: Database.Statement
  private readonly insertTileData: Database.Statement

  constructor(path: string) {
    this.path = path
    this.draft = path + '.' + process.pid + '.' + Date.now().toString(36) + '.part'
    try {
      this.db = new Database(this.draft)
    } catch {
      throw new RefusalError('file-unreadable', { file: path, detail: 'folder not writable' }, { file: path })
    }
    try {
      // nobody else reads a draft: no journal is needed, and a crash leaves only a `.part`
      this.db.pragma('journal_mode = OFF')
      this.db.pragma('synchronous = OFF')
      this.db.pragma('page_size = 8192')
      this.db.pragma(`application_id = ${regionApplicationId}`)
      this.db.exec('BEGIN')
      this.db.exec(regionTables)
      this.insertTile = this.db.prepare('INSERT INTO tile (z, x, y, data) VALUES (?, ?, ?, ?)')
      this.insertTileData = this.db.prepare('INSERT INTO tile_data (id, bytes) VALUES (?, ?)')
    } catch (error) {
      // on a disk that is full already the first table finds no room
      this.abandon()
      throw error
    }
  }

  /** Many tiles of forest or sea are the same: each content is kept once. */
  addTile(z: number, x: number, y: number, bytes: Uint8Array): void {
    const hash = createHash('sha1').update(bytes).digest('base64')
    let id = this.tileIds.get(hash)
    if (id === undefined) {
      id = this.tileIds.size + 1
      this.tileIds.set(hash, id)
      this.insertTileData.run(id, bytes)
    }
    this.insertTile.run(z, x, y, id)
  }

  addRoads(mode: string, stats: RoadStats, bytes: Uint8Array): void {
    this.db
      .prepare('INSERT INTO roads (mode, stats, bytes) VALUES (?, ?, ?)')
      .run(mode, JSON.stringify(stats), bytes)
  }

  finish(meta: RegionMeta): void {
    const rows: [string, string][] = [
      ['schema_version', String(regionSchemaVersion)],
      ['name', meta.name],
      ['bbox', JSON.stringify(meta.bbox)],
      ['osm_timestamp', meta.osmTimestamp],
      ['attribution', meta.attribution],
      ['built_at', meta.builtAt],
      ['time_zone', meta.timeZone],
      ['min_zoom', String(meta.minZoom)],
      ['max_zoom', String(meta.maxZoom)],
      ['profiles', JSON.stringify(meta.profiles)],
      ['counts', JSON.stringify(meta.counts)],
    ]
    const insert = this.db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)')
    for (const row of rows) insert.run(...row)
    this.db.exec('COMMIT')
    this.db.close()
    sync(this.draft)
    renameSync(this.draft, this.path)
    // a folder cannot be synced on Windows; there the rename is durable by itself
    if (process.platform !== 'win32') sync(dirname(this.path))
  }

  abandon(): void {
    if (this.db.open) this.db.close()
    rmSync(this.draft, { force: true })
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
