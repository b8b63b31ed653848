/**
 * Prints measured beside wanted: `npm run bench`, `npm run bench -- demo` for the files whose name holds a word,
 * `--json` for machines. A missed target ends with 1; nothing is asserted elsewhere.
 */
import { readdirSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import type { Measure } from './measure.ts'

const words = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const json = process.argv.includes('--json')
const files = readdirSync(import.meta.dirname)
  .filter(
    (file) => file.endsWith('.bench.ts') && (words.length === 0 || words.some((word) => file.includes(word))),
  )
  .sort()

const round = (value: number) => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
const results: { name: string; unit: string; atMost: number; value: number | null; note: string | null }[] =
  []
if (!json)
  process.stdout.write(
    `${availableParallelism()} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.versions.node}\n\n`,
  )

for (const file of files) {
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
process.exitCode = results.some(({ value, atMost }) => value !== null && value > atMost) ? 1 : 0
