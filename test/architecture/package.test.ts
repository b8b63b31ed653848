import { execFileSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { startServer } from '../helpers/app.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const out = join(root, 'out/package/linux-unpacked')

interface Entry {
  files?: Record<string, Entry>
  unpacked?: boolean
  size?: number
  /** where it begins, counted from the end of the table of contents */
  offset?: string
}

/** The table of contents at the head of an asar archive: a length at byte 12, then JSON. */
function listing(file: string): Map<string, Entry> {
  const handle = openSync(file, 'r')
  const head = Buffer.alloc(16)
  readSync(handle, head, 0, 16, 0)
  const json = Buffer.alloc(head.readUInt32LE(12))
  readSync(handle, json, 0, json.length, 16)
  closeSync(handle)
  const found = new Map<string, Entry>()
  const walk = (entry: Entry, path: string) => {
    for (const [name, child] of Object.entries(entry.files ?? {})) {
      if (child.files) walk(child, `${path}${name}/`)
      else found.set(path + name, child)
    }
  }
  walk(JSON.parse(json.toString('utf8')) as Entry, '')
  return found
}

/** Lays out what is packaged as plain files, so that a Node can run it without Electron. */
function extract(file: string, entries: Map<string, Entry>, into: string): void {
  const bytes = readFileSync(file)
  const start = 8 + bytes.readUInt32LE(4)
  for (const [path, { unpacked, offset, size }] of entries) {
    const at = start + Number(offset)
    mkdirSync(dirname(join(into, path)), { recursive: true })
    if (unpacked) copyFileSync(join(`${file}.unpacked`, path), join(into, path))
    else writeFileSync(join(into, path), bytes.subarray(at, at + size!))
  }
}

// Where Electron's own binary cannot be had this packages into a stand-in, which only Linux has.
describe.runIf(process.platform === 'linux')('what is packaged', () => {
  let entries: Map<string, Entry>
  const inside = (pattern: RegExp) => [...entries.keys()].filter((path) => pattern.test(path))

  beforeAll(() => {
    execFileSync(process.execPath, ['electron/cli/launch.mjs', 'package', '--dir'], {
      cwd: root,
      stdio: 'pipe',
    })
    entries = listing(join(out, 'resources/app.asar'))
  }, 180_000)

  it('has every entry, the window and the resources', () => {
    for (const file of [
      'package.json',
      'dist/main/main.js',
      'dist/preload/preload.cjs',
      'dist/service/service.js',
      'dist/workers/thread.js',
      'dist/cli/main.js',
      'dist/renderer/index.html',
      'dist/THIRD-PARTY.txt',
    ])
      expect([...entries.keys()]).toContain(file)
    expect(inside(/^resources\//).length).toBeGreaterThan(0)
  })

  it('leaves outside the archive what the system or SQLite opens itself', () => {
    const [binary, ...others] = inside(/\.node$/)
    expect(binary).toBe(`node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`)
    expect(others).toEqual([])
    for (const path of [binary!, ...inside(/^resources\//)]) {
      expect(entries.get(path)?.unpacked, path).toBe(true)
      expect(existsSync(join(out, 'resources/app.asar.unpacked', path)), path).toBe(true)
    }
  })

  it('carries the libraries that are not bundled, and no other', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dev?: boolean; optional?: boolean }>
    }
    const packages = new Set(
      inside(/^node_modules\//).map((path) => /^node_modules\/((@[^/]+\/)?[^/]+)/.exec(path)![1]!),
    )
    for (const name of ['better-sqlite3', 'piscina', 'pdfmake']) expect(packages).toContain(name)
    for (const name of packages) {
      expect(lock.packages[`node_modules/${name}`]?.dev, name).toBeUndefined()
      expect(lock.packages[`node_modules/${name}`]?.optional, name).toBeUndefined()
      expect(name).not.toMatch(/^node-(bin-)?(linux|darwin|win)/)
    }
  })

  it('carries no source, map, test or secret', () => {
    expect(inside(/\.(ts|tsx|map)$|^(test|shared|electron|renderer)\/|\.env|\.keys$|\.db$/)).toEqual([])
    expect(statSync(join(out, 'resources/app.asar')).size).toBeLessThan(40 * 1024 * 1024)
  })

  it('runs by itself: nothing that it needs was left out', async () => {
    const alone = mkdtempSync(join(tmpdir(), 'roundsman-packaged-'))
    try {
      extract(join(out, 'resources/app.asar'), entries, alone)
      const dataDir = join(alone, 'data')
      const server = await startServer({ dataDir, program: join(alone, 'dist/cli/main.js') })
      expect((await fetch(server.url, { redirect: 'manual' })).status).toBe(303)
      await server.stop()
      expect(server.server.exitCode).toBe(0)
    } finally {
      rmSync(alone, { recursive: true, force: true })
    }
  })

  it('has its fuses set', () => {
    const program = readFileSync(join(out, 'roundsman'))
    const marker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
    const wire = program.indexOf(marker) + marker.length + 2
    // runAsNode, cookieEncryption, nodeOptions, nodeCliInspect, asarIntegrity, onlyLoadAppFromAsar, _, fileProtocol
    expect(program.subarray(wire, wire + 8).toString()).toMatch(/^010011.0$/)
  })

  it('passes on the licences of all it carries', () => {
    const text = readFileSync(join(root, 'dist/THIRD-PARTY.txt'), 'utf8')
    const named = text.split(/^-{80}$/m).map((part) => part.trim().split(/\s/)[0])
    for (const name of [
      'better-sqlite3-multiple-ciphers',
      'piscina',
      'pdfmake',
      'react',
      'ws',
      '@orpc/server',
    ])
      expect(named).toContain(name)
  })
})
