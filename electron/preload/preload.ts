import { ipcRenderer } from 'electron'

/**
 * Hands the window one MessagePort to the service and nothing else: no function, no object, no second port.
 * The window posts `roundsman:hello` to itself when it listens; the port then comes as a `roundsman:port` message.
 */
let asked = false

window.addEventListener('message', (event) => {
  if (asked || event.source !== window || event.origin !== window.location.origin) return
  if (event.data !== 'roundsman:hello') return
  asked = true
  ipcRenderer.once('roundsman:port', ({ ports }) => {
    window.postMessage('roundsman:port', window.location.origin, ports)
  })
  ipcRenderer.send('roundsman:hello')
})
