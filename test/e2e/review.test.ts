import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { Desk, regionCache } from '../helpers/journey.ts'

const howMany = 50

/**
 * A person settles fifty addresses of the Taipei sample in Chinese, and her hand never leaves the keyboard. Keystrokes
 * are counted, and how long each key takes to show the next address is told.
 */
describe('the review of addresses by keyboard alone', () => {
  let app: RunningApp
  let desk: Desk
  beforeAll(async () => {
    app = await startApp({
      locale: 'zh-CN',
      env: { ROUNDSMAN_NOW: '2026-11-20T12:00:00+08:00', ...regionCache },
    })
    desk = new Desk(app.page, 'zh-CN')
    await desk.openSample('台北')
  }, 240_000)
  afterAll(() => app.stop())

  it('settles fifty, puts one off, marks one wrong', async () => {
    const { page } = app
    await desk.go('locate')
    const active = page.locator('.queue-row[aria-selected="true"]')
    await active.waitFor()
    // every address of the branch, so that there are fifty; what blocks the plan stands first
    await page
      .locator('.screen-head .ant-segmented-item', { hasText: desk.say('locate:include.all') })
      .click()
    await active.waitFor()
    let keys = 0
    const press = async (key: string) => {
      keys++
      await page.keyboard.press(key)
    }
    const waitMs: number[] = []
    const used: Record<string, number> = {}
    const seen = new Set<string>()
    const name = async () => /TP\d+/u.exec(await active.innerText().catch(() => ''))?.[0] ?? ''
    /** Presses, and waits until another address stands there. */
    const settle = async (action: string, ...pressed: string[]) => {
      const before = await name()
      seen.add(before)
      const from = performance.now()
      for (const key of pressed) await press(key)
      await expect.poll(name, { interval: 20, timeout: 10_000 }).not.toBe(before)
      waitMs.push(performance.now() - from)
      used[action] = (used[action] ?? 0) + 1
    }
    let deferred = ''
    let wrong = ''
    while (seen.size < howMany) {
      const now = await name()
      if (seen.has(now)) {
        // one that was put off, or settled with its building
        await settle('stepped over', 'j')
        continue
      }
      const coarse = (await page.locator('.coarse').count()) > 0
      const building = (await page.locator('.locate-actions .ant-checkbox-input').count()) > 0
      if (coarse && deferred === '') {
        deferred = now
        await settle('put off', 's')
      } else if (coarse && wrong === '') {
        wrong = now
        await settle('wrong', 'w')
      } else if (coarse) await settle('knowingly', 'Shift+Enter')
      else if (building) await settle('building', 'n', 'Enter')
      else await settle('accepted', 'Enter')
    }
    waitMs.sort((a, b) => a - b)
    console.log(
      `${seen.size} addresses, ${keys} keystrokes, ${(keys / seen.size).toFixed(2)} each; ` +
        `to the next address ${Math.round(waitMs[waitMs.length >> 1]!)} ms at the median, ` +
        `${Math.round(waitMs[Math.floor(waitMs.length * 0.95)]!)} ms at p95; ${JSON.stringify(used)}`,
    )
    expect(keys / howMany).toBeLessThan(1.6)
    expect(used['put off']).toBe(1)
    expect(used['wrong']).toBe(1)
    expect(app.complaints).toEqual([])
  }, 240_000)

  it('takes the last one back', async () => {
    const { page } = app
    await page.keyboard.press('Control+z')
    await desk.told(desk.say('shell:history.undo', { action: '' }))
    expect(app.complaints).toEqual([])
  })
})
