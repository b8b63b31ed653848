/**
 * Every suite, one after another, and one line at the end: `N passed, N failed` (`, N skipped` where some were).
 * A check without tests of its own (format, linter, compiler) counts as one. Runs on the pinned Node.
 *
 *   npm test                     everything; the fault suite at a tenth of its counts
 *   npm test -- unit e2e         only these
 *   npm run test:faults          the fault suite at its full counts
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const scratch = mkdtempSync(join(tmpdir(), 'roundsman-test-'))
const suiteMilliseconds = 14 * 60_000
const layers = ['.', 'shared', 'electron', 'electron/preload', 'renderer', 'test']

/** A person's desk is never touched by a test, whatever their environment says. */
const env = {
  ...process.env,
  NODE_ENV: 'test',
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
  ROUNDSMAN_DATA: join(scratch, 'data'),
  // each worker thread of each service would compile the same sources anew
  NODE_COMPILE_CACHE: join(scratch, 'compiled'),
}
delete env.ROUNDSMAN_PASSPHRASE
delete env.INIT_CWD
delete env[process.stdout.isTTY ? 'NO_COLOR' : 'FORCE_COLOR']

/** Runs a Node script; `show` lets it write to the terminal as it goes, else its output comes with the answer. */
function node(script, args, { show = false, more = {} } = {}) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env: { ...env, ...more },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    })
    let text = ''
    child.stdout?.on('data', (bytes) => (text += bytes))
    child.stderr?.on('data', (bytes) => (text += bytes))
    const timer = setTimeout(() => child.kill('SIGKILL'), suiteMilliseconds)
    child.on('error', (error) => done({ code: 1, text: error.message }))
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      done({ code: code ?? 1, text: signal ? `${text}\nended by ${signal}` : text })
    })
  })
}

/** Results add up: tests by how they ended. */
const nothing = { passed: 0, failed: 0, skipped: 0 }
const sum = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}

async function check(name, script, args) {
  const { code, text } = await node(script, args)
  if (code !== 0) process.stdout.write(`\n${text.trim()}\n\n`)
  const result = code === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 }
  process.stdout.write(`${name}: ${line(result)}\n`)
  return result
}

/** What vitest's report says; a file that fell over before its first test counts as one failure. */
function counted(report, code) {
  const result = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  }
  for (const { status, assertionResults } of report.testResults)
    if (status === 'failed' && !assertionResults.some((one) => one.status === 'failed')) result.failed += 1
  if (code !== 0 && result.failed === 0) result.failed = 1
  return result
}

async function vitest(name, more = {}) {
  const outputFile = join(scratch, `${name}.json`)
  const args = [
    'run',
    '--passWithNoTests',
    // files share nothing, and left to itself vitest leaves one of two cores idle
    '--maxWorkers=2',
    '--project',
    name,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${outputFile}`,
  ]
  const { code } = await node('node_modules/vitest/vitest.mjs', args, { show: true, more })
  let result
  try {
    result = counted(JSON.parse(readFileSync(outputFile, 'utf8')), code)
  } catch {
    // Without a report there were no tests, or vitest itself fell over.
    result = code === 0 ? nothing : { ...nothing, failed: 1 }
  }
  process.stdout.write(`${name}: ${line(result)}\n`)
  return result
}

/** Checks that have no tests of their own: each is mostly one core, so two at a time. */
const checks = {
  lint: [() => check('lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings=0'])],
  typecheck: layers.map(
    (layer) => () => check(`typecheck ${layer}`, 'node_modules/typescript/bin/tsc', ['-p', layer]),
  ),
  format: [
    () => check('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  ],
}

async function checked(queue) {
  const results = []
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results.push(await next())
  }
  await Promise.all([worker(), worker()])
  return results.reduce(sum, nothing)
}

const fast = ['unit', 'database', 'contract', 'service', 'architecture']
const suites = {
  ...Object.fromEntries(fast.map((name) => [name, () => vitest(name)])),
  faults: (full) => vitest('faults', full ? { ROUNDSMAN_FAULTS: 'full' } : {}),
  e2e: () => vitest('e2e'),
}
const known = [...Object.keys(checks), ...Object.keys(suites)]

const asked = process.argv.slice(2)
const full = asked.includes('--faults')
const names = asked.filter((arg) => !arg.startsWith('--'))
const unknown = names.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`There is no suite ${unknown.join(', ')}; there are ${known.join(', ')}.\n`)
  process.exit(2)
}
const chosen = names.length > 0 ? names : full ? ['faults'] : known

let total = nothing
try {
  total = sum(total, await checked(chosen.flatMap((name) => checks[name] ?? [])))
  for (const name of chosen) if (suites[name]) total = sum(total, await suites[name](full))
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
process.stdout.write(`${line(total)}\n`)
