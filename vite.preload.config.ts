import { defineConfig } from 'vite'
import { licences } from './electron/cli/licences.mjs'

/** A sandboxed preload must be one CommonJS file. */
export default defineConfig({
  publicDir: false,
  plugins: [licences('preload', import.meta.dirname)],
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    outDir: 'dist/preload',
    emptyOutDir: true,
    target: 'chrome130',
    minify: false,
    rolldownOptions: {
      input: { preload: 'electron/preload/preload.ts' },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
})
