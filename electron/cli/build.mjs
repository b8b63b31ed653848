/** Builds the named parts of dist/. Runs on the pinned Node; `launch.mjs` calls it for what is stale. */
import { existsSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { build } from 'vite'
import { gatherFonts } from './fonts.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
process.chdir(root)

const nodeFolders = ['service', 'workers', 'main', 'preload', 'cli', 'chunks']

const parts = {
  async node() {
    gatherFonts(root)
    for (const folder of nodeFolders) rmSync(join(root, 'dist', folder), { recursive: true, force: true })
    await build({ configFile: 'vite.node.config.ts', logLevel: 'warn' })
    await build({ configFile: 'vite.preload.config.ts', logLevel: 'warn' })
  },
  async renderer() {
    if (!existsSync(join(root, 'renderer/index.html'))) throw new Error('renderer/index.html is missing')
    await build({ configFile: 'vite.config.ts', logLevel: 'warn' })
  },
}

for (const name of process.argv.slice(2)) {
  if (!Object.hasOwn(parts, name)) throw new Error(`unknown part ${name}`)
  try {
    await parts[name]()
  } catch (error) {
    process.stderr.write(`${stripVTControlCharacters(error.message)}\n`)
    process.exit(1)
  }
}
