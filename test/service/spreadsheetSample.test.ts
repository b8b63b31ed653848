import { readFileSync, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTable } from '../../electron/service/sources/spreadsheet/readTable.ts'
import { proposeMapping } from '../../shared/core/intake/headers.ts'
import { readCases } from '../../shared/core/intake/readCases.ts'
import { readCollectors } from '../../shared/core/intake/readCollectors.ts'
import { readCalls, readOutcomes } from '../../shared/core/intake/readFacts.ts'
import { callResults, outcomeResults } from '../../shared/model/facts.ts'
import type { FileKind, IntakeContext, Table } from '../../shared/model/intake.ts'
import { hasReferenceData } from '../helpers/reference.ts'
import { sampleFiles } from '../helpers/sampleBranch.ts'

const resources = fileURLToPath(new URL('../../resources/', import.meta.url))

describe.skipIf(!hasReferenceData)('the sample branches', () => {
  test('are what the generator makes, byte for byte', async () => {
    for (const [path, bytes] of await sampleFiles()) {
      expect(existsSync(join(resources, path)), path).toBe(true)
      expect(Buffer.compare(readFileSync(join(resources, path)), Buffer.from(bytes)), path).toBe(0)
    }
  })
})

const context = (key: string): IntakeContext => {
  const branch = JSON.parse(readFileSync(join(resources, 'sample', key, 'branch.json'), 'utf8')) as {
    zone: string
    currency: string
    week: string
  }
  return { fileName: key, zone: branch.zone, currency: branch.currency, week: branch.week }
}
async function open(key: string, file: string, kind: FileKind) {
  const table: Table = await readTable({ path: join(resources, 'sample', key, file), kind })
  const cells = table.rows.slice(0, 200).map((row) => row.cells)
  return { table, mapping: proposeMapping(table.headers, cells, kind) }
}

describe.each([
  ['liechtenstein', 'cases.csv'],
  ['taipei', 'cases.csv'],
  ['taipei', 'cases.xlsx'],
])('sample %s, %s', (key, file) => {
  test('300 cases are read; every column is understood; the three spoiled rows are named', async () => {
    const { table, mapping } = await open(key, file, 'cases')
    expect(mapping.length).toBe(table.headers.length)
    const { rows, rejected, notices } = readCases(table, mapping, context(key))
    expect(rows.length).toBe(300)
    expect(rejected.map((row) => row.reason)).toEqual(['case-number-twice', 'date-impossible', 'cell-empty'])
    expect(notices).toEqual([])
    for (const row of rows) {
      expect(row.amountMinor).toBeGreaterThan(0)
      // subscriber numbers that begin with 0 are given to nobody
      expect(row.phones[0]).toMatch(/^(?:(?:\+|00)4230|020000)\d+$/)
    }
    expect(rows.filter((row) => row.windows.length > 0).length).toBeGreaterThan(40)
    expect(rows.filter((row) => row.days.weekdays.length > 0).length).toBeGreaterThan(25)
    expect(rows.filter((row) => row.dueOn !== null).length).toBeGreaterThan(25)
    expect(rows.filter((row) => row.crewSize === 2).length).toBeGreaterThan(2)
  })
  test('six collectors; calls and outcomes with every result, for cases that are there', async () => {
    const people = await open(key, 'collectors.csv', 'collectors')
    const collectors = readCollectors(people.table, people.mapping, context(key))
    expect([collectors.rows.length, collectors.rejected.length]).toEqual([6, 0])
    const cases = await open(key, file, 'cases')
    const known = new Set(readCases(cases.table, cases.mapping, context(key)).rows.map((row) => row.caseNo))

    const callFile = await open(key, 'calls.csv', 'calls')
    const calls = readCalls(callFile.table, callFile.mapping, context(key))
    expect(calls.rejected).toEqual([])
    expect(new Set(calls.rows.map((row) => row.result))).toEqual(new Set(callResults))
    expect(calls.rows.filter((row) => !known.has(row.caseNo)).length).toBe(1)
    for (const row of calls.rows) expect(row.windowStart !== null).toBe(row.result === 'confirmed')

    const outcomeFile = await open(key, 'outcomes.csv', 'outcomes')
    const outcomes = readOutcomes(outcomeFile.table, outcomeFile.mapping, context(key))
    expect([outcomes.rows.length, outcomes.rejected.length]).toEqual([40, 0])
    expect(outcomes.rows.every((row) => known.has(row.caseNo))).toBe(true)
    const all = new Set(outcomes.rows.map((row) => row.result))
    expect(outcomeResults.filter((result) => !all.has(result))).toEqual(['deceased'])
  })
})
