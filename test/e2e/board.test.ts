import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { Desk, keepPicture, regionCache } from '../helpers/journey.ts'

/** The week under a person's hand, in real Chromium: by pointer, then the same by keys alone. */
describe('the board', () => {
  let app: RunningApp
  let desk: Desk
  beforeAll(async () => {
    app = await startApp({
      locale: 'zh-CN',
      env: { ...regionCache, ROUNDSMAN_NOW: '2026-11-20T12:00:00+08:00' },
    })
    desk = new Desk(app.page, 'zh-CN')
  })
  afterAll(() => app.stop())
  afterEach(({ task }) => keepPicture(app.page, task))

  const row = (index: number) => app.page.locator('.timeline-day').nth(index)
  const stopsIn = (place: Locator) => place.locator('.timeline-stop')
  const casesIn = async (place: Locator) =>
    await stopsIn(place).evaluateAll((bars) => bars.map((bar) => bar.getAttribute('data-visit')))
  const unplanned = () => app.page.locator('.unplanned')
  const listed = async () =>
    Number((await unplanned().locator('header .num').innerText()).replace(/\D/gu, ''))
  const middle = async (what: Locator) => {
    const box = (await what.boundingBox())!
    return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 20) }
  }
  /** Takes hold of one thing and holds it over another. */
  const hold = async (what: Locator, over: { x: number; y: number }) => {
    const { mouse } = app.page
    const from = await middle(what)
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move(from.x + 8, from.y + 8, { steps: 3 })
    await mouse.move(over.x, over.y, { steps: 6 })
  }
  const tip = () => app.page.locator('.drag-tip')

  it('has a week to rearrange', async () => {
    await desk.openSample('台北')
    await desk.go('plan')
    await app.page.locator('.empty .ant-btn-primary').click()
    const stop = desk.button('plan:stop-search')
    await stop.waitFor({ timeout: 90_000 })
    await stop.click()
    await desk.told(/已排 \d/u)
    await app.page.locator('.timeline-stop').first().waitFor()
    // changes by hand can be judged
    await app.page.locator('[data-crew-day]').first().waitFor()
    expect(await stopsIn(row(0)).count()).toBeGreaterThan(3)
  })

  it('a stop is dragged out of the plan, and back in where there is room', async () => {
    const before = await casesIn(row(0))
    const outside = await listed()
    const [third] = before.slice(2, 3)
    await hold(stopsIn(row(0)).nth(2), await middle(unplanned().locator('header')))
    await tip().getByText(desk.say('plan:drop.out')).waitFor()
    await app.page.mouse.up()
    await desk.told(desk.say('plan:drop.done-out'))
    await expect.poll(() => casesIn(row(0))).toEqual(before.filter((visit) => visit !== third))
    await expect.poll(listed).toBe(outside + 1)

    // the board of the new version is there
    await app.page.locator('[data-crew-day]').first().waitFor()
    const entry = unplanned().locator(`[data-visit="${third}"]`)
    await entry.scrollIntoViewIfNeeded()
    const second = (await stopsIn(row(0)).nth(1).boundingBox())!
    const fourth = (await stopsIn(row(0)).nth(2).boundingBox())!
    await hold(entry, { x: (second.x + second.width + fourth.x) / 2, y: second.y + 8 })
    // shown where it would land before it is let go
    await expect.poll(() => casesIn(row(0))).toEqual(before)
    expect(await tip().getAttribute('class')).not.toContain('forbidden')
    await app.page.mouse.up()
    await desk.told(/路程/u)
    await expect.poll(() => casesIn(row(0))).toEqual(before)
    await expect.poll(listed).toBe(outside)
  })

  it('what was taken out by hand is put back at one press', async () => {
    const outside = await listed()
    const third = (await casesIn(row(0)))[2]
    await stopsIn(row(0)).nth(2).click()
    await app.page.keyboard.press('Delete')
    await desk.told(desk.say('plan:drop.done-out'))
    await expect.poll(listed).toBe(outside + 1)
    await app.page.keyboard.press('Escape')
    const entry = unplanned().locator(`[data-visit="${third}"]`)
    await entry.getByRole('button', { name: desk.say('plan:fix.put-back') }).click()
    await desk.told(/路程/u)
    await expect.poll(listed).toBe(outside)
    expect(await app.page.locator(`.timeline-stop[data-visit="${third}"]`).count()).toBe(1)
  })

  it('a drop that a rule forbids is refused in the words of the rule, and Escape lets go of nothing', async () => {
    const [from, to] = [await casesIn(row(0)), await casesIn(row(1))]
    await stopsIn(row(0)).nth(1).click()
    await app.page.keyboard.press('x')
    await desk.told(desk.say('plan:done.lock'))
    const target = (await stopsIn(row(1)).last().boundingBox())!
    await hold(stopsIn(row(0)).nth(1), { x: target.x + target.width + 20, y: target.y + 8 })
    await expect.poll(() => tip().getAttribute('class')).toContain('forbidden')
    await expect.poll(async () => (await casesIn(row(1))).length).toBe(to.length + 1)
    const said = await tip().locator('span').nth(1).innerText()
    const whose = await tip().locator('b').innerText()
    await app.page.mouse.up()
    expect((await desk.told(/\S/u)).startsWith(`${whose}：${said}`)).toBe(true)
    expect(await casesIn(row(0))).toEqual(from)
    expect(await casesIn(row(1))).toEqual(to)
    expect(said).toContain('锁定')
    await app.page.keyboard.press('x')
    await desk.told(desk.say('plan:done.unlock'))
    await app.page.keyboard.press('Escape')

    await hold(stopsIn(row(0)).nth(1), await middle(unplanned().locator('header')))
    await app.page.keyboard.press('Escape')
    await app.page.mouse.up()
    expect(await casesIn(row(0))).toEqual(from)
    expect(await tip().count()).toBe(0)
  })

  it('by keys: one place later, undone, taken out, put back from the list of places', async () => {
    const { page } = app
    const before = await casesIn(row(0))
    const swapped = [before[1], before[0], ...before.slice(2)]
    await stopsIn(row(0)).first().click()
    await page.keyboard.press('Alt+ArrowRight')
    const said = await desk.told(/\S/u)
    // where its hours forbid the later place the plan stands; else it is one place later, and undone again
    if (said.includes('路程')) {
      await expect.poll(() => casesIn(row(0))).toEqual(swapped)
      await page.keyboard.press('Control+z')
      await desk.told(desk.say('shell:did.plan-arrange'))
    }
    await expect.poll(() => casesIn(row(0))).toEqual(before)

    await page.keyboard.press('Delete')
    await desk.told(desk.say('plan:drop.done-out'))
    await expect.poll(() => casesIn(row(0))).toEqual(before.slice(1))
    // it is still what is looked at: its row names the crew-days that have room
    const places = unplanned().locator('.places button')
    await places.first().waitFor()
    await places.first().focus()
    await page.keyboard.press('Enter')
    await desk.told(/路程/u)
    await expect.poll(() => app.page.locator(`.timeline-stop[data-visit="${before[0]}"]`).count()).toBe(1)
  })

  it('several are chosen by Ctrl and Shift, moved as one step where they cost least, and undone as one', async () => {
    const { page } = app
    const side = page.locator('.plan-side')
    const title = (count: number) => side.getByText(desk.say('plan:many.title', { count }), { exact: true })
    const [first, second] = [await casesIn(row(0)), await casesIn(row(1))]
    await page.keyboard.press('Escape')
    await stopsIn(row(0)).nth(0).click()
    await stopsIn(row(0))
      .nth(2)
      .click({ modifiers: ['Shift'] })
    await title(3).waitFor()
    expect(await page.locator('.timeline-stop.chosen').count()).toBe(3)
    await stopsIn(row(0))
      .nth(1)
      .click({ modifiers: ['Control'] })
    await title(2).waitFor()
    await page.keyboard.press('Delete')
    await desk.told(/2 项/u)
    await expect.poll(() => casesIn(row(0))).toEqual([first[1], ...first.slice(3)])
    // they are chosen still, and the crew-day that they left has room for both
    await title(2).waitFor()
    const places = side.locator('.chosen-places button')
    await places.first().waitFor()
    expect(await places.first().innerText()).toContain('2/2')
    await page.locator('[data-crew-day]').first().waitFor()
    await page.keyboard.press('m')
    await desk.told(/已移动 2 项外访/u)
    await expect.poll(() => page.locator('.timeline-stop.chosen').count()).toBe(2)

    await page.keyboard.press('Control+z')
    await desk.told(/2 项/u)
    await expect.poll(() => casesIn(row(0))).toEqual([first[1], ...first.slice(3)])
    await page.keyboard.press('Control+z')
    await desk.told(/2 项/u)
    await expect.poll(() => casesIn(row(0))).toEqual(first)
    expect(await casesIn(row(1))).toEqual(second)
    await page.keyboard.press('Escape')
    expect(await page.locator('.timeline-stop.chosen').count()).toBe(0)
  })

  it('by keys: Shift with the arrows chooses more, Escape none', async () => {
    const { page } = app
    await stopsIn(row(0)).first().click()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(() => page.locator('.timeline-stop.chosen').count()).toBe(3)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.timeline-stop.chosen').count()).toBe(0)
    await page.keyboard.press('Escape')
  })

  it('on the map a box with Shift, and a line drawn round stops, choose what lies within', async () => {
    const { page } = app
    const { mouse } = page
    const map = (await page.locator('.map').boundingBox())!
    const [left, top, right, bottom] = [
      map.x + 60,
      map.y + 20,
      map.x + map.width - 60,
      map.y + map.height - 30,
    ]
    const within = () =>
      page.locator('.stop-icon').evaluateAll(
        (icons, [x1, y1, x2, y2]) =>
          icons.filter((icon) => {
            const box = icon.getBoundingClientRect()
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
            return x > x1! && x < x2! && y > y1! && y < y2!
          }).length,
        [left, top, right, bottom],
      )
    await page.keyboard.down('Shift')
    await mouse.move(left, top)
    await mouse.down()
    await mouse.move(right, bottom, { steps: 5 })
    const inBox = await within()
    await mouse.up()
    await page.keyboard.up('Shift')
    expect(inBox).toBeGreaterThan(1)
    await expect.poll(() => page.locator('.stop-icon.chosen').count()).toBe(inBox)
    await page.keyboard.press('Escape')

    await page.keyboard.press('a')
    await expect
      .poll(() => page.getByRole('button', { name: desk.say('plan:map.lasso') }).getAttribute('aria-pressed'))
      .toBe('true')
    await mouse.move(left, top)
    await mouse.down()
    for (const [x, y] of [
      [right, top],
      [right, bottom],
      [left, bottom],
    ] as const)
      await mouse.move(x, y, { steps: 5 })
    await mouse.up()
    await expect.poll(() => page.locator('.stop-icon.chosen').count()).toBe(inBox)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(app.complaints).toEqual([])
  })

  it('one crew-day is put into its shortest order; the panes are resized and stay so', async () => {
    const { page } = app
    await page.locator('.timeline-names').nth(2).click()
    const before = await casesIn(row(1))
    await desk.button('plan:tidy.order').click()
    await desk.told(/\S/u)
    expect([...(await casesIn(row(1)))].sort()).toEqual([...before].sort())
    await page.keyboard.press('Escape')

    const height = async () => (await page.locator('.timeline-board').boundingBox())!.height
    const small = await height()
    const bar = page.getByRole('separator', { name: desk.say('plan:resize') })
    await bar.focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await expect.poll(height).toBeGreaterThan(small)
    const large = await height()
    await desk.go('cases')
    await desk.go('plan')
    await expect.poll(height).toBe(large)
    expect(app.complaints).toEqual([])
  })

  it('hours are drawn wider by keys and by Ctrl with the wheel; what is pointed at stays, and so does the zoom', async () => {
    const { page } = app
    const stop = page.locator('.timeline-day').first().locator('.timeline-stop').nth(2)
    const width = async () => (await stop.boundingBox())!.width
    const middle = async () => {
      const box = (await stop.boundingBox())!
      return box.x + box.width / 2
    }
    const narrow = await width()
    await page.keyboard.press('=')
    await expect.poll(width).toBeGreaterThan(narrow * 1.2)
    await page.keyboard.press('0')
    await expect.poll(width).toBeCloseTo(narrow, 1)

    const box = (await stop.boundingBox())!
    const x = await middle()
    await page.mouse.move(x, box.y + box.height / 2)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -120)
    await expect.poll(width).toBeGreaterThan(narrow * 1.2)
    await page.mouse.wheel(0, -120)
    await expect.poll(width).toBeGreaterThan(narrow * 1.7)
    await page.keyboard.up('Control')
    // it could only move to where there is nothing left of the first hour
    expect(Math.abs((await middle()) - x)).toBeLessThan(2)
    // the crews' names stand where they stood
    const names = (await page.locator('.timeline-header').first().boundingBox())!
    const board = (await page.locator('.timeline-board').boundingBox())!
    expect(names.x).toBe(board.x)

    const wide = await width()
    await desk.go('cases')
    await desk.go('plan')
    await expect.poll(width).toBeCloseTo(wide, 1)
    await page.getByRole('button', { name: desk.say('plan:zoom.out') }).click()
    await page.getByRole('button', { name: desk.say('plan:zoom.out') }).click()
    await expect.poll(width).toBeCloseTo(narrow, 1)
    expect(app.complaints).toEqual([])
  })
})
