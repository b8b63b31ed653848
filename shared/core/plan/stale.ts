/** A run sheet as far as whoever drives by it would notice: who goes, to whom, at what minute. */
export interface Sheet {
  crewDayId: string
  collectorNames: readonly string[]
  stops: readonly { visitId: string; arrival: string }[]
}

export type StaleKind = 'changed' | 'added' | 'gone'

const minuteOf = (instant: string) => Math.floor(Date.parse(instant) / 60_000)
const wordOf = ({ collectorNames, stops }: Sheet) =>
  JSON.stringify([collectorNames, stops.map(({ visitId, arrival }) => [visitId, minuteOf(arrival)])])

/**
 * Crew-days whose run sheet, as it was handed out, is not what is planned now. A crew-day without stops has no sheet.
 * @returns in the order of `now`, then those that are in `before` only
 */
export function staleSheets(
  before: readonly Sheet[],
  now: readonly Sheet[],
): { crewDayId: string; kind: StaleKind }[] {
  const handed = new Map(before.filter(({ stops }) => stops.length > 0).map((day) => [day.crewDayId, day]))
  const stale = now.flatMap((day): { crewDayId: string; kind: StaleKind }[] => {
    if (day.stops.length === 0) return []
    const old = handed.get(day.crewDayId)
    handed.delete(day.crewDayId)
    if (!old) return [{ crewDayId: day.crewDayId, kind: 'added' }]
    return wordOf(old) === wordOf(day) ? [] : [{ crewDayId: day.crewDayId, kind: 'changed' }]
  })
  return [...stale, ...[...handed.keys()].map((crewDayId) => ({ crewDayId, kind: 'gone' as const }))]
}
