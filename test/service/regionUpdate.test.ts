import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import { haversineMetres } from '../../shared/core/geo/distance.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { refusal } from '../helpers/desk.ts'
import { gridTownPbf } from '../helpers/gridTown.ts'
import { startService, type TestService } from '../helpers/service.ts'

let service: TestService
let client: Client
beforeAll(async () => {
  service = await startService()
  client = service.client
})
afterAll(() => service.end())

const town = (side: number) => new File([new Uint8Array(gridTownPbf(side, 1))], `town-${side}.osm.pbf`)
const files = () => readdirSync(join(service.folder, 'regions'))

describe('a region that is built again in its place', () => {
  it('keeps its id, its name and its branches, and has the new roads', async () => {
    const first = await finishWork(await client.regions.build({ name: 'Town', pbf: town(6), lists: [] }))
    await client.branch.create({ name: 'B', regionId: first.id, currency: 'EUR' })
    const from: [number, number] = [10.002, 20.002]
    const small = await client.travel.reach({ from, mode: 'foot', minutes: 20 })
    const second = await finishWork(await client.regions.update({ regionId: first.id, pbf: town(12) }))
    expect(second).toMatchObject({ id: first.id, name: 'Town' })
    expect(second.counts.roads).toBeGreaterThan(first.counts.roads!)
    expect(files()).toEqual([second.file])
    expect((await client.session.get()).branch!.regionId).toBe(first.id)
    // what was worked out on the old roads is not kept
    const large = await client.travel.reach({ from, mode: 'foot', minutes: 20 })
    const farthest = (rings: [number, number][][]) =>
      Math.max(...rings.flat().map((point) => haversineMetres(...from, ...point)))
    expect(farthest(large)).toBeGreaterThan(farthest(small))
    // nobody walks farther than 20 minutes at 5 km/h
    expect(farthest(large)).toBeLessThan((20 * 5_000) / 60)
    expect((await client.audit.list()).map((row) => row.action)).toContain('regions.update')
  })

  it('mends one whose file cannot be opened, which is named with why', async () => {
    const [region] = await client.regions.list()
    expect(await client.regions.unusable()).toEqual([])
    await service.close()
    writeFileSync(join(service.folder, 'regions', region!.file), 'no region')
    service = await service.reopen()
    client = service.client
    expect(await client.regions.list()).toEqual([])
    const [named] = await client.regions.unusable()
    expect(named).toMatchObject({ id: region!.id, name: 'Town', reason: { code: 'region-unreadable' } })
    await finishWork(await client.regions.update({ regionId: region!.id, pbf: town(6) }))
    expect(await client.regions.unusable()).toEqual([])
    expect((await client.regions.list())[0]!.id).toBe(region!.id)
  })

  it('stays as it was when the new map is none, or is stopped', async () => {
    const [region] = await client.regions.list()
    const bad = new File(['no map'], 'bad.osm.pbf')
    expect(
      await refusal(
        (async () => finishWork(await client.regions.update({ regionId: region!.id, pbf: bad })))(),
      ),
    ).toMatch(/^osm-/)
    for await (const event of await client.regions.update({ regionId: region!.id, pbf: town(40) })) {
      expect(event.kind).toBe('progress')
      break
    }
    expect(await client.regions.list()).toEqual([region])
    expect(existsSync(join(service.folder, 'regions', region!.file))).toBe(true)
    expect(
      await refusal(
        (async () => finishWork(await client.regions.update({ regionId: 'gone', pbf: town(6) })))(),
      ),
    ).toBe('region-missing')
  })
})
