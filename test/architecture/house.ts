/**
 * The house: every room (folder) with the rooms it may import from, as architecture.md draws it. The linter and the
 * architecture test both read this table; a room that is not in it may not exist.
 */
export interface Room {
  /** rooms this one may import from, besides itself; a name covers the rooms below it */
  from: string[]
  /** packages and Node modules that only the rooms naming them may import (see `reserved`) */
  may?: string[]
}

const base = ['shared/model', 'shared/core/lib', 'shared/core/geo']
const timing = [...base, 'shared/core/schedule']
const lawful = [...timing, 'shared/core/compliance']

export const rooms: Record<string, Room> = {
  'shared/model': { from: ['shared/core/lib'] },
  'shared/contract': { from: ['shared/model'] },
  'shared/core/lib': { from: ['shared/model'] },
  'shared/core/geo': { from: base },
  'shared/core/address': { from: base },
  'shared/core/roads': { from: base },
  'shared/core/exchange': { from: base },
  'shared/core/intake': { from: base },
  'shared/core/schedule': { from: base },
  'shared/core/compliance': { from: timing },
  'shared/core/optimiser': { from: lawful },
  'shared/core/plan': { from: lawful },
  'shared/core/advise': { from: [...lawful, 'shared/core/optimiser', 'shared/core/plan'] },
  // The judge shares no code with what it judges.
  'shared/core/verify': { from: ['shared/model', 'shared/core/lib'] },

  // The window never imports roads, optimiser or advise: those are work for the service.
  renderer: {
    from: [
      ...lawful,
      'shared/contract',
      'shared/core/address',
      'shared/core/exchange',
      'shared/core/intake',
      'shared/core/plan',
      'resources',
    ],
  },
  'renderer/client': { from: ['renderer', 'shared'], may: ['WebSocket'] },
  'renderer/map': { from: ['renderer', 'shared'], may: ['leaflet'] },

  'electron/main': { from: ['electron/service', 'electron/web', 'shared'], may: ['electron'] },
  'electron/preload': { from: [], may: ['electron'] },
  'electron/service': { from: ['electron/workers', 'shared', 'resources'] },
  'electron/service/database': { from: ['electron/service', 'shared'], may: ['sql'] },
  'electron/workers': { from: ['electron/service', 'shared', 'resources'] },
  'electron/web': { from: ['electron/service', 'shared'], may: ['network'] },
  'electron/cli': {
    from: ['electron/service', 'electron/web', 'electron/workers', 'shared', 'resources'],
    may: ['processes'],
  },
  'electron/service/local': { from: ['electron/service', 'shared'], may: ['network'] },
  'electron/service/sources/egress': { from: ['electron/service', 'shared'], may: ['network'] },
}

/** What only the rooms that say `may` import. The egress gate is one file, `sources/egress.ts`. */
export const reserved: Record<string, { modules: RegExp; why: string }> = {
  electron: {
    modules: /^electron(\/|$)/,
    why: 'Electron is named in electron/main and electron/preload only',
  },
  network: {
    modules:
      /^((node:)?(http|https|http2|net|tls|dgram|dns|inspector)(\/.*)?|undici|ws|axios|got|node-fetch)$/,
    why: 'the network is reached in electron/web (loopback), service/local (a socket in the data folder) and through sources/egress.ts only',
  },
  sql: {
    modules: /^(better-sqlite3|kysely|pg|node:sqlite)(\/|$)/,
    why: 'SQL is written in electron/service/database only',
  },
  leaflet: {
    modules: /^(leaflet|react-leaflet|protomaps-leaflet)(\/|$)/,
    why: 'Leaflet is imported in renderer/map only',
  },
  processes: {
    modules: /^(node:)?(child_process|cluster)$/,
    why: 'programs are started by electron/cli only',
  },
}

/** Packages that the pure layers may use; everything else there is ours. */
export const pure: Record<string, RegExp> = {
  'shared/model': /^(zod|temporal-polyfill)(\/|$)/,
  'shared/contract': /^(zod|@orpc\/contract)(\/|$)/,
  'shared/core': /^(zod|temporal-polyfill|gcoord|csv-parse|date-holidays)(\/|$)/,
}

/** The innermost room of a file (`/`-separated, from the project's root); undefined outside the house. */
export function roomOf(file: string): string | undefined {
  const path = file.replace(/\.(ts|tsx|mjs)$/, '')
  let best: string | undefined
  for (const room of Object.keys(rooms))
    if ((path === room || path.startsWith(`${room}/`)) && room.length > (best?.length ?? 0)) best = room
  return best
}

/** Whether a file of one room may import one of another. */
export function mayImport(fromRoom: string, target: string): boolean {
  const inside = (room: string) => target === room || target.startsWith(`${room}/`)
  const targetRoom = roomOf(target)
  if (targetRoom === fromRoom) return true
  // Rooms below the importer's own are its own rooms, unless they say otherwise by being reserved for others.
  const allowed = [...(rooms[fromRoom]?.from ?? []), fromRoom]
  return allowed.some(inside)
}
