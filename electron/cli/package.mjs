/**
 * `npm run package -- [--dir] [--win|--mac|--linux] [-- more for electron-builder]`. Where Electron's binary cannot be had,
 * `--dir` packages into a stand-in for it, says so, and shows that files, archive and unpacked binaries are right.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronBinary } from './electronBinary.mjs'
import { writeThirdParty } from './licences.mjs'
import { writeStandIn } from './standIn.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const args = process.argv.slice(2)
const forOther = args.some((arg) => ['--win', '-w', '--mac', '-m'].includes(arg))

function builder(more) {
  return new Promise((done, fail) => {
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/electron-builder/cli.js'), '--publish', 'never', ...args, ...more],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: process.env.CSC_LINK ? 'true' : 'false' },
      },
    )
    child.on('error', fail)
    child.on('exit', (code) => done(code ?? 1))
  })
}

writeThirdParty(root)
const binary = await electronBinary(root)
const scratch = mkdtempSync(join(tmpdir(), 'roundsman-package-'))
try {
  if (binary.file && !forOther) {
    process.exitCode = await builder([`-c.electronDist=${dirname(binary.file)}`])
  } else if (binary.file) {
    process.exitCode = await builder([])
  } else if (args.includes('--dir') && process.platform === 'linux' && !forOther) {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'))
    const folder = join(scratch, 'electron')
    writeStandIn(folder, version)
    process.stderr.write(
      `Electron's binary could not be fetched (${binary.missing}); packaging into a stand-in, which shows the files but starts nothing.\n`,
    )
    process.exitCode = await builder([`-c.electronDist=${folder}`])
  } else {
    process.stderr.write(
      `Electron's binary could not be fetched (${binary.missing}): connect to the network, or set ELECTRON_MIRROR; on Linux \`npm run package -- --dir\` packages into a stand-in without it.\n`,
    )
    process.exitCode = 1
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
