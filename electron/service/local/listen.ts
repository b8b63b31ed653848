import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import * as z from 'zod'
import { RefusalError, type Refusal } from '../../../shared/model/refusal.ts'
import { writeFileAtomic } from '../exports/atomicFile.ts'
import { programVersion } from '../resources.ts'
import { addressPath, addressText, newSocketPath, removeLeftovers, removeSocket } from './address.ts'

/** The first message of the command line, and the answer; after that the contract. */
export const hello = z.object({ version: z.string(), passphrase: z.string() })
export type Hello = z.infer<typeof hello>
export type HelloAnswer = { kind: 'open' } | { kind: 'refused'; refusal: Refusal }

const largestMessageBytes = 1024 * 1024 * 1024
const helloMilliseconds = 10_000

export interface LocalDoor {
  /** @throws RefusalError passphrase-wrong, passphrase-wait, desk-locked */
  prove(passphrase: string): Promise<void>
  attach(socket: WebSocket): void
}

async function judge(text: string, door: LocalDoor): Promise<HelloAnswer> {
  try {
    const { version, passphrase } = hello.parse(JSON.parse(text))
    const running = programVersion()
    if (version !== running) throw new RefusalError('desk-other-version', { running, own: version })
    await door.prove(passphrase)
    return { kind: 'open' }
  } catch (error) {
    if (error instanceof RefusalError) return { kind: 'refused', refusal: error.refusal }
    return { kind: 'refused', refusal: { code: 'passphrase-needed' } }
  }
}

/** Nothing is answered before the passphrase is proved; whoever says nothing is shown out. */
function receive(socket: WebSocket, door: LocalDoor): void {
  socket.on('error', () => socket.terminate())
  const timer = setTimeout(() => socket.terminate(), helloMilliseconds)
  socket.once('message', (data, isBinary) => {
    clearTimeout(timer)
    const text = isBinary ? '' : (data as Buffer).toString('utf8')
    void judge(text, door).then((answer) => {
      // attached before it is told so: its next message is already a call
      if (answer.kind === 'open') door.attach(socket)
      socket.send(JSON.stringify(answer))
      if (answer.kind === 'refused') socket.close()
    })
  })
  socket.once('close', () => clearTimeout(timer))
}

function listenAt(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(path, () => {
      server.off('error', fail)
      done()
    })
  })
}

/**
 * Lets the command line of this person in while the desk is open: a socket that only she can reach, the passphrase once
 * more, then the contract. To be called under the folder's lock. Where no socket can be made (a file system without
 * them) the desk works without, and the command line says that the folder is open elsewhere.
 * @returns shows everybody out and takes the socket away
 */
export async function listenLocally(folder: string, door: LocalDoor): Promise<() => Promise<void>> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes })
  const server = createServer((_request, response) => response.writeHead(426).end())
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    // no page of any browser comes this way
    if (request.headers.origin !== undefined) return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (webSocket) => receive(webSocket, door))
  })
  let path: string | undefined
  try {
    removeLeftovers(folder)
    path = newSocketPath(folder)
    await listenAt(server, path).catch(async () => {
      path = newSocketPath(folder, true)
      await listenAt(server, path)
    })
    if (process.platform !== 'win32') chmodSync(path, 0o600)
    await writeFileAtomic(addressPath(folder), addressText(folder, programVersion(), path))
  } catch {
    server.close()
    if (path !== undefined) removeSocket(path)
    return async () => {}
  }
  const made = path
  return async () => {
    rmSync(addressPath(folder), { force: true })
    for (const client of sockets.clients) client.terminate()
    server.closeAllConnections()
    await new Promise<void>((done) => server.close(() => done()))
    removeSocket(made)
  }
}
