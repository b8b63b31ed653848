import type { Page } from 'playwright-core'

const longestWaitMs = 10_000

/** A person at the review of addresses whose hand never leaves the keyboard: her keys are counted, and what she waits for. */
export class Reviewer {
  keys = 0
  readonly waitMs: number[] = []
  /** how often she settled an address in each way */
  readonly used: Record<string, number> = {}
  /** case numbers that she has had before her */
  readonly seen = new Set<string>()
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get active() {
    return this.page.locator('.queue-row[aria-selected="true"]')
  }

  async press(key: string): Promise<void> {
    this.keys++
    await this.page.keyboard.press(key)
  }

  /** The case number of the address that stands there. */
  async name(): Promise<string> {
    return /TP\d+/u.exec(await this.active.innerText().catch(() => ''))?.[0] ?? ''
  }

  /** Presses, and waits until another address stands there. */
  async settle(way: string, ...keys: string[]): Promise<void> {
    const before = await this.name()
    this.seen.add(before)
    const from = performance.now()
    for (const key of keys) await this.press(key)
    while ((await this.name()) === before) {
      if (performance.now() - from > longestWaitMs) throw new Error(`${before} stands there still: ${way}`)
      await this.page.waitForTimeout(20)
    }
    this.waitMs.push(performance.now() - from)
    this.used[way] = (this.used[way] ?? 0) + 1
  }

  /** Waits for what a key brings before the next one is pressed. */
  async pressAndSee(key: string, sign: string): Promise<void> {
    const from = performance.now()
    await this.press(key)
    await this.page.locator(sign).first().waitFor({ timeout: 10_000 })
    this.waitMs.push(performance.now() - from)
  }

  /** What the screen says of the address that stands there. */
  async standing(): Promise<{ coarse: boolean; building: boolean; unchosen: boolean }> {
    const count = (sign: string) => this.page.locator(sign).count()
    return {
      coarse: (await count('.coarse')) > 0,
      building: (await count('.locate-actions .ant-checkbox-input')) > 0,
      unchosen: (await count('.candidate-list [aria-pressed="true"]')) === 0,
    }
  }

  /** Another wording, typed; Enter searches and gives the keyboard back to the queue. */
  async searchFor(wording: string): Promise<void> {
    await this.press('/')
    await this.page.keyboard.insertText(wording)
    this.keys += wording.length
    await this.pressAndSee('Enter', '.locate-actions .ant-btn-primary:has-text("Enter")')
  }
}
