import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../shared/contract/contract.ts'
import { refusal } from '../helpers/desk.ts'
import { startService, type TestService } from '../helpers/service.ts'
import { travelServer, type TravelServer } from '../helpers/travelServer.ts'

let service: TestService
let client: Client
let server: TravelServer
beforeAll(async () => {
  server = await travelServer()
  service = await startService()
  client = service.client
})
afterAll(async () => {
  await service.end()
  await server.close()
})
beforeEach(() => {
  server.mood = null
  server.asked.length = 0
})

const set = (open: boolean, url = server.url, more: object = {}) =>
  client.providers.set({ kind: 'osrm', url, timeoutSeconds: 5, profiles: { car: 'driving' }, open, ...more })
const requests = async () => (await client.session.get()).egress.requests
const detailOf = async (promise: Promise<unknown>) =>
  (
    (await promise.catch((error: unknown) => error)) as {
      data: { code: string; params: Record<string, unknown> }
    }
  ).data

describe('a provider', () => {
  it('is shut on a new desk, and nothing can be asked of it', async () => {
    const [first] = await client.providers.list()
    expect(first).toMatchObject({ kind: 'osrm', open: false, url: '', hasKey: false, sends: 'coordinates' })
    expect(await refusal(client.providers.test({ kind: 'osrm' }))).toBe('egress-closed')
    expect(await client.session.get()).toMatchObject({ egress: { open: false, requests: 0 } })
    expect(server.asked).toEqual([])
  })

  it('is shown to the byte before it is asked, and a look at it sends nothing', async () => {
    const input = { kind: 'osrm' as const, url: server.url, profiles: { car: 'driving' } }
    const shown = await client.providers.preview(input)
    expect(shown.sends).toEqual({ what: 'coordinates', count: 2 })
    expect(server.asked).toEqual([])
    await set(true)
    await client.providers.test({ kind: 'osrm' })
    expect(server.asked.map(({ method, path }) => [method, server.url + path])).toEqual([['GET', shown.url]])
  })

  it('leaves one row in the audit trail for each request, with the host and how much, and no coordinates', async () => {
    const before = await requests()
    await client.providers.test({ kind: 'osrm' })
    expect(await requests()).toBe(before + 1)
    const [newest] = await client.providers.log()
    expect(newest).toMatchObject({
      provider: 'OSRM',
      host: new URL(server.url).host,
      what: 'coordinates',
      count: 2,
    })
    expect(newest.bytes).toBe(server.url.length + server.asked[0]!.path.length)
    expect((await client.audit.verify()).intact).toBe(true)
    const said = (await client.audit.list()).find((row) => row.action === 'egress.request')!
    expect(said.summary).not.toMatch(/\d\.\d{3}/)
  })

  it('that was turned off again is not asked', async () => {
    await set(false)
    await set(true)
    await set(false)
    expect(await refusal(client.providers.test({ kind: 'osrm' }))).toBe('egress-closed')
    expect(server.asked).toEqual([])
    const actions = (await client.audit.list()).slice(0, 2).map((row) => row.action)
    expect(actions).toEqual(['egress.shut', 'egress.open'])
  })

  it('takes only an address that can be asked', async () => {
    for (const url of ['osrm.lan', 'ftp://osrm.lan', 'http://me:secret@osrm.lan', 'http://osrm.lan?key=1'])
      expect(await refusal(set(true, url))).toBe('provider-url')
    expect(await refusal(set(true, ''))).toBe('provider-unset')
    await set(false, 'http://osrm.lan:5000/v2/')
    expect((await client.providers.list())[0].url).toBe('http://osrm.lan:5000/v2')
  })

  it('may be turned on by a team lead or compliance, not by a scheduler', async () => {
    const as = (role: 'scheduler' | 'compliance' | 'manager') =>
      service.clientAs({ userId: role, userName: role, roles: [role] })
    const input = { kind: 'osrm' as const, url: server.url, timeoutSeconds: 5, profiles: {}, open: true }
    for (const role of ['scheduler', 'manager'] as const)
      await expect(as(role).providers.set(input)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const [opened] = await as('compliance').providers.set(input)
    expect(opened).toMatchObject({ open: true, openedBy: 'compliance' })
  })

  it('keeps its key to itself', async () => {
    await set(true, server.url, { key: 'sesame-4711' })
    expect(JSON.stringify(await client.providers.list())).not.toContain('sesame')
    expect((await client.providers.list())[0].hasKey).toBe(true)
    await set(true)
    expect((await client.providers.list())[0].hasKey).toBe(true)
    await set(true, server.url, { key: null })
    expect((await client.providers.list())[0].hasKey).toBe(false)
    expect(JSON.stringify(await client.audit.list())).not.toContain('sesame')
  })
})

describe('a server that', () => {
  beforeEach(() => set(true))

  it('is busy is asked again', async () => {
    let left = 2
    server.mood = (_, response) => {
      response.writeHead(503)
      response.end('<html><h1>starting</h1></html>')
      if (--left === 0) server.mood = null
    }
    const before = await requests()
    await client.providers.test({ kind: 'osrm' })
    expect(server.asked).toHaveLength(3)
    expect(await requests()).toBe(before + 3)
  })

  it('refuses is not asked again, and says why', async () => {
    server.mood = (_, response) => {
      response.writeHead(400)
      response.end('{"code":"TooBig","message":"Too many table coordinates"}')
    }
    expect(await detailOf(client.providers.test({ kind: 'osrm' }))).toMatchObject({
      code: 'provider-status',
      params: { provider: 'OSRM', status: 400, detail: 'Too many table coordinates' },
    })
    expect(server.asked).toHaveLength(1)
  })

  it('says nothing is given up', async () => {
    server.mood = () => {}
    await set(true, server.url, { timeoutSeconds: 1 })
    expect(await refusal(client.providers.test({ kind: 'osrm' }))).toBe('provider-timeout')
  })

  it('is not there is named', async () => {
    const gone = await travelServer()
    await gone.close()
    await set(true, gone.url)
    expect(await detailOf(client.providers.test({ kind: 'osrm' }))).toMatchObject({
      code: 'provider-unreachable',
      params: { detail: 'ECONNREFUSED' },
    })
  })

  it('sends one elsewhere is not followed', async () => {
    const elsewhere = await travelServer()
    server.mood = (request, response) => {
      response.writeHead(302, { location: elsewhere.url + request.url! })
      response.end()
    }
    expect(await refusal(client.providers.test({ kind: 'osrm' }))).toBe('provider-status')
    expect(elsewhere.asked).toEqual([])
    await elsewhere.close()
  })

  it.each([
    ['no JSON', '<html>'],
    ['another program', '{"hello":"world"}'],
    ['an error', '{"code":"NoTable"}'],
    ['too small a table', '{"code":"Ok","durations":[[0]]}'],
    ['words for times', '{"code":"Ok","durations":[["a","b"],["c","d"]]}'],
  ])('answers %s is not believed', async (_, body) => {
    server.mood = (_request, response) => response.end(body)
    expect(await refusal(client.providers.test({ kind: 'osrm' }))).toBe('provider-answer')
  })
})
