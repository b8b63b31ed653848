/** A folder shaped like Electron's for Linux, to see what would be packaged where the real one cannot be had. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Electron's marker before its fuses: version 1, eight of them, off (`0`) or on (`1`), as the real binary has them. */
const fuseMarker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const defaultFuses = '10110001'

export function writeStandIn(folder, version) {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  const program = Buffer.concat([
    Buffer.from('#!/bin/sh\necho "stand-in for Electron: it starts nothing" >&2\nexit 1\n'),
    Buffer.from(fuseMarker),
    Buffer.from([1, defaultFuses.length]),
    Buffer.from(defaultFuses),
  ])
  writeFileSync(join(folder, 'electron'), program)
  chmodSync(join(folder, 'electron'), 0o755)
  writeFileSync(join(folder, 'version'), version)
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, name), 'stand-in\n')
  for (const locale of ['en-US', 'zh-CN', 'zh-TW', 'de'])
    writeFileSync(join(folder, `locales/${locale}.pak`), '')
}
