import { dateText } from '../../model/calendarDay.ts'
import type { DisclosedDay } from '../../model/runsheet.ts'
import { epochOf, utcIso } from '../lib/time.ts'
import { stopLines, stopTitle } from './stopText.ts'
import { degrees, xmlText } from './xmlText.ts'

/**
 * A crew-day as GPX 1.1 (topografix.com/GPX/1/1): a waypoint a stop, in order of the visits, and one track along the
 * roads. Elements stand in the order that the schema asks for.
 */
export function writeGpx(day: DisclosedDay): string {
  const title = xmlText(`${dateText(day.date, day.locale)} ${day.crewName}`)
  const waypoints = day.stops.map(
    (stop) =>
      `  <wpt lat="${degrees(stop.lat)}" lon="${degrees(stop.lon)}">\n` +
      `    <time>${utcIso(epochOf(stop.arrival))}</time>\n` +
      `    <name>${xmlText(stopTitle(day, stop))}</name>\n` +
      `    <desc>${xmlText(stopLines(day, stop).join('\n'))}</desc>\n` +
      `    <sym>${stop.appointmentConfirmed ? 'Flag, Green' : 'Flag, Blue'}</sym>\n` +
      `  </wpt>\n`,
  )
  const points = day.route.map(([lon, lat]) => `      <trkpt lat="${degrees(lat)}" lon="${degrees(lon)}"/>\n`)
  const track =
    points.length < 2
      ? ''
      : `  <trk>\n    <name>${title}</name>\n    <trkseg>\n${points.join('')}    </trkseg>\n  </trk>\n`
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<gpx version="1.1" creator="Roundsman" xmlns="http://www.topografix.com/GPX/1/1">\n' +
    `  <metadata>\n    <name>${title}</name>\n    <desc>${xmlText(day.attribution)}</desc>\n` +
    `    <time>${utcIso(epochOf(day.madeAt))}</time>\n  </metadata>\n` +
    waypoints.join('') +
    track +
    '</gpx>\n'
  )
}
