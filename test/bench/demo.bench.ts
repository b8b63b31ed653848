import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Measure } from './measure.ts'

const program = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** The built program, as a person runs it, into an empty folder. */
function demo(sample: string): Measure {
  return {
    name: `Demo ${sample}, from a clean build to the last file`,
    unit: 's',
    atMost: 60,
    run() {
      const folder = mkdtempSync(join(tmpdir(), 'roundsman-bench-'))
      try {
        const start = performance.now()
        const { status, stderr } = spawnSync(
          process.execPath,
          [program, 'demo', '--sample', sample, '--out', folder],
          {
            encoding: 'utf8',
          },
        )
        const value = (performance.now() - start) / 1000
        if (status !== 0) throw new Error(`demo ended with ${status}: ${stderr}`)
        const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as {
          counts?: Record<string, number>
        }
        return Promise.resolve({ value, note: JSON.stringify(summary.counts ?? {}) })
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

export const measures = [demo('liechtenstein'), demo('taipei')]
