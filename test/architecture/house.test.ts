import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { breaches, rings } from './imports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A small house of its own with the given files; what is wrong with it. */
function judged(files: Record<string, string>, judge = breaches): string[] {
  const house = mkdtempSync(join(tmpdir(), 'house-'))
  try {
    for (const folder of ['shared', 'renderer', 'electron']) mkdirSync(join(house, folder))
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house, file)), { recursive: true })
      writeFileSync(join(house, file), text)
    }
    return judge(house)
  } finally {
    rmSync(house, { recursive: true, force: true })
  }
}

describe('the house', () => {
  it('is kept by every source', () => {
    expect(breaches(root)).toEqual([])
  })

  it('has no ring of imports', () => {
    expect(rings(root)).toEqual([])
  })
})

describe('the guard itself sees', () => {
  it.each([
    ['the core naming Node', 'shared/core/lib/a.ts', "import { readFileSync } from 'node:fs'"],
    ['the core naming the service', 'shared/core/lib/a.ts', "import '../../../electron/service/a.ts'"],
    ['the optimiser reaching for roads', 'shared/core/optimiser/a.ts', "import '../roads/b.ts'"],
    ['optimiser and plan knowing each other', 'shared/core/plan/a.ts', "import '../optimiser/search/b.ts'"],
    ['the judge sharing code', 'shared/core/verify/a.ts', "import '../schedule/b.ts'"],
    ['schedule looking up', 'shared/core/schedule/a.ts', "export * from '../compliance/b.ts'"],
    [
      'the window importing the optimiser',
      'renderer/board/a.ts',
      "import('../../shared/core/optimiser/b.ts')",
    ],
    ['the window importing the service', 'renderer/app/a.tsx', "import '../../electron/service/b.ts'"],
    ['Leaflet outside the map', 'renderer/screens/a.tsx', "import { Marker } from 'react-leaflet'"],
    ['Electron in the service', 'electron/service/a.ts', "import { app } from 'electron'"],
    ['SQL outside the database', 'electron/service/handlers/a.ts', "import { sql } from 'kysely'"],
    ['a socket in a handler', 'electron/service/handlers/a.ts', "import https from 'node:https'"],
    ['a socket by the back door', 'electron/service/a.ts', "process.getBuiltinModule('node:net')"],
    ['fetch in a job', 'electron/workers/jobs/a.ts', "await fetch('http://example.org')"],
    ['fetch through globalThis', 'shared/core/lib/a.ts', "globalThis.fetch('http://example.org')"],
    ['a WebSocket outside the client', 'renderer/app/a.ts', "new WebSocket('ws://127.0.0.1')"],
    [
      'a program started by the service',
      'electron/service/a.ts',
      "import { spawn } from 'node:child_process'",
    ],
    ['main reaching into the command line', 'electron/main/a.ts', "import '../cli/b.ts'"],
    ['a new room', 'shared/extra/a.ts', 'export {}'],
  ])('%s', (_what, file, text) => {
    expect(judged({ [file]: text })).toHaveLength(1)
  })

  it('a ring, and not a ring of types', () => {
    const a = 'shared/core/lib/a.ts'
    const b = 'shared/core/lib/b.ts'
    expect(judged({ [a]: "import './b.ts'", [b]: "import './a.ts'" }, rings)).toEqual([`${a} → ${b} → ${a}`])
    expect(judged({ [a]: "import type { B } from './b.ts'", [b]: "import './a.ts'" }, rings)).toEqual([])
  })

  it('nothing wrong with what is allowed', () => {
    expect(
      judged({
        'shared/core/advise/a.ts': "import '../optimiser/b.ts'\nimport '../plan/b.ts'",
        'shared/core/optimiser/a.ts': "import '../compliance/b.ts'\nimport '../lib/b.ts'",
        'renderer/map/a.tsx': "import L from 'leaflet'",
        'renderer/client/a.ts': "new WebSocket('ws://127.0.0.1')",
        'electron/main/a.ts': "import { app } from 'electron'\nimport '../service/host.ts'",
        'electron/service/database/a.ts': "import { Kysely } from 'kysely'",
        'electron/service/sources/egress.ts': "await fetch('http://example.org')",
        'electron/web/a.ts': "import { createServer } from 'node:http'",
        'electron/cli/a.ts': "import { spawn } from 'node:child_process'",
      }),
    ).toEqual([])
  })
})
