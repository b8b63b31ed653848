import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { XmlDocument } from 'xmldoc'
import { writeIcs } from '../../../electron/service/exports/calendar.ts'
import { vtimezone } from '../../../electron/service/exports/vtimezone.ts'
import { csvField, writeCsv } from '../../../shared/core/exchange/csv.ts'
import { writeGeoJson } from '../../../shared/core/exchange/geojson.ts'
import { writeGpx } from '../../../shared/core/exchange/gpx.ts'
import { writeKml } from '../../../shared/core/exchange/kml.ts'
import {
  reasonSentence,
  spanText,
  distanceText,
  dateText,
  levelWord,
  sheetWords,
  stopWarnings,
} from '../../../shared/core/exchange/sheetWords.ts'
import { matchLevels } from '../../../shared/model/location.ts'
import { disclose, sheetLocales } from '../../../shared/model/runsheet.ts'
import { sheetDay, sheetStop } from '../../helpers/sheetDay.ts'

const hostile = '</name>&<script>alert("x")</script>\u0000\u0007'
const day = disclose(
  sheetDay({
    stops: [
      sheetStop({
        appointmentConfirmed: true,
        windowStart: '2026-11-23T02:00:00Z',
        windowEnd: '2026-11-23T03:00:00Z',
      }),
      sheetStop({
        order: 2,
        caseNo: '=TP-1',
        address: hostile,
        notes: ['@a, "b"', 'c;d\ne'],
        phone: '+886 912 345 678',
      }),
    ],
  }),
)

describe('CSV', () => {
  const text = writeCsv([day])
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[]

  test('reads back, in the language of the day, times on the clock of the branch', () => {
    expect(text.startsWith('\ufeff')).toBe(true)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      站點: '1',
      日期: '2026/11/23',
      到達: '2026/11/23 10:05',
      時段起: '2026/11/23 10:00',
      案件編號: 'TP-1042',
      姓名: '王*明',
      電話: '0912-345-678',
      路途分鐘: '7.1',
      路途公里: '2.38',
      經度: '121.5645',
    })
    expect(Object.keys(rows[0]!)).not.toContain('金額')
  })

  test('a place has six decimals: a tenth of a metre', () => {
    const far = disclose(sheetDay({ stops: [sheetStop({ lat: 25.0337123456789, lon: 121.56449999999998 })] }))
    const [row] = parse(writeCsv([far]), { bom: true, columns: true }) as Record<string, string>[]
    expect(row).toMatchObject({ 緯度: '25.033712', 經度: '121.5645' })
  })

  test('no cell is a formula', () => {
    for (const row of rows)
      for (const [column, cell] of Object.entries(row))
        if (!/^-?\d+(\.\d+)?$/.test(cell))
          expect(cell, column).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠\t\r]/u)
    expect(rows[1]!['案件編號']).toBe("'=TP-1")
    expect(rows[1]!['電話']).toBe("'+886 912 345 678")
  })

  test('says levels and yes and no in the language of its heads', () => {
    expect(rows.map((row) => [row['定位級別'], row['已預約']])).toEqual(
      day.stops.map((stop) => [levelWord(stop.level, 'zh-TW'), stop.appointmentConfirmed ? '是' : '否']),
    )
    for (const level of matchLevels)
      for (const locale of ['zh-CN', 'zh-TW'] as const)
        expect(levelWord(level, locale)).toMatch(/^[\p{Script=Han}，]+$/u)
  })

  test('amounts where a role sees them', () => {
    const open = disclose(sheetDay({ disclosure: { maskNames: true, maskPhones: true, showAmounts: true } }))
    const [row] = parse(writeCsv([open]), { bom: true, columns: true }) as Record<string, string>[]
    expect(row!['金額']).toMatch(/TWD\s65,590/u)
  })

  test('any text survives, but for control characters and line ends', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (cells) => {
        const line = cells.map((cell) => csvField(cell)).join(',')
        const [read] = parse(line + '\r\n', { relax_column_count: true }) as string[][]
        cells.forEach((cell, index) =>
          expect(read![index]!.replace(/^'/, '')).toBe(cell.replace(/[\r\n]+/g, ' ').replace(/^'/, '')),
        )
      }),
      { seed: 11 },
    )
  })
})

describe('GPX', () => {
  const document = new XmlDocument(writeGpx(day))

  test('a waypoint a stop with its instant in UTC, and the track as it was', () => {
    const points = document.childrenNamed('wpt')
    expect(points.map((point) => [point.attr.lat, point.attr.lon])).toEqual([
      ['25.0337', '121.5645'],
      ['25.0337', '121.5645'],
    ])
    expect(points[0]!.valueWithPath('time')).toBe('2026-11-23T02:05:00Z')
    expect(points[0]!.valueWithPath('name')).toBe('1 · 10:05 · TP-1042')
    const track = document.descendantWithPath('trk.trkseg')!.childrenNamed('trkpt')
    expect(track.map((point) => [Number(point.attr.lon), Number(point.attr.lat)])).toEqual(day.route)
  })

  test('names that would be tags are text', () => {
    const text = document.childrenNamed('wpt')[1]!.valueWithPath('desc')!
    expect(text).toContain('</name>&<script>alert("x")</script>')
    expect(writeGpx(day)).not.toContain('<script')
    expect(writeGpx(day)).not.toMatch(/[\u0000\u0007]/)
  })
})

describe('KML', () => {
  const document = new XmlDocument(writeKml([day]))
  test('a folder with the line and the stops, lon before lat', () => {
    const [folder] = document.descendantWithPath('Document')!.childrenNamed('Folder')
    const marks = folder!.childrenNamed('Placemark')
    expect(marks).toHaveLength(3)
    expect(marks[0]!.valueWithPath('LineString.coordinates')!.split(' ')[0]).toBe('121.5131,25.0437')
    expect(marks[1]!.valueWithPath('Point.coordinates')).toBe('121.5645,25.0337')
    expect(marks[1]!.valueWithPath('description')).toContain('已預約 10:00–11:00')
    expect(marks[2]!.valueWithPath('description')).toContain('<script>')
  })
})

describe('GeoJSON', () => {
  test('reads back: route and stops, attribution beside them', () => {
    const read = JSON.parse(writeGeoJson([day])) as {
      attribution: string
      features: { geometry: { type: string; coordinates: unknown }; properties: Record<string, unknown> }[]
    }
    expect(read.attribution).toBe('© OpenStreetMap contributors')
    expect(read.features.map((feature) => feature.geometry.type)).toEqual(['LineString', 'Point', 'Point'])
    expect(read.features[0]!.geometry.coordinates).toEqual(day.route)
    expect(read.features[1]!.properties).toMatchObject({ order: 1, borrower: '王*明', confirmed: true })
    expect(read.features[1]!.properties).not.toHaveProperty('amount')
  })
})

/** Property lines of a calendar, unfolded (RFC 5545, 3.1). */
const unfold = (text: string) => text.replace(/\r\n[ \t]/gu, '').split('\r\n')

describe('calendar', () => {
  const text = writeIcs([day])
  const lines = unfold(text)

  test('an event a stop on the clock of the zone, which the calendar defines', () => {
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2)
    expect(lines).toContain('DTSTART;TZID=Asia/Taipei:20261123T100500')
    expect(lines).toContain('DTEND;TZID=Asia/Taipei:20261123T102500')
    expect(lines).toContain('TZID:Asia/Taipei')
    expect(lines).toContain('TZOFFSETTO:+0800')
    expect(lines.filter((line) => line.startsWith('DTSTAMP'))).toEqual(
      Array(2).fill('DTSTAMP:20261120T103000Z'),
    )
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  })

  test('what a locked screen shows names nobody', () => {
    expect(lines).toContain('SUMMARY:第 1 站 · TP-1042')
    for (const line of lines.filter((line) => line.startsWith('SUMMARY'))) expect(line).not.toContain('王')
  })

  test('texts cannot end their line', () => {
    const location = lines.filter((line) => line.startsWith('LOCATION'))
    expect(location[1]).toContain('</name>&<script>')
    expect(lines.filter((line) => line.startsWith('DESCRIPTION'))[1]).toContain('c\\;d\\ne')
  })

  test('lines are at most 75 octets', () => {
    const long = writeIcs([
      disclose(sheetDay({ stops: [sheetStop({ notes: ['走側門，管理員在一樓。'.repeat(30)] })] })),
    ])
    for (const line of long.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(unfold(long).find((line) => line.startsWith('DESCRIPTION'))).toContain(
      '走側門，管理員在一樓。'.repeat(30),
    )
  })

  test('a zone with summer time has each change written out', () => {
    // Europe/Vaduz 2026: 29 March 02:00 +01:00 → +02:00, 25 October 03:00 +02:00 → +01:00
    const [from, to] = [Date.UTC(2026, 2, 27) / 1000, Date.UTC(2026, 9, 30) / 1000]
    const zone = vtimezone('Europe/Vaduz', from, to).split('\r\n')
    expect(zone.filter((line) => line.startsWith('DTSTART')).slice(1)).toEqual([
      'DTSTART:20260329T020000',
      'DTSTART:20261025T030000',
    ])
    expect(zone.filter((line) => /^BEGIN:(ST|DA)/.test(line))).toEqual([
      'BEGIN:STANDARD',
      'BEGIN:DAYLIGHT',
      'BEGIN:STANDARD',
    ])
  })
})

describe('words', () => {
  test('spans, distances and dates as each language says them', () => {
    expect(sheetLocales.map((locale) => spanText(4800, locale))).toEqual([
      '1 h 20',
      '1 小时 20 分',
      '1 小時 20 分',
    ])
    expect(sheetLocales.map((locale) => spanText(480, locale))).toEqual(['8 min', '8 分钟', '8 分鐘'])
    expect(sheetLocales.map((locale) => distanceText(2380, locale))).toEqual([
      '2.4 km',
      '2.4 公里',
      '2.4 公里',
    ])
    expect(distanceText(846, 'zh-CN')).toBe('850 米')
    expect(dateText('2026-11-23', 'zh-CN')).toEqual({ day: '2026年11月23日', weekday: '星期一' })
    expect(dateText('2026-11-23', 'en')).toEqual({ day: '23 November 2026', weekday: 'Monday' })
  })

  test('a reason is a sentence with its parameters', () => {
    const reason = { code: 'point-off-road', params: { metres: 140, limit: 100 } } as const
    expect(reasonSentence(reason, 'en')).toContain('140 m from the nearest road')
    expect(reasonSentence(reason, 'zh-CN')).toContain('140 米')
  })

  test('an uncertain place is said once: by the geocoder where it says why, else by its level', () => {
    const street = sheetStop({ level: 'street', radiusMetres: 180 })
    expect(stopWarnings(street, 'en')).toEqual(['street known, number not ±180 m'])
    const said = {
      code: 'address-number-nearest',
      params: { street: 'A', number: '7', nearest: '9' },
    } as const
    const reasoned = sheetStop({ ...street, warnings: [said] })
    expect(stopWarnings(reasoned, 'en')).toEqual([reasonSentence(said, 'en') + ' ±180 m'])
    expect(stopWarnings(sheetStop(), 'en')).toEqual([])
  })

  test('no word on a sheet speaks of a debt', () => {
    const all = JSON.stringify(sheetWords, (_key, value: unknown) =>
      typeof value === 'function' ? (value as (n: number, m: number) => string)(1, 2) : value,
    )
    expect(all).not.toMatch(
      /debt|overdue|borrower"?:"?b|borrower s|collect|arrear|loan|催|欠|逾期|债|債|贷|貸|借款/iu,
    )
  })
})
