import { lstatSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { dirname } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { WebSocket } from 'ws'
import type { Client } from '../../../shared/contract/contract.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import { programVersion } from '../resources.ts'
import { readAddress } from './address.ts'
import type { Hello, HelloAnswer } from './listen.ts'

export interface LocalConnection {
  client: Client
  /** the service has ended, whatever a call says about it */
  gone(): boolean
  close(): void
}

/** Nobody there: the service is starting or ending, or was killed and left its address. */
const nobody = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTSOCK'])

/** A service that says nothing for so long is suspended or stuck: the folder counts as in use. */
const answerMilliseconds = 30_000

/** The passphrase is said to nobody else: socket and folder must be ours. Windows guards its pipes by their names. */
function isOurs(path: string): boolean {
  if (process.platform === 'win32') return true
  try {
    const own = process.getuid?.()
    return lstatSync(path).uid === own && lstatSync(dirname(path)).uid === own
  } catch {
    return false
  }
}

/**
 * The contract of the service that has the folder open.
 * @returns null where none listens
 * @throws RefusalError database-in-use where it does not answer; passphrase-wrong, passphrase-wait, desk-other-version
 */
export async function connectLocally(folder: string, passphrase: string): Promise<LocalConnection | null> {
  const address = readAddress(folder)
  if (!address || !isOurs(address.path)) return null
  // the name stands for nothing here: the socket is the one that the address names
  const socket = new WebSocket('ws://roundsman.local/contract', {
    createConnection: () => connectSocket(address.path),
    perMessageDeflate: false,
  })
  const answer = await new Promise<HelloAnswer | null>((done, fail) => {
    const timer = setTimeout(() => {
      fail(new RefusalError('database-in-use', { file: folder }))
      socket.terminate()
    }, answerMilliseconds)
    socket.once('open', () =>
      socket.send(JSON.stringify({ version: programVersion(), passphrase } satisfies Hello)),
    )
    socket.once('message', (data) => {
      clearTimeout(timer)
      done(JSON.parse((data as Buffer).toString('utf8')) as HelloAnswer)
    })
    socket.once('close', () => {
      clearTimeout(timer)
      done(null)
    })
    socket.on('error', (error: NodeJS.ErrnoException) =>
      nobody.has(error.code ?? '') ? done(null) : fail(error),
    )
  })
  if (answer === null) return null
  if (answer.kind === 'refused') {
    socket.terminate()
    const { code, params, at } = answer.refusal
    throw new RefusalError(code, params, at)
  }
  socket.binaryType = 'arraybuffer'
  return {
    client: createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })),
    gone: () => socket.readyState !== WebSocket.OPEN,
    close: () => socket.close(),
  }
}
