#!/usr/bin/env node
/**
 * Everything a person types starts here: `npm run demo`, `npm test`, `npm start`, `npm run -s roundsman -- …`.
 *
 * Runs on any Node from 20 on and imports nothing but Node itself, because it also runs in a bare clone. It checks,
 * installs what is missing, builds what is stale, and hands over to the Node 24 that the lockfile pins. Nothing
 * is written to stdout here: that belongs to the command.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { constants } from 'node:os'
import { ensureInstalled, runtimeBinary } from './install.mjs'
import { ensureBuilt } from './stale.mjs'
import { electronBinary } from './electronBinary.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

const commands = {
  build: { build: ['node', 'renderer'] },
  demo: { build: ['node'], run: demo },
  roundsman: { build: ['node'], run: (args) => roundsman(args) },
  start: { build: ['node', 'renderer'], run: start },
  bench: { build: ['node', 'renderer'], run: (args) => script('test/bench/bench.ts', args) },
  test: { build: ['node', 'renderer'], run: (args) => script('electron/cli/test.mjs', args) },
  package: { build: ['node', 'renderer'], run: (args) => script('electron/cli/package.mjs', args) },
  lint: { build: [], run: (args) => script('node_modules/eslint/bin/eslint.js', ['.', ...args]) },
  format: {
    build: [],
    run: (args) => script('node_modules/prettier/bin/prettier.cjs', ['--write', '.', ...args]),
  },
  typecheck: { build: [], run: typecheck },
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Where the person stands: npm moves to the project's root and leaves the place in INIT_CWD. */
function standingPlace(command) {
  const { INIT_CWD, npm_lifecycle_event: event } = process.env
  return INIT_CWD && event === command ? INIT_CWD : process.cwd()
}

/** Runs a program in this one's place: same terminal, signals passed on, same end. */
function handOver(file, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(file, args, { stdio: 'inherit', windowsHide: false, ...options })
    const pass = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
    child.on('error', fail)
    child.on('exit', (code, signal) => done(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)))
  })
}

function script(file, args) {
  if (!existsSync(join(root, file))) {
    say(`There is no ${file} in this checkout.`)
    return 1
  }
  return handOver(runtimeBinary(root), [join(root, file), ...args], { cwd: root })
}

function roundsman(args, command = 'roundsman') {
  return handOver(runtimeBinary(root), [join(root, 'dist/cli/main.js'), ...args], {
    cwd: standingPlace(command),
  })
}

/** `npm run demo` leaves its files in the checkout's `out/demo`, wherever it was typed. */
function demo(args) {
  const hasOut = args.some((arg) => arg === '--out' || arg.startsWith('--out='))
  return roundsman(['demo', ...args, ...(hasOut ? [] : ['--out', join(root, 'out/demo')])], 'demo')
}

/** One compiler run a layer, so that the core cannot even name Node or the DOM. */
async function typecheck() {
  let worst = 0
  for (const layer of ['.', 'shared', 'electron', 'electron/preload', 'renderer', 'test'])
    worst = Math.max(worst, await script('node_modules/typescript/bin/tsc', ['-p', layer]))
  return worst
}

/** The desktop app, or where Electron's binary cannot be had the same app in the browser. */
async function start(args) {
  const browserOnly = args.includes('--browser')
  const rest = args.filter((arg) => arg !== '--browser')
  const binary = browserOnly ? { missing: 'asked for with --browser' } : await electronBinary(root)
  if (binary.file) return handOver(binary.file, [root, ...rest], { cwd: root })
  if (!browserOnly)
    say(
      `Electron's binary could not be fetched (${binary.missing}); Roundsman opens in your browser instead.`,
    )
  return roundsman(['serve', '--open', '--trial', ...rest], 'start')
}

async function main() {
  const [name = '', ...given] = process.argv.slice(2)
  // npm takes the `--` between its own options and the command's; typed without npm it arrives here.
  const args = given[0] === '--' ? given.slice(1) : given
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    say(`launch.mjs knows ${Object.keys(commands).join(', ')}; not “${name}”.`)
    return 2
  }
  await ensureInstalled(root, say)
  await ensureBuilt(root, command.build, say)
  return command.run ? command.run(args) : 0
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  say(`Roundsman needs Node 20 or newer; this is Node ${process.versions.node}. Install it from nodejs.org.`)
  process.exitCode = 1
} else {
  try {
    process.exitCode = await main()
  } catch (error) {
    say(error.expected ? error.message : (error.stack ?? String(error)))
    process.exitCode = 1
  }
}
