import { spawn, type ChildProcess } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createService } from '../../electron/service/service.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { caseFile, collectorFile, openSample, optimise, ownBranch } from '../helpers/desk.ts'
import { builtProgram, program, root } from '../helpers/program.ts'

/** Real processes: `serve` holds the folder, and commands come beside it. */
const passphrase = 'of this test'
const now = '2026-11-20T02:00:00Z'
const scratch = mkdtempSync(join(tmpdir(), 'roundsman-beside-'))
const at = (name: string) => join(scratch, name)

interface Ended {
  code: number | null
  out: string
  err: string
}
const environment = (folder: string, more: Record<string, string> = {}) => ({
  ...process.env,
  ROUNDSMAN_LOCALE: 'en',
  ROUNDSMAN_DATA: folder,
  ROUNDSMAN_PASSPHRASE: passphrase,
  ROUNDSMAN_NOW: now,
  ...more,
})
function roundsman(folder: string, args: string[], more: Record<string, string> = {}): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: scratch,
      env: environment(folder, more),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.on('error', fail)
    child.on('close', (code) => done({ code, out, err }))
  })
}

interface Served {
  parent: ChildProcess
  /** process id of the service */
  service: number
  address: string
  said(): string
  ended: Promise<number | null>
}
/** `roundsman serve` until it is open; `said` is what it wrote to stderr. */
async function serve(folder: string, more: Record<string, string> = {}): Promise<Served> {
  const parent = spawn(process.execPath, [program, 'serve', '--json'], {
    env: environment(folder, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  parent.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((done) => parent.once('close', (code) => done(code)))
  const line = await new Promise<string>((done, fail) => {
    parent.stdout.setEncoding('utf8').once('data', done)
    void ended.then((code) => fail(new Error(`ended with ${code}: ${said}`)))
  })
  const children = readFileSync(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8').trim().split(' ')
  expect(children).toHaveLength(1)
  return {
    parent,
    service: Number(children[0]),
    address: (JSON.parse(line) as { url: string }).url,
    said: () => said,
    ended,
  }
}
/** A window as a browser opens it: the address once, then the contract over the WebSocket. */
async function openWindow(address: string): Promise<{ client: Client; close(): void }> {
  const { host, origin } = new URL(address)
  const answer = await fetch(address, { redirect: 'manual' })
  const Cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  const socket = new WebSocket(`ws://${host}/contract`, { headers: { Cookie, Origin: origin } })
  await new Promise((done, fail) => socket.once('open', done).once('error', fail))
  socket.binaryType = 'arraybuffer'
  return {
    client: createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })),
    close: () => socket.close(),
  }
}
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const desk = at('desk')
let caseNo: string

beforeAll(async () => {
  await builtProgram('node')
  const service = await createService({
    dataFolder: desk,
    passphrase,
    locale: 'en',
    clock: () => new Date(now),
  })
  const { client } = service
  await openSample(client)
  await ownBranch(client, {
    collectors: collectorFile(['Chen', 'Lin']),
    cases: caseFile(Array.from({ length: 12 }, (_, index) => ({ no: `C${index}` }))),
  })
  await client.branch.update({ week: '2026-11-23' })
  await optimise(client, '2026-11-23', { seed: 1 })
  const plan = await client.plan.get({ week: '2026-11-23' })
  caseNo = plan.crewDays.find((day) => day.stops.length > 0)!.stops[0]!.caseNo
  await service.close()
}, 180_000)
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('while serve runs, the command line goes through it', () => {
  let served: Served
  let window: Awaited<ReturnType<typeof openWindow>>
  beforeAll(async () => {
    served = await serve(desk)
    window = await openWindow(served.address)
  })
  afterAll(async () => {
    window.close()
    served.parent.kill('SIGTERM')
    expect(await served.ended).toBe(0)
    expect(readdirSync(desk).filter((name) => /sock|local|-wal|-shm/.test(name))).toEqual([])
  })

  it('calls import books, and the window is told', async () => {
    const events = await window.client.session.events()
    const topics = new Set<string>()
    const listening = (async () => {
      for await (const { topic } of events) topics.add(topic)
    })().catch(() => {})
    await expect.poll(() => topics.has('branch')).toBe(true)
    writeFileSync(
      at('calls.csv'),
      `case_no,called_at,result,window_start,window_end\n${caseNo},2026-11-20 09:30,confirmed,2026-11-25 14:00,2026-11-25 16:00\n`,
    )
    const { code, out, err } = await roundsman(desk, ['calls', 'import', 'calls.csv', '--json'])
    expect(code, err).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ accepted: 1 })
    await expect.poll(() => topics.has('calls') && topics.has('plan')).toBe(true)
    const queue = await window.client.calls.queue({ week: '2026-11-23' })
    expect(queue.find((row) => row.caseNo === caseNo)?.appointment).not.toBeNull()
    await events.return?.()
    await listening
  })

  it('a copy of the folder is another desk: commands on it do not reach the window, nor take its door away', async () => {
    const copy = at('copy of the desk')
    // as a backup tool copies: files alone, the door is no file
    cpSync(desk, copy, { recursive: true, filter: (source) => !source.endsWith('.sock') })
    expect(existsSync(join(copy, 'roundsman.local'))).toBe(true)
    writeFileSync(at('busy.csv'), `case_no,called_at,result\n${caseNo},2026-11-20 08:10,busy\n`)
    const { code, err } = await roundsman(copy, ['calls', 'import', 'busy.csv', '--json'])
    expect(code, err).toBe(0)
    const queue = await window.client.calls.queue({ week: '2026-11-23' })
    expect(queue.find((row) => row.caseNo === caseNo)?.attempts).toBe(1)
    // the original's door is still there
    const beside = await roundsman(desk, ['db', 'verify', '--json'])
    expect(beside.code, beside.err).toBe(0)
  })

  it('slots, export, outcomes import and db verify answer as they do alone', async () => {
    const slots = await roundsman(desk, ['slots', '--plan', desk, '--visit', caseNo, '--json'])
    expect(slots.code, slots.err).toBe(0)
    expect((JSON.parse(slots.out) as unknown[]).length).toBeGreaterThan(0)
    const made = await roundsman(desk, [
      'export',
      '--plan',
      desk,
      '--format',
      'csv',
      '--out',
      'sheets',
      '--json',
    ])
    expect(made.code, made.err).toBe(0)
    expect(readdirSync(at('sheets'))).toHaveLength(1)
    writeFileSync(
      at('outcomes.csv'),
      `case_no,visited_at,left_at,result,met\n${caseNo},2026-11-20 09:10,2026-11-20 09:20,not_home,nobody\n`,
    )
    const outcomes = await roundsman(desk, ['outcomes', 'import', 'outcomes.csv', '--json'])
    expect(outcomes.code, outcomes.err).toBe(0)
    expect(JSON.parse(outcomes.out)).toMatchObject({ accepted: 1, followUps: 1 })
    expect((await window.client.outcomes.list({ week: '2026-11-16' })).rows.length).toBeGreaterThan(0)
    const verified = await roundsman(desk, ['db', 'verify', '--json'])
    expect([verified.code, JSON.parse(verified.out)]).toMatchObject([
      0,
      { sound: true, problems: [], audit: { intact: true } },
    ])
  })

  it('asks for the passphrase all the same: a wrong one is exit 1, none is exit 2', async () => {
    const wrong = await roundsman(desk, ['db', 'verify'], { ROUNDSMAN_PASSPHRASE: 'another' })
    expect([wrong.code, wrong.out, wrong.err]).toEqual([1, '', 'The passphrase is not right.\n'])
    expect(await roundsman(desk, ['db', 'verify'], { ROUNDSMAN_PASSPHRASE: '' })).toMatchObject({ code: 2 })
  })

  it('lets in nobody who has not proved it, and no other user to the socket', async () => {
    const { path } = JSON.parse(readFileSync(join(desk, 'roundsman.local'), 'utf8')) as { path: string }
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(statSync(join(desk, 'roundsman.local')).mode & 0o077).toBe(0)
    /** What a first message gets for an answer, and that the door is shut behind it. */
    const first = (text: string, headers: Record<string, string> = {}) =>
      new Promise<string>((done) => {
        let answer = ''
        const socket = new WebSocket('ws://x/contract', {
          createConnection: () => createConnection(path),
          headers,
        })
        socket.on('open', () => socket.send(text))
        socket.on('message', (data) => (answer += (data as Buffer).toString()))
        socket.on('error', () => {})
        socket.on('close', () => done(answer))
      })
    const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string })
      .version
    expect(await first(JSON.stringify({ version, passphrase: 'guess' }))).toContain('passphrase-wrong')
    expect(await first(JSON.stringify({ version: '0.0.1', passphrase }))).toContain('desk-other-version')
    for (const rubbish of ['', '{}', 'null', '[]', '{"i":"1","u":"http://orpc/session/get"}'])
      expect(await first(rubbish)).toContain('passphrase-needed')
    // a page in a browser
    expect(await first(JSON.stringify({ version, passphrase }), { Origin: 'http://127.0.0.1' })).toBe('')
  })

  it('commands at once all come through', async () => {
    const both = await Promise.all([1, 2, 3].map(() => roundsman(desk, ['db', 'verify', '--json'])))
    expect(both.map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ])
  })
})

describe.runIf(process.platform === 'linux')('the service is a child of the command', () => {
  it('and its passphrase stands neither in its arguments nor in its environment', async () => {
    const served = await serve(desk)
    for (const file of ['cmdline', 'environ'])
      expect(readFileSync(`/proc/${served.service}/${file}`, 'utf8')).not.toContain(passphrase)
    served.parent.kill('SIGINT')
    expect(await served.ended).toBe(0)
    expect(isAlive(served.service)).toBe(false)
  })

  it('ends when the command is killed, with the database closed', async () => {
    const served = await serve(desk)
    served.parent.kill('SIGKILL')
    await served.ended
    await expect.poll(() => isAlive(served.service), { timeout: 20_000 }).toBe(false)
    expect(readdirSync(desk).filter((name) => name.endsWith('-wal'))).toEqual([])
    expect(await roundsman(desk, ['db', 'verify'])).toMatchObject({ code: 0 })
  })

  it('that is killed is named by the command, which ends with 1; no committed row is lost', async () => {
    const served = await serve(desk)
    const window = await openWindow(served.address)
    const branch = await window.client.branch.update({ name: 'Kept through a kill' })
    expect(branch.name).toBe('Kept through a kill')
    process.kill(served.service, 'SIGKILL')
    expect(await served.ended).toBe(1)
    expect(served.said()).toContain('The service ended unexpectedly (SIGKILL)')
    // its socket and address lie there still; nobody answers at them
    expect(existsSync(join(desk, 'roundsman.local'))).toBe(true)
    const service = await createService({ dataFolder: desk, passphrase })
    expect((await service.client.session.get()).branch?.name).toBe('Kept through a kill')
    await service.close()
    const again = await serve(desk)
    expect(await roundsman(desk, ['db', 'verify'])).toMatchObject({ code: 0 })
    again.parent.kill('SIGTERM')
    expect(await again.ended).toBe(0)
  })

  it('one of two that start at once serves, the other says so', async () => {
    const both = await Promise.allSettled([serve(desk), serve(desk)])
    const open = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    expect([open.length, refused.length]).toEqual([1, 1])
    expect(refused[0]).toMatch(/ended with 1: .*already open/)
    open[0]!.parent.kill('SIGTERM')
    expect(await open[0]!.ended).toBe(0)
  })

  it('is found in a folder whose path is too long for a socket', async () => {
    const long = at(`${'a'.repeat(120)}`)
    mkdirSync(long, { mode: 0o700 })
    const served = await serve(long)
    const { path } = JSON.parse(readFileSync(join(long, 'roundsman.local'), 'utf8')) as { path: string }
    expect(path.length).toBeLessThan(100)
    expect(statSync(join(path, '..')).mode & 0o077).toBe(0)
    expect(await roundsman(long, ['db', 'verify'])).toMatchObject({ code: 0 })
    served.parent.kill('SIGTERM')
    expect(await served.ended).toBe(0)
    expect(existsSync(join(path, '..'))).toBe(false)
  })
})
