import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishWork } from '../../electron/service/work.ts'
import { startService, type TestService } from '../helpers/service.ts'

let service: TestService
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.end())

/** What is refused, whole, as the window gets it. */
const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'was not refused',
    (error: unknown) => JSON.stringify((error as { data?: unknown }).data ?? String(error)),
  )

describe('a map file that cannot be read', () => {
  it.each(['broken.osm.pbf', '地图 文件.osm.pbf'])('%s is called by the name it was given', async (name) => {
    const pbf = new File([new Uint8Array([0, 0, 0, 13, 10, 9, 79, 83, 77])], name)
    const said = await refused(
      service.client.regions.build({ name: 'broken', pbf, lists: [] }).then((stream) => finishWork(stream)),
    )
    expect(said).toContain(name)
    expect(said).not.toMatch(/incoming-|\/tmp\//u)
  })
})
