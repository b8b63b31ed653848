import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron'
import { fileURLToPath } from 'node:url'
import type { KeystoreAnswer, KeystoreRequest, ServiceMessage, ServiceNews } from '../service/process.ts'
import type { ServiceOptions } from '../service/host.ts'
import { unwrapKey, wrapKey } from './keystore.ts'

const stopMilliseconds = 10_000

export interface ServiceProcess {
  attachWindow(port: MessagePortMain): void
  /** the service ended by itself; how, in two words */
  onEnd(listener: (detail: string) => void): void
  /** closes the database, then ends; a service that does not answer is ended after ten seconds */
  stop(): Promise<void>
}

type Env = Record<string, string>

/** A failure at the start, with the reason's code where the service gave one. */
class ServiceStartError extends Error {
  readonly code: string | undefined
  constructor(detail: string, code?: string) {
    super(detail)
    this.code = code
  }
}

/** Serves wrap and unwrap on the private port; the key never passes a window. */
function serveKeystore(port: MessagePortMain): void {
  port.on('message', ({ data }) => {
    const { id, verb, bytes } = data as KeystoreRequest
    const result = verb === 'wrap' ? wrapKey(bytes) : unwrapKey(bytes)
    port.postMessage({ id, ...(result ? { bytes: result } : {}) } satisfies KeystoreAnswer)
  })
  port.start()
}

/**
 * Starts the service as a utilityProcess and waits until it answers windows: with the desk open, or behind its door,
 * where the window asks for the passphrase or says what is wrong.
 */
export async function startServiceProcess(
  options: Pick<ServiceOptions, 'dataFolder' | 'passphrase' | 'trial'> & {
    locale: NonNullable<ServiceOptions['locale']>
  },
): Promise<ServiceProcess> {
  const file = fileURLToPath(new URL('../service/service.js', import.meta.url))
  // the passphrase goes over as a message: it stands in no process's environment but the one it was given to
  const { ROUNDSMAN_PASSPHRASE: _, ...env } = process.env
  const child = utilityProcess.fork(file, [], { serviceName: 'Roundsman service', env: env as Env })
  const post = (message: ServiceMessage, ports: MessagePortMain[] = []) => child.postMessage(message, ports)
  const keystore = new MessageChannelMain()
  serveKeystore(keystore.port1)

  let ended = false
  const endListeners: ((detail: string) => void)[] = []
  const news = new Map<ServiceNews['kind'], (message: ServiceNews) => void>()
  child.on('message', (message: ServiceNews) => news.get(message.kind)?.(message))
  child.on('exit', (code) => {
    ended = true
    for (const listener of endListeners) listener(`code ${code}`)
  })

  await new Promise<void>((ready, fail) => {
    news.set('ready', () => ready())
    news.set('failed', (message) => {
      if (message.kind === 'failed') fail(new ServiceStartError(message.detail, message.code))
    })
    endListeners.push((detail) => fail(new ServiceStartError(detail, 'service-ended')))
    child.once('spawn', () => post({ kind: 'start', ...options }, [keystore.port2]))
  })

  return {
    attachWindow: (port) => post({ kind: 'window' }, [port]),
    onEnd: (listener) => endListeners.push(listener),
    async stop() {
      if (ended) return
      await new Promise<void>((done) => {
        const timer = setTimeout(done, stopMilliseconds)
        const finish = () => {
          clearTimeout(timer)
          done()
        }
        news.set('stopped', finish)
        endListeners.push(finish)
        post({ kind: 'stop' })
      })
      child.kill()
    },
  }
}
