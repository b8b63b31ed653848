import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { RegionInfo } from '../../shared/model/region.ts'
import { openRegion } from '../service/database/region/regionFile.ts'
import { aligned, deliver, existing, options, say, UsageError, withPool, type Command } from './shell.ts'

/** `liechtenstein.osm.pbf` → `liechtenstein` */
const plainName = (path: string): string => basename(path).replace(/(\.osm)?\.(pbf|gz|osm|xml)$|\.osm$/i, '')

function infoText(info: RegionInfo): string {
  return aligned([
    ['name', info.name],
    ['box', info.bbox.join(', ')],
    ['time zone', info.timeZone],
    ['map data of', info.osmTimestamp || 'not stated'],
    ['built', info.builtAt],
    ['ways of travelling', info.profiles.join(', ')],
    ['zoom', `${info.minZoom}–${info.maxZoom}`],
    ['size', `${(info.sizeBytes / 1e6).toFixed(1)} MB`],
    ['schema', info.schemaVersion],
    ['attribution', info.attribution],
    ...Object.entries(info.counts).map(([what, count]) => [what, count] as const),
  ])
}

/** What a region on disk calls itself; undefined where it is of an older format or cannot be read. */
function nameOf(path: string): string | undefined {
  try {
    const file = openRegion(path)
    try {
      return file.info().name
    } finally {
      file.close()
    }
  } catch (error) {
    if (error instanceof RefusalError) return undefined
    throw error
  }
}

/** Builds a region; with `replaced` its name and place are that region's, which stays until the new one is whole. */
async function build(args: string[], replaced?: string): Promise<number> {
  const { values, files } = options(
    args,
    {
      addresses: { type: 'string', multiple: true },
      out: { type: 'string' },
      name: { type: 'string' },
      json: { type: 'boolean' },
    },
    // several lists may follow one --addresses
    { least: 1, most: 100, names: 'FILE.osm.pbf' },
  )
  const [pbf, ...moreLists] = files as [string, ...string[]]
  if (moreLists.length > 0 && !values.addresses)
    throw new UsageError(`Only one map file; address lists follow --addresses: ${moreLists.join(' ')}`)
  const lists = [...(values.addresses ?? []), ...moreLists]
  const out = values.out ?? replaced ?? `${plainName(pbf)}.region`
  const name = values.name ?? (replaced && nameOf(replaced)) ?? plainName(pbf)
  const info = await withPool((pool, on) =>
    pool.run(
      'region-build',
      {
        pbfPath: existing(pbf),
        lists: lists.map((path) => ({ name: basename(path), path: existing(path) })),
        out,
        name,
      },
      on,
    ),
  )
  say(`Written: ${out}`)
  await deliver(values.json ? `${JSON.stringify({ file: out, ...info })}\n` : infoText(info), undefined)
  return 0
}

async function info(args: string[]): Promise<number> {
  const { values, files } = options(
    args,
    { json: { type: 'boolean' } },
    { least: 1, most: 1, names: 'FILE.region' },
  )
  const file = openRegion(existing(files[0]!))
  try {
    file.check()
    const found = { ...file.info(), sizeBytes: statSync(files[0]!).size }
    await deliver(values.json ? `${JSON.stringify(found)}\n` : infoText(found), undefined)
    return 0
  } finally {
    file.close()
  }
}

export const region: Command = {
  usage:
    'region build FILE.osm.pbf [--addresses LIST.csv …] [--out FILE.region] [--name NAME] [--json]\nregion update FILE.region FILE.osm.pbf [--addresses LIST.csv …] [--json]\nregion info FILE.region [--json]',
  about: 'one offline file from an OpenStreetMap extract: basemap, addresses, roads',
  details: `
FILE        .osm.pbf, .osm or .osm.gz
--addresses further address lists: columns address,lat,lon, or OpenAddresses; they are merged while the map is read, so
            a list for a region that is there already needs its map once more (update)
--out       where the region goes; by default beside you, named after the map file
--name      what people call the place
update      builds a region again from a newer map, or after its format became too old: name and file stay, and the
            old file stays as it is until the new one is whole`,
  async run([verb, ...args]) {
    if (verb === 'build') return build(args)
    if (verb === 'info') return info(args)
    if (verb === 'update') {
      const [file, ...more] = args
      if (!file || file.startsWith('--')) throw new UsageError('Missing: FILE.region')
      return build(more, existing(file))
    }
    throw new UsageError(
      verb === undefined ? 'Missing: build, update or info' : `There is no “region ${verb}”.`,
    )
  },
}
