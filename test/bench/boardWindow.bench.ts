import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { createService } from '../../electron/service/service.ts'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { caseFile, collectorFile, openSample, optimise, ownBranch } from '../helpers/desk.ts'
import type { Measure } from './measure.ts'

const frame = 1000 / 60
const passphrase = 'bench'
const week = '2026-11-23'
const now = '2026-11-20T12:00:00+08:00'
const people = ['Chen', 'Lin', 'Wang', 'Wu', 'Tsai']

const quantile = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))]!

/** 500 visits and 25 crew-days of one week, planned. */
async function plannedDesk(dataFolder: string): Promise<string> {
  const service = await createService({ dataFolder, passphrase, clock: () => new Date(now) })
  try {
    const { client } = service
    await openSample(client)
    await ownBranch(client, {
      name: 'Bench',
      rulePacks: [],
      collectors: collectorFile(people),
      cases: caseFile(Array.from({ length: 500 }, (_, index) => ({ no: `B${index}` }))),
    })
    await client.branch.update({ week })
    await optimise(client, week, { limitSeconds: 10 })
    const plan = await client.plan.get({ week })
    const stops = plan.crewDays.reduce((sum, day) => sum + day.stops.length, 0)
    return `${stops} stops on ${plan.crewDays.length} crew-days`
  } finally {
    await service.close()
  }
}

interface Sample {
  feedback: number[]
  drop: number[]
  undo: number[]
}

/** Milliseconds until the window shows another version, from the next release of the pointer or ⌘Z on. */
const untilNextVersion = (page: Page, event: 'pointerup' | 'keydown') =>
  page.evaluate((kind) => {
    const version = document.querySelector('.bar-button.version')!
    const before = version.textContent
    const state = window as unknown as { benchUntil: Promise<number> }
    state.benchUntil = new Promise((done) => {
      window.addEventListener(
        kind,
        (from) => {
          const observer = new MutationObserver(() => {
            if (version.textContent === before) return
            observer.disconnect()
            done(performance.now() - from.timeStamp)
          })
          observer.observe(version, { childList: true, characterData: true, subtree: true })
        },
        { capture: true, once: true },
      )
    })
  }, event)
const elapsed = (page: Page) =>
  page.evaluate(() =>
    Promise.race([
      (window as unknown as { benchUntil: Promise<number> }).benchUntil,
      new Promise<null>((done) => setTimeout(() => done(null), 8_000)),
    ]),
  )

async function drags(app: RunningApp): Promise<Sample> {
  const { page } = app
  const { mouse } = page
  // keys pressed before the window is there are lost
  await page.locator('.bar-button.version').waitFor({ timeout: 60_000 })
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.locator('[data-crew-day]').first().waitFor({ timeout: 60_000 })
  await page.waitForTimeout(1_000)
  // from each movement of the pointer to the picture that answers it
  await page.evaluate(() => {
    const state = window as unknown as { benchTimes: number[] }
    state.benchTimes = []
    window.addEventListener(
      'pointermove',
      (event) => {
        if (!document.body.classList.contains('dragging')) return
        requestAnimationFrame(() => {
          const drawn = new MessageChannel()
          drawn.port1.onmessage = () => state.benchTimes.push(performance.now() - event.timeStamp)
          drawn.port2.postMessage(null)
        })
      },
      true,
    )
  })
  const sample: Sample = { feedback: [], drop: [], undo: [] }
  const rows = page.locator('.timeline-day')
  for (let round = 0; round < 6; round++) {
    await page.locator('[data-crew-day]').first().waitFor()
    const bar = (await rows
      .nth(round % 4)
      .locator('.timeline-stop')
      .nth(2 + round)
      .boundingBox())!
    const goal = (await rows
      .nth((round + 2) % 5)
      .locator('.timeline-stop')
      .nth(5)
      .boundingBox())!
    await mouse.move(bar.x + bar.width / 2, bar.y + 8)
    await mouse.down()
    await mouse.move(bar.x + 20, bar.y + 16, { steps: 3 })
    for (let step = 1; step <= 40; step++) {
      const share = step / 40
      await mouse.move(
        bar.x + (goal.x - bar.x) * share + 60 * Math.sin(step),
        bar.y + (goal.y - bar.y) * share + 8,
      )
    }
    // out of the plan is what no rule forbids on full crew-days
    const list = (await page.locator('[data-drop-out]').first().boundingBox())!
    await mouse.move(list.x + 80, list.y + 14, { steps: 4 })
    await untilNextVersion(page, 'pointerup')
    await mouse.up()
    const saved = await elapsed(page)
    if (saved === null) continue
    sample.drop.push(saved)
    await page.locator('[data-crew-day]').first().waitFor()
    await untilNextVersion(page, 'keydown')
    await page.keyboard.press('Control+z')
    const undone = await elapsed(page)
    if (undone !== null) sample.undo.push(undone)
  }
  sample.feedback = await page.evaluate(() => (window as unknown as { benchTimes: number[] }).benchTimes)
  return sample
}

let taken: Promise<{ sample: Sample; what: string }> | null = null
const sampled = () =>
  (taken ??= (async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'roundsman-board-'))
    try {
      const what = await plannedDesk(dataDir)
      const app = await startApp({
        dataDir,
        passphrase,
        locale: 'en-US',
        viewport: { width: 1920, height: 1080 },
        env: { ROUNDSMAN_NOW: now },
      })
      try {
        return { sample: await drags(app), what }
      } finally {
        await app.stop()
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })())

const measure = (
  name: string,
  unit: string,
  atMost: number,
  valueOf: (sample: Sample) => { value: number; count: number } | null,
): Measure => ({
  name: `In Chromium, 500 visits × 25 crew-days: ${name}`,
  unit,
  atMost,
  async run() {
    const { sample, what } = await sampled()
    const found = valueOf(sample)
    return found ? { value: found.value, note: `${found.count} times, ${what}` } : undefined
  },
})
const over = (times: readonly number[], share: number, per = 1) =>
  times.length > 0 ? { value: quantile(times, share) / per, count: times.length } : null

export const measures: Measure[] = [
  measure('from a movement of the hand to the picture that answers it, median', 'frames', 1, ({ feedback }) =>
    over(feedback, 0.5, frame),
  ),
  measure('the same, p95', 'frames', 2, ({ feedback }) => over(feedback, 0.95, frame)),
  measure('from drop to the saved plan on screen, median', 'ms', 100, ({ drop }) => over(drop, 0.5)),
  measure('from ⌘Z to the plan before on screen, median', 'ms', 100, ({ undo }) => over(undo, 0.5)),
]
