import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { Desk, keepPicture, middleOf, regionCache, sampleFile } from '../helpers/journey.ts'
import { charactersOf, fontNames, linksOf, pageCount } from '../helpers/pdf.ts'

/**
 * A week in Taipei as its scheduler lives it, in the built window and in real Chromium: each part goes on where the
 * one before it ended.
 */
describe('a week, from the empty desk to its outcomes', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'roundsman-journey-'))
  /** Friday noon in Taipei, before the week that the sample plans */
  const friday = { ...regionCache, ROUNDSMAN_NOW: '2026-11-20T12:00:00+08:00' }
  /** the Saturday after it */
  const saturday = { ...regionCache, ROUNDSMAN_NOW: '2026-11-28T10:00:00+08:00' }
  const cases = 300
  let app: RunningApp
  let desk: Desk
  let booked: { caseNo: string; borrower: string; from: string; to: string }

  const open = async (env: Record<string, string>) => {
    app = await startApp({ dataDir, locale: 'zh-CN', env })
    desk = new Desk(app.page, 'zh-CN')
  }
  beforeAll(() => open(friday))
  afterAll(async () => {
    await app.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  afterEach(({ task }) => keepPicture(app.page, task))

  const statusNumbers = async () =>
    ((await app.page.locator('.status-line').innerText()).match(/\d[\d,]*/gu) ?? []).map((text) =>
      Number(text.replaceAll(',', '')),
    )
  const railCount = async (screen: string) =>
    Number(
      await app.page
        .locator(`.rail-entry[href="#/${screen}"] .rail-count`)
        .innerText({ timeout: 1_000 })
        .catch(() => '0'),
    )

  it('opens the sample branch in one click and lists its cases', async () => {
    await desk.openSample('台北（示例）')
    const all = app.page.locator('.chip', { hasText: '全部' })
    await expect.poll(() => all.innerText()).toMatch(new RegExp(`${cases}`))
    await app.page.getByText('TP115000302').first().waitFor()
  })

  it('finds actions and keys by the keyboard alone', async () => {
    const { page } = app
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: desk.say('shell:keys.title') })
    await expect.poll(() => help.innerText()).toContain('G P')
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('TP115000302')
    await page.getByRole('option', { name: 'TP115000302' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/case=/)
    await page.getByRole('heading', { name: '謝麗傑' }).waitFor()
  })

  it('reviews addresses by keyboard, a candidate and a dragged pin, and remembers both', async () => {
    const { page } = app
    await desk.go('locate')
    const active = page.locator('.queue-row[aria-selected="true"]')
    await active.waitFor()
    const waiting = await railCount('locate')
    expect(waiting).toBeGreaterThan(2)
    const first = (await active.innerText()).match(/TP\d+/u)![0]

    await page.keyboard.press('2')
    const candidates = page.locator('.candidate-list button')
    await expect.poll(() => candidates.nth(1).getAttribute('aria-pressed')).toBe('true')
    // a street of a like name needs its own key
    await page.keyboard.press('Shift+Enter')
    await desk.told(desk.say('locate:confirmed', { count: 1 }))
    await expect.poll(() => active.innerText()).not.toContain(first)
    const second = (await active.innerText()).match(/TP\d+/u)![0]

    await page.keyboard.press('d')
    const pin = page.locator('.drag-icon')
    const from = await middleOf(pin)
    const place = page.locator('.locate-actions .doubt')
    const before = await place.innerText()
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 40, from.y - 30, { steps: 6 })
    await page.mouse.up()
    await expect.poll(() => place.innerText()).not.toBe(before)
    await pin.focus()
    const dragged = await place.innerText()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => place.innerText()).not.toBe(dragged)
    await page.keyboard.press('Enter')
    await desk.told(desk.say('locate:confirmed', { count: 1 }))
    await expect.poll(() => railCount('locate')).toBe(waiting - 2)

    // The middle of a district is no door: Enter says so and takes nothing.
    const district = page.locator('.queue-row', { hasText: '捷運站' }).first()
    await district.click()
    await expect.poll(() => district.getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Enter')
    const warning = page.locator('.locate-actions').getByRole('alert')
    await expect.poll(() => warning.innerText()).toContain(desk.say('locate:accept-coarse'))
    expect(await railCount('locate')).toBe(waiting - 2)

    // Locating everything once more asks about neither again.
    await page.keyboard.press('r')
    await desk.told(/已定位|需要核对/u)
    await expect.poll(() => railCount('locate')).toBe(waiting - 2)
    await page.locator('.ant-segmented-item', { hasText: desk.say('locate:include.all') }).click()
    await active.waitFor()
    for (const caseNo of [first, second]) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill(caseNo)
      await page.getByRole('option', { name: caseNo }).first().click()
      await expect.poll(() => page.locator('.inspector').innerText()).toContain(desk.say('words:level.pin'))
      await page.keyboard.press('Escape')
    }
  })

  it('plans the week: stopping keeps the best, five seconds more make it better', async () => {
    const { page } = app
    await desk.go('plan')
    await page
      .locator('.empty')
      .getByRole('button', { name: desk.say('plan:optimise') })
      .click()
    const stop = desk.button('plan:stop-search')
    await stop.waitFor({ timeout: 30_000 })
    // the search is shown while it runs
    await page.locator('.map path.leaflet-interactive, .map .leaflet-overlay-pane path').first().waitFor()
    await stop.click()
    await desk.told(/已排 \d/u)
    await page.locator('.timeline-stop').first().waitFor()

    await desk.plan(5)
    await desk.told(/已排/u)
    const stops = page.locator('.timeline-stop')
    await expect.poll(async () => (await statusNumbers())[0] === (await stops.count())).toBe(true)
    const [planned, unplanned] = await statusNumbers()
    expect(planned + unplanned).toBe(cases)
    expect(planned).toBeGreaterThan(200)
    await expect.poll(() => page.locator('.map .stop-icon').count()).toBe(planned)
    await expect.poll(() => page.locator('.map .leaflet-overlay-pane path').count()).toBeGreaterThan(20)
    const reasons = await page.locator('.unplanned li .small').allInnerTexts()
    expect(reasons).toHaveLength(unplanned)
    for (const reason of reasons) expect(reason).toMatch(/。$/u)
  })

  it('locks a stop, moves it to another crew, and takes both back', async () => {
    const { page } = app
    const bar = page.locator('.timeline-stop').nth(8)
    await bar.click()
    const caseNo = (await bar.getAttribute('aria-label'))!.match(/TP\d+/u)![0]
    const mine = page.locator(`.timeline-stop[aria-label*="${caseNo}"]`)
    const crew = page.locator('.plan-side dd').first()
    const placeBefore = await crew.innerText()

    // Losing the network changes nothing: what is asked for is on this machine.
    await page.evaluate(() => window.dispatchEvent(new Event('offline')))
    await page.keyboard.press('x')
    await desk.told(desk.say('plan:done.lock'))
    await expect.poll(() => mine.getAttribute('class')).toContain('locked')
    await page.keyboard.press('Control+z')
    await desk.told(/撤销/u)
    await expect.poll(() => mine.getAttribute('class')).not.toContain('locked')

    await page.getByRole('combobox', { name: desk.say('plan:move.choose') }).click()
    await page.locator('.ant-select-item-option').last().click()
    await desk.button('plan:move.do').click()
    await desk.told(desk.say('plan:done.move'))
    await expect.poll(() => crew.innerText()).not.toBe(placeBefore)
    await page.keyboard.press('Control+z')
    await desk.told(/撤销/u)
    await expect.poll(() => crew.innerText()).toBe(placeBefore)
    await desk.button('plan:key.close').click()
    await page.locator('.unplanned').waitFor()
  })

  it('books an offered window by key, logs a call that nobody takes by letter', async () => {
    const { page } = app
    await desk.go('calls')
    const card = page.locator('.call-card')
    const slot = page.locator('.call-slot').first()
    await slot.waitFor({ timeout: 30_000 })
    // the file that is read later tells of other borrowers: what is agreed here is not agreed there again
    const inFile = readFileSync(sampleFile('taipei/calls.csv'), 'utf8')
    const shownCase = async () => (await card.locator('header .faint').innerText()).trim()
    for (let caseNo = await shownCase(); inFile.includes(caseNo); caseNo = await shownCase()) {
      await page.keyboard.press('j')
      await expect.poll(shownCase).not.toBe(caseNo)
    }
    await slot.waitFor({ timeout: 30_000 })
    const caseNo = await shownCase()
    const borrower = await card.getByRole('heading', { level: 2 }).innerText()
    const [from, to] = (await slot.locator('.call-slot-time').innerText()).split('–')
    booked = { caseNo, borrower, from, to }
    await page.keyboard.press('1')
    expect(await desk.told(`${borrower} · ${desk.say('words:result.confirmed')}`)).toMatch(/户|不影响他人/u)
    await expect.poll(() => card.locator('header .faint').innerText()).not.toContain(caseNo)

    const next = await card.getByRole('heading', { level: 2 }).innerText()
    const noAnswer = `${next} · ${desk.say('words:result.no_answer')}`
    await page.keyboard.press('n')
    await desk.told(noAnswer)
    // a slip of the finger: the key of undo takes the call back, and the week as it stands is left alone
    await page.keyboard.press('Control+z')
    await desk.told(desk.say('calls:slip.done').replace('{{what}}', noAnswer))
    await expect.poll(() => card.getByRole('heading', { level: 2 }).innerText()).toBe(next)
    const again = card.getByRole('button', { name: desk.say('words:result.no_answer') })
    await expect.poll(() => again.isEnabled()).toBe(true)
    await page.keyboard.press('n')
    await desk.told(noAnswer)
    const confirmed = page.locator('.chip', { hasText: desk.say('calls:filter.confirmed') })
    await expect.poll(() => confirmed.innerText()).toMatch(/1$/u)
  })

  const expectKept = async () => {
    await desk.go('plan')
    await app.page.locator('.timeline-stop').first().waitFor()
    await expect.poll(async () => (await desk.stopOf(booked.caseNo))?.confirmed).toBe(true)
    const stop = (await desk.stopOf(booked.caseNo))!
    expect(stop.from >= booked.from || stop.to > booked.from).toBe(true)
    expect(stop.from <= booked.to).toBe(true)
  }

  it('keeps the confirmed window in the plan', expectKept)

  it('takes in the calls of a file, in English meanwhile, and keeps what was agreed', async () => {
    const { page } = app
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Plan', exact: true }).waitFor()
    desk.in('en')
    await desk.go('calls')
    await desk.button('calls:import').click()
    expect(await desk.importFile(sampleFile('taipei/calls.csv'))).toMatch(/\d/u)
    await desk.told(/imported|Imported/u)
    const confirmed = page.locator('.chip', { hasText: desk.say('calls:filter.confirmed') })
    await expect
      .poll(async () => Number((await confirmed.innerText()).match(/\d+/u)?.[0]))
      .toBeGreaterThan(20)
    await page.getByRole('button', { name: '简体中文' }).click()
    await page.getByRole('heading', { name: '电联', exact: true }).waitFor()
    desk.in('zh-CN')
    await expectKept()
  })

  it('publishes, and hands out run sheets, a table and a calendar', async () => {
    const { page } = app
    await desk.button('plan:publish.ask').click()
    const sheet = page.getByRole('dialog', { name: desk.say('plan:publish.title') })
    await expect.poll(() => sheet.innerText()).toContain(desk.say('plan:publish.never-called'))
    await page.keyboard.press('Enter')
    await desk.told(desk.say('plan:done.publish'))
    await expect.poll(() => page.locator('.version').innerText()).toContain('已发布')

    const row = page.locator('.timeline-day').first()
    const stops = await row.locator('.timeline-stop').count()
    await row.locator('.timeline-names').click()
    await expect.poll(() => row.locator('.timeline-names').getAttribute('aria-pressed')).toBe('true')

    const pdf = await desk.exportAs('pdf', 'plan:export.one')
    expect(strFromU8(pdf.subarray(0, 5))).toBe('%PDF-')
    expect(pageCount(pdf)).toBeGreaterThanOrEqual(2)
    expect(fontNames(pdf).join()).toMatch(/Noto|SourceHan/u)
    const characters = charactersOf(pdf)
    for (const sign of '臺北市區路號') expect(characters.has(sign), sign).toBe(true)
    expect(linksOf(pdf).length).toBeGreaterThanOrEqual(stops)

    const workbook = unzipSync(await desk.exportAs('xlsx', 'plan:export.one'))
    const text = Object.entries(workbook)
      .filter(([name]) => /sharedStrings|sheet\d+\.xml$/u.test(name))
      .map(([, bytes]) => strFromU8(bytes))
      .join('')
    expect(text).toContain('路')
    expect(text).not.toMatch(/<f>/u)

    const calendar = strFromU8(await desk.exportAs('ics', 'plan:export.one'))
    expect(calendar.match(/BEGIN:VEVENT/gu)).toHaveLength(stops)
    expect(calendar).toContain('Asia/Taipei')
  })

  it('stays where it is when the page is loaded anew, and complained of nothing', async () => {
    const { page } = app
    const address = new URL(page.url()).hash
    const stops = await page.locator('.timeline-stop').count()
    await page.reload()
    await expect.poll(() => page.locator('.timeline-stop').count()).toBe(stops)
    expect(new URL(page.url()).hash).toBe(address)
    expect(app.complaints).toEqual([])
  })

  it('takes the outcomes back a week later, from a file and by hand, and schedules what follows', async () => {
    await app.stop()
    await open(saturday)
    const { page } = app
    await page.locator('.rail').waitFor()
    await desk.go('outcomes')
    const chip = (part: string) => page.locator('.chip', { hasText: desk.say(`outcomes:part.${part}`) })
    const count = async (part: string) => Number((await chip(part).innerText()).match(/\d+/u)?.[0])
    await chip('came').waitFor()
    expect(await count('came')).toBe(0)
    await page
      .locator('.screen-head')
      .getByRole('button', { name: desk.say('outcomes:import') })
      .click()
    await desk.importFile(sampleFile('taipei/outcomes.csv'))
    await desk.told(/已导入/u)
    await expect.poll(() => count('came')).toBeGreaterThan(20)
    await expect.poll(() => count('followUps')).toBeGreaterThan(0)

    const [came, followUps] = [await count('came'), await count('followUps')]
    await desk.button('outcomes:record').click()
    const form = page.locator('.inspector')
    const caseNo = (await form.getByRole('heading', { level: 2 }).innerText()).match(/TP\d+/u)![0]
    await form.getByRole('button', { name: desk.say('words:result.not_home') }).click()
    await form.locator('button[type=submit]').click()
    // whose outcome, and which
    expect(await desk.told(caseNo)).toContain(desk.say('words:result.not_home'))
    await expect.poll(() => count('came')).toBe(came + 1)
    await expect.poll(() => count('followUps')).toBe(followUps + 1)
    await chip('followUps').click()
    await page.locator('.screen').getByText(caseNo).first().waitFor()
  })

  it('shows balance and coverage that agree with the plan', async () => {
    const { page } = app
    await desk.go('plan')
    await page.locator('.timeline-stop').first().waitFor()
    const byCrew = await desk.stopsByCrew()
    const planned = [...byCrew.values()].reduce((sum, stops) => sum + stops, 0)
    // those that were visited, and those that are still to be
    await expect.poll(async () => (await statusNumbers()).slice(0, 2).reduce((a, b) => a + b)).toBe(planned)
    const [, ahead] = await statusNumbers()

    await desk.go('balance')
    // the board's rows are of hours too
    await expect.poll(() => page.locator('.timeline-day').count()).toBe(0)
    const rows = page.locator('main table tbody tr, main [role="row"]').filter({ hasText: /小时/u })
    await rows.first().waitFor()
    for (const row of await rows.allInnerTexts()) {
      const cells = row
        .split(/[\t\n]+/u)
        .map((cell) => cell.trim())
        .filter(Boolean)
      expect(Number(cells[2]), row).toBe(byCrew.get(cells[1]))
    }
    await desk.go('coverage')
    await expect
      .poll(() => page.locator('main').innerText())
      .toMatch(new RegExp(`应访 ${cases} 户，其中本周已排待访 ${ahead} 户`, 'u'))
    expect(app.complaints).toEqual([])
  })
})
