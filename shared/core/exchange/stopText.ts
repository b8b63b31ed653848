import { printedPhone } from '../lib/phone.ts'
import type { DisclosedDay, NavigationApp, RunSheetStop } from '../../model/runsheet.ts'
import { navigationLink, usualApp, type NavigationLink } from './navigation.ts'
import { clockText, sheetWords, stopWarnings, windowText } from './sheetWords.ts'

/** The app that this day's links open at a stop. */
export const appOf = (day: DisclosedDay, stop: RunSheetStop): NavigationApp =>
  day.navigationApp ?? usualApp(stop.lon, stop.lat)

export function stopLink(day: DisclosedDay, stop: RunSheetStop, app = appOf(day, stop)): NavigationLink {
  return navigationLink(app, stop.lon, stop.lat, day.mode, sheetWords[day.locale].stopNumber(stop.order))
}

/** `3 · 10:05 · A-1042`: what a track or a map shows beside a stop; no name. */
export const stopTitle = (day: DisclosedDay, stop: RunSheetStop): string =>
  `${stop.order} · ${clockText(stop.arrival, day.zone)} · ${stop.caseNo}`

/** What a collector reads when he opens a stop on a track, a map or a calendar: one line a fact. */
export function stopLines(day: DisclosedDay, stop: RunSheetStop): string[] {
  const words = sheetWords[day.locale]
  const { zone } = day
  const window = windowText(stop, day)
  return [
    `${stop.borrowerName} · ${stop.caseNo}`,
    stop.address,
    ...(stop.phone === null ? [] : [printedPhone(stop.phone)]),
    `${clockText(stop.arrival, zone)}–${clockText(stop.departure, zone)} · ${words.stay(stop.serviceMinutes)}`,
    ...(window === null ? [] : [`${stop.appointmentConfirmed ? words.confirmed : words.window} ${window}`]),
    ...stopWarnings(stop, day.locale),
    ...stop.notes,
  ]
}
