/**
 * Prints measured beside wanted: `npm run bench`, `npm run bench -- demo` for the files whose name holds a word,
 * `--json` for machines. A `*.bench.ts` exports `measures`; another file prints a table of its own. A missed target
 * ends with 1; timings are asserted nowhere else.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import type { Measure } from './measure.ts'

const args = process.argv.slice(2)
const words = args.filter((arg) => !arg.startsWith('--'))
const json = args.includes('--json')
const asked = (file: string) => words.length === 0 || words.some((word) => file.includes(word))
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !['bench.ts', 'measure.ts'].includes(file) && asked(file))
  .sort()
const tables = files.filter((file) => !file.endsWith('.bench.ts'))

const round = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
const results: { name: string; unit: string; atMost: number; value: number | null; note: string | null }[] =
  []
if (!json)
  process.stdout.write(
    `${availableParallelism()} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.versions.node}\n\n`,
  )

for (const file of files.filter((name) => name.endsWith('.bench.ts'))) {
  const { measures } = (await import(`./${file}`)) as { measures: Measure[] }
  for (const { name, unit, atMost, run } of measures) {
    const result = await run()
    results.push({ name, unit, atMost, value: result?.value ?? null, note: result?.note ?? null })
    if (json) continue
    const shown = result
      ? `${round(result.value)} ${unit} (at most ${atMost} ${unit}) ${result.value <= atMost ? 'reached' : 'MISSED'}`
      : `not measured: what it needs is not here (at most ${atMost} ${unit})`
    process.stdout.write(`${name}\n    ${shown}${result?.note ? `; ${result.note}` : ''}\n`)
  }
}
if (json) process.stdout.write(`${JSON.stringify(results, null, 1)}\n`)

// A file that prints a table of its own is run as it is; for machines there are only the measures above.
for (const file of json ? [] : tables) {
  process.stdout.write('\n')
  spawnSync(
    process.execPath,
    [join(import.meta.dirname, file), ...args.filter((arg) => arg.startsWith('--'))],
    {
      stdio: 'inherit',
    },
  )
}
process.exitCode = results.some(({ value, atMost }) => value !== null && value > atMost) ? 1 : 0
