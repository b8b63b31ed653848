/** Valhalla's time-distance matrix, https://valhalla.github.io/valhalla/api/matrix/api-reference/ */
import * as z from 'zod'
import type { OutgoingRequest, ProviderSettings } from '../../../model/providers.ts'
import { RefusalError } from '../../../model/refusal.ts'
import type { LonLat } from '../../../model/travel.ts'
import { samplePair, type BlockAnswer, type TableBlock } from './blocks.ts'
import { joined, type ProviderDescription } from './description.ts'

/** A server takes 2,500 pairs a request unless it was set up otherwise (`max_matrix_location_pairs`). */
export const valhallaBlock = { from: 50, to: 50 }

/** Travel times of a block of points. */
export function valhallaTable(
  settings: ProviderSettings,
  costing: string,
  points: readonly LonLat[],
  { from, to }: TableBlock,
): OutgoingRequest {
  const places = (of: number[]) =>
    of.map((point) => {
      const [lon, lat] = points[point]!
      return { lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)) }
    })
  return {
    method: 'POST',
    url: joined(settings.url, '/sources_to_targets'),
    body: JSON.stringify({ sources: places(from), targets: places(to), costing, units: 'kilometers' }),
    sends: { what: 'coordinates', count: new Set([...from, ...to]).size },
  }
}

const pair = z.object({
  from_index: z.int(),
  to_index: z.int(),
  time: z.number().nullish(),
  /** kilometres */
  distance: z.number().nullish(),
})
const matrixAnswer = z.object({ sources_to_targets: z.array(z.array(pair)) })

/** What a server answered to {@link valhallaTable}. @throws RefusalError provider-answer */
export function readValhallaTable(answer: unknown, { from, to }: TableBlock): BlockAnswer {
  const unusable = (detail: string) => new RefusalError('provider-answer', { provider: 'Valhalla', detail })
  const read = matrixAnswer.safeParse(answer)
  if (!read.success) throw unusable('sources_to_targets')
  const empty = () => from.map(() => to.map((): number | null => null))
  const block: BlockAnswer = { seconds: empty(), metres: empty() }
  let told = 0
  for (const one of read.data.sources_to_targets.flat()) {
    const row = block.seconds[one.from_index]
    if (!row || one.to_index < 0 || one.to_index >= to.length) throw unusable('size')
    told++
    row[one.to_index] = one.time ?? null
    block.metres[one.from_index]![one.to_index] = one.distance == null ? null : one.distance * 1000
  }
  if (told !== from.length * to.length) throw unusable('size')
  return block
}

const both: TableBlock = { from: [0, 1], to: [0, 1] }

export const valhalla: ProviderDescription = {
  purpose: 'travel',
  sends: 'coordinates',
  keyed: false,
  profiles: { car: 'auto', scooter: 'motor_scooter', bicycle: 'bicycle', foot: 'pedestrian' },
  sample: (settings, place) =>
    valhallaTable(settings, Object.values(settings.profiles)[0] ?? 'auto', samplePair(place), both),
  readSample: (answer) => void readValhallaTable(answer, both),
}
