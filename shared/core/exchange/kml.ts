import { dateText } from '../../model/calendarDay.ts'
import type { DisclosedDay } from '../../model/runsheet.ts'
import type { LonLat } from '../../model/travel.ts'
import { stopLines, stopLink, stopTitle } from './stopText.ts'
import { sheetWords } from './sheetWords.ts'
import { degrees, xmlText } from './xmlText.ts'

/** Crew-days as KML 2.2 (OGC 07-147r2): a folder a crew-day with its line and its stops. Colours are aabbggrr. */
export function writeKml(days: readonly DisclosedDay[]): string {
  const folders = days.map((day) => {
    const title = xmlText(`${dateText(day.date, day.locale)} ${day.crewName}`)
    const line =
      day.route.length < 2
        ? ''
        : '      <Placemark>\n' +
          `        <name>${title}</name>\n        <styleUrl>#route</styleUrl>\n` +
          `        <LineString><tessellate>1</tessellate><coordinates>${day.route.map(pair).join(' ')}</coordinates></LineString>\n` +
          '      </Placemark>\n'
    const stops = day.stops.map((stop) => {
      const link = stopLink(day, stop)
      const text = [...stopLines(day, stop), `${sheetWords[day.locale].apps[link.app]}: ${link.url}`]
      return (
        '      <Placemark>\n' +
        `        <name>${xmlText(stopTitle(day, stop))}</name>\n` +
        `        <description>${xmlText(text.join('\n'))}</description>\n` +
        `        <TimeSpan><begin>${xmlText(stop.arrival)}</begin><end>${xmlText(stop.departure)}</end></TimeSpan>\n` +
        `        <styleUrl>#${stop.appointmentConfirmed ? 'confirmed' : 'planned'}</styleUrl>\n` +
        `        <Point><coordinates>${pair([stop.lon, stop.lat])}</coordinates></Point>\n` +
        '      </Placemark>\n'
      )
    })
    return `    <Folder>\n      <name>${title}</name>\n${line}${stops.join('')}    </Folder>\n`
  })
  const attribution = xmlText(days[0]?.attribution ?? '')
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n  <Document>\n' +
    `    <name>Roundsman</name>\n    <description>${attribution}</description>\n` +
    '    <Style id="route"><LineStyle><color>ff6b6e0f</color><width>4</width></LineStyle></Style>\n' +
    '    <Style id="planned"><IconStyle><color>ffffffff</color></IconStyle></Style>\n' +
    '    <Style id="confirmed"><IconStyle><color>ff6b6e0f</color></IconStyle></Style>\n' +
    folders.join('') +
    '  </Document>\n</kml>\n'
  )
}

const pair = ([lon, lat]: LonLat) => `${degrees(lon)},${degrees(lat)}`
