import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createService } from '../../electron/service/service.ts'
import { finishWork } from '../../electron/service/work.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import { startApp } from '../helpers/app.ts'
import { csv, importFile, openSample, optimise } from '../helpers/desk.ts'
import { regionCache, sampleFile } from '../helpers/journey.ts'
import { Reviewer } from '../helpers/reviewer.ts'
import type { Measure } from './measure.ts'

const passphrase = 'bench'
const cases = 1_000
const steps = 200
const clock = '2026-11-20T12:00:00+08:00'

/** Cases on streets of the Taipei sample whose numbers its list does not hold: nearly all wait for a person. */
function doubtfulCases(): File {
  const random = seededRandom(839)
  const streets = readFileSync(sampleFile('taipei/building-list.csv'), 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => /^(.+?)\d+號/u.exec(line)?.[1] ?? [])
  const lines = Array.from({ length: cases }, (_, index) => {
    const street = streets[random.below(streets.length)]
    const address = `${street}${1 + random.below(600)}號${2 + random.below(9)}樓`
    return `TP77${String(index).padStart(7, '0')},林${index},09${10_000_000 + index},${address},${31 + random.below(60)},10000`
  })
  return csv('long.csv', ['案件編號,借款人,手機號碼,地址,逾期天數,逾期金額', ...lines].join('\n'))
}

/** A planned week of the sample, and a long queue of addresses in doubt beside it. */
async function longQueue(dataFolder: string): Promise<number> {
  const service = await createService({ dataFolder, passphrase, clock: () => new Date(clock) })
  try {
    const { week } = await openSample(service.client)
    await optimise(service.client, week)
    await importFile(service.client, 'cases', doubtfulCases())
    await finishWork(await service.client.locate.run())
    return (await service.client.locate.queue({})).length
  } finally {
    await service.close()
  }
}

const quantile = (sorted: readonly number[], share: number) => sorted[Math.ceil(sorted.length * share) - 1]!

/** Goes down the queue as fast as the window follows, every address by the keys that its state asks for. */
async function review(): Promise<{ value: number; note: string }> {
  process.env.ROUNDSMAN_REGION_CACHE ??= regionCache.ROUNDSMAN_REGION_CACHE
  const dataDir = mkdtempSync(join(tmpdir(), 'roundsman-review-'))
  try {
    const waiting = await longQueue(dataDir)
    const app = await startApp({
      ...{ dataDir, passphrase, locale: 'zh-CN' },
      env: { ROUNDSMAN_NOW: clock, ...regionCache },
    })
    try {
      await app.page.goto(`${new URL(app.url).origin}/#/locate`)
      const hand = new Reviewer(app.page)
      await hand.active.waitFor({ timeout: 30_000 })
      const from = performance.now()
      for (let step = 0; step < steps; step++) {
        const { coarse, unchosen } = await hand.standing()
        if (!coarse) await hand.settle('accepted', 'Enter')
        else if (unchosen) await hand.settle('chosen', '1', 'Shift+Enter')
        else await hand.settle('knowingly', 'Shift+Enter')
      }
      const total = (performance.now() - from) / 1000
      if (app.complaints.length > 0) throw new Error(app.complaints.join('\n'))
      const waits = hand.waitMs.toSorted((a, b) => a - b)
      return {
        value: waits.reduce((sum, wait) => sum + wait, 0) / 1000 / waits.length,
        note:
          `from the key to the next address, mean; ${Math.round(quantile(waits, 0.5))} ms at the median, ` +
          `${Math.round(quantile(waits, 0.95))} ms at p95; ${steps} of ${waiting} waiting in ${total.toFixed(1)} s, the ` +
          `driver's own questions included; load average ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores`,
      }
    } finally {
      await app.stop()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

export const measures: Measure[] = [
  {
    name: 'Review of addresses down a long queue in Chromium, machine time a step (200 in ten minutes are 3 s each)',
    unit: 's',
    atMost: 0.2,
    run: review,
  },
]
