/** Finds Electron's program, or lets its package fetch it, within 20 seconds. Dependency-free; runs on Node 20. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runtimeBinary } from './install.mjs'

const fetchMilliseconds = 20_000

function installed(root) {
  const home = join(root, 'node_modules/electron')
  const pathFile = join(home, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist')
  const file = join(dist, readFileSync(pathFile, 'utf8').trim())
  return existsSync(file) ? file : undefined
}

/**
 * `{file}` of Electron's program, or `{missing: why}`. The fetch is Electron's own installer, which checks the
 * archive against the checksums in its package; it is ended after 20 seconds together with whatever it started.
 */
export async function electronBinary(root) {
  const found = installed(root)
  if (found) return { file: found }
  const installer = join(root, 'node_modules/electron/install.js')
  if (!existsSync(installer)) return { missing: 'its package is not installed' }
  const missing = await new Promise((done) => {
    const child = spawn(runtimeBinary(root), [installer], {
      stdio: 'ignore',
      detached: process.platform !== 'win32',
    })
    const timer = setTimeout(() => {
      if (process.platform === 'win32') child.kill()
      else process.kill(-child.pid, 'SIGKILL')
      done('no answer within 20 seconds')
    }, fetchMilliseconds)
    child.on('error', (error) => done(error.message))
    child.on('exit', (code) => {
      clearTimeout(timer)
      done(code === 0 ? undefined : 'its download site was not reached')
    })
  })
  const file = installed(root)
  return file ? { file } : { missing: missing ?? 'the fetched program is not there' }
}
