import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { Desk, keepPicture, regionCache } from '../helpers/journey.ts'

/** A plan's versions in real Chromium: branched, compared, mixed, approved, published, re-opened, rolled back. */
describe('versions of the plan', () => {
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

  const sheet = () => app.page.locator('dialog.versions')
  const version = () => app.page.locator('.bar-button.version')
  const rowOf = (name: string) =>
    sheet()
      .locator('tbody tr')
      .filter({ has: app.page.locator('th', { hasText: new RegExp(`^${name}(\\s|$)`, 'u') }) })
  const stops = () =>
    app.page
      .locator('.timeline-stop')
      .evaluateAll((bars) => bars.map((bar) => bar.getAttribute('data-visit')))
  const shown = async (name: string) => {
    await expect.poll(() => version().innerText()).toMatch(new RegExp(`^${name}\\s`, 'u'))
    // changes by hand can be judged
    await app.page.locator('[data-crew-day]').first().waitFor()
  }
  let first: (string | null)[]

  it('has a week, and a branch of it under a name of its own', async () => {
    const { page } = app
    await desk.openSample('台北')
    await desk.go('plan')
    await page.locator('.empty .ant-btn-primary').click()
    await desk.button('plan:stop-search').click({ timeout: 90_000 })
    await desk.told(/已排 \d/u)
    await shown('A')
    first = await stops()
    await page.keyboard.press('v')
    await rowOf('A')
      .getByRole('button', { name: desk.say('plan:versions.branch') })
      .click()
    await page.keyboard.type('雨天')
    await page.keyboard.press('Enter')
    await desk.told(/另建方案/u)
    await sheet().locator('.versions-name').waitFor({ state: 'detached' })
    await rowOf('雨天').getByText(desk.say('plan:versions.stands')).waitFor()
    await page.keyboard.press('Escape')
    await shown('雨天')
    expect(await stops()).toEqual(first)
  })

  it('two stops taken out of the branch are what the two versions differ by, on map and table', async () => {
    const { page } = app
    for (const name of ['雨天.2', '雨天.3']) {
      await page.locator('.timeline-stop').first().click()
      await page.keyboard.press('Delete')
      await desk.told(desk.say('plan:drop.done-out'))
      await shown(name)
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('v')
    await rowOf('A')
      .getByRole('button', { name: desk.say('plan:versions.compare') })
      .click()
    await sheet().locator('.compare-changes tbody tr').first().waitFor()
    expect(await sheet().locator('.map').count()).toBe(2)
    // the branch stands on the left: the right one has two visits more
    const planned = sheet().locator('.compare-figures tr', { hasText: desk.say('plan:figure.planned') })
    expect(await planned.locator('td').last().innerText()).toBe('+2')
    const added = sheet()
      .locator('.compare-changes tbody tr')
      .filter({ hasText: desk.say('ui:diff.kind.added') })
    expect(await added.count()).toBe(2)
    await added.first().locator('input').check()
    await sheet().locator('footer .ant-btn-primary').click()
    await desk.told(/已采用 A 的 1 项变更/u)
    await shown('雨天.4')
    expect((await stops()).length).toBe(first.length - 1)
    await page.keyboard.press('Control+z')
    await desk.told(/采用 A/u)
    await shown('雨天.3')
    expect((await stops()).length).toBe(first.length - 2)
  })

  it('the week turns back to the first version as one step', async () => {
    const { page } = app
    await page.keyboard.press('v')
    await rowOf('A')
      .getByRole('button', { name: desk.say('plan:versions.turn') })
      .click()
    await desk.told(/已改用 A/u)
    await shown('A')
    expect(await stops()).toEqual(first)
  })

  it('is approved and published; then nothing moves it until it is re-opened', async () => {
    const { page } = app
    await page.keyboard.press('v')
    await rowOf('A')
      .getByRole('button', { name: desk.say('plan:versions.approve') })
      .click()
    await desk.told(desk.say('plan:versions.done-approve'))
    await rowOf('A')
      .getByText(/已批准/u)
      .waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    const publish = page.getByRole('dialog', { name: desk.say('plan:publish.title') })
    await publish.getByText(/已批准/u).waitFor()
    // on paper there is the form alone, with the fingerprint that the service reckons
    const form = page.locator('.approval-form')
    expect(await form.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    // its figures may still be on their way
    await expect.poll(() => form.isVisible()).toBe(true)
    expect(await page.locator('.screen-head').isVisible()).toBe(false)
    const fingerprint = (await form.locator('.approval-fingerprint').innerText()).replaceAll(' ', '')
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/u)
    await page.emulateMedia({ media: null })
    // opened anew, the focus stands on the button that is asked for
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    await publish.getByText(/已批准/u).waitFor()
    await page.keyboard.press('Enter')
    await desk.told(desk.say('plan:done.publish'))
    await page
      .locator('.plan-standing')
      .getByText(/为只读/u)
      .waitFor()
    await page.locator('.timeline-stop').first().click()
    await page.keyboard.press('Delete')
    await desk.told(/只读/u)
    expect(await stops()).toEqual(first)
    await desk.button('plan:versions.reopen').click()
    await desk.told(desk.say('plan:versions.done-reopen'))
    await shown('A.2')
    await page
      .locator('.plan-standing')
      .getByText(/仍全部有效/u)
      .waitFor()
  })

  it('once it differs from what was handed out, it says whose sheets are out of date', async () => {
    const { page } = app
    await page.locator('.timeline-stop').first().click()
    await page.keyboard.press('Delete')
    await desk.told(desk.say('plan:drop.done-out'))
    const notice = page.locator('.plan-stale')
    await notice.waitFor()
    const who = await page.locator('.timeline-names').nth(1).getAttribute('title')
    const names = who!.split(' · ')[1]!.split('、')
    for (const name of names) expect(await notice.innerText()).toContain(name)
    expect(await version().getAttribute('class')).toContain('stale')
    await notice.getByRole('button', { name: desk.say('plan:standing.compare') }).click()
    await sheet().locator('.compare-changes tbody tr').first().waitFor()
    await page.keyboard.press('Escape')
    expect(app.complaints).toEqual([])
  })
})
