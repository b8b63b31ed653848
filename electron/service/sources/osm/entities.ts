import type { Cancel, Progress } from '../../../../shared/core/lib/cancel.ts'

/** Tags of one object. Without a prototype, so that a hostile key is only a key. */
export type OsmTags = Record<string, string>

export type OsmMemberType = 'node' | 'way' | 'relation'

export interface OsmMember {
  type: OsmMemberType
  ref: number
  role: string
}

/**
 * What a reader of an OpenStreetMap file calls, in file order. Leaving a handler out lets the reader skip that kind
 * of object altogether. Coordinates are degrees × 1e7, as integers; nodes outside the globe never arrive.
 * `refs` is reused between calls: copy what must be kept.
 */
export interface OsmHandlers {
  /** `tags` is null when the node has none */
  node?(id: number, lonE7: number, latE7: number, tags: OsmTags | null): void
  way?(id: number, refs: Float64Array, refCount: number, tags: OsmTags): void
  relation?(id: number, members: OsmMember[], tags: OsmTags): void
}

export interface OsmHeader {
  /** ISO instant of the data, or '' where the file does not say */
  timestamp: string
  writer: string
}

export interface OsmReadOptions {
  cancel: Cancel
  /** `done` and `total` are bytes of the file */
  progress: Progress
}

/** An OpenStreetMap file, opened: it may be read several times, each time for other kinds of objects. */
export interface OsmFile {
  readonly path: string
  readonly sizeBytes: number
  readonly header: OsmHeader
  read(handlers: OsmHandlers, options: OsmReadOptions): void
  close(): void
}

/** Coordinates × 1e7 that lie on the globe. */
export function onGlobe(lonE7: number, latE7: number): boolean {
  return lonE7 >= -1_800_000_000 && lonE7 <= 1_800_000_000 && latE7 >= -900_000_000 && latE7 <= 900_000_000
}
