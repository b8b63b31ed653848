import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import type { Role } from '../../shared/model/people.ts'
import {
  caseFile,
  collectorFile,
  csv,
  importFile,
  openSample,
  optimise,
  ownBranch,
  refusal,
  undo,
} from '../helpers/desk.ts'
import { startService, type TestService } from '../helpers/service.ts'

const week = '2026-11-23'
let service: TestService
let client: Client
beforeAll(async () => {
  service = await startService({ clock: () => new Date('2026-11-20T02:00:00Z') })
  client = service.client
  await openSample(client)
})
afterAll(() => service.end())

describe('a desk with 10,000 cases', () => {
  beforeAll(async () => {
    await ownBranch(client, {
      name: 'Many',
      collectors: collectorFile(['Chen', 'Lin']),
      cases: caseFile(Array.from({ length: 10_000 }, (_, index) => ({ no: `N${index}` }))),
    })
    await client.branch.update({ week })
  }, 120_000)

  // limits far above what is measured, so that only a change of order fails on a busy machine
  it.each([
    ['cases.list', () => client.cases.list({ limit: 200 })],
    ['cases.list by words', () => client.cases.list({ text: 'person n99', limit: 200 })],
    ['session.waiting', () => client.session.waiting()],
    ['locate.queue', () => client.locate.queue({ include: 'all' })],
    ['plan.get', () => client.plan.get({ week })],
    ['reports.coverage', () => client.reports.coverage({ week })],
    ['outcomes.list', () => client.outcomes.list({ week })],
    ['history.list', () => client.history.list()],
  ] as [string, () => Promise<unknown>][])('%s answers', async (_name, call) => {
    const began = performance.now()
    await call()
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  it('a second file of all of them, half changed, is one step', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      no: `N${index}`,
      borrower: index % 2 ? `Person N${index}` : `Other ${index}`,
    }))
    expect(await importFile(client, 'cases', caseFile(rows))).toMatchObject({ changed: 5_000, same: 5_000 })
    await undo(client)
    expect((await client.cases.list({ text: 'other ' })).total).toBe(0)
  }, 120_000)
})

describe('words that are not what they should be', () => {
  it('a week that does not begin on a Monday', async () => {
    await expect(client.plan.get({ week: '2026-11-24' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(client.branch.update({ week: '2026-11-24' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('a week with nobody, a week with nothing', async () => {
    await ownBranch(client, { name: 'Empty' })
    expect(await refusal(optimise(client, week))).toBe('week-without-collectors')
    await importFile(client, 'collectors', collectorFile(['Chen']))
    expect(await refusal(optimise(client, week))).toBe('week-without-cases')
    expect(await refusal(client.plan.publish({ week }))).toBe('plan-missing')
    expect(await refusal(client.calls.slots({ week, visitId: 'x' }))).toBe('week-without-cases')
    expect(await client.calls.queue({ week })).toEqual([])
    expect(await undo(client)).not.toBeNull()
  })

  it.each([
    ['whose crew begins at the branch', collectorFile(['Chen'])],
    // nothing but the region itself tells here that nobody can get there
    [
      'whose crew begins at its first door',
      csv('people.csv', 'name,shift,days,mode\nChen,08:30-17:30,Mon-Fri,car'),
    ],
  ])('a visit that lies outside the region, %s, is left out and says so', async (_, collectors) => {
    await ownBranch(client, { name: 'Far', collectors })
    await importFile(
      client,
      'cases',
      new File(
        ['case_no,borrower,address,lat,lon\nFAR,Far,Somewhere,48.1,16.3\nNEAR,Near,Here,25.04,121.53'],
        'cases.csv',
      ),
    )
    await finishWork(await client.locate.run())
    await optimise(client, week)
    const plan = await client.plan.get({ week })
    expect(plan.crewDays.flatMap((day) => day.stops.map((stop) => stop.caseNo))).toEqual(['NEAR'])
    expect(plan.unplanned.map((visit) => [visit.caseNo, visit.reason.code])).toEqual([
      ['FAR', 'visit-outside-region'],
    ])
  })
})

describe('roles', () => {
  const as = (...roles: Role[]) => service.clientAs({ userId: roles.join(), userName: roles.join(), roles })

  it('only a lead publishes, only the office looks, a collector sees no case', async () => {
    await expect(as('scheduler').plan.publish({ week })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(as('manager').cases.update({ id: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(as('collector').cases.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(as('scheduler').audit.list()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(as().session.get()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await as('collector').session.get()).user.roles).toEqual(['collector'])
  })

  it('the list masks telephone numbers; the detail shows them and says who looked', async () => {
    await ownBranch(client, { name: 'Phones', cases: caseFile([{ no: 'A1', phone: '0912345678' }]) })
    const manager = as('manager')
    const [row] = (await manager.cases.list({})).rows
    expect(row.phone).not.toContain('345678')
    const looks = async () =>
      (await client.audit.list()).filter((entry) => entry.action === 'cases.look' && entry.entity === row.id)
    expect(await looks()).toEqual([])
    expect((await manager.cases.get({ id: row.id })).phones[0].number).toBe('0912345678')
    expect((await looks()).map((entry) => entry.userName)).toEqual(['manager'])
    await as('scheduler').cases.update({ id: row.id, priority: 7 })
    expect((await looks()).map((entry) => entry.userName)).toEqual(['scheduler', 'manager'])
  })
})

describe('closing', () => {
  it('in the middle of a long import leaves a sound desk with all or nothing of it', async () => {
    const own = await startService()
    await openSample(own.client)
    await ownBranch(own.client, { name: 'Closing' })
    const many = caseFile(Array.from({ length: 10_000 }, (_, index) => ({ no: `N${index}` })))
    const importing = (async () => {
      for await (const event of await own.client.imports.read({ kind: 'cases', file: many })) {
        if (event.kind !== 'done') continue
        for await (const step of await own.client.imports.commit(event.result))
          if (step.kind === 'progress' && step.stage === 'saving') setTimeout(() => void closed(), 200)
      }
    })().catch(() => {})
    let closed: () => void = () => {}
    const closing = new Promise<void>((resolve) => (closed = resolve)).then(() => own.reopen())
    await importing
    const again = await closing
    expect(again.databaseProblems()).toEqual([])
    expect([0, 10_000]).toContain((await again.client.cases.list({})).total)
    await again.end()
  }, 120_000)

  it('ends work and streams without a stray rejection', async () => {
    const own = await startService()
    const strays: unknown[] = []
    const onStray = (error: unknown) => void strays.push(error)
    process.on('unhandledRejection', onStray)
    try {
      const events = await own.client.session.events()
      await events.next()
      const waiting = (async () => {
        for (;;) if ((await events.next()).done) return 'ended'
      })()
      const work = (async () => {
        for await (const event of await own.client.branch.openSample({
          sample: 'liechtenstein',
          locale: 'en',
        }))
          void event
      })().catch(() => 'ended')
      await new Promise((soon) => setTimeout(soon, 300))
      await own.end()
      expect(await waiting).toBe('ended')
      await work
      await new Promise((soon) => setTimeout(soon, 50))
      expect(strays).toEqual([])
    } finally {
      process.off('unhandledRejection', onStray)
    }
  })
})
