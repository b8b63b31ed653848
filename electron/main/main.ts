import { app, BrowserWindow, dialog, Menu, protocol } from 'electron'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { rememberedAppearance } from '../service/appearance.ts'
import { dataFolder } from '../service/dataFolder.ts'
import { trialPassphrase } from '../service/host.ts'
import { chosenLocale } from '../service/locale.ts'
import { commandOf, runCommand } from './commandLine.ts'
import { menuTemplate } from './menu.ts'
import { answerWindowFiles, windowScheme } from './protocol.ts'
import { denyEverything, guardContents } from './sessionPolicy.ts'
import { startServiceProcess, type ServiceProcess } from './serviceProcess.ts'
import { startupTrouble } from './texts.ts'
import { openWindow } from './window.ts'

/** The desktop host, thin: it owns windows and the keystore; everything else is the service's. */
const folder = resolve(dataFolder())
try {
  // Chromium's own files lie apart from the desk's, so that a backup of the folder need not carry caches.
  mkdirSync(join(folder, 'window'), { recursive: true, mode: 0o700 })
  app.setPath('userData', join(folder, 'window'))
} catch {
  // A folder that cannot be made: Chromium keeps to its own place, and the window says what is wrong with ours.
}
app.enableSandbox()
protocol.registerSchemesAsPrivileged([windowScheme])

let service: ServiceProcess | undefined
let closing = false

function firstWindow(): void {
  const [existing] = BrowserWindow.getAllWindows()
  if (existing) {
    if (existing.isMinimized()) existing.restore()
    existing.focus()
  } else if (service) openWindow(service)
}

async function start(): Promise<void> {
  await app.whenReady()
  const locale = rememberedAppearance(folder).locale ?? chosenLocale(app.getPreferredSystemLanguages())
  denyEverything()
  answerWindowFiles()
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(locale, process.platform === 'darwin')))
  const passphrase = process.env.ROUNDSMAN_PASSPHRASE
  service = await startServiceProcess({
    dataFolder: folder,
    locale,
    ...(passphrase ? { passphrase } : {}),
    // a checkout is where things are tried out
    ...(app.isPackaged ? {} : { trial: trialPassphrase }),
  })
  service.onEnd((detail) => {
    if (closing) return
    dialog.showErrorBox(app.getName(), startupTrouble(locale, { code: 'service-ended', detail }))
    app.exit(1)
  })
  openWindow(service)
}

const command = commandOf(process.argv, app.isPackaged)
if (command) {
  // Not awaited here: Electron becomes ready only after this module has been run.
  runCommand(command).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    app.exit(1)
  })
} else if (!app.requestSingleInstanceLock()) {
  app.quit()
} else {
  app.on('second-instance', firstWindow)
  app.on('activate', firstWindow)
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    if (closing || !service) return
    // The database is closed before the process goes: quitting waits for it.
    event.preventDefault()
    closing = true
    void service.stop().finally(() => app.quit())
  })
  start().catch((error: unknown) => {
    const { code, message } = error as { code?: string; message?: string }
    const locale = chosenLocale(app.isReady() ? app.getPreferredSystemLanguages() : [])
    dialog.showErrorBox(app.getName(), startupTrouble(locale, { code, detail: message ?? String(error) }))
    app.exit(1)
  })
}
