import { existsSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServiceOptions } from '../../electron/service/host.ts'
import { createService, startService, type LocalService } from '../../electron/service/service.ts'
import { createTries } from '../../electron/service/tries.ts'
import type { DeskState } from '../../shared/contract/opening.ts'
import { refusal } from '../helpers/desk.ts'

let folder: string
let services: LocalService[]
let seconds: number

const passphrase = 'four words in a row'

async function start(options: Partial<ServiceOptions> = {}): Promise<LocalService> {
  const service = await startService({ dataFolder: folder, seconds: () => seconds, ...options })
  services.push(service)
  return service
}
/** A desk that was made and closed. */
async function madeDesk(): Promise<void> {
  await (await createService({ dataFolder: folder, passphrase })).close()
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roundsman-door-'))
  services = []
  seconds = 0
})
afterEach(async () => {
  for (const service of services) await service.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a new desk', () => {
  it('takes its passphrase and its language, and answers the whole contract on the same ports', async () => {
    const { client } = await start()
    expect(await client.desk.state()).toMatchObject({
      state: 'new',
      reason: null,
      dataFolder: folder,
      waitSeconds: 0,
      trial: null,
      keystore: false,
    })
    expect(await refusal(client.cases.list({}))).toBe('desk-locked')
    expect(await refusal(client.desk.problems())).toBe('desk-locked')
    expect(await client.desk.create({ passphrase, locale: 'zh-TW' })).toMatchObject({ state: 'open' })
    expect((await client.session.get()).locale).toBe('zh-TW')
    expect(await client.desk.problems()).toEqual([])
  })

  it('keeps how the window looks beside the database, and tells it while it is locked', async () => {
    const first = await start()
    expect((await first.client.desk.state()).appearance).toEqual({ locale: null, theme: 'system' })
    await first.client.desk.setAppearance({ locale: 'zh-TW' })
    await first.client.desk.create({ passphrase })
    expect((await first.client.desk.setAppearance({ theme: 'dark' })).appearance).toEqual({
      locale: 'zh-TW',
      theme: 'dark',
    })
    await first.close()
    const again = await start()
    expect(await again.client.desk.state()).toMatchObject({
      state: 'locked',
      appearance: { locale: 'zh-TW', theme: 'dark' },
    })
    await again.close()
    // a file that somebody spoilt is as good as none
    writeFileSync(join(folder, 'appearance.json'), '{"locale":"tlh","theme":')
    expect((await (await start()).client.desk.state()).appearance).toEqual({ locale: null, theme: 'system' })
  })

  it('takes none under eight characters, however many bytes they have', async () => {
    const { client } = await start()
    // seven Han characters are 21 bytes; a letter with its combining mark is one character
    for (const short of ['一二三四五六七', 'e\u0301e\u0301e\u0301e\u0301'])
      expect(await refusal(client.desk.create({ passphrase: short }))).toBe('passphrase-short')
    expect(existsSync(join(folder, 'roundsman.keys'))).toBe(false)
    expect(await client.desk.create({ passphrase: '一二三四五六七八' })).toMatchObject({ state: 'open' })
  })

  it('gets one passphrase when two windows set one at once', async () => {
    const [first, second] = [await start(), await start()]
    const both = await Promise.allSettled([
      first.client.desk.create({ passphrase: 'of the first window' }),
      second.client.desk.create({ passphrase: 'of the second window' }),
    ])
    const open = [first, second].filter((_, index) => {
      const one = both[index]
      return one.status === 'fulfilled' && one.value.state === 'open'
    })
    expect(open).toHaveLength(1)
    // the other one is told, and opens with that passphrase once the folder is free
    const winner = open[0] === first ? 'of the first window' : 'of the second window'
    const loser = open[0] === first ? second : first
    await open[0].close()
    expect(await loser.client.desk.tryAgain()).toMatchObject({ state: 'locked' })
    expect(await refusal(loser.client.desk.create({ passphrase: 'a third passphrase' }))).toBe('desk-exists')
    expect(await loser.client.desk.unlock({ passphrase: winner })).toMatchObject({ state: 'open' })
  })

  it('started to try things on offers that passphrase, and opens with it by itself the next time', async () => {
    const first = await start({ trial: 'roundsman' })
    expect(await first.client.desk.state()).toMatchObject({ state: 'new', trial: 'roundsman' })
    await first.client.desk.create({ passphrase: 'roundsman' })
    await first.close()
    const again = await start({ trial: 'roundsman' })
    expect(await again.client.desk.state()).toMatchObject({ state: 'open' })
    await again.close()
    // a desk with a passphrase of its own stays closed to it
    rmSync(join(folder, 'roundsman.keys'))
    rmSync(join(folder, 'roundsman.db'))
    await madeDesk()
    const own = await start({ trial: 'roundsman' })
    expect(await own.client.desk.state()).toMatchObject({ state: 'locked', waitSeconds: 0 })
  })
})

describe('a locked desk', () => {
  beforeEach(madeDesk)

  it('opens with its passphrase, and tells whoever waits at the door', async () => {
    const { client } = await start()
    const seen: DeskState['state'][] = []
    const waiting = (async () => {
      for await (const { state } of await client.desk.follow()) {
        seen.push(state)
        if (state === 'open') return
      }
    })()
    await expect.poll(() => seen).toEqual(['locked'])
    expect(await refusal(client.desk.unlock({ passphrase: 'another' }))).toBe('passphrase-wrong')
    expect(await client.desk.unlock({ passphrase })).toMatchObject({ state: 'open' })
    await waiting
    expect(seen.at(-1)).toBe('open')
    // the second window's press of the same button
    expect(await client.desk.unlock({ passphrase: 'whatever' })).toMatchObject({ state: 'open' })
  })

  it('makes whoever guesses wait longer each time, even with the right one', async () => {
    const { client } = await start()
    const wrong = () => refusal(client.desk.unlock({ passphrase: 'a guess' }))
    expect([await wrong(), await wrong(), await wrong()]).toEqual(Array(3).fill('passphrase-wrong'))
    expect((await client.desk.state()).waitSeconds).toBe(2)
    expect(await refusal(client.desk.unlock({ passphrase }))).toBe('passphrase-wait')
    seconds += 2
    expect(await wrong()).toBe('passphrase-wrong')
    expect((await client.desk.state()).waitSeconds).toBe(4)
    seconds += 4
    expect(await client.desk.unlock({ passphrase })).toMatchObject({ state: 'open', waitSeconds: 0 })
  })

  it('never waits more than a minute', () => {
    const tries = createTries(() => seconds)
    const waits = Array.from({ length: 10 }, () => {
      tries.wrong()
      return tries.waitSeconds()
    })
    expect(waits).toEqual([0, 0, 2, 4, 8, 16, 32, 60, 60, 60])
    seconds += 60
    expect(() => tries.check()).not.toThrow()
  })

  it('keeps nobody else out of the folder while it waits', async () => {
    const { client } = await start()
    const other = await createService({ dataFolder: folder, passphrase })
    expect(await client.desk.unlock({ passphrase })).toMatchObject({
      state: 'failed',
      reason: { code: 'database-in-use' },
    })
    await other.close()
    expect(await client.desk.tryAgain()).toMatchObject({ state: 'locked', reason: null })
    expect(await client.desk.unlock({ passphrase })).toMatchObject({ state: 'open' })
  })
})

describe('what no passphrase mends is told with its remedy, and tried again when it is mended', () => {
  beforeEach(madeDesk)

  it('keys that are gone', async () => {
    const keys = join(folder, 'roundsman.keys')
    const kept = readFileSync(keys)
    unlinkSync(keys)
    const { client } = await start()
    expect(await client.desk.state()).toMatchObject({
      state: 'failed',
      reason: { code: 'keys-unreadable', params: { file: keys } },
    })
    expect(await refusal(client.session.get())).toBe('desk-locked')
    writeFileSync(keys, kept)
    expect(await client.desk.tryAgain()).toMatchObject({ state: 'locked' })
    expect(await client.desk.unlock({ passphrase })).toMatchObject({ state: 'open' })
  })

  it('a database that is damaged', async () => {
    const file = join(folder, 'roundsman.db')
    const sound = readFileSync(file)
    writeFileSync(file, Buffer.alloc(sound.length, 7))
    const { client } = await start()
    expect(await client.desk.unlock({ passphrase })).toMatchObject({
      state: 'failed',
      reason: { code: 'database-wrong-key' },
    })
    writeFileSync(file, sound)
    expect(await client.desk.tryAgain()).toMatchObject({ state: 'locked' })
    expect(await client.desk.unlock({ passphrase })).toMatchObject({ state: 'open' })
  })

  it('a folder that is a file', async () => {
    const dataFolder = join(folder, 'roundsman.db', 'below')
    const { client } = await start({ dataFolder })
    expect(await client.desk.state()).toMatchObject({
      state: 'failed',
      reason: { code: 'data-folder-unusable', params: { folder: dataFolder } },
    })
  })

  it('is thrown instead where nobody is to be asked', async () => {
    for (const [options, code] of [
      [{ passphrase: 'wrong' }, 'passphrase-wrong'],
      [{}, 'passphrase-needed'],
    ] as const)
      await expect(startService({ dataFolder: folder, ...options }, true)).rejects.toMatchObject({
        refusal: { code },
      })
  })
})
