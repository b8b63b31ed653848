import { startService } from '../helpers/service.ts'
import { caseFile, collectorFile, openSample, optimise, ownBranch } from '../helpers/desk.ts'
import type { Client } from '../../shared/contract/contract.ts'
import type { Measure } from './measure.ts'

const week = '2026-11-23'
const visits = 500
const crews = ['Ann', 'Bao', 'Chen', 'Ding', 'Er']
/** how many borrowers are asked about, one after the other */
const asked = 60

/** 500 doors of Taipei, five crews on five days, planned. */
async function bigWeek(client: Client): Promise<void> {
  await openSample(client)
  await ownBranch(client, {
    name: 'Slots',
    rulePacks: ['tw'],
    collectors: collectorFile(crews),
    cases: caseFile(
      Array.from({ length: visits }, (_, index) => ({ no: `S${index}`, rest: '10' })),
      'service_min',
    ),
  })
  await client.branch.update({ week })
  await optimise(client, week, { limitSeconds: 5 })
}

const quantile = (sorted: number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1]!

async function slotTimes(): Promise<{ value: number; note: string }> {
  const service = await startService({ clock: () => new Date('2026-11-20T02:00:00Z') })
  try {
    await bigWeek(service.client)
    const { client } = service
    const queue = await client.calls.queue({ week })
    const days = (await client.plan.get({ week })).crewDays.length
    const times: number[] = []
    const started = process.cpuUsage()
    for (const row of queue.slice(0, asked)) {
      const start = performance.now()
      const found = await client.calls.slots({ week, visitId: row.visitId })
      times.push(performance.now() - start)
      if (found.length === 0) throw new Error(`nothing offered for ${row.caseNo}`)
    }
    const { user, system } = process.cpuUsage(started)
    const sorted = times.toSorted((a, b) => a - b)
    const ms = (value: number) => `${Math.round(value)} ms`
    return {
      value: quantile(sorted, 0.95),
      note:
        `${queue.length} of ${visits} visits planned on ${days} crew-days; first ${ms(times[0]!)}, ` +
        `p50 ${ms(quantile(sorted, 0.5))}, CPU ${ms((user + system) / 1000 / times.length)} each`,
    }
  } finally {
    await service.end()
  }
}

export const measures: Measure[] = [
  {
    name: 'Slots for the borrower on the telephone, p95 at 500 visits × 25 crew-days',
    unit: 'ms',
    atMost: 200,
    run: slotTimes,
  },
]
