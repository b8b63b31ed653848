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
