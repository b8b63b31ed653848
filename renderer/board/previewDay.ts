import type { CrewDayView, StopView, UnplannedView } from '../../shared/contract/week.ts'
import type { Board, JudgedRoute } from '../../shared/core/plan/board.ts'

/** What a row shows of a visit, wherever it stands now. */
export type VisitLook = Pick<
  StopView,
  | 'visitId'
  | 'caseId'
  | 'caseNo'
  | 'borrower'
  | 'address'
  | 'at'
  | 'priority'
  | 'confirmed'
  | 'locked'
  | 'done'
> &
  Partial<StopView>

export function looksOf(
  days: readonly CrewDayView[],
  unplanned: readonly UnplannedView[],
): Map<string, VisitLook> {
  const looks = new Map<string, VisitLook>()
  for (const entry of unplanned)
    if (entry.at)
      looks.set(entry.visitId, { ...entry, at: entry.at, confirmed: false, locked: false, done: null })
  for (const day of days) for (const stop of day.stops) looks.set(stop.visitId, stop)
  return looks
}

/**
 * A crew-day as it would be with this route: what the row shows while a stop is in the air. Stops that were made
 * already stay in front as they are.
 */
export function previewDay(
  day: CrewDayView,
  judged: JudgedRoute,
  board: Board,
  looks: ReadonlyMap<string, VisitLook>,
): CrewDayView {
  const { timed } = judged
  if (!timed) return day
  const iso = (seconds: number) => new Date(board.epochOf(seconds) * 1000).toISOString()
  const made = day.stops.filter((stop) => !board.knows(stop.visitId))
  const stops = judged.visitIds.flatMap((visitId, index): StopView[] => {
    const look = looks.get(visitId)
    const stop = timed.stops[index]!
    if (!look) return []
    return [
      {
        level: 'none',
        window: null,
        straight: false,
        ...look,
        order: made.length + index + 1,
        arrival: iso(stop.arrival),
        departure: iso(stop.departure),
        waitingSeconds: stop.waitingSeconds,
        travelSeconds: stop.travelSeconds,
        metres: stop.travelMetres,
        serviceMinutes: stop.serviceSeconds / 60,
      },
    ]
  })
  const rest = timed.breaks[0]
  return {
    ...day,
    stops: [...made, ...stops],
    lunch:
      rest && stops.length > 0
        ? {
            start: iso(rest.arrival + rest.waitingSeconds),
            end: iso(rest.arrival + rest.waitingSeconds + rest.seconds),
          }
        : null,
    travelSeconds: stops.length > 0 ? timed.travelSeconds : 0,
    endsAt: stops.length > 0 ? iso(timed.finish) : null,
  }
}
