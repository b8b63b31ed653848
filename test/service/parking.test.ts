import { beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../shared/contract/contract.ts'
import { optimise, stopsOf } from '../helpers/desk.ts'
import { plannedBranch, sampleDesk, week } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
let client: Client
beforeAll(() => {
  client = desk.client
})

describe('parking before a stop', () => {
  it('takes its minutes at every place, once for stops that follow one another there', async () => {
    await plannedBranch(desk)
    expect((await client.session.get()).branch!.parkingMinutes).toBe(0)
    await client.branch.update({ parkingMinutes: 7 })
    await optimise(client, week)
    const plan = await client.plan.get({ week })
    expect(stopsOf(plan).length).toBeGreaterThan(0)
    for (const day of plan.crewDays) {
      day.stops.forEach((stop, i) => {
        const stands = (Date.parse(stop.departure) - Date.parse(stop.arrival)) / 1000
        const parked = stands - stop.waitingSeconds - stop.serviceMinutes * 60
        const isSamePlace = i > 0 && String(day.stops[i - 1]!.at) === String(stop.at)
        expect(parked).toBe(isSamePlace ? 0 : 7 * 60)
      })
    }
    expect(plan.findings.filter((finding) => finding.hard)).toEqual([])
  })

  it('is a number of minutes up to an hour', async () => {
    await expect(client.branch.update({ parkingMinutes: 61 })).rejects.toThrow()
    await expect(client.branch.update({ parkingMinutes: 2.5 })).rejects.toThrow()
  })
})

describe('the line of a crew-day', () => {
  it('comes with its legs: where each ends, and the turns of those that follow a street', async () => {
    const plan = await client.plan.get({ week })
    const drawn = await client.plan.geometry({ week, versionId: plan.version!.id })
    expect(drawn.length).toBeGreaterThan(0)
    for (const { crewDayId, line, legs } of drawn) {
      const day = plan.crewDays.find((one) => one.id === crewDayId)!
      const places = [
        ...(day.start ? [day.start] : []),
        ...day.stops.map((s) => s.at),
        ...(day.end ? [day.end] : []),
      ]
      expect(legs).toHaveLength(places.length - 1)
      expect(legs.map((leg) => line[leg.end])).toEqual(places.slice(1))
      for (const leg of legs) expect(leg.straight).toBe(leg.steps.length === 0)
    }
  })
})
