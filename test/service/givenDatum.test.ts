import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAddressList } from '../../electron/service/regions/addressList.ts'
import { resourcePath } from '../../electron/service/resources.ts'
import { finishWork } from '../../electron/service/work.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { fromWgs84 } from '../../shared/core/geo/datum.ts'
import { haversineMetres } from '../../shared/core/geo/distance.ts'
import { datums, type Datum } from '../../shared/model/location.ts'
import { csv, openSample, ownBranch } from '../helpers/desk.ts'
import { startService, type TestService } from '../helpers/service.ts'

let service: TestService
let client: Client
beforeAll(async () => {
  service = await startService({ clock: () => new Date('2026-11-20T02:00:00Z') })
  client = service.client
  await openSample(client)
})
afterAll(() => service.end())

const list = readAddressList(resourcePath('sample', 'taipei', 'building-list.csv'), 'list')
const doors = [...list.rows].slice(0, 60)

/** A file of cases whose coordinates are in `datum`; it says so only where `said` gives a word. */
function file(datum: Datum, said: (row: number) => string = () => '', count = doors.length): File {
  const lines = doors.slice(0, count).map((row, i) => {
    const { lon, lat } = fromWgs84(row.lon, row.lat, datum)
    return [`A${i}`, `Person ${i}`, `09${10_000_000 + i}`, row.address, lat, lon, said(i)].join(',')
  })
  return csv('cases.csv', ['case_no,borrower,phone,address,lat,lon,datum', ...lines].join('\n'))
}

async function read(given: File) {
  await ownBranch(client, { name: `Own ${Math.random()}` })
  const { tableId, mapping } = await finishWork(await client.imports.read({ kind: 'cases', file: given }))
  return { tableId, mapping }
}

/** Where the cases came to lie, in metres from where they are. */
async function metresOff(): Promise<number[]> {
  await finishWork(await client.locate.run())
  const { rows } = await client.cases.list({ sort: 'caseNo', descending: false, limit: 1000 })
  return Promise.all(
    rows.map(async (row) => {
      const { best } = (await client.cases.get({ id: row.id })).addresses[0]!
      const door = doors[Number(row.caseNo.slice(1))]!
      return haversineMetres(best!.lon, best!.lat, door.lon, door.lat)
    }),
  )
}

describe('coordinates in a file that does not say their datum', () => {
  it.each(datums)('are shown as %s with what was measured, and taken so', async (datum) => {
    const choice = await read(file(datum))
    const { datum: found } = await client.imports.preview(choice)
    expect(found).toMatchObject({ rows: 60, compared: 60, detected: datum })
    for (const other of datums)
      if (other === datum) expect(found!.medianMetres[other]).toBeLessThan(30)
      else expect(found!.medianMetres[other]).toBeGreaterThan(300)
    const done = await finishWork(await client.imports.commit(choice))
    expect(done.datum).toMatchObject({ taken: datum, detected: datum })
    expect(Math.max(...(await metresOff()))).toBeLessThan(2)
    // the same file once more changes nothing
    const again = await finishWork(await client.imports.read({ kind: 'cases', file: file(datum) }))
    expect(await client.imports.preview({ tableId: again.tableId, mapping: again.mapping })).toMatchObject({
      ...{ added: 0, changed: 0, same: 60 },
    })
  })

  it('are not guessed from a few: a person chooses, and the choice is what is stored', async () => {
    const choice = await read(file('gcj02', undefined, 4))
    expect((await client.imports.preview(choice)).datum).toMatchObject({
      ...{ rows: 4, compared: 4, detected: null },
    })
    // and until then no sample claims one
    expect((await client.imports.preview(choice)).samples.map(({ datum }) => datum)).toEqual(
      Array(4).fill('open'),
    )
    const chosen = { ...choice, datum: 'gcj02' as const }
    expect((await client.imports.preview(chosen)).samples.map(({ datum }) => datum)).toEqual([
      ...['gcj02', 'gcj02', 'gcj02', 'gcj02'],
    ])
    const done = await finishWork(await client.imports.commit(chosen))
    expect(done.datum).toMatchObject({ taken: 'gcj02', detected: null })
    expect(Math.max(...(await metresOff()))).toBeLessThan(2)
  })

  it('a choice wins over what was found, a word of the row over both', async () => {
    const choice = await read(file('gcj02', (row) => (row < 20 ? '百度' : '')))
    const shown = await client.imports.preview({ ...choice, datum: 'wgs84' })
    expect(shown.datum).toMatchObject({ rows: 40, detected: 'gcj02' })
    expect(shown.samples.map(({ datum }) => datum)).toEqual(Array(20).fill('bd09'))
    await finishWork(await client.imports.commit({ ...choice, datum: 'wgs84' }))
    const { rows } = await client.cases.list({ sort: 'caseNo', descending: false, limit: 1000 })
    expect(rows).toHaveLength(60)
  })

  it('nothing is asked where each row says it', async () => {
    const choice = await read(file('bd09', () => 'BD-09'))
    expect((await client.imports.preview(choice)).datum).toBeNull()
    await finishWork(await client.imports.commit(choice))
    expect(Math.max(...(await metresOff()))).toBeLessThan(2)
  })

  it('nothing is asked where all datums are one', async () => {
    const text = 'case_no,borrower,phone,address,lat,lon\nB1,Wang,0911111111,Dorfstrasse 1,47.14,9.52'
    expect((await client.imports.preview(await read(csv('cases.csv', text)))).datum).toBeNull()
  })
})
