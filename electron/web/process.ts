import { RefusalError, type Refusal } from '../../shared/model/refusal.ts'
import { startHost, type HostOptions, type RunningHost } from './host.ts'

/**
 * The service with its loopback host as a child of the command that started it. The passphrase comes as a message,
 * so that it stands in no list of processes. When the parent goes, however it goes, the child closes the desk and ends.
 */

/** parent → service */
export type HostMessage = ({ kind: 'start' } & HostOptions) | { kind: 'address' } | { kind: 'stop' }
/** service → parent */
export type HostNews =
  | { kind: 'open'; address: string; port: number }
  | { kind: 'address'; address: string }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'port-taken' }
  | { kind: 'stopped' }

const tell = (news: HostNews) =>
  new Promise<void>((done) => (process.connected ? process.send!(news, () => done()) : done()))

let running: Promise<RunningHost> | undefined
let ending = false

async function end(code: number): Promise<void> {
  if (ending) return
  ending = true
  await running?.then(
    (host) => host.close(),
    () => {},
  )
  if (code === 0) await tell({ kind: 'stopped' })
  process.exit(code)
}

async function start(options: HostOptions): Promise<void> {
  try {
    running = startHost(options)
    const host = await running
    await tell({ kind: 'open', address: host.address(), port: host.port })
  } catch (error) {
    if (error instanceof RefusalError) await tell({ kind: 'refused', refusal: error.refusal })
    else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') await tell({ kind: 'port-taken' })
    else process.stderr.write(`${(error as Error).stack ?? String(error)}\n`)
    process.exit(1)
  }
}

if (!process.send) throw new Error('this entry is started by roundsman serve')
// Ctrl C reaches every process of a terminal: the parent says when to end.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('SIGTERM', () => void end(1))
process.on('disconnect', () => void end(1))
process.on('message', (message: HostMessage) => {
  switch (message.kind) {
    case 'start': {
      const { kind: _, ...options } = message
      void start(options)
      return
    }
    case 'address':
      void running?.then((host) => tell({ kind: 'address', address: host.address() }))
      return
    case 'stop':
      void end(0)
      return
    default:
      throw new Error(`unknown message ${JSON.stringify(message satisfies never)}`)
  }
})
