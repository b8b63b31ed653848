import type { SupportedMessagePort } from '@orpc/client/message-port'
import type { Locale } from '../../shared/model/reasons.ts'
import { clockFromEnvironment } from './clock.ts'
import type { Keystore, RoundsmanService } from './host.ts'
import { startService } from './service.ts'

/**
 * The service as the desktop's utilityProcess. Main posts `start` with the keystore's port, then a `window` with a
 * port for every window. Electron is not imported here: its `process.parentPort` is named by shape.
 */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: HostPort[] }) => void): void
  postMessage(message: unknown): void
}
type HostPort = SupportedMessagePort & {
  start(): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** main → service */
export type ServiceMessage =
  | { kind: 'start'; dataFolder: string; locale: Locale; passphrase?: string; trial?: string }
  | { kind: 'window' }
  | { kind: 'stop' }
/** service → main */
export type ServiceNews =
  { kind: 'ready' } | { kind: 'stopped' } | { kind: 'failed'; code?: string; detail: string }
/** service → keystore, and its answer */
export interface KeystoreRequest {
  id: number
  verb: 'wrap' | 'unwrap'
  bytes: Uint8Array
}
export interface KeystoreAnswer {
  id: number
  bytes?: Uint8Array
}

/** The keystore as seen from the service: asks over the private port, one answer for each request. */
function keystoreOver(port: HostPort): Keystore {
  const waiting = new Map<number, (bytes: Uint8Array | undefined) => void>()
  let last = 0
  port.on('message', ({ data }) => {
    const answer = data as KeystoreAnswer
    waiting.get(answer.id)?.(answer.bytes)
    waiting.delete(answer.id)
  })
  port.start()
  const request = (verb: KeystoreRequest['verb'], bytes: Uint8Array) =>
    new Promise<Uint8Array | undefined>((done) => {
      last += 1
      waiting.set(last, done)
      port.postMessage({ id: last, verb, bytes } satisfies KeystoreRequest)
    })
  return { wrap: (key) => request('wrap', key), unwrap: (wrapped) => request('unwrap', wrapped) }
}

const { parentPort } = process as unknown as { parentPort?: ParentPort }
if (!parentPort) throw new Error('this entry is started by the desktop app')

let service: Promise<RoundsmanService> | undefined
const tell = (news: ServiceNews) => parentPort.postMessage(news)

parentPort.on('message', ({ data, ports }) => {
  handle(data as ServiceMessage, ports).catch((error: unknown) => {
    const { refusal, message } = error as { refusal?: { code: string }; message?: string }
    tell({ kind: 'failed', ...(refusal ? { code: refusal.code } : {}), detail: message ?? String(error) })
  })
})

async function handle(message: ServiceMessage, ports: HostPort[]): Promise<void> {
  switch (message.kind) {
    case 'start': {
      const { kind: _, ...given } = message
      const clock = clockFromEnvironment()
      service = startService({
        ...given,
        ...(clock ? { clock } : {}),
        ...(ports[0] ? { keystore: keystoreOver(ports[0]) } : {}),
      })
      await service
      tell({ kind: 'ready' })
      return
    }
    case 'window': {
      const port = ports[0]
      if (!port) throw new Error('a window came without its port')
      ;(await service)?.attachMessagePort(port)
      port.start()
      return
    }
    case 'stop': {
      await (await service)?.close()
      tell({ kind: 'stopped' })
      return
    }
    default:
      throw new Error(`unknown message ${JSON.stringify(message satisfies never)}`)
  }
}
