import { Temporal } from 'temporal-polyfill'

const pad = (value: number) => String(value).padStart(2, '0')

/** `+0800` */
function offset(nanoseconds: number): string {
  const minutes = Math.round(nanoseconds / 60e9)
  const size = Math.abs(minutes)
  return (minutes < 0 ? '-' : '+') + pad(Math.floor(size / 60)) + pad(size % 60)
}

/** `20260329T020000`: what the clock showed just before it changed. */
const local = (at: Temporal.PlainDateTime) =>
  `${at.year}${pad(at.month)}${pad(at.day)}T${pad(at.hour)}${pad(at.minute)}${pad(at.second)}`

/**
 * The VTIMEZONE (RFC 5545, 3.6.5) of a zone for calendars whose events lie between two instants: the offset at the
 * start, then every change until the end, each written out, since rules of governments follow no formula.
 * @param from seconds since 1970
 * @param to seconds since 1970
 */
export function vtimezone(zone: string, from: number, to: number): string {
  const day = 86_400_000
  const start = Temporal.Instant.fromEpochMilliseconds(from * 1000 - day).toZonedDateTimeISO(zone)
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`]
  const observance = (
    at: Temporal.PlainDateTime,
    before: Temporal.ZonedDateTime,
    after: Temporal.ZonedDateTime,
  ) => {
    const isSummer = after.offsetNanoseconds > winterOffset(after)
    const name = isSummer ? 'DAYLIGHT' : 'STANDARD'
    lines.push(
      `BEGIN:${name}`,
      `DTSTART:${local(at)}`,
      `TZOFFSETFROM:${offset(before.offsetNanoseconds)}`,
      `TZOFFSETTO:${offset(after.offsetNanoseconds)}`,
      `END:${name}`,
    )
  }
  observance(start.toPlainDateTime(), start, start)
  let at = start
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds > to * 1000 + day) break
    const before = next.subtract({ nanoseconds: 1 })
    observance(next.toInstant().toZonedDateTimeISO(offsetZone(before)).toPlainDateTime(), before, next)
    at = next
  }
  lines.push('END:VTIMEZONE')
  return lines.join('\r\n')
}

/** The lesser of the offsets in January and July: standard time on either half of the globe. */
function winterOffset(at: Temporal.ZonedDateTime): number {
  const offsets = [1, 7].map((month) => at.with({ month, day: 1 }).offsetNanoseconds)
  return Math.min(...offsets)
}

const offsetZone = (at: Temporal.ZonedDateTime) => at.offset
