import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { licences } from './electron/cli/licences.mjs'

/** The window: served as it is by the desktop's own protocol and by the loopback host, hence relative addresses. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), licences('renderer', import.meta.dirname)],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    // The polyfill would be an inline script in other bundlers' hands; every host here knows modulepreload.
    modulePreload: { polyfill: false },
    // Nothing as data: addresses, so that the policy can stay narrow for fonts and scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4_000,
  },
})
