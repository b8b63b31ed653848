import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '../../shared/contract/contract.ts'
import { outgoingAddress } from '../../shared/core/address/outgoing.ts'
import { parseAddress } from '../../shared/core/address/parse.ts'
import { fromWgs84 } from '../../shared/core/geo/datum.ts'
import { haversineMetres } from '../../shared/core/geo/distance.ts'
import type { AddressProviderKind } from '../../shared/model/providers.ts'
import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import { refusal } from '../helpers/desk.ts'
import { startService, type TestService } from '../helpers/service.ts'

const door = { lon: 121.4737, lat: 31.2304 }
const inGcj = fromWgs84(door.lon, door.lat, 'gcj02')
const point = { type: 'Point', coordinates: [door.lon, door.lat] }

/** What each server answers by its published format, for one door. */
const answers: Record<string, unknown> = {
  '/search': [
    {
      ...{ place_id: 1, licence: 'Data © OpenStreetMap contributors, ODbL 1.0.', osm_type: 'way', osm_id: 5 },
      ...{ lat: String(door.lat), lon: String(door.lon), category: 'building', type: 'yes', place_rank: 30 },
      ...{ importance: 0.1, addresstype: 'building', name: '', display_name: '200, 人民大道, 上海市' },
      boundingbox: ['31.2303', '31.2305', '121.4736', '121.4738'],
    },
  ],
  '/api': {
    type: 'FeatureCollection',
    features: [
      {
        ...{ type: 'Feature', geometry: point },
        properties: {
          osm_type: 'N',
          osm_id: 5,
          type: 'house',
          street: '人民大道',
          housenumber: '200',
          city: '上海市',
        },
      },
    ],
  },
  '/v1/search': {
    ...{ geocoding: { version: '0.2' }, type: 'FeatureCollection' },
    features: [
      {
        ...{ type: 'Feature', geometry: point },
        properties: { layer: 'address', label: '200 人民大道', confidence: 0.95, match_type: 'exact' },
      },
    ],
  },
  '/v3/geocode/geo': {
    ...{ status: '1', info: 'OK', infocode: '10000', count: '1' },
    geocodes: [
      {
        ...{
          formatted_address: '上海市黄浦区人民大道200号',
          country: '中国',
          city: '上海市',
          district: '黄浦区',
        },
        ...{ adcode: '310101', location: `${inGcj.lon.toFixed(6)},${inGcj.lat.toFixed(6)}`, level: '门牌号' },
      },
    ],
  },
  '/geocoder': {
    ...{ msg: 'ok', status: '0', searchVersion: '6.4.9V' },
    location: {
      score: 100,
      level: '门牌号',
      lon: String(door.lon),
      lat: String(door.lat),
      keyWord: '人民大道200号',
    },
  },
}

let server: Server
let url: string
let asked: string[] = []
let instead: { status: number; body: string } | null = null
let service: TestService
let client: Client
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!)
    const answer = answers[new URL(request.url!, 'http://x').pathname]
    response.writeHead(instead?.status ?? (answer ? 200 : 404), { 'content-type': 'application/json' })
    response.end(instead?.body ?? JSON.stringify(answer ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  service = await startService()
  client = service.client
})
afterAll(async () => {
  await service.end()
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
  instead = null
})

const open = (kind: AddressProviderKind, key?: string) =>
  client.providers.set({ kind, url, timeoutSeconds: 5, profiles: {}, open: true, ...(key ? { key } : {}) })
const written = '上海市黄浦区人民大道200号3单元501室 电话13812345678 王小明收'
const sent = '上海市黄浦区人民大道200号'

describe('a geocoder outside', () => {
  it('is shut on a new desk: nothing leaves, and nobody could be asked', async () => {
    expect(await client.locate.outgoing({ text: written })).toEqual({ text: sent, providers: [] })
    for (const kind of ['nominatim', 'amap'] as const)
      expect(await refusal(client.locate.ask({ text: written, kind }))).toBe('egress-closed')
    expect(asked).toEqual([])
  })

  it('with a key is not opened without one', async () => {
    expect(await refusal(open('amap'))).toBe('provider-key-missing')
    expect(await refusal(open('tianditu'))).toBe('provider-key-missing')
  })

  it.each([
    ['nominatim', undefined, { q: sent, format: 'jsonv2', limit: '5' }],
    ['photon', undefined, { q: sent, limit: '5' }],
    ['pelias', undefined, { text: sent, size: '5' }],
    ['amap', 'k1', { address: sent, key: 'k1' }],
    ['tianditu', 'k2', { ds: JSON.stringify({ keyWord: sent }), tk: 'k2' }],
  ] as const)('%s is sent the address alone, and what it says bears its name', async (kind, key, query) => {
    await open(kind, key)
    const answer = await client.locate.ask({ text: written, kind })
    expect(answer.sent).toBe(sent)
    expect(asked.map((path) => Object.fromEntries(new URL(path, url).searchParams))).toEqual([query])
    const [found] = answer.candidates
    expect(found).toMatchObject({ source: kind, level: 'building' })
    // Amap's GCJ-02 comes back as WGS-84, half a kilometre from where it was
    expect(haversineMetres(found!.lon, found!.lat, door.lon, door.lat)).toBeLessThan(2)
    // the same text again is not asked again
    await client.locate.ask({ text: written + ' ', kind })
    expect(asked.length).toBe(1)
    const [newest] = await client.providers.log()
    expect(newest).toMatchObject({ what: 'addresses', count: 1, host: new URL(url).host })
  })

  it('that answers in another way, or not at all, is said in one sentence', async () => {
    await open('pelias')
    for (const [index, body] of [
      '{}',
      '[]',
      '{"features":[{"geometry":{"coordinates":[999,1]},"properties":{}}]}',
    ].entries()) {
      instead = { status: 200, body }
      expect(await refusal(client.locate.ask({ text: `人民大道${300 + index}号`, kind: 'pelias' }))).toBe(
        'provider-answer',
      )
    }
    instead = { status: 403, body: '{}' }
    expect(await refusal(client.locate.ask({ text: '人民大道309号', kind: 'pelias' }))).toBe(
      'provider-status',
    )
    await open('amap', 'k1')
    instead = { status: 200, body: '{"status":"0","info":"INVALID_USER_KEY","infocode":"10001"}' }
    expect(await refusal(client.locate.ask({ text: '人民大道310号', kind: 'amap' }))).toBe('provider-answer')
  })

  it('is not asked for nothing', async () => {
    await open('photon')
    expect(await refusal(client.locate.ask({ text: ' 13812345678 ', kind: 'photon' }))).toBe('address-empty')
    expect(asked).toEqual([])
  })
})

describe('what leaves', () => {
  const leaves = (text: string) =>
    outgoingAddress(
      text,
      parseAddress(text, loadGazetteer()).addresses.flatMap((address) => address.tokens),
    )
  it.each([
    ['上海市黄浦区人民大道200号 请电话联系 13812345678', sent],
    ['家庭住址：上海市黄浦区人民大道200号（李先生）', sent],
    ['Hauptstrasse 5, 9490 Vaduz', 'Hauptstrasse 5, 9490 Vaduz'],
    ['', ''],
  ])('of %j is %j', (text, expected) => expect(leaves(text)).toBe(expected))
})
