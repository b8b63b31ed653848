import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { builtProgram, program } from './program.ts'

const startMilliseconds = 60_000
const stopMilliseconds = 10_000

export interface AppOptions {
  /** kept after `stop()`; absent: a temporary one, deleted by `stop()` */
  dataDir?: string
  /** what the browser says it prefers, and so a new desk's language */
  locale?: 'zh-CN' | 'zh-TW' | 'en-US'
  viewport?: { width: number; height: number }
  /** null: none is given, the window asks */
  passphrase?: string | null
  /** further options of `serve` */
  args?: string[]
  /** added to the program's environment, `ROUNDSMAN_NOW` for one */
  env?: Record<string, string>
}

export interface RunningApp {
  /** opens once; `page` has used it */
  url: string
  port: number
  page: Page
  context: BrowserContext
  browser: Browser
  dataDir: string
  /** what the page complained of: errors thrown, console errors, requests that left this machine */
  complaints: string[]
  server: ChildProcess
  stop(): Promise<void>
}

function exited(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once('exit', () => done()))
}

/** The built program behind the loopback host, as a person gets it: `roundsman serve`. */
export async function startServer(
  options: AppOptions & { dataDir: string; program?: string },
): Promise<{ url: string; port: number; server: ChildProcess; stop(): Promise<void> }> {
  const { passphrase = 'test passphrase' } = options
  await builtProgram('node', 'renderer')
  const server = spawn(
    process.execPath,
    [options.program ?? program, 'serve', '--json', '--data', options.dataDir, ...(options.args ?? [])],
    {
      env: { ...process.env, ROUNDSMAN_PASSPHRASE: passphrase ?? '', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let errors = ''
  server.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const line = await new Promise<string>((done, fail) => {
    let text = ''
    const timer = setTimeout(
      () => fail(new Error(`the app did not start in 60 s: ${errors}`)),
      startMilliseconds,
    )
    server.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\n')) {
        clearTimeout(timer)
        done(text)
      }
    })
    server.once('exit', (code) => {
      clearTimeout(timer)
      fail(new Error(`the app ended with ${code}: ${errors}`))
    })
  })
  const { url, port } = JSON.parse(line) as { url: string; port: number }
  return {
    url,
    port,
    server,
    async stop() {
      server.kill('SIGTERM')
      const timer = setTimeout(() => server.kill('SIGKILL'), stopMilliseconds)
      await exited(server)
      clearTimeout(timer)
    },
  }
}

/** Starts the built app and opens it in real Chromium. Everything it complains of is kept for the test to judge. */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'roundsman-e2e-'))
  const { url, port, server, stop } = await startServer({ ...options, dataDir })
  const browser = await launchBrowser()
  const context = await browser.newContext({
    locale: options.locale ?? 'en-US',
    viewport: options.viewport ?? { width: 1280, height: 800 },
    acceptDownloads: true,
  })
  const complaints: string[] = []
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
    })
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (!['data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1')
        complaints.push(`left this machine: ${request.url()}`)
    })
  })
  const page = await context.newPage()
  await page.goto(url)
  return {
    url,
    port,
    page,
    context,
    browser,
    dataDir,
    complaints,
    server,
    async stop() {
      await browser.close()
      await stop()
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
