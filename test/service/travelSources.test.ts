import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { finishWork } from '../../electron/service/work.ts'
import { haversineMetres } from '../../shared/core/geo/distance.ts'
import type { Client } from '../../shared/contract/contract.ts'
import type { PlanView } from '../../shared/contract/week.ts'
import type { ProviderKind } from '../../shared/model/providers.ts'
import { csv, optimise, stopsOf } from '../helpers/desk.ts'
import { plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'
import { serverSpeed, travelServer, type TravelServer } from '../helpers/travelServer.ts'

const desk = sampleDesk()
let client: Client
let server: TravelServer
beforeAll(async () => {
  client = desk.client
  server = await travelServer()
})
afterAll(() => server.close())
const set = (kind: ProviderKind, open: boolean, url = server.url) =>
  client.providers.set({
    kind,
    url,
    timeoutSeconds: 5,
    profiles: { car: kind === 'osrm' ? 'driving' : 'auto' },
    open,
  })
afterEach(async () => {
  server.mood = null
  await set('osrm', false)
  await set('valhalla', false)
})
const notes = (plan: PlanView) => plan.notes.map((note) => note.code)
/** seconds of the server's straight lines for the way to each stop of a day but its first */
const byServer = (plan: PlanView) =>
  plan.crewDays.flatMap((day) =>
    day.stops.slice(1).map((stop, index) => {
      const before = day.stops[index]!
      return [stop.travelSeconds, Math.round(haversineMetres(...before.at, ...stop.at) / serverSpeed)]
    }),
  )

describe.each(['osrm', 'valhalla'] as const)('a week planned with %s', (kind) => {
  it('has the times that the server said, says so, and lists what was sent', async () => {
    await plannedBranch(desk)
    expect(notes(await client.plan.get({ week }))).toEqual([])
    const sent = (await client.session.get()).egress.requests
    server.asked.length = 0
    await set(kind, true)
    await optimise(client, week)
    const plan = await client.plan.get({ week })
    expect(notes(plan)).toContain('travel-by-server')
    for (const [told, reckoned] of byServer(plan)) expect(told).toBe(reckoned)
    expect((await client.session.get()).egress.requests).toBe(sent + server.asked.length)
    const said = server.asked.map(({ path, body }) => path + body).join()
    expect(said).not.toMatch(/Person|Lane|C\d/)
    // the same week again asks nothing new
    const before = server.asked.length
    await optimise(client, week, { keep: true })
    expect(server.asked.length).toBe(before)
  })

  it('falls back to the region when the server fails, and says both', async () => {
    await plannedBranch(desk)
    const usual = (await client.plan.get({ week })).totals.travelSeconds
    const broken = await travelServer()
    await set(kind, true, broken.url)
    broken.mood = (_, response) => {
      response.writeHead(500)
      response.end('{"error":"no tiles"}')
    }
    await optimise(client, week)
    await broken.close()
    const plan = await client.plan.get({ week })
    expect(notes(plan)).toEqual(expect.arrayContaining(['provider-status', 'travel-by-region-instead']))
    expect(notes(plan)).not.toContain('travel-by-server')
    expect(plan.totals.travelSeconds).toBe(usual)
  })
})

describe('OSRM', () => {
  it('draws the lines of a week that it gave the times for', async () => {
    await plannedBranch(desk)
    await set('osrm', true)
    await optimise(client, week)
    const plan = await client.plan.get({ week })
    const [drawn] = await client.plan.geometry({ week, versionId: plan.version!.id })
    const day = plan.crewDays.find((one) => one.id === drawn!.crewDayId)!
    // the server of the test bends each place a little to the east
    expect(drawn!.line).toHaveLength(2 * (day.stops.length + 2))
    const asked = server.asked.length
    await client.plan.geometry({ week, versionId: plan.version!.id })
    expect(server.asked.length).toBe(asked)
  })

  it('is not asked about hours that only the branch knows', async () => {
    await plannedBranch(desk)
    await set('osrm', true)
    await client.travel.setHours({ hours: { starts: [0], speeds: [{ primary: 0.5 }], modes: ['car'] } })
    server.asked.length = 0
    await optimise(client, week)
    expect(server.asked).toEqual([])
    expect(notes(await client.plan.get({ week }))).toEqual(['travel-server-without-hours'])
  })
})

describe('a place that no road reaches', () => {
  const far = 'case_no,borrower,phone,address,lat,lon,dpd\nNEAR,A,0911111111,Lane 1,25.0345,121.5225,30\n'
  const offRoad = async () => {
    const [region] = await client.regions.list()
    const [west, south] = region!.bbox
    return `${far}FAR,B,0922222222,Lane 2,${south - 0.03},${west - 0.03},40\n`
  }

  it('is visited by a straight line that is marked as one', async () => {
    await plannedBranch(desk, { cases: csv('cases.csv', await offRoad()) })
    const plan = await client.plan.get({ week })
    expect(notes(plan)).toEqual(['travel-straight'])
    const stop = stopsOf(plan).find((one) => one.caseNo === 'FAR')!
    expect(stop.straight).toBe(true)
    const start = plan.crewDays[0]!.start!
    expect(stop.metres).toBeGreaterThan(haversineMetres(...start, ...stop.at))
    const drawn = await client.plan.geometry({ week, versionId: plan.version!.id })
    const { line, legs } = drawn.find((one) => one.crewDayId === stop.crewDayId)!
    const way = legs.find((leg) => String(line[leg.end]) === String(stop.at))!
    expect(way).toMatchObject({ straight: true, steps: [] })
    const slots = await client.calls.slots({ week, visitId: stop.visitId })
    expect(slots.map((slot) => slot.straight)).toEqual(slots.map(() => true))
    const near = stopsOf(plan).find((one) => one.caseNo === 'NEAR')!
    const others = await client.calls.slots({ week, visitId: near.visitId })
    expect(others.some((slot) => slot.straight)).toBe(false)
    const made = await finishWork(
      await client.exports.create({
        week,
        format: 'csv',
        crewDayIds: [stop.crewDayId],
        maskNames: true,
        maskPhones: false,
      }),
    )
    const sheet = new TextDecoder().decode(
      await (await client.exports.take({ fileId: made.fileId })).arrayBuffer(),
    )
    expect(sheet).toContain('estimated from the straight line')
  })

  it('is one of all where the region is gone, and that is said', async () => {
    await plannedBranch(desk)
    const [region] = await client.regions.list()
    const path = join(desk.service.folder, 'regions', region!.file)
    expect(readFileSync(path).length).toBeGreaterThan(0)
    await desk.reopen()
    client = desk.client
    renameSync(path, `${path}.away`)
    try {
      await optimise(client, week)
      const plan = await client.plan.get({ week })
      expect(notes(plan)).toEqual(['travel-without-region'])
      expect(stopsOf(plan).every((stop) => stop.straight)).toBe(true)
      const [drawn] = await client.plan.geometry({ week, versionId: plan.version!.id })
      expect(drawn!.line.length).toBeGreaterThan(2)
    } finally {
      renameSync(`${path}.away`, path)
    }
  })
})
