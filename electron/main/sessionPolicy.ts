import { session, type WebContents } from 'electron'
import { windowOrigin } from './protocol.ts'

const ownAddress = (address: string) => address === windowOrigin || address.startsWith(`${windowOrigin}/`)

/** The window asks the system for nothing and reaches no network: everything comes over its port. */
export function denyEverything(): void {
  const own = session.defaultSession
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  own.setSpellCheckerEnabled(false)
  // One listener only: Electron keeps the last. The service's own sockets are not seen here; its gate guards them.
  own.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url)
    const inside = ownAddress(details.url) || protocol === 'data:' || protocol === 'blob:'
    answer({ cancel: !inside && protocol !== 'devtools:' })
  })
}

/** No window ever leaves the app, opens another, or embeds a webview; it may load itself anew. */
export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!ownAddress(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
