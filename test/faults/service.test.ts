import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrations } from '../../electron/service/database/migrations/index.ts'
import { createService } from '../../electron/service/service.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import { contract, type Client } from '../../shared/contract/contract.ts'
import { caseFile, collectorFile, openSample, optimise, ownBranch } from '../helpers/desk.ts'
import { counted, openRaw, scratchFolder } from '../helpers/faults.ts'
import { startService, type TestService } from '../helpers/service.ts'

describe('words that nobody should be able to say', () => {
  let service: TestService
  let client: Client
  beforeAll(async () => {
    service = await startService({ clock: () => new Date('2026-11-20T02:00:00Z') })
    client = service.client
    await openSample(client)
  })
  afterAll(() => service.end())

  const procedures: string[][] = []
  const walk = (node: AnyContractRouter, path: string[]) => {
    if (isContractProcedure(node)) procedures.push(path)
    else for (const [name, child] of Object.entries(node)) walk(child as AnyContractRouter, [...path, name])
  }
  walk(contract, [])
  const at = (path: string[]) =>
    path.reduce((node, name) => (node as Record<string, unknown>)[name], client as unknown) as (
      input: unknown,
      options?: { signal?: AbortSignal },
    ) => Promise<unknown>
  /** Drains a stream; what the call was refused with, or null. */
  async function said(path: string[], input: unknown): Promise<{ code: string; message: string } | null> {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), 300)
    try {
      const answer = await at(path)(input, { signal: stop.signal })
      if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer)
        for await (const _ of answer as AsyncIterable<unknown>) if (stop.signal.aborted) break
      return null
    } catch (error) {
      return error as { code: string; message: string }
    } finally {
      clearTimeout(timer)
    }
  }
  const rubbish: unknown[] = [
    undefined,
    null,
    0,
    -1,
    NaN,
    Infinity,
    '',
    'x',
    '\u0000',
    "'; drop table cases; --",
    '../../etc/passwd',
    '\ud800',
    [],
    {},
    true,
    [[]],
    { toString: 1 },
    'x'.repeat(10_000),
    1e308,
    { id: null },
    JSON.parse('{"__proto__":{"a":1}}'),
  ]
  const fields = [
    'id',
    'week',
    'visitId',
    'crewDayId',
    'addressId',
    'importId',
    'tableId',
    'mapping',
    'kind',
    'file',
    'at',
    'label',
    'text',
    'name',
    'regionId',
    'z',
    'x',
    'y',
    'result',
    'window',
    'limitSeconds',
    'seed',
    'versionId',
    'format',
    'crewDayIds',
    'visitedAt',
    'met',
    'locale',
    'sample',
    'offset',
    'limit',
    'states',
    'sort',
    'priority',
    'flag',
    'stopId',
    'reason',
    'evidence',
    'packs',
    'actor',
    'pack',
    'clause',
    'change',
    'country',
    'rule',
    'phoneId',
    'locked',
    'include',
    'rulePacks',
    'currency',
    'pbf',
    'lists',
    'note',
  ]
  const plausible: Record<string, unknown> = {
    id: 'x',
    week: '2026-11-23',
    visitId: 'x',
    crewDayId: 'x',
    addressId: 'x',
    importId: 'x',
    tableId: 'x',
    mapping: [],
    kind: 'cases',
    at: [121.5, 25],
    label: '',
    text: '',
    name: 'N',
    regionId: 'x',
    z: 0,
    x: 0,
    y: 0,
    result: 'busy',
    window: null,
    phoneId: null,
    limitSeconds: 1,
    seed: 1,
    versionId: 'x',
    format: 'csv',
    visitedAt: '2026-11-20T01:00:00Z',
    met: 'nobody',
    locale: 'en',
    locked: true,
    currency: 'TWD',
    rulePacks: [],
    packs: [],
    actor: null,
    pack: 'tw',
    clause: 'contact-hours',
    change: null,
    country: 'CN',
    flag: 'dispute',
    stopId: 'x',
    reason: '',
    evidence: '',
    file: new File(['x'], 'x.csv'),
    pbf: new File(['x'], 'x.pbf'),
  }

  const tries = counted(100)
  it(`are refused at every procedure and are never a fault inside, ${tries} times each`, async () => {
    const random = seededRandom(11)
    const skipped = new Set(['branch.openSample', 'session.events'])
    const faults: string[] = []
    for (const path of procedures) {
      const name = path.join('.')
      if (skipped.has(name)) continue
      for (let attempt = 0; attempt < tries; attempt++) {
        let input: unknown = rubbish[random.below(rubbish.length)]
        // mostly sensible words with one that is not
        if (attempt % 4 !== 0) {
          const words: Record<string, unknown> = { ...plausible }
          words[fields[random.below(fields.length)]] = rubbish[random.below(rubbish.length)]
          input = words
        }
        const error = await said(path, input)
        if (error && !['BAD_REQUEST', 'REFUSED', 'FORBIDDEN'].includes(error.code))
          faults.push(`${name}(${JSON.stringify(input)?.slice(0, 160)}) → ${error.code} ${error.message}`)
      }
    }
    expect(faults).toEqual([])
    expect(service.databaseProblems()).toEqual([])
    expect(await client.audit.verify()).toMatchObject({ intact: true })
  }, 300_000)
})

describe('names and numbers', () => {
  it('can be read nowhere in the data folder, while it is open and afterwards', async () => {
    const service = await startService({ clock: () => new Date('2026-11-20T02:00:00Z') })
    const { client } = service
    await openSample(client)
    const canaries = ['CanaryBorrower', '0955512345', 'CanaryLane', 'CanaryCase', 'CanaryNote', '哨兵借款人']
    await ownBranch(client, {
      collectors: collectorFile(['Chen']),
      cases: caseFile([
        { no: 'CanaryCase1', borrower: 'CanaryBorrower', phone: '0955512345' },
        { no: 'CanaryCase2', borrower: '哨兵借款人' },
      ]),
    })
    await client.branch.update({ week: '2026-11-23' })
    await optimise(client, '2026-11-23')
    const [row] = await client.calls.queue({ week: '2026-11-23' })
    await client.calls.log({
      week: '2026-11-23',
      visitId: row.visitId,
      phoneId: null,
      result: 'busy',
      note: 'CanaryNote',
    })
    const leaks = () => {
      const found: string[] = []
      const files = (readdirSync(service.folder, { recursive: true }) as string[]).filter((file) =>
        statSync(join(service.folder, file)).isFile(),
      )
      expect(files.some((file) => file.endsWith('.db'))).toBe(true)
      for (const file of files) {
        const bytes = readFileSync(join(service.folder, file))
        for (const canary of canaries)
          for (const encoding of ['utf8', 'utf16le'] as const)
            if (bytes.includes(Buffer.from(canary, encoding))) found.push(`${canary} in ${file}`)
      }
      return found
    }
    expect(leaks()).toEqual([])
    await service.close()
    expect(leaks()).toEqual([])
    const again = await startService({ folder: service.folder })
    await again.end()
  })
})

describe('keys', () => {
  const { folder, remove } = scratchFolder()
  afterAll(remove)
  const open = (name: string, passphrase?: string) =>
    createService({ dataFolder: join(folder, name), ...(passphrase === undefined ? {} : { passphrase }) })

  it('the right passphrase opens, any other is refused, none is asked for', async () => {
    const first = await open('desk', 'Zürich 外访 ①')
    await first.close()
    await expect(open('desk', 'zürich 外访 ①')).rejects.toMatchObject({
      refusal: { code: 'passphrase-wrong' },
    })
    await expect(open('desk')).rejects.toMatchObject({ refusal: { code: 'passphrase-needed' } })
    await expect(open('desk', '')).rejects.toMatchObject({ refusal: { code: 'passphrase-needed' } })
    // the same letters as another keyboard makes them
    await (await open('desk', 'Zu\u0308rich 外访 ①')).close()
    for (const file of ['roundsman.db', 'roundsman.keys'])
      expect(statSync(join(folder, 'desk', file)).mode & 0o077).toBe(0)
  })

  it('two programs that start in a fresh folder at once make one key', async () => {
    for (let race = 0; race < counted(30); race++) {
      const both = await Promise.allSettled([open(`race-${race}`, 'one'), open(`race-${race}`, 'two')])
      expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
      const winner = both.findIndex((one) => one.status === 'fulfilled')
      const service = both[winner] as PromiseFulfilledResult<Awaited<ReturnType<typeof open>>>
      await service.value.close()
      await (await open(`race-${race}`, ['one', 'two'][winner])).close()
    }
  })

  it('lost keys are not replaced by new ones that open nothing', async () => {
    const { unlinkSync, existsSync } = await import('node:fs')
    const first = await open('lost', 'a')
    await first.close()
    unlinkSync(join(folder, 'lost', 'roundsman.keys'))
    await expect(open('lost', 'a')).rejects.toMatchObject({ refusal: { code: 'keys-unreadable' } })
    expect(existsSync(join(folder, 'lost', 'roundsman.keys'))).toBe(false)
  })
})

it('a database that a newer program wrote is refused and left as it was', async () => {
  const service = await startService()
  await service.close()
  const file = join(service.folder, 'roundsman.db')
  const raw = openRawWith(file, 7)
  raw.pragma('user_version = 999')
  raw.close()
  const before = readFileSync(file)
  await expect(startService({ folder: service.folder })).rejects.toMatchObject({
    refusal: { code: 'database-newer' },
  })
  expect(readFileSync(file).equals(before)).toBe(true)
  const mended = openRawWith(file, 7)
  mended.pragma(`user_version = ${migrations.length}`)
  mended.close()
  await (await startService({ folder: service.folder })).end()
})

const openRawWith = (file: string, byte: number) => openRaw(file, new Uint8Array(32).fill(byte))
