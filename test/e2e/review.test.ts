import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { Desk, regionCache, sampleFile } from '../helpers/journey.ts'

const howMany = 50

/**
 * A person settles fifty addresses of the Taipei sample in Chinese, and her hand never leaves the keyboard. Keystrokes
 * are counted, and how long each key takes to show the next address is told.
 */
describe('the review of addresses by keyboard alone', () => {
  let app: RunningApp
  let desk: Desk
  let folder: string
  beforeAll(async () => {
    app = await startApp({
      locale: 'zh-CN',
      env: { ROUNDSMAN_NOW: '2026-11-20T12:00:00+08:00', ...regionCache },
    })
    desk = new Desk(app.page, 'zh-CN')
    await desk.openSample('台北')
    // the sample's own cases, and two more behind one door
    const neighbours = ['3樓', '5樓之2'].map(
      (floor, i) =>
        `TP99900000${i},林${i}${i},0900000${i}11,大安區和平東路二段103號${floor},95,"NT$900,000",TWD,房屋貸款,D,M3,99,20,,,,,,,待外訪`,
    )
    folder = mkdtempSync(join(tmpdir(), 'roundsman-review-'))
    const file = join(folder, 'cases.csv')
    writeFileSync(
      file,
      [readFileSync(sampleFile('taipei/cases.csv'), 'utf8').trimEnd(), ...neighbours].join('\n'),
    )
    await desk.button('cases:import').first().click()
    await desk.importFile(file)
  }, 240_000)
  afterAll(async () => {
    await app.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('settles fifty, puts one off, marks one wrong', async () => {
    const { page } = app
    await desk.go('locate')
    const active = page.locator('.queue-row[aria-selected="true"]')
    await active.waitFor()
    let keys = 0
    const press = async (key: string) => {
      keys++
      await page.keyboard.press(key)
    }
    // what was imported is located first
    await press('r')
    await desk.told(/定位/u)
    // every address of the branch, so that there are fifty; what blocks the plan stands first
    await press('f')
    await page.waitForURL(/include=all/u)
    await active.waitFor()
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
    const once = (action: string) => !(action in used)
    /** Waits for what a key brings before the next one is pressed. */
    const pressAndSee = async (key: string, sign: string) => {
      const from = performance.now()
      await press(key)
      await page.locator(sign).first().waitFor({ timeout: 10_000 })
      waitMs.push(performance.now() - from)
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
      const unchosen = (await page.locator('.candidate-list [aria-pressed="true"]').count()) === 0
      if (coarse && unchosen && once('like-named')) {
        // Enter alone takes nothing: no street of this name is there
        await press('Enter')
        expect(await name()).toBe(now)
        await pressAndSee('1', '.candidate-list [aria-pressed="true"]')
        await settle('like-named', 'Shift+Enter')
      } else if (coarse && once('searched')) {
        // another wording, typed; Enter searches and gives the keyboard back
        await press('/')
        const wording = '大安區和平東路二段100號'
        await page.keyboard.insertText(wording)
        keys += wording.length
        await pressAndSee('Enter', '.locate-actions .ant-btn-primary:has-text("Enter")')
        await settle('searched', 'Enter')
      } else if (coarse && once('pin')) {
        await pressAndSee('d', '.drag-icon')
        const before = await page.locator('.locate-actions .doubt').innerText()
        await press('ArrowUp')
        await press('ArrowRight')
        expect(await page.locator('.locate-actions .doubt').innerText()).not.toBe(before)
        await settle('pin', 'Enter')
      } else if (coarse && deferred === '') {
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
    expect(keys / howMany).toBeLessThan(2.4)
    for (const way of ['building', 'pin', 'searched', 'like-named', 'accepted'])
      expect(used[way], way).toBeGreaterThan(0)
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
