import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/**
 * The program with no network at all: in a namespace of its own, where the kernel counts every attempt to leave as
 * a packet without a route (`OutNoRoutes`). Needs Linux and the right to unshare; skipped and counted elsewhere.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const ways = [['-n'], ['-r', '-n']]
const way =
  process.platform === 'linux'
    ? ways.find((flags) => spawnSync('unshare', [...flags, 'true']).status === 0)
    : undefined

/** Runs Node alone in the world; how it ended, what it said, and how often it tried to reach out. */
function alone(args: string[]): { status: number | null; stderr: string; attempts: number } {
  const script = '"$@" >&2; code=$?; cat /proc/net/snmp; exit $code'
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    [...way!, 'sh', '-c', script, 'sh', process.execPath, ...args],
    { encoding: 'utf8', timeout: 600_000, maxBuffer: 64 * 1024 * 1024, cwd: root },
  )
  const [names, values] = stdout.split('\n').filter((line) => line.startsWith('Ip: '))
  const at = (names ?? '').split(' ').indexOf('OutNoRoutes')
  return { status, stderr, attempts: Number((values ?? '').split(' ')[at]) }
}

describe.runIf(way !== undefined)('with networking unshared', () => {
  let scratch: string
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'roundsman-alone-'))
  })
  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  it('an attempt to reach out would be seen', () => {
    const tried = alone(['-e', "fetch('http://192.0.2.1/').catch(() => {})"])
    expect(tried.status).toBe(0)
    expect(tried.attempts).toBeGreaterThan(0)
  })

  it('the whole main job runs, and tries to reach nobody', () => {
    const { status, stderr, attempts } = alone(['dist/cli/main.js', 'demo', '--out', join(scratch, 'demo')])
    expect(status, stderr).toBe(0)
    expect(attempts).toBe(0)
  })
})
