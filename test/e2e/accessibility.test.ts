import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp, startServer, type RunningApp } from '../helpers/app.ts'
import { Desk, keepPicture, regionCache } from '../helpers/journey.ts'

/**
 * Every screen of the window under axe's rules for WCAG 2.2 AA, in both themes, and on foot with the Tab key alone:
 * nothing serious or critical, no stop that cannot be seen.
 */
const friday = { ...regionCache, ROUNDSMAN_NOW: '2026-11-20T12:00:00+08:00' }
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What is wrong on screen, one line a rule and element. The inside of a map is a picture: the list or timeline beside it
 * is the way to what it shows.
 */
async function complaintsOf(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe.source)
  const results = (await page.evaluate(
    `axe.run({ exclude: ['.leaflet-pane'] }, { resultTypes: ['violations'], runOnly: ${JSON.stringify(rules ?? tags)} })`,
  )) as AxeResults
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`.trim()),
    )
}

/** Colours move for a moment when the theme changes: waits until nothing that ends by itself is under way any more. */
const settled = (page: Page) =>
  page.waitForFunction(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    await Promise.all(ending.map(({ finished }) => finished.catch(() => {})))
    return ending.length === 0
  })

async function bothThemesOf(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe(colorScheme)
    await settled(page)
    // the themes differ in their colours and in nothing else
    const found = await complaintsOf(page, colorScheme === 'dark' ? ['color-contrast'] : undefined)
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([])
  }
}

interface FocusStop {
  name: string
  /** has a size, lies inside the window */
  inSight: boolean
  /** an outline or a ring around it or what holds it */
  marked: boolean
}

/** Presses Tab until the focus comes round to where it began; what it met on its way. */
async function walk(page: Page, most: number): Promise<FocusStop[]> {
  const stops: FocusStop[] = []
  await page.evaluate(() => {
    for (const met of document.querySelectorAll('[data-met]')) met.removeAttribute('data-met')
    // the first of all: wherever a person was before, the next Tab leads on from here
    const first = document.querySelector<HTMLElement>('.skip')
    first?.focus()
    first?.setAttribute('data-met', '')
  })
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate((): FocusStop | null => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      if (element.hasAttribute('data-met')) return null
      element.setAttribute('data-met', '')
      // a radio that has no size of its own is seen as the label around it
      const box = (element.closest('label') ?? element).getBoundingClientRect()
      const around = [element, element.parentElement, element.parentElement?.parentElement]
      return {
        name: `${element.tagName.toLowerCase()}.${element.className} ${element.getAttribute('aria-label') ?? element.textContent}`.slice(
          0,
          90,
        ),
        inSight:
          box.width > 0 &&
          box.height > 0 &&
          box.bottom > 0 &&
          box.right > 0 &&
          box.top < innerHeight &&
          box.left < innerWidth,
        marked: around.some((each) => {
          if (!each) return false
          const style = getComputedStyle(each)
          return (
            (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) ||
            style.boxShadow !== 'none'
          )
        }),
      }
    })
    if (!stop) break
    stops.push(stop)
  }
  // so that the next letter is a key and not typed
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  return stops
}

describe('every screen, for everybody', () => {
  let app: RunningApp
  let desk: Desk
  beforeAll(async () => {
    app = await startApp({ locale: 'zh-CN', env: friday })
    desk = new Desk(app.page, 'zh-CN')
  })
  afterAll(() => app.stop())
  afterEach(({ task }) => keepPicture(app.page, task))

  const bothThemes = (what: string) => bothThemesOf(app.page, what)
  const onFoot = async (what: string, least: number) => {
    const stops = await walk(app.page, 60)
    expect
      .soft(
        stops.filter((stop) => !stop.inSight || !stop.marked),
        what,
      )
      .toEqual([])
    expect.soft(stops.length, what).toBeGreaterThanOrEqual(least)
  }

  it('the welcome of an empty desk', async () => {
    await app.page.locator('.sample').first().waitFor()
    await bothThemes('welcome')
    await onFoot('welcome', 7)
  })

  it('cases, one of them open, and the import sheet', async () => {
    const { page } = app
    await desk.openSample('台北（示例）')
    await page.getByText('TP115000302').first().waitFor()
    await bothThemes('cases')
    await onFoot('cases', 20)
    await page.getByText('TP115000302').first().click()
    await page.locator('.inspector').waitFor()
    await bothThemes('case')
    await page.keyboard.press('Escape')
    await page.keyboard.press('i')
    await page.getByRole('dialog').waitFor()
    await bothThemes('import')
    await page.keyboard.press('Escape')
  })

  it('locating, the middle of a district among it', async () => {
    const { page } = app
    await desk.go('locate')
    await page.locator('.queue-row[aria-selected="true"]').waitFor()
    await bothThemes('locate')
    await onFoot('locate', 20)
    await page.locator('.queue-row', { hasText: '捷運站' }).first().click()
    await page.locator('.coarse').waitFor()
    await bothThemes('coarse')
    await page.keyboard.press('m')
    await page.getByRole('dialog').waitFor()
    await bothThemes('memory')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('the board: empty, planned, a stop, a crew-day, publishing', async () => {
    const { page } = app
    await desk.go('plan')
    await bothThemes('no plan')
    await page.getByRole('button', { name: desk.say('plan:optimise') }).click()
    await page.getByRole('button', { name: desk.say('plan:stop-search') }).click({ timeout: 60_000 })
    await page.locator('.timeline-stop').first().waitFor({ timeout: 60_000 })
    // a day holds all that a week does
    await page.locator('.screen-head .ant-segmented-item').nth(1).click()
    await bothThemes('plan')
    await onFoot('plan', 25)
    await page.locator('.timeline-stop').first().click()
    await page.locator('.plan-side.inspector').waitFor()
    await bothThemes('stop')
    await page.keyboard.press('Shift+ArrowRight')
    await page.locator('.chosen-list').waitFor()
    await bothThemes('several chosen')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.locator('.timeline-names').nth(2).click()
    await page.locator('.day-stops').waitFor()
    await bothThemes('crew-day')
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    await page.getByRole('dialog', { name: desk.say('plan:publish.title') }).waitFor()
    await bothThemes('publish')
    await page.keyboard.press('Escape')
  })

  it('calls and outcomes', async () => {
    const { page } = app
    await desk.go('calls')
    await page.locator('.call-slot').first().waitFor({ timeout: 30_000 })
    await bothThemes('calls')
    await onFoot('calls', 30)
    await desk.go('outcomes')
    await page.locator('.chip').first().waitFor()
    await bothThemes('outcomes')
    await desk.button('outcomes:record').click()
    await page.locator('.inspector').waitFor()
    await bothThemes('record')
    await onFoot('record', 25)
  })

  it('balance, coverage, every part of the settings', async () => {
    const { page } = app
    for (const screen of ['balance', 'coverage', 'settings'] as const) {
      await desk.go(screen)
      await page.locator('main h1, main h2, main .sentence').first().waitFor()
      await page.waitForTimeout(400)
      await bothThemes(screen)
      await onFoot(screen, 15)
    }
    const parts = page.locator('.settings-nav a, .settings-nav button')
    for (let part = 1; part < (await parts.count()); part++) {
      await parts.nth(part).click()
      await page.waitForTimeout(300)
      await bothThemes(`settings ${part}`)
    }
  })

  it('the palette and the keys', async () => {
    const { page } = app
    await page.keyboard.press('Control+k')
    await page.locator('.palette').getByRole('combobox').fill('TP1')
    await page.getByRole('option').first().waitFor()
    await bothThemes('palette')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await bothThemes('keys')
    await page.keyboard.press('Escape')
    expect(app.complaints).toEqual([])
  })
})

it('the door of the desk: set, mistyped, and shut for another reason', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'roundsman-door-'))
  try {
    const fresh = await startApp({ dataDir, locale: 'zh-CN', passphrase: null, args: ['--trial'] })
    try {
      await fresh.page.locator('.door form').waitFor()
      await fresh.page.keyboard.type('short')
      await fresh.page.keyboard.press('Enter')
      await fresh.page.getByRole('alert').filter({ hasText: '8' }).waitFor()
      await bothThemesOf(fresh.page, 'a new desk')
    } finally {
      await fresh.stop()
    }
    const holder = await startServer({ dataDir })
    const shut = await startApp({ dataDir, passphrase: null })
    try {
      await shut.page.locator('.door-trouble').waitFor()
      await bothThemesOf(shut.page, 'a desk that cannot be opened')
      await holder.stop()
      await shut.page.keyboard.press('Enter')
      const field = shut.page.locator('.door input')
      await field.fill('wrong')
      await shut.page.keyboard.press('Enter')
      await shut.page.getByRole('alert').filter({ hasText: 'not right' }).waitFor()
      await bothThemesOf(shut.page, 'a wrong passphrase')
    } finally {
      await shut.stop()
      await holder.stop()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})
