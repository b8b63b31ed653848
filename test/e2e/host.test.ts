import { describe, expect, it } from 'vitest'
import { startApp, startServer } from '../helpers/app.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

describe('the app in a browser', () => {
  it.each(['en-US', 'zh-CN', 'zh-TW'] as const)(
    'opens on an empty desk in %s, complains of nothing and asks nobody outside',
    async (locale) => {
      const app = await startApp({ locale })
      try {
        await app.page.locator('#root > *').first().waitFor()
        await expect.poll(() => app.page.locator('#root').innerText()).not.toBe('')
        await app.page.waitForLoadState('networkidle')
        expect(app.complaints).toEqual([])
        expect(new URL(app.page.url()).searchParams.has('token')).toBe(false)
        const cookies = await app.context.cookies()
        expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
          { httpOnly: true, sameSite: 'Strict' },
        ])
      } finally {
        await app.stop()
      }
    },
  )

  it('speaks the language and wears the theme chosen last, at the door of its next start', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'roundsman-language-'))
    try {
      const first = await startApp({ dataDir, locale: 'en-US' })
      try {
        await first.page.getByRole('button', { name: /繁體中文/u }).click()
        await expect.poll(() => first.page.title()).toBe('外訪排程')
        await first.page.getByRole('button', { name: /使用者/u }).click()
        await first.page.getByRole('menuitem', { name: '深色' }).click()
        const theme = () => first.page.evaluate(() => document.documentElement.dataset.theme)
        await expect.poll(theme).toBe('dark')
      } finally {
        await first.stop()
      }
      // another port is another origin: the browser itself remembers nothing
      const second = await startApp({ dataDir, locale: 'en-US', passphrase: null })
      try {
        await second.page.getByRole('heading', { name: '開啟本機資料' }).waitFor()
        expect(await second.page.title()).toBe('外訪排程')
        expect(await second.page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
        expect(second.complaints).toEqual([])
      } finally {
        await second.stop()
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })

  it('says that the program does not answer, in the header as well, and shuts what cannot work', async () => {
    const app = await startApp()
    try {
      const { page } = app
      const open = page.getByRole('button', { name: 'Open the sample' }).first()
      await open.waitFor()
      expect(await open.isEnabled()).toBe(true)
      app.server.kill('SIGKILL')
      await page.getByRole('alert').filter({ hasText: 'No connection to the program' }).waitFor()
      const header = page.locator('header')
      expect(await header.innerText()).toContain('No connection')
      expect(await header.innerText()).not.toContain('Saved')
      expect(await open.isEnabled()).toBe(false)
      expect(await page.locator('body').innerText()).not.toContain('AsyncIdQueue')
    } finally {
      await app.stop()
    }
  })

  it('stays closed to whoever comes second with the same address', async () => {
    const app = await startApp()
    try {
      const stranger = await app.browser.newContext()
      const page = await stranger.newPage()
      expect((await page.goto(app.url))?.status()).toBe(403)
      await stranger.close()
    } finally {
      await app.stop()
    }
  })

  it('runs no script that a name smuggles in', async () => {
    const app = await startApp()
    try {
      await app.page.locator('#root > *').first().waitFor()
      const ran = await app.page.evaluate(() => {
        const host = document.createElement('div')
        host.innerHTML = '<img src="x" onerror="document.title = \'ran\'">'
        document.body.append(host)
        const script = document.createElement('script')
        script.textContent = "document.title = 'ran'"
        document.body.append(script)
        return new Promise<string>((done) => setTimeout(() => done(document.title), 300))
      })
      expect(ran).not.toBe('ran')
      expect(app.complaints.some((line) => line.includes('Content Security Policy'))).toBe(true)
    } finally {
      await app.stop()
    }
  })

  it('keeps one writer: a second program on the same folder says so and ends', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'roundsman-two-'))
    const first = await startServer({ dataDir })
    try {
      await expect(startServer({ dataDir })).rejects.toThrow(/ended with 1/)
    } finally {
      await first.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
    expect(first.server.exitCode).toBe(0)
  })

  it('ends with 1 and one sentence on a wrong passphrase, with 2 on a wrong option', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'roundsman-wrong-'))
    try {
      await (await startServer({ dataDir })).stop()
      await expect(startServer({ dataDir, passphrase: 'another' })).rejects.toThrow(/ended with 1: [^\n]+\n$/)
      const args = ['--passphrase-file', join(dataDir, 'not there')]
      await expect(startServer({ dataDir, args })).rejects.toThrow(/ended with 2/)
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
