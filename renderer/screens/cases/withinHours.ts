import { weekdayOf } from '../../../shared/core/lib/time.ts'

interface Span {
  fromMinutes: number
  toMinutes: number
}

/**
 * The part of a window in which a visit is lawful and worked: "before half past twelve" is not from midnight on.
 * A window that names no day is held to the widest hours of those days. What has no part in them stays as it was said.
 * @param hours lawful hours by day; empty where they are not known
 */
export function withinHours(
  window: Span & { date?: string | null | undefined; weekday?: number | null | undefined },
  hours: readonly (Span & { date: string })[],
): Span {
  const { date, weekday } = window
  const meant = hours.filter((each) =>
    date ? each.date === date : weekday ? weekdayOf(each.date) === weekday : true,
  )
  const from = Math.max(window.fromMinutes, Math.min(...meant.map((each) => each.fromMinutes)))
  const to = Math.min(window.toMinutes, Math.max(...meant.map((each) => each.toMinutes)))
  return meant.length > 0 && from < to ? { fromMinutes: from, toMinutes: to } : window
}
