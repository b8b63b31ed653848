import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { WindowFolders } from '../service/resources.ts'
import { windowFile } from './files.ts'
import { securityHeaders } from './policy.ts'

/** Where the window opens its WebSocket. */
export const contractPath = '/contract'
/** A PBF of a country travels in one message. */
const largestMessageBytes = 1024 * 1024 * 1024

export interface WebHostOptions {
  folders: WindowFolders
  /** 0 or absent: a random free port */
  port?: number
  /** a window that has shown its session: hand it to the service */
  attach(socket: WebSocket): void
}

export interface WebHost {
  port: number
  /** a fresh address with a token that opens one browser, once */
  address(): string
  close(): Promise<void>
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

function among(secrets: Iterable<string>, offered: string): string | undefined {
  let found: string | undefined
  for (const candidate of secrets) if (same(candidate, offered)) found = candidate
  return found
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name) return value
  }
  return undefined
}

/**
 * The app in a browser, on loopback only. A one-time token in the address becomes a session cookie (HttpOnly,
 * SameSite=Strict); every request must name this host (DNS rebinding), and a WebSocket must come from this origin.
 */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const tokens = new Set<string>()
  const sessions = new Set<string>()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes })
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, securityHeaders())
      response.end()
      process.stderr.write(`${String(error)}\n`)
    })
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen({ host: '127.0.0.1', port: options.port ?? 0, exclusive: true }, done)
  })
  const { port } = server.address() as AddressInfo
  // Cookies are shared by all ports of a host: the name keeps two desks on one machine apart.
  const cookieName = `roundsman-${port}`
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]

  const hasSession = (request: IncomingMessage) => {
    const offered = cookieOf(request, cookieName)
    return offered !== undefined && among(sessions, offered) !== undefined
  }

  function plain(response: ServerResponse, status: number, text: string): void {
    response.writeHead(status, { ...securityHeaders(), 'Content-Type': 'text/plain; charset=utf-8' })
    response.end(text)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = request.headers.host ?? ''
    if (!hosts.includes(host)) return plain(response, 421, 'This address is not served here.\n')
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(response, 405, 'Only GET is answered here.\n')
    const url = new URL(request.url ?? '/', `http://${host}`)
    const token = url.searchParams.get('token')
    if (token !== null) {
      const known = among(tokens, token)
      if (known !== undefined) {
        tokens.delete(known)
        const session = secret()
        sessions.add(session)
        response.writeHead(303, {
          ...securityHeaders(),
          Location: '/',
          'Set-Cookie': `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`,
          'Cache-Control': 'no-store',
        })
        response.end()
        return
      }
      if (hasSession(request)) {
        response.writeHead(303, { ...securityHeaders(), Location: '/', 'Cache-Control': 'no-store' })
        response.end()
        return
      }
    }
    if (!hasSession(request))
      return plain(
        response,
        403,
        'This address opens once, in one browser. Press Enter where Roundsman runs to get a new one.\n' +
          '此地址只能在一个浏览器中打开一次。请在运行 Roundsman 的终端按回车键获取新地址。\n' +
          '此位址只能在一個瀏覽器中開啟一次。請在執行 Roundsman 的終端機按 Enter 鍵取得新位址。\n',
      )
    const file = await windowFile(options.folders, url.pathname)
    if (!file) return plain(response, 404, 'There is no such file.\n')
    response.writeHead(200, {
      ...securityHeaders(`ws://${host}`),
      'Content-Type': file.type,
      'Content-Length': file.bytes.length,
      'Cache-Control': file.immutable ? 'private, max-age=31536000, immutable' : 'no-store',
    })
    response.end(request.method === 'HEAD' ? undefined : file.bytes)
  }

  function refuseUpgrade(socket: Duplex, status: string): void {
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const host = request.headers.host ?? ''
    if (!hosts.includes(host)) return refuseUpgrade(socket, '421 Misdirected Request')
    if (request.headers.origin !== `http://${host}`) return refuseUpgrade(socket, '403 Forbidden')
    if (!hasSession(request)) return refuseUpgrade(socket, '403 Forbidden')
    if (request.url !== contractPath) return refuseUpgrade(socket, '404 Not Found')
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => webSocket.terminate())
      options.attach(webSocket)
    })
  })

  return {
    port,
    address() {
      const token = secret()
      tokens.add(token)
      return `http://127.0.0.1:${port}/?token=${token}`
    },
    async close() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
