import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, type WebSocket as Socket } from 'ws'
import type { WindowFolders } from '../../electron/service/resources.ts'
import { startWebHost, type WebHost } from '../../electron/web/server.ts'

let base: string
let folders: WindowFolders
let host: WebHost
const attached: Socket[] = []

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'web-host-'))
  const folder = join(base, 'renderer')
  folders = { window: folder, fonts: join(base, 'fonts') }
  mkdirSync(folders.fonts)
  writeFileSync(join(folders.fonts, 'Han.otf'), 'OTTO')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>window</title>')
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'export {}')
  writeFileSync(join(base, 'secret.json'), '{"secret":true}')
  symlinkSync(join(base, 'secret.json'), join(folder, 'linked.json'))
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

beforeEach(async () => {
  attached.length = 0
  host = await startWebHost({ folders, attach: (socket) => attached.push(socket) })
})
afterEach(() => host.close())

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: string
}

/** A plain request whose path is sent as it is, dots and all. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((done, fail) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: host.port, path, method, headers, agent: false },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (text: string) => (body += text))
        response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }))
      },
    )
    request.on('error', fail)
    request.end()
  })
}

function tokenPath(): string {
  const { pathname, search } = new URL(host.address())
  return pathname + search
}

async function signIn(): Promise<string> {
  const answer = await get(tokenPath())
  return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
}

/** How an upgrade ends: `open`, or the status it was refused with. */
function connect(path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((done) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers })
    socket.on('open', () => {
      done('open')
      socket.close()
    })
    socket.on('unexpected-response', (_request, response) => {
      done(String(response.statusCode))
      socket.terminate()
    })
    socket.on('error', () => {})
  })
}

describe('the loopback host', () => {
  it('exchanges the token for a strict session cookie, once', async () => {
    const path = tokenPath()
    const first = await get(path)
    expect(first.status).toBe(303)
    expect(first.headers.location).toBe('/')
    expect(first.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^roundsman-${host.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    )
    const second = await get(path)
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  it('serves the window to a session, with a strict policy, and to nobody else', async () => {
    expect((await get('/')).status).toBe(403)
    expect((await get('/assets/app-1a2b.js')).status).toBe(403)
    const page = await get('/', { Cookie: await signIn() })
    expect(page.status).toBe(200)
    expect(page.body).toContain('<title>window</title>')
    const policy = page.headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/(^|; )script-src 'self'(;|$)/)
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/)
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect(page.headers['cache-control']).toBe('no-store')
  })

  it('keeps hashed files for ever and answers places inside the window with the window', async () => {
    const Cookie = await signIn()
    expect((await get('/assets/app-1a2b.js', { Cookie })).headers['cache-control']).toContain('immutable')
    expect((await get('/plan', { Cookie })).body).toContain('<title>window</title>')
    const font = await get('/fonts/Han.otf', { Cookie })
    expect([font.status, font.headers['content-type'], font.body]).toEqual([200, 'font/otf', 'OTTO'])
  })

  it.each([
    '/../secret.json',
    '/fonts/../secret.json',
    '/%2e%2e/secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/linked.json',
    '/%00.js',
  ])('serves nothing outside its folder: %s', async (path) => {
    const answer = await get(path, { Cookie: await signIn() })
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('secret":')
  })

  it('answers only to its own name, so that no other site can be pointed at it', async () => {
    const answer = await get('/', { Cookie: await signIn(), Host: `evil.example:${host.port}` })
    expect(answer.status).toBe(421)
  })

  it('answers only GET and HEAD', async () => {
    expect((await get('/', { Cookie: await signIn() }, 'POST')).status).toBe(405)
    expect((await get('/', { Cookie: await signIn() }, 'HEAD')).body).toBe('')
  })

  it('opens the contract to its own page only', async () => {
    const Cookie = await signIn()
    const Origin = `http://127.0.0.1:${host.port}`
    expect(await connect('/contract', { Cookie, Origin })).toBe('open')
    expect(attached).toHaveLength(1)
    expect(await connect('/contract', { Origin })).toBe('403')
    expect(await connect('/contract', { Cookie })).toBe('403')
    expect(await connect('/contract', { Cookie, Origin: 'http://evil.example' })).toBe('403')
    expect(await connect('/contract', { Cookie, Origin, Host: 'evil.example' })).toBe('421')
    expect(await connect('/contract', { Cookie: `roundsman-${host.port}=guess`, Origin })).toBe('403')
    expect(await connect('/elsewhere', { Cookie, Origin })).toBe('404')
    expect(attached).toHaveLength(1)
  })

  it('listens on loopback alone', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of outside)
      await expect(
        new Promise((done, fail) => connectTcp(host.port, address, () => done('reached')).on('error', fail)),
      ).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(startWebHost({ folders, port: host.port, attach() {} })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
  })
})
