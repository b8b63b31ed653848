import { defineConfig } from 'vite'
import { licences } from './electron/cli/licences.mjs'

/**
 * The Node side: every process entry one folder below dist/, so that `../../resources` and `../workers/thread.js`
 * mean the same from a bundle as from its source. Libraries are bundled, except those that load files beside
 * themselves (native binaries, thread entries, font metrics).
 */
export const external = [
  'electron',
  'better-sqlite3',
  'piscina',
  'pdfmake',
  /^pdfmake\//,
  'bufferutil',
  'utf-8-validate',
]

export const entries: Record<string, string> = {
  'service/service': 'electron/service/process.ts',
  'web/process': 'electron/web/process.ts',
  'workers/thread': 'electron/workers/thread.ts',
  'main/main': 'electron/main/main.ts',
  'cli/main': 'electron/cli/main.ts',
}

export default defineConfig({
  publicDir: false,
  plugins: [licences('node', import.meta.dirname)],
  ssr: { noExternal: true, external: ['better-sqlite3', 'piscina', 'pdfmake', 'electron'] },
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: false,
    chunkSizeWarningLimit: 20_000,
    rolldownOptions: {
      input: entries,
      external,
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
})
