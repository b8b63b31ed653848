import { seededRandom, type Random } from '../../shared/core/lib/random.ts'
import {
  arrears,
  chance,
  csvText,
  parsePlainCsv,
  pick,
  sampleCalls,
  sampleOutcomes,
  shuffled,
  weekDates,
  weighted,
  type SampleCase,
} from './sampleParts.ts'

const familyNames = (
  'Hasler Frick Beck Ospelt Büchel Marxer Kindle Schädler Vogt Nägele Wohlwend Risch Matt Oehri Kaiser Sele Banzer ' +
  'Gassner Hilti Batliner Lampert Rossi Bernasconi Fontana Ferrari Eberle Foser Negele Jehle Meier Wanger Biedermann ' +
  'Nigg Verling Heeb Konrad Goop Hoop Öhri Bargetze Da Silva Moretti Colombo Müller Steiner Yılmaz Petrović'
)
  .replace('Da Silva', 'Da_Silva')
  .split(' ')
  .map((name) => name.replace('_', ' '))
const givenNames = (
  'Anna Maria Luca Noah Leonie Elias Sophie Matteo Giulia Martin Petra Stefan Claudia Thomas Sandra Daniel Monika ' +
  'Andreas Nicole Marco Chiara Peter Ursula Christian Barbara Roland Silvia Markus Karin Fabio Elena Jonas Lea David ' +
  'Sabine Walter Ruth Josef Helga Emir'
).split(' ')

/** Schädler → Schaedler: how half of all systems store it */
const spelledOut = (text: string): string =>
  text
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('Ä', 'Ae')
    .replaceAll('Ö', 'Oe')
    .replaceAll('Ü', 'Ue')
const abbreviated = (street: string): string =>
  street
    .replace(/strasse$/, 'str.')
    .replace(/Strasse$/, 'Str.')
    .replace(/gasse?$/, 'g.')

/** One typing slip: two letters swapped, one lost, or one doubled, never at the first letter. */
function mistyped(random: Random, word: string): string {
  if (word.length < 6) return word
  const at = 2 + random.below(word.length - 4)
  return weighted(random, [
    [4, word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)],
    [4, word.slice(0, at) + word.slice(at + 1)],
    [2, word.slice(0, at) + word[at] + word.slice(at)],
  ])
}

interface Door {
  street: string
  number: string
  postcode: string
  city: string
  lon: string
  lat: string
}

/** The ways in which clerks write one and the same door. */
function written(random: Random, door: Door): string {
  const { street, number, postcode, city } = door
  return weighted<() => string>(random, [
    [46, () => `${street} ${number}, ${postcode} ${city}`],
    [8, () => `${postcode} ${city}, ${street} ${number}`],
    [7, () => `${abbreviated(street)} ${number}, ${city}`],
    [5, () => `${street} ${number}, FL-${postcode} ${city}`],
    [4, () => `${street} ${number} ${city}`.toUpperCase()],
    [4, () => spelledOut(`${street} ${number}, ${postcode} ${city}`)],
    [5, () => `${mistyped(random, street)} ${number}, ${postcode} ${city}`],
    [3, () => `${street} Nr. ${number}, ${city}`],
    [3, () => `${street} ${number} / Top ${1 + random.below(12)}, ${postcode} ${city}`],
    [2, () => `${street} ${number}, ${1 + random.below(4)}. Stock, ${postcode} ${city}`],
    [2, () => `c/o ${pick(random, familyNames)}, ${street} ${number}, ${postcode} ${city}`],
    [
      2,
      () =>
        `${street.replace('strasse', 'straße').replace('Strasse', 'Straße')} ${number}, ${postcode} ${city}`,
    ],
    [1, () => `${street}${number}, ${postcode}${city}`],
    [3, () => `${street} ${Number.parseInt(number, 10) + 2}, ${postcode} ${city}`],
    [3, () => `${street}, ${postcode} ${city}`],
    [1, () => `${street} ${number}, ${postcode} ${city} (bitte vorher anrufen)`],
    [1, () => city],
  ])()
}

const callNotes: Record<string, string[]> = {
  confirmed: ['will be at home', 'asks to ring twice', 'back entrance', 'agreed, speaks Italian'],
  no_answer: ['', 'voicemail, no message left'],
  third_party: ['son answered, asked to ring in the evening', 'colleague answered, nothing said'],
  call_later: ['after 17:00', 'tomorrow morning'],
  wrong_number: ['number belongs to a shop'],
  refused: ['does not want a visit'],
  dispute: ['says the account was settled in October'],
  hardship: ['lost employment, asks for a plan'],
  deceased: ['daughter informed us'],
}
const visitNotes: Record<string, string[]> = {
  promise: ['will transfer after payday', 'standing order promised'],
  paid: ['receipt shown'],
  not_home: ['letterbox named, nobody in', 'neighbour: works shifts'],
  moved: ['moved to Buchs in summer'],
  hardship: ['short-time work since September'],
  refused: ['did not open'],
}

const caseHeaders =
  'Case No,Borrower,Phone,Address,Lat,Lon,DPD,Overdue Amount,Currency,Product,Rating,Stage,Priority,Service (min),Allowed Days,Time Window,Visit By,Skills,Crew Size,Preferred Collector,Status'.split(
    ',',
  )

/** The sample branch Vaduz: file name → bytes. `addressCsv` is the address list of the extract. */
export function liechtensteinSample(addressCsv: string, seed: number): Map<string, string> {
  const random = seededRandom(seed)
  const doors: Door[] = parsePlainCsv(addressCsv)
    .filter(
      (row) =>
        row.street && /^\d{1,3}[a-z]?$/.test(row.housenumber) && /^94\d\d$/.test(row.postcode) && row.city,
    )
    .map((row) => ({
      street: row.street,
      number: row.housenumber,
      postcode: row.postcode,
      city: row.city,
      lon: row.lon,
      lat: row.lat,
    }))
  const deck = shuffled(random, doors)
  const collectors = [
    [
      'Daniela Frick',
      'Städtle 23, 9490 Vaduz',
      '',
      '08:30-17:30',
      'Mon-Fri',
      '11:30-13:30/45',
      'certified;italian',
      'car',
      '12',
      'Oberland',
    ],
    [
      'Roman Batliner',
      'Städtle 23, 9490 Vaduz',
      '',
      '08:30-17:30',
      'Mon-Fri',
      '11:30-13:30/45',
      'certified',
      'car',
      '12',
      'Oberland',
    ],
    [
      'Sabine Oehri',
      'Dorfstrasse 24, 9495 Triesen',
      '',
      '08:30-17:30',
      'Mon-Fri',
      '11:30-13:30/45',
      'certified;portuguese',
      'car',
      '13',
      '',
    ],
    [
      'Marco Bernasconi',
      'Städtle 23, 9490 Vaduz',
      '',
      '08:00-17:00',
      'Mon-Fri',
      '11:30-13:30/45',
      'italian',
      'car',
      '13',
      '',
    ],
    [
      'Leonie Marxer',
      'Sagenstrasse 11, 9492 Eschen',
      'Städtle 23, 9490 Vaduz',
      '09:00-18:00',
      'Mon-Thu',
      '12:00-13:30/45',
      'certified',
      'car',
      '13',
      '',
    ],
    [
      'Thomas Hilti',
      'Städtle 23, 9490 Vaduz',
      '',
      '08:30-14:30',
      'Tue-Fri',
      '11:30-13:00/30',
      'portuguese;turkish',
      'scooter',
      '8',
      '',
    ],
  ]
  const rows: string[][] = []
  const cases: SampleCase[] = []
  for (let i = 0; i < 300; i++) {
    const door = deck[i]
    const { dpd, amount, stage, priority } = arrears(random, 400, 60_000)
    const weekdays = chance(random, 0.14)
      ? pick(random, [
          [1, 2, 3],
          [1, 3],
          [2, 4],
          [4, 5],
          [3, 4, 5],
          [1, 5],
        ])
      : []
    const window: [string, [number, number]] | null = chance(random, 0.22)
      ? pick(random, [
          ['09:00-12:00', [540, 720]],
          ['13:30-17:00', [810, 1020]],
          ['08:30-11:00', [510, 660]],
          ['15:00-17:30', [900, 1050]],
          ['morning', [480, 720]],
          ['14:00-16:00', [840, 960]],
        ] as [string, [number, number]][])
      : null
    const dueDay = chance(random, 0.14) ? 2 + random.below(3) : 4
    const due = dueDay < 4 || chance(random, 0.05)
    const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']
    const outside = i % 97 === 50
    const caseNo = `LI-26-${String(1001 + i * 3 + random.below(3))}`
    const given = chance(random, 0.03)
    const product = pick(random, ['Consumer loan', 'Credit card', 'Car leasing', 'Overdraft', 'Mortgage'])
    rows.push([
      caseNo,
      `${pick(random, familyNames)} ${pick(random, givenNames)}`,
      // national numbers never begin with 0: none of these can be anybody's
      chance(random, 0.6)
        ? `+423 000 ${10 + random.below(90)} ${10 + random.below(90)}`
        : `00423 000${1000 + random.below(9000)}`,
      outside ? `Bahnhofstrasse ${10 + i}, 9470 Buchs SG` : written(random, door),
      given ? door.lat : '',
      given ? door.lon : '',
      String(dpd),
      chance(random, 0.5)
        ? amount.toFixed(2)
        : `CHF ${amount.toLocaleString('en-US', { minimumFractionDigits: 2 })}`,
      'CHF',
      product,
      pick(random, ['A', 'B', 'B', 'C', 'C', 'D']),
      stage,
      String(priority),
      String(pick(random, [20, 25, 30, 30, 30, 35, 40])),
      weekdays.length > 0 ? weekdays.map((day) => dayNames[day - 1]).join(',') : '',
      window?.[0] ?? '',
      due ? pick(random, [weekDates[dueDay], `${Number(weekDates[dueDay].slice(8))}.11.2026`]) : '',
      chance(random, 0.07) ? pick(random, ['italian', 'portuguese', 'certified', 'turkish']) : '',
      chance(random, 0.03) ? '2' : '',
      chance(random, 0.04) ? pick(random, collectors)[0] : '',
      'open',
    ])
    cases.push({ caseNo, priority, sound: !outside, weekdays, window: window?.[1] ?? null, amount, dueDay })
  }
  // what every real list has: a row pasted twice, an impossible date, an address that was never filled in
  const spoiled = (i: number, change: Record<number, string>) => {
    const row = [...rows[i]]
    for (const [column, value] of Object.entries(change)) row[Number(column)] = value
    return row
  }
  rows.splice(211, 0, spoiled(40, { 2: '' }))
  rows.push(spoiled(12, { 0: 'LI-26-2001', 16: '2026-11-31' }), spoiled(77, { 0: 'LI-26-2002', 3: '' }))
  cases[40].sound = false

  const calls = sampleCalls(random, cases, callNotes)
  const callRows = calls.map((call) => [
    call.caseNo,
    call.calledAt,
    chance(random, 0.15) ? call.result.replace('_', ' ') : call.result,
    call.windowStart,
    call.windowEnd,
    call.note,
  ])
  callRows.push([
    'LI-26-9999',
    '2026-11-20 16:10',
    'confirmed',
    '2026-11-25 10:00',
    '2026-11-25 12:00',
    'number of another branch',
  ])
  const outcomes = sampleOutcomes(random, cases, calls, visitNotes, (iso) => iso)
  return new Map([
    ['cases.csv', csvText([caseHeaders, ...rows])],
    [
      'collectors.csv',
      csvText([
        ['name', 'start', 'end', 'shift', 'days', 'lunch', 'skills', 'mode', 'max_visits', 'crew'],
        ...collectors,
      ]),
    ],
    [
      'calls.csv',
      csvText([['case_no', 'called_at', 'result', 'window_start', 'window_end', 'note'], ...callRows]),
    ],
    [
      'outcomes.csv',
      csvText([
        ['case_no', 'visited_at', 'left_at', 'result', 'met', 'promise_date', 'promise_amount', 'note'],
        ...outcomes.map((o) => [
          o.caseNo,
          o.visitedAt,
          o.leftAt,
          o.result,
          o.met,
          o.promiseDate,
          o.promiseAmount,
          o.note,
        ]),
      ]),
    ],
  ])
}
