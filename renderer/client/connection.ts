import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'

/** `connecting` before the first answer, `open`, `away` while the service cannot be reached. */
export type ConnectionState = 'connecting' | 'open' | 'away'
type Link = ClientLink<ClientContext>

/** Where the loopback host answers the contract; the same word stands in electron/web/server.ts. */
const contractPath = '/contract'
const firstRetryMilliseconds = 500
const longestRetryMilliseconds = 8_000

let state: ConnectionState = 'connecting'
let current: Promise<Link> | null = null
/** how often a link was opened: 2 and more mean that the service was away in between */
let opened = 0
const listeners = new Set<() => void>()

function setState(next: ConnectionState): void {
  if (next === 'open') opened++
  if (state === next) return
  state = next
  for (const listener of listeners) listener()
}

export const connection = {
  state: () => state,
  opened: () => opened,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** In the desktop app the preload answers one hello with one port to the service. */
function openPort(): Promise<Link> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent<unknown>) => {
      if (event.source !== window || event.data !== 'roundsman:port') return
      const port = event.ports[0]
      if (!port) return
      window.removeEventListener('message', onMessage)
      port.addEventListener('close', () => setState('away'))
      const link = new PortLink<ClientContext>({ port })
      port.start()
      setState('open')
      resolve(link)
    }
    window.addEventListener('message', onMessage)
    window.postMessage('roundsman:hello', window.location.origin)
  })
}

/** In a browser the session cookie opens one WebSocket on the same origin; it is opened anew when it breaks. */
function openSocket(retryMilliseconds = firstRetryMilliseconds): Promise<Link> {
  return new Promise((resolve) => {
    const socket = new WebSocket(
      `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}${contractPath}`,
    )
    // As a Blob each message would be read by itself, and could overtake the one before.
    socket.binaryType = 'arraybuffer'
    let wasOpen = false
    socket.addEventListener('open', () => {
      wasOpen = true
      setState('open')
      resolve(new SocketLink<ClientContext>({ websocket: socket }))
    })
    socket.addEventListener('close', () => {
      setState('away')
      const wait = wasOpen
        ? firstRetryMilliseconds
        : Math.min(longestRetryMilliseconds, retryMilliseconds * 2)
      const again = new Promise<Link>((done) => setTimeout(() => void openSocket(wait).then(done), wait))
      if (wasOpen) current = again
      else void again.then(resolve)
    })
  })
}

/** The link to the service; while it is away callers wait for the next one. */
export function currentLink(): Promise<Link> {
  current ??= window.location.protocol === 'app:' ? openPort() : openSocket()
  return current
}
