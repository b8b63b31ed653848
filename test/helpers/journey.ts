import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Download, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Files of the sample branches, as a person has them on her disk. */
export const sampleFile = (path: string): string => `${root}resources/sample/${path}`

/** Regions built once serve every run. */
export const regionCache = { ROUNDSMAN_REGION_CACHE: `${root}.cache/regions` }

export type Language = 'zh-CN' | 'en'
type Words = Record<string, string>
const files = new Map<string, Words>()

/** What the window says for a key such as `plan:optimise`, up to the first place where it puts a value in. */
function words(language: Language, key: string): string {
  const [room, name] = key.split(':')
  const path = `${root}resources/locales/${language}/${room}.json`
  let table = files.get(path)
  if (!table) files.set(path, (table = JSON.parse(readFileSync(path, 'utf8')) as Words))
  const text = table[name] ?? table[`${name}_other`]
  if (text === undefined) throw new Error(`no words for ${key} in ${language}`)
  return text
}

export interface TimelineStop {
  caseNo: string
  from: string
  to: string
  confirmed: boolean
}

const letters = {
  cases: 'c',
  locate: 'l',
  plan: 'p',
  calls: 't',
  outcomes: 'o',
  balance: 'b',
  coverage: 'v',
  settings: 's',
}

/** A person at the desk: what she sees and presses, in the language the window stands in. */
export class Desk {
  page: Page
  language: Language
  constructor(page: Page, language: Language) {
    this.page = page
    this.language = language
  }

  say(key: string, values: Record<string, string | number> = {}): string {
    return words(this.language, key).replace(/\{\{(\w+)\}\}/gu, (_, name: string) =>
      String(values[name] ?? ''),
    )
  }

  /** the same in the names of another language's sample */
  in(language: Language): Desk {
    this.language = language
    return this
  }

  button(key: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name: this.say(key), exact: true })
  }

  /** `G` and a letter, as the rail's tooltips say. */
  async go(screen: keyof typeof letters): Promise<void> {
    await this.page.keyboard.press('g')
    await this.page.keyboard.press(letters[screen])
    await this.page.waitForURL(new RegExp(`#/${screen}`))
  }

  /** Waits for a word at the foot of the window and takes it away, so that the next one is not mistaken for it. */
  async told(text: string | RegExp): Promise<string> {
    const toast = this.page.locator('.toast', { hasText: text }).last()
    await toast.waitFor({ timeout: 90_000 })
    const said = (await toast.locator('> span').first().innerText()).trim()
    const close = this.page.locator('.toast').getByRole('button', { name: this.say('shell:close') })
    // all at once, in the page: one of them may go by itself between two steps of a slower hand
    await close.evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()))
    await expect.poll(() => this.page.locator('.toast').count()).toBe(0)
    return said
  }

  async openSample(name: string): Promise<void> {
    const card = this.page.locator('.sample', { has: this.page.getByRole('heading', { name }) })
    await card.getByRole('button').click()
    await this.page.waitForURL(/#\/cases/, { timeout: 120_000 })
  }

  /** The import sheet from its first step to its last; leaves it closed. */
  async importFile(
    path: string,
    onColumns: (sheet: Locator) => Promise<void> = () => Promise.resolve(),
  ): Promise<string> {
    const sheet = this.page.getByRole('dialog')
    await sheet.locator('input[type=file]').setInputFiles(path)
    const next = this.button('import:see-changes', sheet)
    await next.waitFor()
    await onColumns(sheet)
    await next.click()
    const commit = sheet.locator('.import-footer .ant-btn-primary:not([disabled])')
    await sheet.locator('.change-counts').waitFor()
    await commit.click()
    await sheet.locator('.import-done').waitFor({ timeout: 60_000 })
    const said = await sheet.locator('.import-done').innerText()
    await sheet.locator('.import-footer .ant-btn-primary').click()
    await sheet.waitFor({ state: 'detached' })
    return said
  }

  /** Plans anew, and waits until the new version is what the window shows. */
  async plan(seconds: 5 | 20): Promise<void> {
    const version = this.page.locator('.version')
    const before = await version.innerText()
    await this.page.getByLabel(this.say('plan:seconds')).click()
    await this.page
      .locator('.ant-select-item-option', { hasText: this.say('plan:seconds-choice', { value: seconds }) })
      .first()
      .click()
    await this.page.locator('.plan-go .ant-btn-primary').click()
    await expect.poll(() => version.innerText(), { timeout: 60_000 }).not.toBe(before)
  }

  /** What the timeline says of one case. */
  async stopOf(caseNo: string): Promise<TimelineStop | null> {
    const bar = this.page.locator(`.timeline-stop[aria-label*="${caseNo}"]`)
    if ((await bar.count()) === 0) return null
    const label = (await bar.getAttribute('aria-label')) ?? ''
    const [, from, to] = /(\d\d:\d\d)–(\d\d:\d\d)/u.exec(label) ?? []
    return { caseNo, from, to, confirmed: (await bar.getAttribute('class'))?.includes('confirmed') ?? false }
  }

  /** Stops by crew over the whole week, counted on the timeline itself. */
  async stopsByCrew(): Promise<Map<string, number>> {
    const rows = await this.page.locator('.timeline-day').evaluateAll((list) =>
      list.map((row) => ({
        crew: row.querySelector('.timeline-names .ellipsis')?.textContent ?? '',
        stops: row.querySelectorAll('.timeline-stop').length,
      })),
    )
    const sums = new Map<string, number>()
    for (const { crew, stops } of rows) sums.set(crew, (sums.get(crew) ?? 0) + stops)
    return sums
  }

  async exportAs(
    key: 'pdf' | 'xlsx' | 'ics',
    label: 'plan:export.all' | 'plan:export.one',
  ): Promise<Uint8Array> {
    const coming = this.page.waitForEvent('download', { timeout: 60_000 })
    await this.page.getByRole('button', { name: this.say(label) }).click()
    await this.page.getByRole('menuitem', { name: this.say(`plan:export.${key}`), exact: true }).click()
    const bytes = await bytesOf(await coming)
    await this.told(this.say('plan:done.export', { name: '' }).trim())
    return bytes
  }
}

async function bytesOf(download: Download): Promise<Uint8Array> {
  expect(await download.failure()).toBeNull()
  return new Uint8Array(readFileSync(await download.path()))
}

/** Where the map shows a point of the page: the middle of an element. */
export async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox()
  if (!box) throw new Error('not on screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Where `ROUNDSMAN_E2E_PICTURES` names a folder, the window as it stood when a test failed. */
export async function keepPicture(
  page: Page,
  task: { name: string; result?: { state?: string } | undefined },
): Promise<void> {
  const folder = process.env.ROUNDSMAN_E2E_PICTURES
  if (folder && task.result?.state === 'fail')
    await page.screenshot({ path: join(folder, `${task.name.replaceAll(/\W+/gu, '-')}.png`) })
}
