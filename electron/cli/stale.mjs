/** Says which parts of dist/ are older than their sources, and builds those. Dependency-free; runs on Node 20. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExpectedEnd, runtimeBinary } from './install.mjs'

/** What each part is made from. The window draws its locales from resources/. */
const sources = {
  node: ['shared', 'electron', 'resources/locales', 'vite.node.config.ts', 'package-lock.json'],
  renderer: ['shared', 'renderer', 'resources/locales', 'vite.config.ts', 'package-lock.json'],
}
const waitMilliseconds = 5 * 60_000

/** One hash over the names and bytes of a part's sources (a few hundred small files: some 20 ms). */
export function sourceHash(root, part) {
  const hash = createHash('sha256')
  const add = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false })
    if (!stat) return
    if (stat.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`)
      return
    }
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  for (const path of sources[part]) add(path)
  return hash.digest('hex')
}

function stampFile(root, part) {
  return join(root, `dist/.${part}.stamp`)
}

export function isStale(root, part) {
  try {
    return readFileSync(stampFile(root, part), 'utf8') !== sourceHash(root, part)
  } catch {
    return true
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Two commands typed at once: the second waits for the first one's build. A dead builder's lock is taken over. */
async function withBuildLock(root, work) {
  mkdirSync(join(root, 'dist'), { recursive: true })
  const lock = join(root, 'dist/.building')
  const until = Date.now() + waitMilliseconds
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const pid = Number(readFileSync(lock, { encoding: 'utf8', flag: 'a+' }))
      if (pid && !isRunning(pid)) rmSync(lock, { force: true })
      else if (Date.now() > until)
        throw new ExpectedEnd(
          `Another build (process ${pid}) has not ended in 5 minutes; end it or delete ${lock}.`,
        )
      else await new Promise((next) => setTimeout(next, 200))
    }
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Builds the parts that are stale. The build's own output is shown only when it fails. */
export async function ensureBuilt(root, parts, say) {
  if (!parts.some((part) => isStale(root, part))) return
  await withBuildLock(root, async () => {
    const stale = parts.filter((part) => isStale(root, part))
    if (stale.length === 0) return
    say(`Building ${stale.join(' and ')} …`)
    for (const part of stale) {
      const hash = sourceHash(root, part)
      rmSync(stampFile(root, part), { force: true })
      const { code, text } = await new Promise((done, fail) => {
        const child = spawn(runtimeBinary(root), [join(root, 'electron/cli/build.mjs'), part], {
          cwd: root,
          env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' },
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        let text = ''
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (text += bytes))
        child.on('error', fail)
        child.on('close', (code) => done({ code, text }))
      })
      if (code !== 0) throw new ExpectedEnd(`The build of ${part} failed:\n${text.trim()}`)
      writeFileSync(stampFile(root, part), hash)
    }
  })
}
