import * as z from 'zod'
import { maxTravelPeriods, roadClassNames, travelModes } from '../model/travel.ts'
import { maxClosureCorners, speedShares } from '../model/travelSettings.ts'
import { date, id, instant, lonLat, read, write } from './base.ts'

/** How a branch travels: how fast at which hour, and what is closed when. */

const secondOfDay = z.int().min(0).max(86_399)
const share = z.number().min(speedShares.least).max(speedShares.most)

export const branchHours = z.object({
  /** seconds from local midnight, ascending; the last one runs past midnight to the first */
  starts: z.array(secondOfDay).min(1).max(maxTravelPeriods),
  /** by period: share of the usual speed by class of road; 1 where it is left out */
  speeds: z
    .array(z.partialRecord(z.enum(roadClassNames), share))
    .min(1)
    .max(maxTravelPeriods),
  modes: z.array(z.enum(travelModes)).min(1),
})
export type BranchHoursInput = z.infer<typeof branchHours>

const closureFields = z.object({
  /** outline of the area, or of where the street is closed */
  ring: z.array(lonLat).min(3).max(maxClosureCorners),
  /** only roads of this name within the outline */
  street: z.string().trim().min(1).max(120).nullable().default(null),
  /** seconds from local midnight; null: all day. The end may be the earlier one: past midnight */
  hours: z
    .tuple([secondOfDay, z.int().min(0).max(86_400)])
    .nullable()
    .default(null),
  from: date,
  to: date,
  reason: z.string().trim().max(300).default(''),
})
export type ClosureInput = z.input<typeof closureFields>

export const closureView = closureFields.extend({ id, by: z.string(), at: instant })
export type ClosureView = z.infer<typeof closureView>

export const travelView = z.object({
  hours: branchHours.nullable(),
  hoursBy: z.object({ name: z.string(), at: instant }).nullable(),
  closures: z.array(closureView),
})
export type TravelView = z.infer<typeof travelView>

/** What visits that were made say about travel times, for one way of travelling. */
export const learnedTravel = z.object({
  mode: z.enum(travelModes),
  periods: z.array(
    z.object({
      start: z.number(),
      observations: z.number(),
      /** how much longer ways took than expected; null without observations */
      ratio: z.number().nullable(),
      /** factor on the speeds in force, drawn towards 1 where observations are few */
      speedFactor: z.number(),
    }),
  ),
  /** the hours in force with what was learned put in: they count once somebody takes them */
  proposal: branchHours.nullable(),
})
export type LearnedTravelView = z.infer<typeof learnedTravel>

export const travel = {
  get: read.output(travelView),
  /** other hours; null takes them away. `learned`: from so many observations of visits that were made */
  setHours: write
    .input(z.object({ hours: branchHours.nullable(), learned: z.int().min(1).optional() }))
    .output(travelView),
  /** nothing is changed by looking */
  learned: read.output(z.array(learnedTravel)),
  addClosures: write.input(z.object({ closures: z.array(closureFields).min(1).max(50) })).output(travelView),
  changeClosure: write.input(closureFields.extend({ id })).output(travelView),
  removeClosure: write.input(z.object({ id })).output(travelView),
  /** how far one gets from a place within so many minutes, on the branch's ordinary roads: closed rings, holes the other way round */
  reach: read
    .input(z.object({ from: lonLat, mode: z.enum(travelModes), minutes: z.int().min(1).max(180) }))
    .output(z.array(z.array(lonLat))),
  /** the street at a place, with its course nearby, to be closed as a whole; null where no named road is near */
  streetAt: read.input(z.object({ at: lonLat })).output(
    z
      .object({
        name: z.string(),
        lines: z.array(z.array(lonLat)),
        /** an outline around that course, as a closure takes it */
        ring: z.array(lonLat),
      })
      .nullable(),
  ),
}
