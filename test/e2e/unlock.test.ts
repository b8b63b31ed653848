import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startApp, startServer } from '../helpers/app.ts'
import { Desk, type Language } from '../helpers/journey.ts'
import { program } from '../helpers/program.ts'

const verify = (dataDir: string, passphrase: string) =>
  spawnSync(process.execPath, [program, 'db', 'verify', '--data', dataDir], {
    env: { ...process.env, ROUNDSMAN_PASSPHRASE: passphrase },
  }).status

describe('the door of the desk', () => {
  it.each([
    ['en-US', 'en', 'four words in a row'],
    ['zh-CN', 'zh-CN', '晴天去外访要带伞'],
  ] as const)('in %s: set, closed, mistyped, opened', async (locale, language: Language, passphrase) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'roundsman-door-'))
    try {
      const first = await startApp({ dataDir, locale, passphrase: null })
      try {
        const { page } = first
        const words = (key: string) => new Desk(page, language).say(`opening:${key}`)
        await page.getByRole('heading', { name: words('new.title') }).waitFor()
        expect(await page.locator('.door').innerText()).toContain(dataDir)
        expect(await page.locator('.door').innerText()).toContain(words('new.lose'))
        // keyboard alone: the cursor stands in the field, Enter sends
        await page.keyboard.type('short')
        await page.keyboard.press('Enter')
        await page.getByRole('alert').filter({ hasText: '8' }).waitFor()
        await page.getByLabel(words('passphrase'), { exact: true }).fill(passphrase)
        await page.getByLabel(words('again'), { exact: true }).fill('something else')
        await page.keyboard.press('Enter')
        await page
          .getByRole('alert')
          .filter({ hasText: words('differ') })
          .waitFor()
        await page.getByLabel(words('again'), { exact: true }).fill(passphrase)
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: new Desk(page, language).say('welcome:title') }).waitFor()
        expect(first.complaints).toEqual([])
      } finally {
        await first.stop()
      }
      expect(first.server.exitCode).toBe(0)
      expect(verify(dataDir, passphrase)).toBe(0)

      const second = await startApp({ dataDir, locale, passphrase: null })
      try {
        const { page } = second
        const words = (key: string) => new Desk(page, language).say(`opening:${key}`)
        const field = page.getByLabel(words('passphrase'), { exact: true })
        await field.waitFor()
        expect(await field.getAttribute('type')).toBe('password')
        await page.keyboard.type('not this one')
        await page.keyboard.press('Enter')
        await page
          .getByRole('alert')
          .filter({ hasText: language === 'en' ? 'not right' : '不正确' })
          .waitFor()
        expect(await field.getAttribute('aria-invalid')).toBe('true')
        // what is typed next replaces what was wrong
        await expect.poll(() => field.evaluate((input) => document.activeElement === input)).toBe(true)
        await page.getByRole('button', { name: words('show-label') }).click()
        expect(await field.getAttribute('type')).toBe('text')
        await field.fill(passphrase)

        await page.getByRole('button', { name: words('locked.do') }).click()
        await page.getByRole('heading', { name: new Desk(page, language).say('welcome:title') }).waitFor()
        expect(second.complaints).toEqual([])
      } finally {
        await second.stop()
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })

  it('switches its language, opens every window at once, and keeps the language that was chosen there', async () => {
    const app = await startApp({ passphrase: null, args: ['--trial'] })
    try {
      const { page } = app
      const other = await app.context.newPage()
      await other.goto(new URL('/', page.url()).href)
      await other.getByRole('heading', { name: new Desk(other, 'en').say('opening:new.title') }).waitFor()
      await page.getByRole('button', { name: '简体中文' }).click()
      const say = (key: string) => new Desk(page, 'zh-CN').say(key)
      await page.getByRole('heading', { name: say('opening:new.title') }).waitFor()
      await page.getByRole('button', { name: say('opening:trial.do').slice(0, 2) }).click()
      for (const each of [page, other])
        await each.getByRole('heading', { name: say('welcome:title') }).waitFor()
      expect(app.complaints).toEqual([])
    } finally {
      await app.stop()
    }
  })

  it('says what is wrong where no passphrase helps, and opens when that is gone', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'roundsman-door-'))
    const holder = await startServer({ dataDir })
    const app = await startApp({ dataDir, passphrase: null })
    try {
      const { page } = app
      const words = (key: string) => new Desk(page, 'en').say(`opening:${key}`)
      await page.getByRole('heading', { name: words('failed.title') }).waitFor()
      await page.getByRole('alert').filter({ hasText: 'roundsman.db' }).waitFor()
      await holder.stop()
      await page.keyboard.press('Enter')
      await page.getByLabel(words('passphrase'), { exact: true }).fill('test passphrase')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: new Desk(page, 'en').say('welcome:title') }).waitFor()
      expect(app.complaints).toEqual([])
    } finally {
      await app.stop()
      await holder.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
