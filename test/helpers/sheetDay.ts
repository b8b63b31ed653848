import type { RunSheetDay, RunSheetStop } from '../../shared/model/runsheet.ts'

/** A stop in Taipei at 10:05–10:25, changed as a test needs. */
export function sheetStop(change: Partial<RunSheetStop> = {}): RunSheetStop {
  return {
    order: 1,
    caseNo: 'TP-1042',
    borrowerName: '王小明',
    phone: '0912-345-678',
    address: '臺北市信義區信義路五段7號',
    lon: 121.5645,
    lat: 25.0337,
    level: 'building',
    radiusMetres: 10,
    arrival: '2026-11-23T10:05:00+08:00',
    departure: '2026-11-23T10:25:00+08:00',
    windowStart: null,
    windowEnd: null,
    appointmentConfirmed: false,
    serviceMinutes: 20,
    waitingSeconds: 0,
    travelSecondsFromPrevious: 426,
    metresFromPrevious: 2380,
    notes: [],
    warnings: [],
    amount: { minor: 6_559_000, currency: 'TWD' },
    ...change,
  }
}

/** A crew-day of two in Taipei on Monday 23 November 2026. */
export function sheetDay(change: Partial<RunSheetDay> = {}): RunSheetDay {
  const stops = change.stops ?? [sheetStop()]
  return {
    branchName: '臺北分行',
    date: '2026-11-23',
    crewName: '南區組',
    collectors: ['林雅婷', '陳冠宇'],
    mode: 'car',
    start: { label: '重慶南路一段96號', at: [121.5131, 25.0437] },
    end: { label: '重慶南路一段96號', at: [121.5131, 25.0437] },
    shift: { start: '2026-11-23T08:30:00+08:00', end: '2026-11-23T17:30:00+08:00' },
    lunch: { start: '2026-11-23T12:00:00+08:00', end: '2026-11-23T12:45:00+08:00' },
    startsAt: '2026-11-23T09:58:00+08:00',
    endsAt: '2026-11-23T10:36:00+08:00',
    stops,
    route: [
      [121.5131, 25.0437],
      [121.54, 25.04],
      ...stops.map((stop): [number, number] => [stop.lon, stop.lat]),
      [121.5131, 25.0437],
    ],
    totals: { travelSeconds: 1086, metres: 6580, serviceSeconds: 1200, waitingSeconds: 0 },
    returnLeg: { travelSeconds: 660, metres: 4200 },
    rulePackName: '臺灣',
    findings: [],
    checklist: ['出示證件'],
    locale: 'zh-TW',
    zone: 'Asia/Taipei',
    attribution: '© OpenStreetMap contributors',
    navigationApp: null,
    planName: 'B.2',
    madeAt: '2026-11-20T10:30:00Z',
    disclosure: { maskNames: true, maskPhones: false, showAmounts: false },
    ...change,
  }
}

/** A day of so many stops along a line east of the station, half an hour or less apart. */
export function longDay(count: number, change: Partial<RunSheetDay> = {}): RunSheetDay {
  const clock = (minutes: number) =>
    `2026-11-23T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00+08:00`
  const step = count > 16 ? 12 : 30
  const stops = Array.from({ length: count }, (_, index) =>
    sheetStop({
      order: index + 1,
      caseNo: `TP-${1001 + index}`,
      lon: 121.52 + index * 0.004,
      lat: 25.03 + (index % 3) * 0.006,
      arrival: clock(540 + index * step),
      departure: clock(550 + index * step),
      notes: index % 4 === 0 ? ['走側門，管理員在一樓'] : [],
      level: index % 5 === 1 ? 'street' : 'building',
      radiusMetres: index % 5 === 1 ? 180 : 10,
    }),
  )
  return sheetDay({ stops, endsAt: clock(580 + count * step), ...change })
}
