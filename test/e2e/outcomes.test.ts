import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { Desk, keepPicture, regionCache, sampleFile } from '../helpers/journey.ts'

/** What came back from the field and what follows from it, on the narrowest window that is promised. */
describe('the outcomes of a week', () => {
  let app: RunningApp
  let desk: Desk
  beforeAll(async () => {
    app = await startApp({
      locale: 'en-US',
      env: { ...regionCache, ROUNDSMAN_NOW: '2026-11-20T12:00:00+01:00' },
    })
    desk = new Desk(app.page, 'en')
    await desk.openSample('Liechtenstein')
    await desk.go('outcomes')
    await desk.button('outcomes:import').first().click()
    await desk.importFile(sampleFile('liechtenstein/outcomes.csv'))
  })
  afterAll(() => app.stop())
  afterEach(({ task }) => keepPicture(app.page, task))

  /** texts that end in dots because their cell is too narrow, by the head of their column */
  const cut = async (table: Locator) =>
    table.evaluate((grid) => {
      const heads = [...grid.querySelectorAll('[role=columnheader]')].map((head) => head.textContent ?? '')
      const found = new Set<string>()
      for (const row of grid.querySelectorAll('.row'))
        [...row.querySelectorAll('[role=gridcell]')].forEach((cell, index) => {
          if (cell.scrollWidth > cell.clientWidth) found.add(heads[index])
        })
      return [...found]
    })

  it.each(['en', 'zh-CN'] as const)(
    'show times, numbers, amounts, results and what follows whole: %s',
    async (language) => {
      const { page } = app
      if (language !== 'en') await page.locator('.language-switch [lang="zh-CN"]').click()
      desk = desk.in(language)
      const table = page.getByRole('grid')
      await table.getByRole('columnheader', { name: desk.say('outcomes:col.caseNo') }).waitFor()
      await expect.poll(() => table.locator('.row').count()).toBeGreaterThan(10)
      const heads = (await table.getByRole('columnheader').allInnerTexts()).map((text) =>
        text.replace(/[↓↑]/gu, '').trim(),
      )
      for (const key of ['visitedAt', 'caseNo', 'result', 'promise', 'followUp'])
        expect(heads).toContain(desk.say(`outcomes:col.${key}`))
      const mayBeCut = ['borrower', 'crew', 'note'].map((key) => desk.say(`outcomes:col.${key}`))
      expect(
        (await cut(table)).filter((head) => !mayBeCut.includes(head.replace(/[↓↑]/gu, '').trim())),
      ).toEqual([])
      // none of it lies beyond the edge of the window
      expect(await table.evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBe(0)
    },
  )

  it('a borrower who has moved waits in the follow-ups, gets another address and goes to the review or the plan', async () => {
    const { page } = app
    await page.getByRole('button', { name: new RegExp(`^${desk.say('outcomes:part.followUps')}`) }).click()
    const table = page.getByRole('grid')
    const dates = async () =>
      (await table.locator('.row [role=gridcell]:first-child').allInnerTexts()).filter(Boolean)
    await expect.poll(async () => (await dates()).length).toBeGreaterThan(5)
    const order = (await dates()).map((text) =>
      Number(
        text
          .match(/\d+/gu)!
          .map((part) => part.padStart(2, '0'))
          .join(''),
      ),
    )
    expect(order).toEqual(order.toSorted((a, b) => a - b))

    const row = table.locator('.row', { hasText: 'LI-26-1490' })
    await row.getByRole('button', { name: desk.say('outcomes:todo.address') }).click()
    const inspector = page.locator('.inspector')
    await inspector.getByText(desk.say('cases:address.wanted')).waitFor()
    await inspector.getByLabel(desk.say('cases:address.placeholder')).fill('Aeulestrasse 30, 9490 Vaduz')
    await page.keyboard.press('Enter')
    await desk.told(desk.say('cases:address.added'))
    await inspector.getByText('9490').first().waitFor()
    // history: by the branch's clock, hours in words
    const history = await inspector.locator('.timeline').innerText()
    expect(history).not.toMatch(/\d{4}-\d\d-\d\dT/u)

    await desk.go('outcomes')
    await page.getByRole('button', { name: new RegExp(`^${desk.say('outcomes:part.followUps')}`) }).click()
    await row.getByRole('button', { name: desk.say('outcomes:todo.plan') }).waitFor()
  })

  it('are imported by keys alone, and the focus never leaves the sheet', async () => {
    const { page } = app
    const sheet = page.getByRole('dialog')
    await page.getByRole('grid').waitFor()
    await page.keyboard.press('i')
    await sheet.locator('.file-drop button:focus').waitFor()
    await sheet.locator('input[type=file]').setInputFiles(sampleFile('liechtenstein/outcomes.csv'))
    for (const done of ['.import-body .change-counts', '.import-body .import-done']) {
      await sheet.locator('.import-footer .ant-btn-primary:focus').waitFor()
      await page.keyboard.press('Enter')
      expect(await sheet.evaluate((element) => element.contains(document.activeElement))).toBe(true)
      await sheet.locator(done).waitFor()
    }
    await sheet.locator('.import-footer .ant-btn-primary:focus').waitFor()
    await page.keyboard.press('Enter')
    await sheet.waitFor({ state: 'detached' })
  })

  it('are recorded by keys alone: a number for the result, Enter, the next borrower', async () => {
    const { page } = app
    await desk.go('plan')
    await desk.button('plan:optimise').first().click()
    await page.locator('.timeline-stop').first().waitFor({ timeout: 60_000 })
    await desk.go('outcomes')
    // with the plan its visits are there
    await page.locator('.screen-head button:enabled', { hasText: desk.say('outcomes:record') }).waitFor()
    await page.keyboard.press('n')
    const panel = page.locator('.inspector')
    const results = panel.locator('fieldset:focus')
    await results.waitFor()
    const first = await panel.locator('h2').innerText()
    // a promise without its day is not invented: it is asked for where it is missing
    await page.keyboard.press('1')
    await page.keyboard.press('Enter')
    await panel.locator('[data-field=promiseDate] [role=alert]').waitFor()
    await expect.poll(() => panel.locator('[data-field=promiseDate] input:focus').count()).toBe(1)
    expect(await panel.locator('h2').innerText()).toBe(first)
    // what is typed there stays, whichever key ends it; a day before the visit is refused where it stands
    const day = panel.locator('[data-field=promiseDate] input')
    const typed = async (text: string, ...keys: string[]) => {
      await page.keyboard.press('Control+a')
      await page.keyboard.type(text)
      for (const key of keys) await page.keyboard.press(key)
      return day.inputValue()
    }
    await typed('2026/12/05', 'Enter')
    // its amount is missing next
    await expect.poll(() => panel.locator('[data-field=amount] input:focus').count()).toBe(1)
    expect(await day.inputValue()).toBe('2026/12/5')
    await day.focus()
    expect(await typed('2026/11/01', 'Tab')).toBe('2026/11/1')
    await panel.locator('[data-field=promiseDate] [role=alert]').waitFor()
    await day.focus()
    expect(await typed('6.12.2026', 'Tab')).toBe('2026/12/6')
    expect(await panel.locator('[data-field=promiseDate] [role=alert]').count()).toBe(0)
    // on the lowest window that is promised the button stays in sight
    const button = (await panel.locator('button[type=submit]').boundingBox())!
    expect(button.y + button.height).toBeLessThanOrEqual(page.viewportSize()!.height)
    await page.keyboard.press('Escape')
    await panel.getByRole('button', { name: desk.say('words:result.not_home') }).focus()
    await page.keyboard.press('6')
    await page.keyboard.press('Enter')
    await expect.poll(() => panel.locator('h2').innerText()).not.toBe(first)
    await results.waitFor()
  })

  it('a list with telephone numbers in full is asked about first, and has a name of its own', async () => {
    const { page } = app
    await desk.go('plan')
    const menu = async (key: string) => {
      await desk.button('plan:export.all').click()
      await page.getByRole('menuitem', { name: desk.say(key), exact: true }).click()
    }
    const asked = page.getByRole('dialog', { name: desk.say('plan:export.ask') })
    const save = async (act: () => Promise<void>) => {
      const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), act()])
      return download.suggestedFilename()
    }
    const masked = await save(() => menu('plan:export.csv'))
    await menu('plan:export.csv-phones')
    await asked.waitFor()
    await page.keyboard.press('Escape')
    await asked.waitFor({ state: 'detached' })
    await menu('plan:export.csv-phones')
    await asked.waitFor()
    const open = await save(() => page.keyboard.press('Enter'))
    expect(masked).toMatch(/ 2026-11-\d\d_2026-11-\d\d\.csv$/u)
    expect(open).toBe(masked.replace('.csv', ' 含完整电话.csv'))
  })

  it('complained of nothing', () => expect(app.complaints).toEqual([]))
})
