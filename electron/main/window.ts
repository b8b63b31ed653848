import { BrowserWindow, ipcMain, MessageChannelMain, nativeTheme, type IpcMainEvent } from 'electron'
import { fileURLToPath } from 'node:url'
import { windowOrigin } from './protocol.ts'
import type { ServiceProcess } from './serviceProcess.ts'

/** Only the top frame of one of our windows, on our origin, may ask for a port. */
function isOwnTopFrame(event: IpcMainEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.origin === windowOrigin
}

export function openWindow(service: ServiceProcess): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141414' : '#fafafa',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    },
  })
  const hello = (event: IpcMainEvent) => {
    if (event.sender !== window.webContents || !isOwnTopFrame(event)) return
    const { port1, port2 } = new MessageChannelMain()
    service.attachWindow(port1)
    event.senderFrame?.postMessage('roundsman:port', null, [port2])
  }
  ipcMain.on('roundsman:hello', hello)
  window.once('ready-to-show', () => window.show())
  window.on('closed', () => ipcMain.off('roundsman:hello', hello))
  void window.loadURL(`${windowOrigin}/`)
  return window
}
