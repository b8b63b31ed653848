import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createService } from '../../electron/service/service.ts'
import { startApp } from '../helpers/app.ts'
import type { Measure } from './measure.ts'

const passphrase = 'bench'

/** A desk on which the sample branch has been opened. */
async function sampleDesk(dataFolder: string): Promise<void> {
  const service = await createService({ dataFolder, passphrase })
  try {
    const steps = await service.client.branch.openSample({ sample: 'liechtenstein', locale: 'en' })
    for await (const step of steps) if (step.kind === 'done') break
  } finally {
    await service.close()
  }
}

const paint: Measure = {
  name: 'Opening the app on the sample branch, to its largest paint in Chromium',
  unit: 's',
  atMost: 2,
  async run() {
    const dataDir = mkdtempSync(join(tmpdir(), 'roundsman-paint-'))
    try {
      await sampleDesk(dataDir)
      const times: number[] = []
      for (let round = 0; round < 3; round++) {
        const app = await startApp({ dataDir, passphrase })
        await app.page.waitForLoadState('networkidle')
        times.push(
          await app.page.evaluate(
            () =>
              new Promise<number>((done) => {
                new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? 0)).observe({
                  type: 'largest-contentful-paint',
                  buffered: true,
                })
              }),
          ),
        )
        await app.stop()
      }
      times.sort((a, b) => a - b)
      return {
        value: times[1]! / 1000,
        note: `median of ${times.map((time) => Math.round(time)).join(', ')} ms`,
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
}

export const measures = [paint]
