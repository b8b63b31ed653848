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

/** A window of its own, as main attaches one. */
function attachWindow() {
  const { port1, port2 } = new MessageChannel()
  post({ data: { kind: 'window' }, ports: [port2] })
  const client: Client = createORPCClient(new RPCLink({ port: port1 }))
  port1.start()
  return { client, close: () => port1.close() }
}

it('starts behind its door when the keystore has forgotten; a passphrase opens it and is remembered', async () => {
  const keystore = new MessageChannel()
  let kept: Uint8Array | undefined
  let remembers = false
  keystore.port1.on('message', ({ id, verb, bytes }: KeystoreRequest) => {
    if (verb === 'wrap') kept = bytes.map((byte) => byte ^ 1)
    const known = remembers && kept !== undefined && Buffer.from(kept).equals(Buffer.from(bytes))
    const answer = verb === 'wrap' ? kept : known ? bytes.map((byte) => byte ^ 1) : undefined
    keystore.port1.postMessage({ id, ...(answer ? { bytes: answer } : {}) } satisfies KeystoreAnswer)
  })
  const start = () =>
    post({ data: { kind: 'start', dataFolder: folder, locale: 'en' }, ports: [electronLike(keystore.port2)] })
  start()
  expect(await nextNews()).toEqual({ kind: 'ready' })
  const window = attachWindow()
  expect(await window.client.desk.state()).toMatchObject({ state: 'locked', keystore: true, trial: null })
  await expect(window.client.session.get()).rejects.toMatchObject({ data: { code: 'desk-locked' } })
  await expect(window.client.desk.unlock({ passphrase: 'wrong' })).rejects.toMatchObject({
    data: { code: 'passphrase-wrong' },
  })
  expect(await window.client.desk.unlock({ passphrase: 'first' })).toMatchObject({ state: 'open' })
  expect((await window.client.session.get()).dataFolder).toBe(folder)
  window.close()
  post({ data: { kind: 'stop' }, ports: [] })
  expect(await nextNews()).toEqual({ kind: 'stopped' })

  // this machine's keystore has it now: the next start asks nobody
  remembers = true
  start()
  expect(await nextNews()).toEqual({ kind: 'ready' })
  const again = attachWindow()
  expect(await again.client.desk.state()).toMatchObject({ state: 'open' })
  again.close()
  post({ data: { kind: 'stop' }, ports: [] })
  expect(await nextNews()).toEqual({ kind: 'stopped' })
  keystore.port1.close()
})
