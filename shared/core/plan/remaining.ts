import type { LonLat } from '../../model/travel.ts'
import type { CrewDay } from '../../model/week.ts'

/** A visit that a crew has made, on the day and with the crew of its place in the plan. */
export interface MadeVisit {
  crewDayKey: string
  lonLat: LonLat
  /** when they left, minutes from midnight of the crew-day's date */
  leftMinutes: number
}

/**
 * What is left of each crew-day: it goes on from the door that was left last, when it was left, and with as many visits
 * as it may still make. One whose shift is over is left out.
 */
export function remainingCrewDays(crewDays: readonly CrewDay[], made: readonly MadeVisit[]): CrewDay[] {
  return crewDays.flatMap((day) => {
    const visits = made.filter((visit) => visit.crewDayKey === day.key)
    if (visits.length === 0) return [day]
    const last = visits.reduce((a, b) => (b.leftMinutes >= a.leftMinutes ? b : a))
    const fromMinutes = Math.max(day.shift.fromMinutes, Math.ceil(last.leftMinutes))
    const maxVisits = day.maxVisits === null ? null : Math.max(0, day.maxVisits - visits.length)
    if (fromMinutes >= day.shift.toMinutes || maxVisits === 0) return []
    return [
      {
        ...day,
        shift: { ...day.shift, fromMinutes },
        start: last.lonLat,
        // who goes back to where she began still does
        end: day.end ?? day.start,
        maxVisits,
      },
    ]
  })
}
