import { clockAt, mondayOf as mondayOfDate } from '../../../shared/core/lib/time.ts'

/** The Monday of the week that `now` lies in at the branch; on a weekend, of the week to come. */
export function mondayOf(now: Date, zone: string): string {
  const twoDaysOn = clockAt(now.getTime() / 1000 + 2 * 86_400, zone)
  return mondayOfDate(twoDaysOn.date)
}
