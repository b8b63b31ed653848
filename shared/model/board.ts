import type { Problem } from './problem.ts'

/**
 * A week as a person rearranges it by hand: everything that must be known to say at once what a place on a crew-day
 * would mean. The window judges with it while a stop is still in the air, and the service with the same when it lands.
 */
export interface BoardWeek {
  /** with travel times; jobs count from 1 in the order of `visits`, vehicles from 1 in the order of `crewDays` */
  problem: Problem
  /** Monday 00:00 on the branch's clock, the problem's zero: seconds since 1970 */
  zeroEpoch: number
  zone: string
  visits: { visitId: string; confirmed: boolean }[]
  crewDays: { id: string; crewName: string; date: string }[]
  /** number of a skill → its word; that of a crew's size `2 people` */
  skillNames: Record<number, string>
}
