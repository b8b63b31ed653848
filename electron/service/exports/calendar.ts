import ical from 'ical-generator'
import { Temporal } from 'temporal-polyfill'
import { sheetWords } from '../../../shared/core/exchange/sheetWords.ts'
import { stopLines, stopLink } from '../../../shared/core/exchange/stopText.ts'
import { epochOf, utcIso } from '../../../shared/core/lib/time.ts'
import { cleanText, type DisclosedDay } from '../../../shared/model/runsheet.ts'
import { vtimezone } from './vtimezone.ts'

/**
 * Crew-days as iCalendar (RFC 5545): an event a stop, on the clock of the branch's zone, with place and a link to
 * navigate. The title, which a locked phone shows, is the number of the stop and the case, no name. The same stop
 * keeps its identity, so that a later calendar moves it instead of doubling it.
 */
export function writeIcs(days: readonly DisclosedDay[]): string {
  const first = days[0]
  const zone = first?.zone ?? 'UTC'
  const stamp = new Date(epochOf(first?.madeAt ?? '1970-01-01T00:00:00Z') * 1000)
  const instants = days.flatMap((day) => day.stops.map((stop) => epochOf(stop.arrival)))
  const from = instants.reduce((least, epoch) => Math.min(least, epoch), stamp.getTime() / 1000)
  const to = instants.reduce((most, epoch) => Math.max(most, epoch), from)
  const calendar = ical({
    prodId: { company: 'Roundsman', product: 'Roundsman', language: 'EN' },
    name: first ? cleanText(`${first.crewName} · ${first.branchName}`) : 'Roundsman',
    timezone: { name: zone, generator: (name: string) => vtimezone(name, from, to) },
  })
  const at = (iso: string) => Temporal.Instant.from(utcIso(epochOf(iso))).toZonedDateTimeISO(zone)
  for (const day of days)
    for (const stop of day.stops) {
      const [who, address, ...lines] = stopLines(day, stop)
      const link = stopLink(day, stop)
      calendar.createEvent({
        id: `${day.date}-${encodeURIComponent(stop.caseNo)}@roundsman`,
        stamp,
        start: at(stop.arrival),
        end: at(stop.departure),
        timezone: zone,
        summary: cleanText(`${sheetWords[day.locale].stopNumber(stop.order)} · ${stop.caseNo}`),
        description: cleanText([who, ...lines].join('\n')),
        location: { title: cleanText(address!), geo: { lat: stop.lat, lon: stop.lon } },
        // A comma would be escaped, which RFC 5545 does not allow in an address.
        url: link.url.replaceAll(',', '%2C'),
      })
    }
  // The library writes the stamp on the zone's clock; RFC 5545, 3.8.7.2 wants UTC.
  const stampText = stamp.toISOString().replace(/[-:]|\.\d{3}/gu, '')
  return (
    calendar
      .toString()
      .replace(/\r?\n/gu, '\r\n')
      .replace(/^DTSTAMP:.*$/gmu, `DTSTAMP:${stampText}\r`)
      .replace(/\r+\n/gu, '\r\n') + '\r\n'
  )
}
