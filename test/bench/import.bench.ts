import { readFileSync } from 'node:fs'
import { readTable } from '../../electron/service/sources/spreadsheet/readTable.ts'
import { proposeMapping } from '../../shared/core/intake/headers.ts'
import { readCases } from '../../shared/core/intake/readCases.ts'
import { startService } from '../helpers/service.ts'
import { processorSeconds, seconds, type Measure } from './measure.ts'

/** The Taipei sample's rows again and again under new case numbers, people and telephone numbers, as UTF-8. */
function manyCases(count: number): Uint8Array<ArrayBuffer> {
  const file = new URL('../../resources/sample/taipei/cases.csv', import.meta.url)
  const [header, ...rows] = readFileSync(file, 'utf8').split('\r\n').slice(0, 200)
  const lines = Array.from({ length: count }, (_, i) => {
    const cells = rows[i % rows.length]!.split(',')
    cells[0] = `B${i}`
    cells[2] = `02-0${String(i).padStart(7, '0')}`
    return cells.join(',')
  })
  return new TextEncoder().encode([header, ...lines].join('\r\n') + '\r\n')
}

async function readAll(count: number): Promise<{ table: number; rows: number }> {
  const bytes = manyCases(count)
  const start = performance.now()
  const table = await readTable({ bytes, fileName: 'cases.csv', kind: 'cases' })
  const between = performance.now()
  const cells = table.rows.slice(0, 200).map((row) => row.cells)
  const context = { fileName: 'cases.csv', zone: 'Asia/Taipei', currency: 'TWD', week: '2026-11-23' }
  const read = readCases(table, proposeMapping(table.headers, cells, 'cases'), context)
  if (read.rows.length !== count) throw new Error(`${read.rejected.length} rows rejected`)
  return { table: (between - start) / 1000, rows: (performance.now() - between) / 1000 }
}

/** Runs a stream of the contract to its end and gives its result. */
async function ended<R>(stream: Promise<AsyncIterable<{ kind: string; result?: R }>>): Promise<R> {
  for await (const event of await stream) if (event.kind === 'done') return event.result as R
  throw new Error('ended without a result')
}

export const measures: Measure[] = [
  {
    name: '100,000 rows of text read, columns mapped, cells understood',
    unit: 's',
    atMost: 10,
    async run() {
      const { table, rows } = await readAll(100_000)
      return {
        value: table + rows,
        note: `file to table ${table.toFixed(2)} s, table to cases ${rows.toFixed(2)} s`,
      }
    },
  },
  {
    name: '10,000 rows imported after decoding: mapped, understood, compared, saved',
    unit: 's',
    atMost: 2,
    async run() {
      const service = await startService()
      try {
        await ended(service.client.branch.openSample({ sample: 'taipei', locale: 'en' }))
        const file = new File([manyCases(10_000)], 'cases.csv')
        const table = await ended(service.client.imports.read({ kind: 'cases', file }))
        let added = 0
        let processor = 0
        const value = await seconds(async () => {
          processor = await processorSeconds(async () => {
            const { tableId, mapping } = table
            added = (await ended(service.client.imports.commit({ tableId, mapping }))).added
          })
        })
        const note = `${added} added, encrypted database, two threads, ${processor.toFixed(2)} s of processor`
        return { value, note }
      } finally {
        await service.end()
      }
    },
  },
]
