import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { contentSecurityPolicy } from '../../electron/web/policy.ts'
import { importsOf, sourceFiles } from './imports.ts'

/**
 * Electron's security checklist, item by item. Its binary cannot run here, so main's modules run against a stand-in
 * that records what they ask of Electron; what cannot be seen that way is read in the source.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const recorded = vi.hoisted(() => ({
  windows: [] as { options: Record<string, unknown>; loaded: string[]; webContents: object }[],
  handlers: {} as Record<string, (...args: never[]) => unknown>,
  ipc: new Map<string, (event: unknown) => void>(),
  ports: 0,
}))

vi.mock('electron', () => {
  class BrowserWindow {
    webContents = {}
    loaded: string[] = []
    options: Record<string, unknown>
    constructor(options: Record<string, unknown>) {
      this.options = options
      recorded.windows.push(this)
    }
    once() {}
    on() {}
    show() {}
    loadURL(address: string) {
      this.loaded.push(address)
      return Promise.resolve()
    }
  }
  class MessageChannelMain {
    port1 = { name: 'service end' }
    port2 = { name: 'window end' }
    constructor() {
      recorded.ports += 1
    }
  }
  const keep =
    (name: string) =>
    (handler: (...args: never[]) => unknown): void => {
      recorded.handlers[name] = handler
    }
  return {
    app: {},
    utilityProcess: {},
    BrowserWindow,
    MessageChannelMain,
    ipcMain: {
      on: (channel: string, listener: (event: unknown) => void) => recorded.ipc.set(channel, listener),
      off() {},
    },
    ipcRenderer: {},
    nativeTheme: { shouldUseDarkColors: false },
    protocol: { handle: (scheme: string, handler: (...args: never[]) => unknown) => keep(scheme)(handler) },
    session: {
      defaultSession: {
        setPermissionRequestHandler: keep('permission request'),
        setPermissionCheckHandler: keep('permission check'),
        setDevicePermissionHandler: keep('device'),
        setDisplayMediaRequestHandler: keep('display'),
        setSpellCheckerEnabled: (on: boolean) => keep('spellcheck')(() => on),
        webRequest: { onBeforeRequest: keep('request') },
      },
    },
  }
})

const { guardContents, denyEverything } = await import('../../electron/main/sessionPolicy.ts')
const { openWindow } = await import('../../electron/main/window.ts')
const { commandOf } = await import('../../electron/main/commandLine.ts')
const { windowOrigin, windowScheme } = await import('../../electron/main/protocol.ts')

const attached: unknown[] = []
const service = {
  attachWindow: (port: never) => attached.push(port),
  onEnd() {},
  stop: () => Promise.resolve(),
}

function newWindow() {
  openWindow(service as never)
  return recorded.windows.at(-1)!
}

beforeEach(() => {
  attached.length = 0
  recorded.ports = 0
})

describe('the window', () => {
  it('has no Node, an isolated world and a sandbox (2, 3, 4), and nothing loosened (6, 8, 9, 10)', () => {
    const preferences = newWindow().options.webPreferences as Record<string, unknown>
    expect(preferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
    })
    for (const name of ['enableBlinkFeatures', 'additionalArguments', 'preloadURLs'])
      expect(preferences).not.toHaveProperty(name)
    expect(read('electron/main/main.ts')).toMatch(/app\.enableSandbox\(\)/)
  })

  it('loads our own origin only, and never file:// (1, 18)', () => {
    expect(newWindow().loaded).toEqual(['app://roundsman/'])
    expect(windowScheme).toMatchObject({ scheme: 'app', privileges: { standard: true, secure: true } })
    expect(windowScheme.privileges).not.toHaveProperty('bypassCSP')
    for (const file of sourceFiles(root, ['electron/main', 'electron/preload']))
      expect(read(file), file).not.toMatch(/loadFile|['"`]file:\/\/|registerFileProtocol/)
  })

  it('goes nowhere, opens nothing, embeds nothing (11, 12, 13, 14)', () => {
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler(handler: () => unknown) {
        recorded.handlers.open = handler
      },
    })
    guardContents(contents as never)
    for (const event of ['will-navigate', 'will-redirect', 'will-attach-webview'])
      for (const url of ['https://example.org/', 'file:///etc/passwd', 'app://roundsman.evil/']) {
        const preventDefault = vi.fn()
        contents.emit(event, { preventDefault, url })
        expect(preventDefault, event).toHaveBeenCalledOnce()
      }
    // the window's own "connect now" loads it anew
    const preventDefault = vi.fn()
    contents.emit('will-navigate', { preventDefault, url: `${windowOrigin}/` })
    expect(preventDefault).not.toHaveBeenCalled()
    expect(recorded.handlers.open?.()).toEqual({ action: 'deny' })
    expect(read('electron/main/main.ts')).toMatch(/'web-contents-created'.*guardContents/)
  })
})

describe('the session', () => {
  denyEverything()
  const answerOf = (name: string, ...args: unknown[]) => {
    const answer = vi.fn()
    ;(recorded.handlers[name] as (...all: unknown[]) => unknown)(...args, answer)
    return answer.mock.calls[0]?.[0] as unknown
  }

  it('grants no permission (5) and fetches no dictionary', () => {
    expect(answerOf('permission request', {}, 'geolocation')).toBe(false)
    expect(recorded.handlers['permission check']?.()).toBe(false)
    expect(recorded.handlers.device?.()).toBe(false)
    expect(answerOf('display', {})).toEqual({})
    expect(recorded.handlers.spellcheck?.()).toBe(false)
  })

  it.each([
    ['app://roundsman/assets/a.js', false],
    ['data:image/png;base64,AA==', false],
    ['blob:app://roundsman/1', false],
    ['app://roundsman.evil/', true],
    ['https://example.org/', true],
    ['http://127.0.0.1:80/', true],
    ['ws://example.org/', true],
    ['file:///etc/passwd', true],
  ])('lets nothing out: %s', (url, cancel) => {
    expect(answerOf('request', { url })).toEqual({ cancel })
  })
})

describe('the port', () => {
  const hello = (event: object) => recorded.ipc.get('roundsman:hello')!(event)
  const frame = (more: object = {}) => ({
    parent: null as object | null,
    origin: windowOrigin,
    postMessage: vi.fn(),
    ...more,
  })

  it('goes to the top frame of our own window (17)', () => {
    const { webContents } = newWindow()
    const senderFrame = frame()
    hello({ sender: webContents, senderFrame })
    expect(senderFrame.postMessage).toHaveBeenCalledWith('roundsman:port', null, [{ name: 'window end' }])
    expect(attached).toEqual([{ name: 'service end' }])
  })

  it.each([
    ['another web contents', (webContents: object) => ({ sender: { ...webContents }, senderFrame: frame() })],
    ['an embedded frame', (sender: object) => ({ sender, senderFrame: frame({ parent: {} }) })],
    [
      'another origin',
      (sender: object) => ({ sender, senderFrame: frame({ origin: 'https://example.org' }) }),
    ],
    ['a frame that is gone', (sender: object) => ({ sender, senderFrame: null })],
  ])('does not go to %s', (_who, event) => {
    const { webContents } = newWindow()
    hello(event(webContents))
    expect(recorded.ports).toBe(0)
    expect(attached).toEqual([])
  })

  it('is the only thing that main listens for', () => {
    expect([...recorded.ipc.keys()]).toEqual(['roundsman:hello'])
    const text = sourceFiles(root, ['electron/main']).map(read).join('\n')
    expect(text.match(/ipcMain\.\w+/g)?.sort()).toEqual(['ipcMain.off', 'ipcMain.on'])
    expect(text).not.toMatch(/\bshell\b|openExternal|executeJavaScript|insertCSS|remote\b/)
  })

  it('is the only thing that the preload hands over (20)', async () => {
    const world = new EventEmitter()
    const posted: unknown[][] = []
    const window = {
      location: { origin: windowOrigin },
      addEventListener: (name: string, listener: (event: unknown) => void) => world.on(name, listener),
      postMessage: (...args: unknown[]) => posted.push(args),
    }
    vi.stubGlobal('window', window)
    const sent: string[] = []
    const ipc = new EventEmitter()
    const electron = await import('electron')
    Object.assign(electron.ipcRenderer, {
      once: (channel: string, listener: () => void) => ipc.once(channel, listener),
      send: (channel: string) => sent.push(channel),
    })
    // By an address that the compiler does not follow: the preload has its own configuration, with the DOM.
    const preload = join(root, 'electron/preload/preload.ts')
    await import(preload)

    world.emit('message', { source: {}, origin: windowOrigin, data: 'roundsman:hello' })
    world.emit('message', { source: window, origin: 'https://example.org', data: 'roundsman:hello' })
    world.emit('message', { source: window, origin: windowOrigin, data: 'anything' })
    expect(sent).toEqual([])

    world.emit('message', { source: window, origin: windowOrigin, data: 'roundsman:hello' })
    world.emit('message', { source: window, origin: windowOrigin, data: 'roundsman:hello' })
    expect(sent).toEqual(['roundsman:hello'])
    ipc.emit('roundsman:port', { ports: ['the port'] })
    ipc.emit('roundsman:port', { ports: ['a second'] })
    expect(posted).toEqual([['roundsman:port', windowOrigin, ['the port']]])

    const text = read('electron/preload/preload.ts')
    expect(text).not.toMatch(/contextBridge|exposeInMainWorld|window\.\w+ =/)
    expect(importsOf(root, 'electron/preload/preload.ts').map(({ specifier }) => specifier)).toEqual([
      'electron',
    ])
  })
  afterAll(() => vi.unstubAllGlobals())
})

describe('an installed copy', () => {
  it.each([
    [['/opt/Roundsman/roundsman'], undefined],
    [
      ['/opt/Roundsman/roundsman', 'plan', 'cases.csv'],
      ['plan', 'cases.csv'],
    ],
    [['/opt/Roundsman/roundsman', '--version'], ['--version']],
    [['/opt/Roundsman/roundsman', '/home/wang/cases.csv'], undefined],
    [['/opt/Roundsman/roundsman', '--ozone-platform=x11'], undefined],
  ])('takes %j as the command %j', (argv, command) => {
    expect(commandOf(argv, true)).toEqual(command)
  })
})

describe('around the window', () => {
  it('has a strict policy, in the header and in the page (7)', () => {
    const page = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(
      read('renderer/index.html'),
    )?.[1]
    for (const policy of [contentSecurityPolicy(), page ?? '']) {
      const rules = new Map(policy.split(';').map((rule) => [rule.trim().split(' ')[0]!, rule.trim()]))
      expect(rules.get('default-src')).toBe("default-src 'none'")
      expect(rules.get('script-src')).toBe("script-src 'self'")
      expect(rules.get('connect-src')).toBe("connect-src 'self'")
      expect(rules.get('object-src')).toBe("object-src 'none'")
      expect(rules.get('base-uri')).toBe("base-uri 'none'")
      expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
    }
    expect(read('renderer/index.html')).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|https?:\/\//)
  })

  it('sets the fuses (19)', () => {
    const fuses = Object.fromEntries(
      [...read('electron-builder.yml').matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, on]) => [
        name,
        on,
      ]),
    )
    expect(fuses).toMatchObject({
      runAsNode: 'false',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      grantFileProtocolExtraPrivileges: 'false',
      enableCookieEncryption: 'true',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
    })
  })

  it('pins the Electron that was tried (16)', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as {
      devDependencies: Record<string, string>
    }
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
    expect(Number(devDependencies.electron?.split('.')[0])).toBeGreaterThanOrEqual(45)
  })
})
