import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { missingFromInstall } from '../../electron/cli/install.mjs'
import { isStale, sourceHash } from '../../electron/cli/stale.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const launcher = join(root, 'electron/cli/launch.mjs')
let scratch: string
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'launcher-'))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** A checkout with a lockfile, and what npm noted of an installation in it. */
function checkout(name: string, wanted: object, installed?: object): string {
  const folder = join(scratch, name)
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }))
  if (installed)
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }))
  return folder
}

const a1 = { 'node_modules/a': { version: '1.0.0' } }
const a2 = { 'node_modules/a': { version: '2.0.0' } }
const foreign = { 'node_modules/other-system': { version: '1.0.0', optional: true } }

describe('the launcher installs', () => {
  it('when nothing is installed, or something is another version than the lockfile says', () => {
    expect(missingFromInstall(checkout('bare', a1))).toMatch(/not installed yet/)
    expect(missingFromInstall(checkout('older', a2, a1))).toMatch(/^a 2\.0\.0 is not installed$/)
  })

  it('and not when all is there; what is for other systems may be missing', () => {
    expect(missingFromInstall(checkout('same', { ...a1, ...foreign }, a1))).toBeUndefined()
    expect(missingFromInstall(root)).toBeUndefined()
  })

  it('or says in one sentence that the network is missing', () => {
    const folder = join(scratch, 'offline')
    mkdirSync(folder)
    cpSync(join(root, 'electron/cli'), join(folder, 'electron/cli'), { recursive: true })
    const manifest = { name: 'x', version: '1.0.0', dependencies: { 'left-pad': '1.3.0' } }
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
    writeFileSync(
      join(folder, 'package-lock.json'),
      JSON.stringify({
        ...manifest,
        lockfileVersion: 3,
        packages: { '': manifest, 'node_modules/left-pad': { version: '1.3.0' } },
      }),
    )
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['electron/cli/launch.mjs', 'roundsman', '--version'],
      {
        cwd: folder,
        encoding: 'utf8',
        // Nothing listens there; an empty cache cannot help.
        env: {
          ...process.env,
          npm_config_registry: 'http://127.0.0.1:9/',
          npm_config_cache: join(scratch, 'cache'),
        },
      },
    )
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(
      /^Installing .*\nThe packages could not be installed because npm's registry was not reached.*\n$/,
    )
  })
})

describe('the launcher builds', () => {
  it('when a source changed in content, name or number, and only then', () => {
    const folder = join(scratch, 'sources')
    mkdirSync(join(folder, 'shared/core'), { recursive: true })
    mkdirSync(join(folder, 'dist'))
    const file = join(folder, 'shared/core/a.ts')
    writeFileSync(file, 'export const a = 1\n')
    expect(isStale(folder, 'node')).toBe(true)
    writeFileSync(join(folder, 'dist/.node.stamp'), sourceHash(folder, 'node'))
    expect(isStale(folder, 'node')).toBe(false)
    writeFileSync(file, 'export const a = 1\n')
    expect(isStale(folder, 'node')).toBe(false)
    writeFileSync(file, 'export const a = 2\n')
    expect(isStale(folder, 'node')).toBe(true)
    writeFileSync(file, 'export const a = 1\n')
    writeFileSync(join(folder, 'shared/core/b.ts'), '')
    expect(isStale(folder, 'node')).toBe(true)
  })
})

describe('the launcher hands over', () => {
  const launch = (args: string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [launcher, ...args], {
      cwd: scratch,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    })

  it('the command’s output and nothing else', () => {
    const { status, stdout } = launch(['roundsman', '--', '--version'])
    expect({ status, stdout }).toEqual({ status: 0, stdout: '0.1.0\n' })
  })

  it('the command’s exit code', () => {
    expect(launch(['roundsman', 'no-such-command']).status).toBe(2)
    expect(launch(['no-such-script']).status).toBe(2)
  })

  it('the pinned Node', () => {
    // `check` on a Node 20 would crash in SQLite: what runs is the runtime of the lockfile.
    const probe = join(scratch, 'probe')
    mkdirSync(join(probe, 'electron/cli'), { recursive: true })
    cpSync(join(root, 'electron/cli'), join(probe, 'electron/cli'), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(probe, 'node_modules'))
    cpSync(join(root, 'package-lock.json'), join(probe, 'package-lock.json'))
    mkdirSync(join(probe, 'dist/cli'), { recursive: true })
    writeFileSync(join(probe, 'dist/cli/main.js'), 'console.log(process.version, process.cwd())')
    writeFileSync(join(probe, 'dist/.node.stamp'), sourceHash(probe, 'node'))
    const run = (env: Record<string, string>) =>
      spawnSync(process.execPath, [join(probe, 'electron/cli/launch.mjs'), 'roundsman'], {
        cwd: probe,
        encoding: 'utf8',
        env: { ...process.env, ...env },
      }).stdout.trim()
    const stands = join(scratch, 'stands')
    mkdirSync(stands)
    // npm moves to the project and leaves where the person stands in INIT_CWD.
    expect(run({ INIT_CWD: stands, npm_lifecycle_event: 'roundsman' })).toMatch(
      new RegExp(`^v24\\.\\S+ ${stands}$`),
    )
    // Inherited from another script it means nothing.
    expect(run({ INIT_CWD: stands, npm_lifecycle_event: 'test' })).toMatch(
      new RegExp(`^v24\\.\\S+ ${probe}$`),
    )
  })

  it('the signal, so that Ctrl C reaches the program', async () => {
    const probe = join(scratch, 'signals')
    mkdirSync(join(probe, 'electron'), { recursive: true })
    cpSync(join(root, 'electron/cli'), join(probe, 'electron/cli'), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(probe, 'node_modules'))
    cpSync(join(root, 'package-lock.json'), join(probe, 'package-lock.json'))
    mkdirSync(join(probe, 'dist/cli'), { recursive: true })
    writeFileSync(
      join(probe, 'dist/cli/main.js'),
      "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up')",
    )
    writeFileSync(join(probe, 'dist/.node.stamp'), sourceHash(probe, 'node'))
    const child = spawn(process.execPath, [join(probe, 'electron/cli/launch.mjs'), 'roundsman'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((up) => child.stdout.once('data', up))
    child.kill('SIGTERM')
    expect(await new Promise((done) => child.once('exit', done))).toBe(7)
  })
})
