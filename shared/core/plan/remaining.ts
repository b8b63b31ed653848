import type { LonLat } from '../../model/travel.ts'
import type { CrewDay } from '../../model/week.ts'

/**
 * A stop that planning leaves where it is: made by that crew on that day, or its hour has gone by and the crew has been
 * there, whether or not the outcome has come in.
 */
export interface SettledStop {
  visitId: string
  crewDayKey: string
  lonLat: LonLat
  /** when they left, or were to leave; minutes from midnight of the crew-day's date */
  leftMinutes: number
}

/**
 * What is left of each crew-day: it goes on from the door that was left last, when it was left, and with as many visits
 * as it may still make. One whose shift is over is left out.
 */
export function remainingCrewDays(crewDays: readonly CrewDay[], settled: readonly SettledStop[]): CrewDay[] {
  return crewDays.flatMap((day) => {
    const stops = settled.filter((stop) => stop.crewDayKey === day.key)
    if (stops.length === 0) return [day]
    const last = stops.reduce((a, b) => (b.leftMinutes >= a.leftMinutes ? b : a))
    const fromMinutes = Math.max(day.shift.fromMinutes, Math.ceil(last.leftMinutes))
    const maxVisits = day.maxVisits === null ? null : Math.max(0, day.maxVisits - stops.length)
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
