import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { HostOptions } from '../web/host.ts'
import type { HostMessage, HostNews } from '../web/process.ts'

export class PortTakenError extends Error {
  override name = 'PortTakenError'
}

export interface HostProcess {
  port: number
  address: string
  /** asks for an address for one more browser */
  nextAddress(): Promise<string>
  /** resolves when the service has ended: null when it was asked to, else how */
  ended: Promise<string | null>
  /** closes the desk and ends the service */
  stop(): void
}

/** Built: beside the bundle's folder. From source: the file that Node runs by stripping types. */
function hostFile(): string {
  for (const candidate of ['../web/process.js', '../web/process.ts']) {
    const file = fileURLToPath(new URL(candidate, import.meta.url))
    if (existsSync(file)) return file
  }
  throw new Error('the service entry was not found beside ' + import.meta.url)
}

/**
 * Starts the service with its loopback host as a child. An installed copy runs commands in a process of their own
 * already, and its program starts no other Node; there the host runs in this one.
 * @throws RefusalError what keeps a desk closed whose passphrase was given
 * @throws PortTakenError
 */
export async function startHostProcess(options: HostOptions): Promise<HostProcess> {
  if (process.versions.electron) return hostHere(options)
  const { ROUNDSMAN_PASSPHRASE: _, ...env } = process.env
  // what the service prints goes to stderr: stdout belongs to the command's results
  const child = fork(hostFile(), [], { env, stdio: ['ignore', 2, 2, 'ipc'] })
  const post = (message: HostMessage) => {
    if (child.connected) child.send(message)
  }
  let stopped = false
  let onAddress: (address: string) => void = () => {}
  const ended = new Promise<string | null>((done) => {
    child.once('error', (error) => done(error.message))
    child.once('exit', (code, signal) => done(stopped ? null : (signal ?? `code ${code}`)))
  })
  const opened = await new Promise<{ address: string; port: number }>((done, fail) => {
    child.on('message', (news: HostNews) => {
      switch (news.kind) {
        case 'open':
          return done(news)
        case 'address':
          return onAddress(news.address)
        case 'refused':
          return fail(new RefusalError(news.refusal.code, news.refusal.params, news.refusal.at))
        case 'port-taken':
          return fail(new PortTakenError())
        case 'stopped':
          stopped = true
          return
        default:
          throw new Error(`unknown news ${JSON.stringify(news satisfies never)}`)
      }
    })
    void ended.then((detail) => fail(new RefusalError('service-ended', { detail: detail ?? 'stopped' })))
    post({ kind: 'start', ...options })
  })
  return {
    port: opened.port,
    address: opened.address,
    nextAddress: () =>
      new Promise((done) => {
        onAddress = done
        post({ kind: 'address' })
      }),
    ended,
    stop: () => post({ kind: 'stop' }),
  }
}

async function hostHere(options: HostOptions): Promise<HostProcess> {
  const { startHost } = await import('../web/host.ts')
  const host = await startHost(options).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortTakenError() : error
  })
  let done: (detail: string | null) => void
  return {
    port: host.port,
    address: host.address(),
    nextAddress: () => Promise.resolve(host.address()),
    ended: new Promise((resolve) => (done = resolve)),
    stop: () => void host.close().then(() => done(null)),
  }
}
