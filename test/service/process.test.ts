import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {
  KeystoreAnswer,
  KeystoreRequest,
  ServiceMessage,
  ServiceNews,
} from '../../electron/service/process.ts'
import type { Client } from '../../shared/contract/contract.ts'

/** The desktop's side, played with Node's own ports: what Electron's main process posts and gets. */
const news: ServiceNews[] = []
let arrived: () => void = () => {}
let post: (event: { data: ServiceMessage; ports: unknown[] }) => void
let folder: string

/** Electron's ports hand over `{data}`; Node's hand over the value. */
function electronLike(port: MessagePort) {
  return {
    on: (event: 'message', listener: (message: { data: unknown }) => void) =>
      port.on(event, (data: unknown) => listener({ data })),
    start: () => port.start(),
    postMessage: (message: unknown) => port.postMessage(message),
  }
}

async function nextNews(): Promise<ServiceNews> {
  while (news.length === 0) await new Promise<void>((done) => (arrived = done))
  return news.shift()!
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'service-process-'))
  Object.assign(process, {
    parentPort: {
      on: (_event: string, listener: typeof post) => (post = listener),
      postMessage(message: ServiceNews) {
        news.push(message)
        arrived()
      },
    },
  })
  await import('../../electron/service/process.ts')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('starts with the keystore, serves a window over its port, and stops', async () => {
  const keystore = new MessageChannel()
  const asked: KeystoreRequest['verb'][] = []
  keystore.port1.on('message', ({ id, verb, bytes }: KeystoreRequest) => {
    asked.push(verb)
    // A keystore of this test: every byte turned over.
    keystore.port1.postMessage({ id, bytes: bytes.map((byte) => byte ^ 255) } satisfies KeystoreAnswer)
  })
  post({
    data: { kind: 'start', dataFolder: folder, locale: 'zh-CN', passphrase: 'first' },
    ports: [electronLike(keystore.port2)],
  })
  expect(await nextNews()).toEqual({ kind: 'ready' })
  expect(asked).toContain('wrap')

  const window = new MessageChannel()
  post({ data: { kind: 'window' }, ports: [window.port2] })
  const client: Client = createORPCClient(new RPCLink({ port: window.port1 }))
  window.port1.start()
  const session = await client.session.get()
  expect(session.locale).toBe('zh-CN')
  expect(session.dataFolder).toBe(folder)

  post({ data: { kind: 'stop' }, ports: [] })
  expect(await nextNews()).toEqual({ kind: 'stopped' })
  window.port1.close()

  // The second start needs no passphrase: the keystore opens the key.
  post({
    data: { kind: 'start', dataFolder: folder, locale: 'zh-CN' },
    ports: [electronLike(keystore.port2)],
  })
  expect(await nextNews()).toEqual({ kind: 'ready' })
  expect(asked).toContain('unwrap')
  post({ data: { kind: 'stop' }, ports: [] })
  expect(await nextNews()).toEqual({ kind: 'stopped' })
  keystore.port1.close()
})

it('says by its code why it cannot start', async () => {
  post({ data: { kind: 'start', dataFolder: folder, locale: 'en', passphrase: 'wrong' }, ports: [] })
  expect(await nextNews()).toMatchObject({ kind: 'failed', code: 'passphrase-wrong' })
})
