import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from '../../electron/cli/stale.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The built program: what a person's `roundsman` runs. It starts in half the time of its sources. */
export const program = join(root, 'dist/cli/main.js')

/** Builds what is older than its sources, so that nobody ever tests yesterday's program. Some 20 ms when all is new. */
export const builtProgram = (...parts: ('node' | 'renderer')[]): Promise<void> =>
  ensureBuilt(root, parts, (line: string) => process.stderr.write(`${line}\n`))
