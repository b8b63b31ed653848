import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../../shared/contract/contract.ts'
import { finishWork } from '../../electron/service/work.ts'
import { openSample } from '../helpers/desk.ts'
import { startService, type TestService } from '../helpers/service.ts'

/** A machine on which it is long after the sample's week. */
let service: TestService
let client: Client
beforeAll(async () => {
  service = await startService({ clock: () => new Date('2027-03-01T02:00:00Z') })
  client = service.client
  await openSample(client)
})
afterAll(() => service.end())

it('on a sample desk whatever is said to people has one clock: the desk has it', async () => {
  const { now, branch } = await client.session.get()
  const { week } = branch!
  expect(now < week).toBe(true)
  await finishWork(await client.plan.optimise({ week, limitSeconds: 1, keep: false, seed: 1 }))
  const { fingerprint } = await client.plan.get({ week })
  const { version } = await client.versions.approve({ week, fingerprint: fingerprint! })
  expect(version.approvedAt).toBe(now)
  expect((await client.plan.publish({ week })).publishedAt).toBe(now)

  // run sheets of a day as one PDF, for the printer
  const { crewDays } = await client.plan.get({ week })
  const monday = crewDays.filter((day) => day.date === week && day.stops.length > 0).map(({ id }) => id)
  const made = await finishWork(
    await client.exports.create({ week, format: 'pdf', crewDayIds: monday, together: true }),
  )
  expect(made.name).toBe(`${branch!.name} ${week}.pdf`)

  const [address] = (await client.locate.queue({ include: 'all' })).filter(({ best }) => best !== null)
  await client.locate.confirm({
    addressId: address!.addressId,
    at: [address!.best!.lon, address!.best!.lat],
    label: 'door',
  })
  const [pin] = await client.memory.list()
  expect(pin!.confirmedAt).toBe(now)
  for (const { at } of await client.imports.list()) expect(at).toBe(now)
  for (const { at } of await client.history.list()) expect(at).toBe(now)
})
