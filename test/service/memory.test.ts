import { beforeAll, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { mergeMemory } from '../../shared/core/address/mergeMemory.ts'
import { readMemoryFile, writeMemoryFile } from '../../shared/core/exchange/memoryFile.ts'
import type { MemoryPin } from '../../shared/model/location.ts'
import { locales, sentence } from '../../shared/model/reasons.ts'
import type { RefusalError } from '../../shared/model/refusal.ts'
import { csv, openSample, refusal } from '../helpers/desk.ts'
import { doorsBranch, sampleDesk } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let clerk: Client
let lead: Client
/** the address that the clerk confirms */
let written: string
beforeAll(() => {
  clerk = desk.service.clientAs({ userId: 's', userName: 'Clerk', roles: ['scheduler'] })
  lead = desk.service.clientAs({ userId: 'l', userName: 'Lead', roles: ['lead'] })
})

const fileText = async (client: Client) =>
  Buffer.from(await (await client.memory.exportFile()).arrayBuffer()).toString('utf8')
const asFile = (text: string) => new File([text], 'other desk.geojson')

describe('the memory of a branch', () => {
  it('a second person approves a pin, never the one who set it; moving it takes the approval away', async () => {
    await doorsBranch(desk)
    const [one] = await clerk.locate.queue({ include: 'all' })
    written = one!.text
    await clerk.locate.confirm({ addressId: one!.addressId, at: [121.54, 25.04], label: 'here' })
    const [pin] = await clerk.memory.list()
    expect(pin).toMatchObject({
      ...{ label: 'here', at: [121.54, 25.04], confirmedBy: 'Clerk', approvedBy: null },
      ...{ addresses: 1, mayApprove: false },
    })
    expect(await refusal(clerk.memory.approve({ pinIds: [pin!.id] }))).toBe('pin-own')
    expect((await lead.memory.list())[0]!.mayApprove).toBe(true)
    expect(await lead.memory.approve({ pinIds: [pin!.id] })).toMatchObject({ approved: 1 })
    expect((await clerk.memory.list())[0]).toMatchObject({ approvedBy: 'Lead' })

    await clerk.locate.confirm({ addressId: one!.addressId, at: [121.55, 25.04], label: 'there' })
    expect((await clerk.memory.list())[0]).toMatchObject({ label: 'there', approvedBy: null })
    expect((await clerk.memory.changes({ pinId: pin!.id })).map(({ by, action }) => [by, action])).toEqual([
      ['Clerk', 'locate.confirm'],
      ['Lead', 'memory.approve'],
      ['Clerk', 'locate.confirm'],
    ])
    // the same pin, set again by somebody else, is an approval
    await lead.locate.confirm({ addressId: one!.addressId, at: [121.55005, 25.04], label: 'there' })
    expect((await clerk.memory.list())[0]).toMatchObject({ confirmedBy: 'Clerk', approvedBy: 'Lead' })
  })

  it('a pin that is forgotten comes back with undo', async () => {
    const [pin] = await clerk.memory.list()
    await clerk.memory.forget({ pinId: pin!.id })
    expect(await clerk.memory.list()).toEqual([])
    await clerk.history.undo()
    expect((await clerk.memory.list())[0]!.id).toBe(pin!.id)
    expect(await refusal(clerk.memory.forget({ pinId: 'nothing' }))).toBe('row-gone')
  })

  it('goes to another branch as a file, and finds the same address there', async () => {
    const text = await fileText(clerk)
    await doorsBranch(desk)
    const fresh = desk.client
    expect(await fresh.memory.list()).toEqual([])
    expect(await fresh.memory.importFile({ file: asFile(text) })).toEqual({
      ...{ added: 1, changed: 0, same: 0, kept: [] },
    })
    expect(await fresh.memory.importFile({ file: asFile(text) })).toMatchObject({ added: 0, same: 1 })
    const { candidates } = await fresh.locate.search({ text: written })
    expect(candidates[0]).toMatchObject({ source: 'memory', level: 'pin', lon: 121.55, lat: 25.04 })
    expect(await fileText(fresh)).toContain('"approved_by": "Lead"')
    const at = (broken: string) => broken.replace(/"coordinates": \[[^\]]*\]/, '"coordinates": [900, 1]')
    for (const [one, code] of [
      ['', 'memory-file-unreadable'],
      ['{', 'memory-file-unreadable'],
      [text.slice(0, -40), 'memory-file-unreadable'],
      ['\u0000\u0001', 'memory-file-unreadable'],
      ['[]', 'memory-file-other'],
      [text.replace('memory/1', 'memory/9'), 'memory-file-other'],
      [at(text), 'memory-file-pin'],
    ] as const)
      expect(await refusal(fresh.memory.importFile({ file: asFile(one) })), one.slice(0, 40)).toBe(code)
    expect(await fresh.memory.importFile({ file: asFile('\uFEFF' + text) })).toMatchObject({ same: 1 })
    expect((await fresh.memory.list()).length).toBe(1)
  })

  it('a door without a room is its building: confirmed with its neighbours it is one pin', async () => {
    const address = '臺北市大安區和平東路二段103號'
    const rows = ['', '', '3樓'].map((room, i) => `W${i},林${i},09${10_000_000 + i},${address}${room}`)
    await doorsBranch(desk, {
      cases: csv('cases.csv', ['case_no,borrower,phone,address', ...rows].join('\n')),
    })
    await finishWork(await clerk.locate.run())
    const queue = await clerk.locate.queue({ include: 'all' })
    const bare = queue.find(({ text }) => text === address)!
    expect(bare.neighbours).toBe(2)
    const { confirmed } = await clerk.locate.confirm({
      ...{ addressId: bare.addressId, at: [121.54, 25.025], label: address, neighbours: true },
    })
    expect(confirmed).toBe(3)
    expect(await clerk.memory.list()).toMatchObject([{ label: address, building: true, addresses: 3 }])
  })
})

describe('the memory of a sample', () => {
  it('was made when the clock of the sample says it was, whatever the machine’s shows', async () => {
    desk.at('2027-03-01T09:00:00Z')
    await openSample(clerk)
    desk.at('2027-03-01T09:30:00Z')
    const [one] = await clerk.locate.queue({ include: 'all' })
    await clerk.locate.confirm({ addressId: one!.addressId, at: [121.54, 25.04], label: 'here' })
    desk.at('2027-03-01T10:00:00Z')
    const [pin] = await lead.memory.list()
    await lead.memory.approve({ pinIds: [pin!.id] })
    // by the clock that the window shows, an hour after it was opened
    const { now } = await clerk.session.get()
    const ago = (iso: string | null) => (Date.parse(now) - Date.parse(iso!)) / 60_000
    const [approved] = await clerk.memory.list()
    expect(ago(approved!.approvedAt)).toBe(0)
    const changes = await clerk.memory.changes({ pinId: pin!.id })
    expect(changes.map(({ at }) => ago(at))).toEqual([0, 30])
  })
})

describe('joining two memories', () => {
  const pin = (key: string, lon: number, approvedBy: string | null = null): MemoryPin => ({
    ...{ key, building: null, lon, lat: 25, label: key, radiusMetres: 15 },
    ...{ confirmedBy: 'A', confirmedAt: '2026-11-20T02:00:00Z', approvedBy },
    approvedAt: approvedBy && '2026-11-21T02:00:00Z',
  })
  /* one degree of longitude is 100 km here: 0.0001 is 10 m, 0.01 a kilometre */
  it('adds, takes approvals, prefers the approved, keeps its own otherwise', () => {
    const own = [pin('a', 121), pin('b', 121), pin('c', 121), pin('d', 121, 'B'), pin('e', 121, 'B')]
    const theirs = [
      pin('a', 121.0001),
      pin('b', 121.0001, 'C'),
      pin('c', 121.01, 'C'),
      pin('d', 121.01, 'C'),
      pin('e', 121.01),
      pin('f', 121),
    ]
    const { added, changed, same, kept } = mergeMemory(own, theirs)
    expect(added.map(({ key }) => key)).toEqual(['f'])
    expect(changed.map(({ key, lon, approvedBy }) => [key, lon, approvedBy])).toEqual([
      ['b', 121, 'C'],
      ['c', 121.01, 'C'],
    ])
    expect([same, kept.map(({ key }) => key)]).toEqual([1, ['d', 'e']])
  })

  it('says in words which pin cannot be used, and of what is no memory at all nothing that a parser said', () => {
    const refusalOf = (text: string) => {
      try {
        readMemoryFile(text, '记忆.geojson')
      } catch (error) {
        return (error as RefusalError).refusal
      }
      throw new Error('was read')
    }
    const whole = writeMemoryFile([pin('a', 121), pin('b', 121.5)])
    expect(refusalOf(whole.replace('121.5', '"x"')).params).toEqual({
      ...{ file: '记忆.geojson', number: 2, field: 'coordinates' },
    })
    expect(refusalOf(whole.replace('"2026-11-20T02:00:00Z"', '"20/11/26"')).params).toMatchObject({
      ...{ number: 1, field: 'confirmed_at' },
    })
    for (const text of ['<html>', '{"a":', whole.slice(3), '{"type":"FeatureCollection","features":[]}'])
      for (const locale of locales) {
        const { code, params } = refusalOf(text)
        const said = sentence(code, params, locale)
        expect(said).toContain('记忆.geojson')
        expect(said).not.toMatch(/token|position|expected|JSON at|Invalid|undefined|\{/iu)
      }
  })

  it('a file gives back what was written', () => {
    const pins = [pin('大安|和平东路|n110', 121.5, 'B'), pin('=1+1', 120.25)]
    expect(readMemoryFile(writeMemoryFile(pins), 'x')).toEqual([pins[1], pins[0]])
  })
})
