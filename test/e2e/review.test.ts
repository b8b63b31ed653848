import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { Desk, regionCache, sampleFile } from '../helpers/journey.ts'
import { Reviewer } from '../helpers/reviewer.ts'

const howMany = 50

/**
 * A person settles fifty addresses of the Taipei sample in Chinese, and her hand never leaves the keyboard. Keystrokes
 * are counted.
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
    const hand = new Reviewer(page)
    const { seen, used } = hand
    await hand.active.waitFor()
    // what was imported is located first
    await hand.press('r')
    await desk.told(/定位/u)
    // every address of the branch, so that there are fifty; what blocks the plan stands first
    await hand.press('f')
    await page.waitForURL(/include=all/u)
    await hand.active.waitFor()
    const once = (way: string) => !(way in used)
    let deferred = ''
    let wrong = ''
    while (seen.size < howMany) {
      const now = await hand.name()
      if (seen.has(now)) {
        // one that was put off, or settled with its building
        await hand.settle('stepped over', 'j')
        continue
      }
      const { coarse, building, unchosen } = await hand.standing()
      if (coarse && unchosen && once('like-named')) {
        // Enter alone takes nothing: no street of this name is there
        await hand.press('Enter')
        expect(await hand.name()).toBe(now)
        await hand.pressAndSee('1', '.candidate-list [aria-pressed="true"]')
        await hand.settle('like-named', 'Shift+Enter')
      } else if (coarse && once('searched')) {
        await hand.searchFor('大安區和平東路二段100號')
        await hand.settle('searched', 'Enter')
      } else if (coarse && once('pin')) {
        await hand.pressAndSee('d', '.drag-icon')
        const before = await page.locator('.locate-actions .doubt').innerText()
        await hand.press('ArrowUp')
        await hand.press('ArrowRight')
        expect(await page.locator('.locate-actions .doubt').innerText()).not.toBe(before)
        await hand.settle('pin', 'Enter')
      } else if (coarse && deferred === '') {
        deferred = now
        await hand.settle('put off', 's')
      } else if (coarse && wrong === '') {
        wrong = now
        await hand.settle('wrong', 'w')
      } else if (coarse) {
        if (unchosen) await hand.pressAndSee('1', '.candidate-list [aria-pressed="true"]')
        await hand.settle('knowingly', 'Shift+Enter')
      } else if (building) await hand.settle('building', 'n', 'Enter')
      else await hand.settle('accepted', 'Enter')
    }
    expect(hand.keys / howMany).toBeLessThan(2.4)
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

  it('another window follows; undo pressed while steps are on their way takes back the newest of them', async () => {
    const { page, context } = app
    const address = `${new URL(app.url).origin}/#/locate?include=all`
    const other = await context.newPage()
    await other.goto(address)
    const count = async (window: typeof page) =>
      Number((await window.locator('.status-slot').innerText()).match(/\d+/gu)?.at(-1))
    await expect.poll(() => count(other)).toBeGreaterThan(100)
    const before = await count(page)
    expect(await count(other)).toBe(before)
    for (let step = 0; step < 3; step++) await page.keyboard.press('w')
    await page.keyboard.press('Control+z')
    await desk.told(desk.say('shell:history.undo', { action: '' }))
    await expect.poll(() => count(page)).toBe(before - 2)
    await expect.poll(() => count(other)).toBe(before - 2)
    await page.reload()
    await expect.poll(() => count(page)).toBe(before - 2)
    await other.close()
    expect(app.complaints).toEqual([])
  }, 60_000)
})
