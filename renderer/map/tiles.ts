import type { SourceOptions } from 'protomaps-leaflet'
import { client } from '../client/client.ts'

const mostTiles = 384

async function inflate(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  const head = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength))
  if (head[0] !== 0x1f || head[1] !== 0x8b) return bytes
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(stream).arrayBuffer()
}

type Archive = NonNullable<Exclude<SourceOptions['url'], string>>
const archives = new Map<string, Archive>()

/** The region's tiles in the shape that protomaps-leaflet reads; the newest stay in memory across maps and themes. */
export function regionArchive(regionId: string): Archive {
  const known = archives.get(regionId)
  if (known) return known
  const kept = new Map<string, Promise<{ data: ArrayBuffer } | undefined>>()
  const fetchTile = async (z: number, x: number, y: number) => {
    const file = await client.regions.tile({ regionId, z, x, y })
    return file ? { data: await inflate(await file.arrayBuffer()) } : undefined
  }
  const archive = {
    getZxy(z: number, x: number, y: number) {
      const key = `${z}/${x}/${y}`
      let tile = kept.get(key)
      if (tile) kept.delete(key)
      else {
        tile = fetchTile(z, x, y)
        tile.catch(() => kept.delete(key))
      }
      kept.set(key, tile)
      const oldest = kept.size > mostTiles ? kept.keys().next().value : undefined
      if (oldest !== undefined) kept.delete(oldest)
      return tile
    },
  } as unknown as Archive
  archives.set(regionId, archive)
  return archive
}
