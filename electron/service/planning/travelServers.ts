import {
  fillBlock,
  tableBlocks,
  type BlockAnswer,
  type TableBlock,
} from '../../../shared/core/exchange/providers/blocks.ts'
import {
  osrmBlock,
  osrmRoute,
  osrmTable,
  readOsrmRoute,
  readOsrmTable,
} from '../../../shared/core/exchange/providers/osrm.ts'
import {
  readValhallaTable,
  valhallaBlock,
  valhallaTable,
} from '../../../shared/core/exchange/providers/valhalla.ts'
import type { Progress } from '../../../shared/core/lib/cancel.ts'
import { throwIfCancelled } from '../../../shared/core/lib/cancel.ts'
import { defaultSnapRadiusMetres } from '../../../shared/core/roads/snap.ts'
import type { Actor } from '../../../shared/model/people.ts'
import type { OutgoingRequest, ProviderKind, ProviderSettings } from '../../../shared/model/providers.ts'
import type { LonLat, TravelMatrix, TravelMode } from '../../../shared/model/travel.ts'
import type { Egress } from '../sources/egress.ts'

/** Travel by a server outside, where somebody has opened one for this way of travelling. */
export interface TravelServers {
  /** the server that would be asked; null: the region's own roads are used */
  chosen(mode: TravelMode): Promise<ProviderKind | null>
  /** @throws RefusalError what `Egress.ask` throws, provider-answer */
  table(
    actor: Actor,
    kind: ProviderKind,
    mode: TravelMode,
    points: LonLat[],
    options: { progress: Progress; signal?: AbortSignal },
  ): Promise<TravelMatrix>
  /** the streets from place to place; null where the server draws none */
  line(actor: Actor, kind: ProviderKind, mode: TravelMode, points: LonLat[]): Promise<LonLat[] | null>
}

interface TableServer {
  block: { from: number; to: number }
  ask(settings: ProviderSettings, word: string, points: readonly LonLat[], block: TableBlock): OutgoingRequest
  read(answer: unknown, block: TableBlock): BlockAnswer
}

const servers: Partial<Record<ProviderKind, TableServer>> = {
  osrm: {
    block: osrmBlock,
    ask: osrmTable,
    read: (answer, block) => readOsrmTable(answer, block, defaultSnapRadiusMetres),
  },
  valhalla: { block: valhallaBlock, ask: valhallaTable, read: readValhallaTable },
}
/** The first that is open for a way of travelling is asked. */
const order: ProviderKind[] = ['osrm', 'valhalla']

const kept = 12
const keptLines = 400
/** A server's roads change while the desk is open; within an hour a week is mended many times. */
const keptMilliseconds = 3_600_000

export function createTravelServers(egress: Egress): TravelServers {
  const tables = new Map<string, { matrix: TravelMatrix; at: number }>()
  const lines = new Map<string, LonLat[]>()
  const wordFor = async (kind: ProviderKind, mode: TravelMode) => {
    const opened = await egress.opened(kind)
    const word = opened?.settings.profiles[mode]
    return opened && word ? { settings: opened.settings, word } : null
  }
  return {
    async chosen(mode) {
      for (const kind of order) if (await wordFor(kind, mode)) return kind
      return null
    },
    async table(actor, kind, mode, points, { progress, signal }) {
      const server = servers[kind]!
      const set = (await wordFor(kind, mode))!
      const key = JSON.stringify([kind, set.settings.url, set.word, points])
      const known = tables.get(key)
      if (known && performance.now() - known.at < keptMilliseconds) return known.matrix
      const size = points.length
      const seconds = new Uint32Array(new SharedArrayBuffer(size * size * 4))
      const metres = new Uint32Array(new SharedArrayBuffer(size * size * 4))
      const blocks = tableBlocks(size, server.block.from, server.block.to)
      for (const [done, block] of blocks.entries()) {
        throwIfCancelled({ cancelled: signal?.aborted ?? false })
        progress({ stage: 'travel-server', done, total: blocks.length })
        const answer = await egress.ask(
          actor,
          kind,
          server.ask(set.settings, set.word, points, block),
          signal,
        )
        fillBlock(block, server.read(answer, block), size, seconds, metres)
      }
      const matrix = { size, seconds, metres }
      tables.set(key, { matrix, at: performance.now() })
      while (tables.size > kept) tables.delete(tables.keys().next().value!)
      return matrix
    },
    async line(actor, kind, mode, points) {
      const set = await wordFor(kind, mode)
      if (!set || kind !== 'osrm') return null
      const request = osrmRoute(set.settings, set.word, points)
      const known = lines.get(request.url)
      if (known) return known
      const line = readOsrmRoute(await egress.ask(actor, kind, request))
      lines.set(request.url, line)
      while (lines.size > keptLines) lines.delete(lines.keys().next().value!)
      return line
    },
  }
}
