import type { SupportedMessagePort } from '@orpc/client/message-port'
import type { WebSocket } from 'ws'
import type { Locale } from '../../shared/model/reasons.ts'

/** What the operating system keeps secrets with (Electron's safeStorage); absent under command line and browser. */
export interface Keystore {
  /** wraps the database key; undefined where the system keeps it as good as in the open (`basic_text`) */
  wrap(key: Uint8Array): Promise<Uint8Array | undefined>
  /** undefined when it was wrapped by another user or machine */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array | undefined>
}

/** A passphrase that a person may see, for the desk that `npm start` opens in a checkout to try things on. */
export const trialPassphrase = 'roundsman'

/** What a host tells the service when it starts it. */
export interface ServiceOptions {
  /** the folder that holds database, keys and regions; made when it is not there */
  dataFolder: string
  /** opens (or for a new folder, sets) the database's key */
  passphrase?: string
  keystore?: Keystore
  /** the database's key itself, 32 bytes: for temporary databases and tests; nothing is written beside them */
  key?: Uint8Array
  /** another clock than the machine's, so that a sample week and a test can stand still */
  clock?: () => Date
  /** the language of a new desk */
  locale?: Locale
  /** a passphrase that anyone may see, offered by the window where the program is tried out */
  trial?: string
  /** seconds of a clock that only goes forward, for the waits after wrong passphrases; else the machine's */
  seconds?: () => number
}

/** The application behind the contract, as its hosts see it: desktop, browser on loopback, command line, tests. */
export interface RoundsmanService {
  /** one window over a WebSocket; the host has checked token, origin and host already */
  attachWebSocket(socket: WebSocket): void
  /** one window over a MessagePort, of the web, Node's worker_threads or Electron's main process */
  attachMessagePort(port: SupportedMessagePort): void
  /** ends running work, closes the database and lets go of the lock */
  close(): Promise<void>
}
