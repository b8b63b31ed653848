import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../shared/contract/contract.ts'
import {
  caseFile,
  collectorFile,
  counts,
  csv,
  importFile,
  openSample,
  ownBranch,
  preview,
  refusal,
  undo,
  redo,
} from '../helpers/desk.ts'
import { finishWork } from '../../electron/service/work.ts'
import { startService, type TestService } from '../helpers/service.ts'

let service: TestService
let client: Client
beforeAll(async () => {
  service = await startService({ clock: () => new Date('2026-11-20T02:00:00Z') })
  client = service.client
  await openSample(client)
})
afterAll(() => service.end())

const fresh = () => ownBranch(client, { name: `Own ${Math.random()}` })
const list = async () => (await client.cases.list({ sort: 'caseNo', descending: false, limit: 1000 })).rows
const lines = (text: string) => csv('cases.csv', text)

describe('a file with odd cells', () => {
  it('says before it is taken what will be left out of rows that are kept', async () => {
    await fresh()
    const shown = await preview(
      client,
      'cases',
      lines(
        'case_no,borrower,phone,address,dpd,due\nA1,Wang,12,Road 1,30,2019-01-01\nA2,Li,0922222222,Road 2,-5,yesterday',
      ),
    )
    expect(shown.remarks).toEqual([
      { code: 'phone-unreadable', count: 1, lines: [2] },
      { code: 'due-past', count: 1, lines: [2] },
    ])
    expect(shown.rejectedRows).toMatchObject([{ line: 3, reason: { code: 'cells-wrong' } }])
  })
})

describe('a second file of cases', () => {
  it('previews exactly what it then does, field by field, and is one step to take back', async () => {
    await fresh()
    const header = 'case_no,borrower,phone,address,dpd,amount,due'
    await importFile(
      client,
      'cases',
      lines(
        `${header}\nA1,Wang,0911111111,Road 1,30,100,\nA2,Li,0922222222,Road 2,40,200,\nA3,Sun,0933333333,Road 3,50,300,`,
      ),
    )
    const before = await list()
    const second = lines(
      `${header}\nA1,Wang,0911111111,Road 1,30,100,\nA2,Li,0922222222,Road 9,47,200,\nA4,Hu,0944444444,Road 4,10,50,\nA5,Wu,0955555555,Road 5,10,50,2026-02-31`,
    )
    const shown = await preview(client, 'cases', second)
    expect(counts(shown)).toEqual({ added: 1, changed: 1, same: 1, gone: 1, rejected: 1 })
    expect(shown.goneKeys).toEqual(['A3'])
    expect(shown.changes).toEqual([
      { key: 'A2', field: 'dpd', before: '40', after: '47' },
      { key: 'A2', field: 'address', before: 'Road 2', after: 'Road 9' },
    ])
    expect(shown.rejectedRows).toMatchObject([{ line: 5, caseNo: 'A5', reason: { code: 'date-impossible' } }])
    expect(await list()).toEqual(before)

    const done = await shown.commit()
    expect(counts(done)).toEqual(counts(shown))
    const after = await list()
    expect(after.map(({ caseNo, address, dpd, state }) => [caseNo, address, dpd, state])).toEqual([
      ['A1', 'Road 1', 30, 'to-locate'],
      ['A2', 'Road 9', 47, 'to-locate'],
      ['A3', 'Road 3', 50, 'closed'],
      ['A4', 'Road 4', 10, 'to-locate'],
    ])

    expect(await undo(client)).toMatchObject({ action: 'cases.import-file' })
    expect(await list()).toEqual(before)
    expect(await redo(client)).toMatchObject({ action: 'cases.import-file' })
    expect(await list()).toEqual(after)
  })

  it('imported again changes nothing, and a case that comes back is open again', async () => {
    await fresh()
    const all = caseFile([{ no: 'A1' }, { no: 'A2' }])
    expect(counts(await importFile(client, 'cases', all))).toMatchObject({ added: 2 })
    expect(counts(await importFile(client, 'cases', all))).toEqual({
      added: 0,
      changed: 0,
      same: 2,
      gone: 0,
      rejected: 0,
    })
    await importFile(client, 'cases', caseFile([{ no: 'A1' }]))
    expect((await list()).map((row) => row.state)).toEqual(['to-locate', 'closed'])
    expect(counts(await importFile(client, 'cases', all))).toMatchObject({ changed: 1, same: 1 })
    expect((await list()).map((row) => row.state)).toEqual(['to-locate', 'to-locate'])
  })

  it('can be taken back also after its new places were looked up', async () => {
    await fresh()
    const row = (lat: number) =>
      lines(`case_no,borrower,phone,address,lat,lon\nA1,Wang,0911111111,Road 1,${lat},121.53`)
    await importFile(client, 'cases', row(25.04))
    for await (const event of await client.locate.run()) void event
    const [before] = (await client.locate.queue({ include: 'all' })).map(({ best }) => best!.lat)
    await importFile(client, 'cases', row(25.05))
    for await (const event of await client.locate.run()) void event
    expect((await client.locate.queue({ include: 'all' }))[0].best!.lat).toBeCloseTo(25.05, 3)
    await undo(client)
    expect((await client.locate.queue({ include: 'all' }))[0].best!.lat).toBe(before)
  })
})

describe('rows that cannot be taken', () => {
  it('can be had before anything is imported, also where nothing else is new; numbers are masked in what is shown', async () => {
    await fresh()
    const file =
      'case_no,borrower,phone,address,due\nA1,Wang,0911111111,Road 1,\nA2,Lin,0922222222,Road 2,2026-11-31'
    await importFile(client, 'cases', lines(file))
    const table = await finishWork(
      await client.imports.read({
        kind: 'cases',
        file: new File([file.replace('0911111111', '0911111112')], 'again.csv'),
      }),
    )
    const choice = {
      tableId: table.tableId,
      mapping: table.mapping.map(({ column, field }) => ({ column, field })),
    }
    const preview = await client.imports.preview(choice)
    expect(preview).toMatchObject({ added: 0, rejected: 1 })
    expect(JSON.stringify([preview.samples, preview.changes])).not.toMatch(/0911111111|0911111112/)
    expect(JSON.stringify(preview.samples)).toContain('091****112')
    const before = (await client.imports.list()).length
    const returned = Buffer.from(await (await client.imports.returned(choice)).arrayBuffer()).toString('utf8')
    expect(returned).toContain('A2,Lin,0922222222,Road 2,2026-11-31')
    expect(returned).toContain('Rejected because')
    expect(await client.imports.list()).toHaveLength(before)
  })

  it('are kept with line, reason and text, and mended they import', async () => {
    await fresh()
    const done = await importFile(
      client,
      'cases',
      lines(
        'case_no,borrower,phone,address,due\nA1,Wang,0911111111,Road 1,2026-11-31\nA1,Wang,0911111111,Road 1,\nA1,Wang,0911111111,Road 1,\n,Nobody,0922222222,Road 2,',
      ),
    )
    expect(counts(done)).toEqual({ added: 1, changed: 0, same: 0, gone: 0, rejected: 3 })
    const rows = await client.imports.rejectedRows({ importId: done.importId })
    expect(rows.map((row) => [row.line, row.caseNo, row.reason.code])).toEqual([
      [2, 'A1', 'date-impossible'],
      [4, 'A1', 'case-number-twice'],
      [5, null, 'cell-empty'],
    ])
    const file = await client.imports.rejected({ importId: done.importId })
    const text = Buffer.from(await file.arrayBuffer()).toString('utf8')
    // one byte-order mark, the reasons in the desk's language
    expect(text.match(/\ufeff/g)).toHaveLength(1)
    expect(text).toContain('Rejected because')
    const mended = text
      .replace('2026-11-31', '2026-11-30')
      .replace(/^A1,Wang,0911111111,Road 1,2026-11-30/m, 'B1,Wang,0911111111,Road 1,2026-11-30')
      .replace(/^,Nobody/m, 'B2,Nobody')
    const again = await importFile(client, 'cases', lines(mended))
    expect(again).toMatchObject({ added: 2, rejected: 0 })
    expect((await list()).map((row) => row.caseNo)).toEqual(['A1', 'B1', 'B2'])
  })

  it('speak the language of the desk', async () => {
    await fresh()
    await client.session.setLocale({ locale: 'zh-CN' })
    try {
      const done = await importFile(
        client,
        'cases',
        lines('case_no,borrower,address,due\nA1,Wang,Road 1,2026-11-31'),
      )
      const file = await client.imports.rejected({ importId: done.importId })
      expect(Buffer.from(await file.arrayBuffer()).toString('utf8')).toContain('退回原因')
    } finally {
      await client.session.setLocale({ locale: 'en' })
    }
  })

  it('a file without its necessary column says which', async () => {
    await fresh()
    const table = client.imports.read({ kind: 'cases', file: lines('borrower,address\nWang,Road 1') })
    expect(
      await refusal(
        (async () => {
          let done: { tableId: string; mapping: { column: number; field: string }[] } | null = null
          for await (const event of await table) if (event.kind === 'done') done = event.result
          await client.imports.preview({ tableId: done!.tableId, mapping: done!.mapping })
        })(),
      ),
    ).toBe('import-column-missing')
  })

  it('a mapping that no file can have is refused, not a fault', async () => {
    await fresh()
    let tableId = ''
    for await (const event of await client.imports.read({ kind: 'cases', file: caseFile([{ no: 'A1' }]) }))
      if (event.kind === 'done') tableId = event.result.tableId
    for (const mapping of [[], [{ column: 99, field: 'case_no' }], [{ column: 0, field: '__proto__' }]])
      await expect(client.imports.preview({ tableId, mapping })).rejects.toMatchObject({ code: 'REFUSED' })
  })
})

describe('what is remembered', () => {
  it('a mapping that was corrected is proposed again for the same headers', async () => {
    await fresh()
    const file = () => lines('no,who,where,extra\nA1,Wang,Road 1,0911111111')
    const mapping = [
      { column: 0, field: 'case_no' },
      { column: 1, field: 'borrower' },
      { column: 2, field: 'address' },
      { column: 3, field: 'phone' },
    ]
    for (const proposed of [false, true])
      for await (const event of await client.imports.read({ kind: 'cases', file: file() })) {
        if (event.kind !== 'done') continue
        if (proposed)
          expect(event.result.mapping.map(({ column, field }) => ({ column, field }))).toEqual(mapping)
        for await (const step of await client.imports.commit({ tableId: event.result.tableId, mapping }))
          void step
      }
    expect((await client.imports.list()).map((one) => [one.added, one.same])).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  it('a file that was read for one branch is not committed to another', async () => {
    await fresh()
    const shown = await preview(client, 'cases', caseFile([{ no: 'A1' }]))
    await fresh()
    expect(await refusal(shown.commit())).toBe('import-table-gone')
    expect(await list()).toEqual([])
  })
})

describe('a long import', () => {
  const many = caseFile(Array.from({ length: 10_000 }, (_, index) => ({ no: `N${index}` })))

  it('leaves nothing when it is cancelled', async () => {
    await fresh()
    const before = await client.history.list()
    const stop = new AbortController()
    let tableId = ''
    let mapping: { column: number; field: string }[] = []
    for await (const event of await client.imports.read({ kind: 'cases', file: many }))
      if (event.kind === 'done') ({ tableId, mapping } = event.result)
    const stages: string[] = []
    await (async () => {
      for await (const event of await client.imports.commit({ tableId, mapping }, { signal: stop.signal })) {
        if (event.kind !== 'progress') continue
        stages.push(event.stage)
        if (event.stage === 'saving') stop.abort()
      }
    })().catch(() => {})
    expect(stages).toContain('saving')
    await expect.poll(async () => (await client.cases.list({})).total).toBe(0)
    expect(await client.history.list()).toEqual(before)
    expect(await client.imports.list()).toEqual([])
  })

  it('takes 10,000 rows, lists them and takes them back', async () => {
    await fresh()
    const done = await importFile(client, 'cases', many)
    expect(counts(done)).toEqual({ added: 10_000, changed: 0, same: 0, gone: 0, rejected: 0 })
    const page = await client.cases.list({ sort: 'caseNo', descending: true, limit: 50 })
    expect(page.total).toBe(10_000)
    expect(page.rows[0].caseNo).toBe('N9999')
    await undo(client)
    expect((await client.cases.list({})).total).toBe(0)
    expect(service.databaseProblems()).toEqual([])
  })
})

describe('collectors', () => {
  it('a second list changes those it names and keeps the others', async () => {
    await fresh()
    expect(counts(await importFile(client, 'collectors', collectorFile(['Chen', 'Lin'])))).toMatchObject({
      added: 2,
    })
    const second = csv(
      'collectors.csv',
      'name,start,shift,days,mode\nLin,"121.53,25.04",09:00-17:30,Mon-Fri,car\nWu,"121.53,25.04",08:30-17:30,Mon-Fri,scooter',
    )
    const shown = await preview(client, 'collectors', second)
    expect(counts(shown)).toEqual({ added: 1, changed: 1, same: 0, gone: 0, rejected: 0 })
    expect(counts(await shown.commit())).toEqual(counts(shown))
    expect((await client.collectors.list()).map(({ name, shiftFrom }) => [name, shiftFrom])).toEqual([
      ['Chen', 510],
      ['Lin', 540],
      ['Wu', 510],
    ])
    await undo(client)
    expect((await client.collectors.list()).map(({ name }) => name)).toEqual(['Chen', 'Lin'])
  })

  it('somebody who was taken off the list may come back, by file and by hand', async () => {
    await fresh()
    await importFile(client, 'collectors', collectorFile(['Chen', 'Lin']))
    const [chen, lin] = await client.collectors.list()
    await client.collectors.remove({ id: chen.id })
    await client.collectors.remove({ id: lin.id })
    await importFile(client, 'collectors', collectorFile(['Chen']))
    const { id: _, ...again } = lin
    await client.collectors.save(again)
    expect((await client.collectors.list()).map(({ id }) => id)).toEqual([chen.id, lin.id])
  })
})

it("the sample's own file imports twice with the same counts each time", async () => {
  const session = await client.session.get()
  await client.branch.select({ id: session.branches.find((branch) => branch.sample === 'taipei')!.id })
  const bytes = readFileSync(
    fileURLToPath(new URL('../../resources/sample/taipei/cases.csv', import.meta.url)),
  )
  const shown = await preview(client, 'cases', new File([new Uint8Array(bytes)], 'cases.csv'))
  expect(shown).toMatchObject({ added: 0, changed: 0, same: 300, gone: 0 })
})
