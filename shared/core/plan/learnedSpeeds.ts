import { roadClassNames, type TravelMode } from '../../model/travel.ts'
import { speedShares, type BranchHours } from '../../model/travelSettings.ts'
import { periodAt } from './weekTravel.ts'

/** One way between two visits as it was really driven. */
export interface TravelledLeg {
  /** seconds from local midnight, half-way */
  at: number
  /** from leaving one door to standing at the next */
  tookSeconds: number
  /** what the travel times in force say of it */
  expectedSeconds: number
}

/** What the legs of one period teach. */
export interface LearnedPeriod {
  start: number
  observations: number
  /** how much longer ways took than expected, the middle one of all; null without observations */
  ratio: number | null
  /** factor on the speeds in force: the inverse of the ratio, drawn towards 1 where observations are few */
  speedFactor: number
}

/** A way so short tells of doorsteps and stairs, not of traffic. */
const leastSeconds = 120
/** Beyond that somebody had another errand on the way, or an hour was mistyped. */
const sane = { least: 1 / 3, most: 3 }
/** So many observations weigh as much as the belief that the times in force are right. */
const priorObservations = 10

/** Whether a leg can teach anything. */
export const teaches = ({ tookSeconds, expectedSeconds }: TravelledLeg): boolean =>
  expectedSeconds >= leastSeconds &&
  tookSeconds / expectedSeconds >= sane.least &&
  tookSeconds / expectedSeconds <= sane.most

/**
 * What really happened, period by period. The median of the logarithms keeps a few odd days from counting; of n
 * observations the share n / (n + 10) of it is believed.
 */
export function learnSpeeds(legs: readonly TravelledLeg[], starts: readonly number[]): LearnedPeriod[] {
  const seen = legs.filter(teaches)
  return starts.map((start, p): LearnedPeriod => {
    const logs = seen
      .filter((leg) => periodAt(starts, leg.at) === p)
      .map((leg) => Math.log(leg.tookSeconds / leg.expectedSeconds))
    if (logs.length === 0) return { start, observations: 0, ratio: null, speedFactor: 1 }
    const middle = median(logs)
    const believed = (middle * logs.length) / (logs.length + priorObservations)
    return {
      start,
      observations: logs.length,
      ratio: Math.exp(middle),
      speedFactor: Math.exp(-believed),
    }
  })
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

const held = (share: number) =>
  Math.round(Math.min(speedShares.most, Math.max(speedShares.least, share)) * 100) / 100

/** The hours in force with what was learned put in; ferries and paths keep to their own clock. */
export function withLearned(
  hours: BranchHours | null,
  starts: readonly number[],
  learned: readonly LearnedPeriod[],
  mode: TravelMode,
): BranchHours {
  const base: BranchHours = hours ?? { starts: [...starts], speeds: starts.map(() => ({})), modes: [mode] }
  return {
    ...base,
    modes: base.modes.includes(mode) ? base.modes : [...base.modes, mode],
    speeds: base.starts.map((start, p) => {
      const factor = learned.find((one) => one.start === start)?.speedFactor ?? 1
      if (Math.abs(factor - 1) < 0.005) return base.speeds[p]!
      const made: BranchHours['speeds'][number] = {}
      for (const name of roadClassNames) {
        const share = base.speeds[p]![name]
        if (name !== 'path' && name !== 'ferry') made[name] = held((share ?? 1) * factor)
        else if (share !== undefined) made[name] = share
      }
      return made
    }),
  }
}
