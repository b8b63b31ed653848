import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/**
 * Real Chromium for the tests of the window: one that is found, else Debian's through apt where that may be run,
 * else the command to run is said and the suite fails. `CHROME_PATH` names one and wins.
 */
const names =
  process.platform === 'win32'
    ? ['chrome.exe', 'msedge.exe']
    : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

const places: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) =>
    ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((path) =>
      join(process.env[variable] ?? '', path),
    ),
  ),
}

const playwrightCache: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Library/Caches/ms-playwright',
  win32: 'AppData/Local/ms-playwright',
  linux: '.cache/ms-playwright',
}

function inPlaywrightCache(): string[] {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), playwrightCache[process.platform] ?? '.cache')
  if (!existsSync(cache)) return []
  const programs = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  ]
  return readdirSync(cache)
    .filter((folder) => folder.startsWith('chromium-'))
    .sort()
    .reverse()
    .flatMap((folder) => programs.map((program) => join(cache, folder, program)))
}

function onPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

export function findChromium(): string | undefined {
  const named = process.env.CHROME_PATH
  if (named) return existsSync(named) ? named : undefined
  return [...onPath(), ...(places[process.platform] ?? []), ...inPlaywrightCache()].find((file) =>
    existsSync(file),
  )
}

/** Only root may run apt, and only Debian and its kin have it. */
function installWithApt(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return false
  process.stderr.write('Installing chromium with apt-get for the tests of the window …\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'ignore', env, timeout: 600_000 })
  apt('update', '-qq')
  return apt('install', '-y', '-qq', '--no-install-recommends', 'chromium').status === 0
}

/** The program's path; throws with the one command to run where there is none. */
export function requireChromium(): string {
  const found = findChromium() ?? (installWithApt() ? findChromium() : undefined)
  if (found) return found
  if (process.env.CHROME_PATH)
    throw new Error(`CHROME_PATH names ${process.env.CHROME_PATH}, which is not there`)
  throw new Error(
    'No Chromium was found. Run `sudo apt-get install -y chromium` (Debian, Ubuntu), or install Chrome, ' +
      'or set CHROME_PATH to its program; then run the tests again.',
  )
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: requireChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
