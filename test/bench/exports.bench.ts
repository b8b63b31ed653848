import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { createJobPool, type JobPool } from '../../electron/service/jobs/pool.ts'
import type { RunSheetDay } from '../../shared/model/runsheet.ts'
import type { LonLat } from '../../shared/model/travel.ts'
import { longDay } from '../helpers/sheetDay.ts'
import { processorSeconds, seconds, type Measure } from './measure.ts'

const sample = (path: string) =>
  fileURLToPath(new URL(`../../resources/sample/taipei/${path}`, import.meta.url))
const sheets = 30

interface Bench {
  folder: string
  pool: JobPool
  regionPath: string
  days: RunSheetDay[]
}

/** The Taipei sample's region, and thirty crew-days of twelve stops with routes along its roads. */
async function prepare(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'roundsman-bench-'))
  const pool = createJobPool(availableParallelism())
  const regionPath = join(folder, 'taipei.region')
  const pbfPath = sample('taipei-main-roads.osm.pbf')
  await pool.run('region-build', { name: '臺北', pbfPath, lists: [], out: regionPath })
  const plain = Array.from({ length: sheets }, (_, index) =>
    longDay(12, { crewName: `第${index + 1}組`, route: [] }),
  )
  const routes = plain.map((day) => ({
    mode: day.mode,
    points: day.stops.map((stop): LonLat => [stop.lon, stop.lat]),
  }))
  const drawn = await pool.run('route-geometry', { regionPath, routes })
  return {
    folder,
    pool,
    regionPath,
    days: plain.map((day, index) => ({ ...day, route: drawn[index]!.line })),
  }
}

async function withBench<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
  const bench = await prepare()
  try {
    return await work(bench)
  } finally {
    await bench.pool.close()
    await rm(bench.folder, { recursive: true, force: true })
  }
}

export const measures: Measure[] = [
  {
    name: `${sheets} run sheets with maps, every core, fonts not yet read`,
    unit: 's',
    atMost: 10,
    run: () =>
      withBench(async ({ pool, regionPath, days }) => {
        const threads = availableParallelism()
        const shares = Array.from({ length: threads }, (_, share) =>
          days.filter((_day, i) => i % threads === share),
        )
        const value = await seconds(() =>
          Promise.all(shares.map((share) => pool.run('export', { format: 'pdf', days: share, regionPath }))),
        )
        return { value, note: `12 stops each, ${threads} threads` }
      }),
  },
  {
    name: 'one run sheet after the first',
    unit: 's',
    atMost: 0.6,
    run: () =>
      withBench(async ({ pool, regionPath, days }) => {
        await pool.run('export', { format: 'pdf', days: days.slice(0, 3), regionPath })
        const rest = days.slice(3, 13)
        let processor = 0
        const all = await seconds(async () => {
          processor = await processorSeconds(() =>
            pool.run('export', { format: 'pdf', days: rest, regionPath }),
          )
        })
        const each = (processor / rest.length).toFixed(3)
        return { value: all / rest.length, note: `mean of ten on one thread, ${each} s of processor each` }
      }),
  },
  {
    name: 'a run sheet of twelve stops',
    unit: 'MB',
    atMost: 1,
    run: () =>
      withBench(async ({ pool, regionPath, days }) => {
        const [file] = await pool.run('export', { format: 'pdf', days: days.slice(0, 1), regionPath })
        return { value: file!.bytes.length / 1e6 }
      }),
  },
  {
    name: `${sheets} crew-days as XLSX`,
    unit: 's',
    atMost: 2,
    run: () =>
      withBench(async ({ pool, days }) => ({
        value: await seconds(() => pool.run('export', { format: 'xlsx', days, regionPath: null })),
        note: '360 rows, library not yet loaded',
      })),
  },
]
