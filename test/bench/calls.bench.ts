import { readFileSync } from 'node:fs'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { openSample, optimise } from '../helpers/desk.ts'
import { startService } from '../helpers/service.ts'
import type { Measure } from './measure.ts'

const bookings = 40
/** for the plan before, and for the one from nothing that the mended one is held against */
const planSeconds = 10

async function withPlannedSample<R>(sample: string, work: (client: Client, week: string) => Promise<R>) {
  const service = await startService()
  try {
    const { week } = await openSample(service.client, sample)
    await optimise(service.client, week, { limitSeconds: planSeconds })
    return await work(service.client, week)
  } finally {
    await service.end()
  }
}

const travelOf = async (client: Client, week: string) =>
  (await client.plan.get({ week })).totals.travelSeconds

/** How much longer the mended week is than one planned from nothing around the same windows, per cent. */
async function over(client: Client, week: string): Promise<number> {
  const mended = await travelOf(client, week)
  await optimise(client, week, { limitSeconds: planSeconds, seed: 3 })
  return (mended / (await travelOf(client, week)) - 1) * 100
}

const quantile = (sorted: number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1]!

/** The best window of one borrower after another is booked. */
async function booked(sample: string): Promise<{ value: number; note: string }> {
  return withPlannedSample(sample, async (client, week) => {
    const times: number[] = []
    const sum = { moved: 0, most: 0, otherwise: 0 }
    for (let call = 0; call < bookings; call++) {
      const open = (await client.calls.queue({ week })).filter((row) => row.permitted && !row.appointment)
      const row = open[(call * 7) % open.length]!
      const [slot] = await client.calls.slots({ week, visitId: row.visitId })
      if (!slot) continue
      const start = performance.now()
      const { diff } = await client.calls.log({
        week,
        visitId: row.visitId,
        phoneId: row.phoneId,
        result: 'confirmed',
        window: slot.window,
        crewDayId: slot.crewDayId,
      })
      times.push(performance.now() - start)
      sum.moved += diff!.moved
      sum.most = Math.max(sum.most, diff!.moved + diff!.retimed)
      if (Math.abs(diff!.travelSecondsDelta - slot.addedSeconds) > 1) sum.otherwise++
    }
    const sorted = times.toSorted((a, b) => a - b)
    return {
      value: quantile(sorted, 0.95) / 1000,
      note:
        `${times.length} bookings, ${sum.moved} others moved, at most ${sum.most} at another time by one, ` +
        `${sum.otherwise} cost other than was offered; ${(await over(client, week)).toFixed(1)} % over from nothing`,
    }
  })
}

/** The sample's list of calls is imported into its planned week. */
async function imported(sample: string): Promise<{ value: number; note: string }> {
  return withPlannedSample(sample, async (client, week) => {
    const path = new URL(`../../resources/sample/${sample}/calls.csv`, import.meta.url)
    const file = new File([new Uint8Array(readFileSync(path))], 'calls.csv')
    const { accepted, diff } = await finishWork(await client.calls.importFile({ week, file }))
    return {
      value: await over(client, week),
      note: `${accepted} calls, ${diff!.moved} moved, ${diff!.dropped} dropped, ${diff!.added} added`,
    }
  })
}

export const measures: Measure[] = ['taipei', 'liechtenstein'].flatMap((sample): Measure[] => [
  {
    name: `A window booked to the plan mended, p95, sample ${sample}`,
    unit: 's',
    atMost: 1,
    run: () => booked(sample),
  },
  {
    name: `A list of calls imported: travel over a week planned from nothing in ${planSeconds} s, sample ${sample}`,
    unit: '%',
    atMost: 5,
    run: () => imported(sample),
  },
])
