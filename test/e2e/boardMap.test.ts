import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { Desk, keepPicture, middleOf, regionCache } from '../helpers/journey.ts'

/** Stops taken up from the map, and several taken up at once, in real Chromium. */
describe('the board by map and by handfuls', () => {
  let app: RunningApp
  let desk: Desk
  beforeAll(async () => {
    app = await startApp({
      locale: 'zh-CN',
      viewport: { width: 1920, height: 1080 },
      env: { ...regionCache, ROUNDSMAN_NOW: '2026-11-20T12:00:00+08:00' },
    })
    desk = new Desk(app.page, 'zh-CN')
  })
  afterAll(() => app.stop())
  afterEach(({ task }) => keepPicture(app.page, task))

  const row = (index: number) => app.page.locator('.timeline-day').nth(index)
  const casesIn = (place: Locator) =>
    place
      .locator('.timeline-stop')
      .evaluateAll((bars) => bars.map((bar) => bar.getAttribute('data-visit') ?? ''))
  const rowOf = (visitId: string) =>
    app.page.locator('.timeline-day', { has: app.page.locator(`.timeline-stop[data-visit="${visitId}"]`) })
  const crewDayOf = async (visitId: string) =>
    await rowOf(visitId).locator('.timeline-names').getAttribute('title')
  const mark = (visitId: string) => app.page.locator(`.stop-icon[data-visit="${visitId}"]`)
  /** the first of these visits, from the second on, whose mark no other one lies over: where a hand would take hold */
  const free = async (visitIds: string[]) => {
    for (const visitId of visitIds.slice(1)) {
      const top = await mark(visitId).evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        const hit = document.elementFromPoint(x + width / 2, y + height / 2)
        return hit !== null && element.contains(hit)
      })
      if (top) return visitId
    }
    throw new Error('no mark stands free')
  }
  const tip = () => app.page.locator('.drag-tip')
  const boardReady = () => app.page.locator('[data-crew-day]').first().waitFor()
  const hold = async (from: { x: number; y: number }, over: { x: number; y: number }) => {
    const { mouse } = app.page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move(from.x + 8, from.y + 8, { steps: 3 })
    await mouse.move(over.x, over.y, { steps: 6 })
  }

  it('has a week, of which one day is looked at', async () => {
    await desk.openSample('台北')
    await desk.go('plan')
    await app.page.locator('.empty .ant-btn-primary').click()
    await desk.button('plan:stop-search').click({ timeout: 90_000 })
    await desk.told(/已排 \d/u)
    await app.page.locator('.screen-head .ant-segmented-item').nth(1).click()
    await app.page.locator('.stop-icon[data-visit]').first().waitFor()
    await boardReady()
  })

  it('a mark dragged over another route shows the route, the hour and the cost, and lands there; the map stays', async () => {
    const { page } = app
    const [from, to] = [await casesIn(row(1)), await casesIn(row(2))]
    // room on the other crew-day
    await row(2).locator('.timeline-stop').first().click()
    await page.keyboard.press('Delete')
    await desk.told(desk.say('plan:drop.done-out'))
    await expect.poll(async () => (await casesIn(row(2))).length).toBe(to.length - 1)
    await page.keyboard.press('Escape')
    await boardReady()
    await page.waitForTimeout(300)
    const [taken, over] = [await free(from), await free(to)]
    const where = await middleOf(mark(over))
    const other = await crewDayOf(over)
    await hold(await middleOf(mark(taken)), where)
    await expect.poll(() => tip().innerText()).toContain(other!.split(' · ')[0]!)
    const isForbidden = async () => (await tip().getAttribute('class'))!.includes('forbidden')
    // the row of that crew-day shows it as it would be, unless a rule forbids it
    await expect.poll(async () => (await isForbidden()) || (await casesIn(row(2))).includes(taken)).toBe(true)
    const forbidden = await isForbidden()
    expect(await middleOf(mark(over))).toEqual(where)
    await page.mouse.up()
    const said = await desk.told(/\S/u)
    if (forbidden) expect(await crewDayOf(taken)).not.toBe(other)
    else {
      expect(said).toContain('路程')
      await expect.poll(() => crewDayOf(taken)).toBe(other)
      await page.keyboard.press('Control+z')
      await desk.told(/\S/u)
      await expect.poll(() => casesIn(row(1))).toEqual(from)
    }
  })

  it('a mark that is locked is refused in the words of the rule', async () => {
    const { page } = app
    await boardReady()
    // crews of one: nothing but the lock keeps a visit from changing between them
    const [from, to] = [await casesIn(row(1)), await casesIn(row(2))]
    const [taken, over] = [await free(from), await free(to)]
    await row(1).locator(`.timeline-stop[data-visit="${taken}"]`).click()
    await page.keyboard.press('x')
    await desk.told(desk.say('plan:done.lock'))
    await page.keyboard.press('Escape')
    await boardReady()
    await page.waitForTimeout(300)
    await hold(await middleOf(mark(taken)), await middleOf(mark(over)))
    await expect.poll(() => tip().getAttribute('class')).toContain('forbidden')
    expect(await tip().innerText()).toContain('锁定')
    await page.mouse.up()
    expect(await desk.told(/\S/u)).toContain('锁定')
    expect(await casesIn(row(1))).toEqual(from)
  })

  it('in the list of a crew-day Ctrl and Shift choose several; one of them dragged takes all along', async () => {
    const { page } = app
    await page.keyboard.press('Escape')
    await row(2).locator('.timeline-names').click()
    const list = page.locator('.day-stops button')
    await list.nth(0).click({ modifiers: ['Control'] })
    await expect.poll(() => page.locator('.day-stops button.chosen').count()).toBe(1)
    await list.nth(2).click({ modifiers: ['Control'] })
    await page.locator('.chosen-list').waitFor()
    await expect.poll(() => page.locator('.timeline-stop.chosen').count()).toBe(2)
    await boardReady()
    const before = await casesIn(row(2))
    const header = page.locator('.timeline-day').nth(3)
    await hold(await middleOf(row(2).locator('.timeline-stop').nth(0)), await middleOf(header))
    await expect.poll(() => tip().innerText()).toMatch(/等另 1 项/u)
    await expect.poll(() => tip().innerText()).toMatch(/2 项中可放 \d 项/u)
    const fit = Number(/2 项中可放 (\d) 项/u.exec(await tip().innerText())![1])
    await page.mouse.up()
    await desk.told(/\S/u)
    await expect.poll(async () => (await casesIn(row(2))).length).toBe(before.length - fit)
    expect(app.complaints).toEqual([])
  })
})
