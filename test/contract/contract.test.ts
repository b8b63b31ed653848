import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { finishWork } from '../../electron/service/work.ts'
import type { ProcedureMeta } from '../../shared/contract/base.ts'
import { contract, type Client } from '../../shared/contract/contract.ts'
import { roles, type Role } from '../../shared/model/people.ts'
import { startService, type TestService } from '../helpers/service.ts'

interface Transport {
  client: Client
  close(): Promise<void>
}
const transports: Record<string, (service: TestService) => Promise<Transport>> = {
  'called directly': async (service) => ({ client: service.client, close: async () => {} }),

  'over a WebSocket': async (service) => {
    const server: Server = createServer()
    const sockets = new WebSocketServer({ server })
    sockets.on('connection', (socket) => service.attachWebSocket(socket))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
    await once(socket, 'open')
    return {
      client: createORPCClient(new SocketLink({ websocket: socket as unknown as globalThis.WebSocket })),
      close: async () => {
        socket.close()
        sockets.close()
        server.close()
      },
    }
  },

  "over Node's MessageChannel": async (service) => {
    const { port1, port2 } = new MessageChannel()
    service.attachMessagePort(port2 as never)
    port1.start()
    port2.start()
    return {
      client: createORPCClient(new PortLink({ port: port1 as never })),
      close: async () => port1.close(),
    }
  },
}

const sampleFile = (name: string) => {
  const path = fileURLToPath(new URL(`../../resources/sample/taipei/${name}`, import.meta.url))
  return new File([new Uint8Array(readFileSync(path))], name)
}

describe.each(Object.entries(transports))('the contract %s', (_name, connect) => {
  let service: TestService
  let transport: Transport
  let client: Client
  beforeAll(async () => {
    service = await startService()
    transport = await connect(service)
    client = transport.client
  })
  afterAll(async () => {
    await transport.close()
    await service.end()
  })

  it('answers who is at the desk', async () => {
    const session = await client.session.get()
    expect(session.user.roles).toEqual([...roles])
    expect(session.egress).toEqual({ open: false, requests: 0 })
    expect(session.branch).toBeNull()
  })

  it('refuses with a reason code that arrives whole', async () => {
    const refused = await client.collectors.list().catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ORPCError)
    expect(refused).toMatchObject({ code: 'REFUSED', data: { code: 'no-branch' } })
  })

  it('refuses malformed input before any handler sees it', async () => {
    for (const limit of [-1, 0.5, 1e9, 'x', null])
      await expect(client.cases.list({ limit } as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('stops long work when its stream is left, and leaves nothing half-made', async () => {
    const stream = await client.branch.openSample({ sample: 'taipei', locale: 'en' })
    for await (const event of stream) {
      expect(event.kind).toBe('progress')
      break
    }
    await expect.poll(async () => (await client.session.get()).branches).toEqual([])
    // the desk goes on working
    expect((await client.regions.list()).length).toBeLessThanOrEqual(1)
  })

  it('opens a sample with progress, and tells every listener', async () => {
    const events = await client.session.events()
    const first = await events.next()
    expect(first.value).toEqual({ topic: 'branch' })
    const stages = new Set<string>()
    const branch = await finishWork(await client.branch.openSample({ sample: 'taipei', locale: 'zh-TW' }), {
      progress: (step) => void stages.add(step.stage),
    })
    expect(branch).toMatchObject({ name: '臺北（範例）', cases: 300, rulePacks: ['tw'] })
    expect(stages.has('saving')).toBe(true)
    const next = await events.next()
    expect(next.done).toBe(false)
    await events.return?.()
  })

  it('carries a file in and a file out', async () => {
    const table = await finishWork(
      await client.imports.read({ kind: 'cases', file: sampleFile('cases.xlsx') }),
    )
    expect(table.columns.map((column) => column.header)).toContain('案件編號')
    const before = await client.imports.preview({ tableId: table.tableId, mapping: table.mapping })
    expect(before).toMatchObject({ added: 0, changed: 0, same: 300, gone: 0 })
    const [latest] = await client.imports.list()
    const rejected = await client.imports.rejected({ importId: latest.importId })
    expect(new TextDecoder().decode(await rejected.arrayBuffer())).toContain('案件編號')
    const [region] = await client.regions.list()
    const tile = await client.regions.tile({ regionId: region.id, z: 0, x: 0, y: 0 })
    expect(tile!.size).toBeGreaterThan(50)
    expect(new Uint8Array(await tile!.arrayBuffer()).length).toBe(tile!.size)
  })

  it('makes a file with progress and hands it over once', async () => {
    const { week } = (await client.session.get()).branch!
    await finishWork(await client.plan.optimise({ week, limitSeconds: 1, keep: false, seed: 1 }))
    const [{ id }] = (await client.plan.get({ week })).crewDays.filter((day) => day.stops.length > 0)
    const made = await finishWork(
      await client.exports.create({
        week,
        format: 'ics',
        crewDayIds: [id],
        maskNames: true,
        maskPhones: false,
      }),
    )
    expect(made.name).toMatch(/\.ics$/)
    const file = await client.exports.take({ fileId: made.fileId })
    expect(file.name).toBe(made.name)
    expect(new TextDecoder().decode(await file.arrayBuffer())).toMatch(/^BEGIN:VCALENDAR[^]*END:VCALENDAR/)
    await expect(client.exports.take({ fileId: made.fileId })).rejects.toMatchObject({
      data: { code: 'export-gone' },
    })
  })
})

describe('roles', () => {
  let service: TestService
  beforeAll(async () => {
    service = await startService()
  })
  afterAll(() => service.end())

  const procedures: { path: string[]; meta: ProcedureMeta }[] = []
  const walk = (node: AnyContractRouter, path: string[]) => {
    if (isContractProcedure(node)) procedures.push({ path, meta: node['~orpc'].meta as ProcedureMeta })
    else for (const [name, child] of Object.entries(node)) walk(child as AnyContractRouter, [...path, name])
  }
  walk(contract, [])

  it('are declared by every procedure', () => {
    expect(procedures.length).toBeGreaterThan(40)
    expect(
      procedures.filter(({ meta }) => meta.roles.length === 0).map(({ path }) => path.join('.')),
    ).toEqual([])
  })

  it('keep out whoever does not hold one, at every procedure', async () => {
    for (const { path, meta } of procedures)
      for (const role of roles) {
        const client = service.clientAs({ userId: 'u', userName: 'u', roles: [role as Role] })
        const call = path.reduce(
          (node, name) => (node as Record<string, unknown>)[name],
          client as unknown,
        ) as (input: unknown) => Promise<unknown>
        if (meta.roles.includes(role)) continue
        await expect(call({}), `${role} at ${path.join('.')}`).rejects.toMatchObject({ code: 'FORBIDDEN' })
      }
  })
})
