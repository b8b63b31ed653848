/// <reference path="./untyped.d.ts" />
import { basename } from 'node:path'
import tzLookup from 'tz-lookup'
import { throwIfCancelled, type Cancel, type Progress } from '../../../shared/core/lib/cancel.ts'
import { buildRoads } from '../../../shared/core/roads/build.ts'
import { openRoads, type RoadNetwork } from '../../../shared/core/roads/network.ts'
import { roadProfiles } from '../../../shared/core/roads/profiles.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RegionInfo } from '../../../shared/model/region.ts'
import { travelModes, type TravelMode } from '../../../shared/model/travel.ts'
import { buildAddressIndex } from '../database/region/addresses.ts'
import { RegionFile } from '../database/region/regionFile.ts'
import { RegionWriter } from '../database/region/regionWriter.ts'
import { readExtract } from '../sources/osm/extract.ts'
import { featuresOf } from '../sources/osm/features.ts'
import { openOsm } from '../sources/osm/openOsm.ts'
import { readAddressList } from './addressList.ts'
import { tileFeatures } from './tileFeatures.ts'
import { cutTiles, maxTileZoom, tileBox } from './tiles.ts'

export interface RegionBuildInput {
  /** `.osm.pbf`, `.osm` or `.osm.gz` */
  pbfPath: string
  /** address lists to merge: `address,lat,lon` or OpenAddresses */
  lists: { name: string; path: string }[]
  /** where the region goes; one that is there is replaced only when the new one is whole */
  out: string
  name: string
  /** default: all four */
  modes?: TravelMode[]
  /** instant of the build, ISO; default now */
  builtAt?: string
}

const osmAttribution = '© OpenStreetMap contributors'

/**
 * Builds one `.region` from a map file and address lists: roads of each way of travelling, the address index, the
 * tiles of the basemap. Cancelled or refused, it leaves nothing behind.
 * @throws RefusalError osm-*, osm-no-roads, address-list-columns, file-*
 */
export async function buildRegion(
  input: RegionBuildInput,
  cancel: Cancel,
  progress: Progress,
): Promise<RegionInfo> {
  const lists = input.lists.map(({ name, path }) => readAddressList(path, name))
  const file = openOsm(input.pbfPath)
  const extract = (() => {
    try {
      return readExtract(file, cancel, progress)
    } finally {
      file.close()
    }
  })()

  const writer = begin(input.out)
  try {
    const profiles: TravelMode[] = []
    const counts: Record<string, number> = {}
    let bbox: RegionInfo['bbox'] | undefined
    for (const mode of input.modes ?? travelModes) {
      throwIfCancelled(cancel)
      const built = buildRoads(extract, roadProfiles[mode], cancel, progress)
      if (!built) continue
      writer.addRoads(mode, built.stats, built.bytes)
      profiles.push(mode)
      if (bbox) continue
      bbox = boxOf(openRoads(built.bytes))
      counts.roads = built.stats.edges
      counts.roadKilometres = built.stats.kilometres
      counts.turnRestrictions = built.stats.restrictions.applied
      const leftOut = built.stats.restrictions.conditional + built.stats.restrictions.unclear
      if (leftOut > 0) counts.turnRestrictionsLeftOut = leftOut
    }
    if (!bbox)
      throw new RefusalError('osm-no-roads', { file: basename(input.pbfPath) }, { file: input.pbfPath })

    const [west, south, east, north] = bbox
    const timeZone = tzLookup((south + north) / 2, (west + east) / 2)
    const addresses = buildAddressIndex(writer.db, {
      features: featuresOf(extract),
      lists,
      progress,
      cancel,
    })
    counts.streets = addresses.streets
    counts.houses = addresses.houses
    counts.places = addresses.places
    counts.named = addresses.named
    if (addresses.unusedCount > 0) counts.listRowsUnused = addresses.unusedCount

    counts.tiles = 0
    for (const tile of cutTiles(tileFeatures(extract, tileBox(bbox)), bbox, cancel, progress)) {
      writer.addTile(tile.z, tile.x, tile.y, tile.bytes)
      counts.tiles++
    }
    writer.finish({
      name: input.name,
      bbox,
      osmTimestamp: extract.timestamp,
      attribution: [osmAttribution, ...lists.map((list) => list.name)].join(', '),
      builtAt: input.builtAt ?? new Date().toISOString(),
      timeZone,
      minZoom: 0,
      maxZoom: maxTileZoom,
      profiles,
      counts,
    })
  } catch (error) {
    writer.abandon()
    throw asRefusal(error, input.out)
  }
  const region = RegionFile.open(input.out)
  try {
    return region.info()
  } finally {
    region.close()
  }
}

function begin(out: string): RegionWriter {
  try {
    return new RegionWriter(out)
  } catch (error) {
    throw asRefusal(error, out)
  }
}

/** A full disk is an ordinary thing to happen while writing a large file. */
function asRefusal(error: unknown, file: string): unknown {
  const code = (error as { code?: unknown }).code
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return new RefusalError('disk-full', { file }, { file })
  return error
}

/** The box of the roads that can be travelled: a map file's own header may be wrong, or hold stray ways. */
function boxOf({ shapeLonE7, shapeLatE7 }: RoadNetwork): RegionInfo['bbox'] {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (let i = 0; i < shapeLonE7.length; i++) {
    west = Math.min(west, shapeLonE7[i])
    east = Math.max(east, shapeLonE7[i])
    south = Math.min(south, shapeLatE7[i])
    north = Math.max(north, shapeLatE7[i])
  }
  return [west / 1e7, south / 1e7, east / 1e7, north / 1e7]
}
