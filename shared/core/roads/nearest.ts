import type { LonLat } from '../../model/travel.ts'
import { cmOf, msOf } from './cost.ts'
import type { RoadNetwork } from './network.ts'
import { defaultSnapRadiusMetres, footSeconds, snap, type Snap } from './snap.ts'
import { costTable } from './table.ts'

/** A target that can be reached. */
export interface Near {
  /** index in the targets */
  target: number
  /** with the last metres on foot at both ends */
  seconds: number
  metres: number
}

/** For each place the `count` targets that are quickest to reach from it, the quickest first. */
export function nearest(network: RoadNetwork, from: LonLat[], targets: LonLat[], count: number): Near[][] {
  const place = (point: LonLat): Snap | null => {
    const found = snap(network, point)
    return found && found.metres <= defaultSnapRadiusMetres ? found : null
  }
  const ends = targets.map(place)
  const starts = from.map(place)
  const answer: Near[][] = []
  costTable(network, starts, ends, (i, costs) => {
    const row: Near[] = []
    costs.forEach((cost, target) => {
      if (cost === Infinity) return
      const onFoot = footSeconds(starts[i]!.metres) + footSeconds(ends[target]!.metres)
      row.push({
        target,
        seconds: Math.round(msOf(cost) / 1000 + onFoot),
        metres: Math.round(cmOf(cost) / 100),
      })
    })
    row.sort((a, b) => a.seconds - b.seconds || a.target - b.target)
    answer.push(row.slice(0, count))
  })
  return answer
}
