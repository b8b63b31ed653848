import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8 } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { Desk, keepPicture, regionCache, sampleFile } from '../helpers/journey.ts'
import { pageCount } from '../helpers/pdf.ts'

/** In English, from nothing but a map file and two spreadsheets; what is wrong with a file is said in one sentence. */
describe('a branch of one’s own', () => {
  const files = mkdtempSync(join(tmpdir(), 'roundsman-files-'))
  let app: RunningApp
  let desk: Desk
  beforeAll(async () => {
    app = await startApp({
      locale: 'en-US',
      env: { ...regionCache, ROUNDSMAN_NOW: '2026-11-20T10:00:00+01:00' },
    })
    desk = new Desk(app.page, 'en')
  })
  afterAll(async () => {
    await app.stop()
    rmSync(files, { recursive: true, force: true })
  })
  afterEach(({ task }) => keepPicture(app.page, task))

  const file = (name: string, content: string | Uint8Array) => {
    const path = join(files, name)
    writeFileSync(path, content)
    return path
  }
  const lines = (name: string) => readFileSync(sampleFile(`liechtenstein/${name}`), 'utf8').split(/\r?\n/u)
  const howMany = 40

  it('grows out of a map file', async () => {
    const { page } = app
    await desk.button('welcome:own.start').click()
    const map = page.locator('input[type=file][accept*=pbf]')
    const build = desk.button('welcome:region.build')

    await map.setInputFiles(
      file(
        'cut.osm.pbf',
        readFileSync(sampleFile('liechtenstein/liechtenstein.osm.pbf')).subarray(0, 50_000),
      ),
    )
    await build.click()
    expect(await desk.told(/\w/u)).toMatch(/cut\.osm\.pbf.*\.$/u)

    await map.setInputFiles(sampleFile('liechtenstein/liechtenstein.osm.pbf'))
    await build.click()
    await page.getByRole('textbox', { name: desk.say('welcome:own.name') }).fill('Vaduz')
    const create = desk.button('welcome:own.create')
    await expect.poll(() => create.isEnabled(), { timeout: 120_000 }).toBe(true)
    await create.click()
    await page.waitForURL(/#\/cases/)
  })

  it('says in one sentence what is wrong with a file, and keeps nothing of it', async () => {
    const { page } = app
    await page
      .getByRole('button', { name: desk.say('cases:import') })
      .first()
      .click()
    const sheet = page.getByRole('dialog')
    const bad = [
      file('cut.xlsx', readFileSync(sampleFile('taipei/cases.xlsx')).subarray(0, 9_000)),
      file(
        'picture.csv',
        Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82]),
      ),
      file('empty.csv', ''),
    ]
    for (const path of bad) {
      await sheet.locator('input[type=file]').setInputFiles(path)
      const failure = sheet.getByRole('alert').filter({ hasText: path.split('/').at(-1)! })
      const said = (await failure.innerText()).trim()
      expect(said, path).toMatch(/^[^\n]+\.$/u)
      expect(said).not.toMatch(/internal|undefined|Error/u)
    }
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    expect(app.complaints).toEqual([])
  })

  it('takes cases whose columns a person had to name', async () => {
    const { page } = app
    const [header, ...rows] = lines('cases.csv')
    const headings = header
      .replace(/^\uFEFF/u, '')
      .replace('Case No', 'Our mark')
      .replace('Address', 'Where')
    const path = file('vaduz.csv', [headings, ...rows.slice(0, howMany)].join('\n'))
    await page
      .getByRole('button', { name: desk.say('cases:import') })
      .first()
      .click()
    await desk.importFile(path, async (sheet) => {
      await sheet.getByLabel('Our mark').selectOption('case_no')
      await sheet.getByLabel('Where').selectOption('address')
    })
    await desk.told(/imported|Imported/u)
    await page.getByText('LI-26-1002').first().waitFor()

    await desk.go('settings')
    await desk.button('settings:part.collectors').click()
    await desk.button('settings:collectors.import').first().click()
    await desk.importFile(sampleFile('liechtenstein/collectors.csv'))
    await desk.told(/imported|Imported/u)
  })

  it('locates and plans them and prints the first route', async () => {
    const { page } = app
    await desk.go('locate')
    await page
      .locator('.empty')
      .getByRole('button', { name: desk.say('locate:run') })
      .click()
    await desk.told(/located/iu)
    await desk.go('plan')
    await page
      .locator('.empty')
      .getByRole('button', { name: desk.say('plan:optimise') })
      .click()
    const stop = desk.button('plan:stop-search')
    await stop.waitFor({ timeout: 60_000 })
    await stop.click()
    await desk.told(/visits planned/u)
    await expect.poll(() => page.locator('.timeline-stop').count()).toBeGreaterThan(howMany / 2)
    const row = page.locator('.timeline-day:not(.idle)').first()
    await row.locator('.timeline-names').click()
    const pdf = await desk.exportAs('pdf', 'plan:export.one')
    expect(strFromU8(pdf.subarray(0, 5))).toBe('%PDF-')
    expect(pageCount(pdf)).toBeGreaterThanOrEqual(1)
    expect(app.complaints).toEqual([])
  })
})
