import { readdir, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { bindRules, type RuleBook } from '../../shared/core/compliance/book.ts'
import { readHolidayFile, type HolidayYear } from '../../shared/core/compliance/holidayFile.ts'
import { readPack } from '../../shared/core/compliance/pack.ts'
import { weekDates } from '../../shared/core/lib/time.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { ActorKind, RulePack } from '../../shared/model/rules.ts'
import type { Holidays } from '../../shared/model/week.ts'
import type { Reader } from './database/open.ts'
import { adjustments, holidayYears, packKeysOf } from './database/stores/rules.ts'
import type { BranchRow } from './database/tables.ts'
import { resourcePath } from './resources.ts'

const packs = new Map<string, RulePack>()

async function readPackFile(path: string): Promise<RulePack> {
  const name = basename(path)
  let json: unknown
  try {
    json = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new RefusalError('file-not-found', { file: name })
    throw new RefusalError('rule-pack-unreadable', {
      file: name,
      path: '-',
      detail: (error as Error).message,
    })
  }
  const read = readPack(json, name)
  if (!read.ok) throw new RefusalError(read.refusal.code, read.refusal.params, read.refusal.at)
  return read.value
}

/** Keys of the packs that came with the program, in order. */
export async function rulePackKeys(): Promise<string[]> {
  const files = await readdir(resourcePath('rules'))
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
}

/**
 * A rule pack by its key.
 * @throws RefusalError rule-pack-unknown, rule-pack-unreadable
 */
export async function loadRulePack(key: string): Promise<RulePack> {
  const known = packs.get(key)
  if (known) return known
  const keys = await rulePackKeys()
  if (!keys.includes(key)) throw new RefusalError('rule-pack-unknown', { name: key, known: keys.join(', ') })
  const pack = await readPackFile(resourcePath('rules', `${key}.json`))
  packs.set(key, pack)
  return pack
}

export const loadRulePacks = (keys: readonly string[]): Promise<RulePack[]> =>
  Promise.all(keys.map(loadRulePack))

/** Every pack that came with the program. */
export async function listRulePacks(): Promise<RulePack[]> {
  return loadRulePacks(await rulePackKeys())
}

/** What binds a branch: its packs together, in its own words; null where it keeps none. */
export async function branchRules(reader: Reader, branch: BranchRow): Promise<RuleBook | null> {
  const keys = packKeysOf(branch)
  if (keys.length === 0) return null
  const [chosen, words] = await Promise.all([loadRulePacks(keys), adjustments(reader, branch.id)])
  return bindRules(chosen, branch.actor as ActorKind | null, words)
}

/** The country whose holidays a branch keeps when its packs name none. */
const countryOfZone: Record<string, string> = {
  'Asia/Shanghai': 'CN',
  'Asia/Urumqi': 'CN',
  'Asia/Hong_Kong': 'HK',
  'Asia/Macau': 'MO',
  'Asia/Taipei': 'TW',
  'Asia/Singapore': 'SG',
  'Asia/Kuala_Lumpur': 'MY',
  'Asia/Manila': 'PH',
  'Asia/Jakarta': 'ID',
  'Asia/Bangkok': 'TH',
  'Asia/Ho_Chi_Minh': 'VN',
  'Asia/Seoul': 'KR',
  'Asia/Tokyo': 'JP',
  'Europe/Vaduz': 'LI',
  'Europe/Zurich': 'CH',
  'Europe/Vienna': 'AT',
  'Europe/Berlin': 'DE',
  'Europe/London': 'GB',
  'Europe/Lisbon': 'PT',
  'Europe/Monaco': 'MC',
  'Europe/Andorra': 'AD',
}

/** Calendars in force, `CN` or `AU-NSW`: those of the packs, else of the country that the zone lies in. */
export function calendarsOf(chosen: readonly RulePack[], zone: string): string[] {
  const named = new Set(chosen.flatMap((pack) => pack.holidayCalendar ?? []))
  const home = countryOfZone[zone]
  return named.size > 0 ? [...named] : home ? [home] : []
}

/** Years of the mainland's notices that came with the program. */
export async function shippedYears(): Promise<number[]> {
  const files = await readdir(resourcePath('holidays'))
  return files.flatMap((file) => (/^\d{4}\.json$/.test(file) ? [Number(file.slice(0, 4))] : [])).sort()
}

/** holiday-cn: the State Council's notice of a year, with the weekend days that are worked instead (调休). */
async function chinaYear(year: number): Promise<HolidayYear | null> {
  const name = `${year}.json`
  let text: string
  try {
    text = await readFile(resourcePath('holidays', name), 'utf8')
  } catch (error) {
    // the notice for a year appears in the November before it
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const read = readHolidayFile(JSON.parse(text), name, 0)
  if (!read.ok) throw new RefusalError(read.refusal.code, read.refusal.params)
  return read.value
}

const dayMilliseconds = 86_400_000

/** Public holidays by reckoning; one that lasts several days takes all of them. */
async function reckonedYear(calendar: string, year: number): Promise<HolidayYear> {
  const { default: Calendar } = await import('date-holidays')
  const [country, region] = calendar.split('-')
  const source = region ? new Calendar(country!, region) : new Calendar(country!)
  const days = source.getHolidays(year).flatMap((holiday) => {
    if (holiday.type !== 'public') return []
    const first = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`)
    const lasts = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / dayMilliseconds))
    return Array.from({ length: lasts }, (_, day) => ({
      name: holiday.name,
      date: new Date(first + day * dayMilliseconds).toISOString().slice(0, 10),
      isOffDay: true,
    }))
  })
  return { year, days }
}

const years = new Map<string, Promise<HolidayYear | null>>()

/** A year as the program knows it. Remembered: every look at a plan asks for it, and reckoning takes a while. */
function knownYear(calendar: string, year: number): Promise<HolidayYear | null> {
  const key = `${calendar} ${year}`
  let known = years.get(key)
  if (!known) {
    known = calendar === 'CN' ? chinaYear(year) : reckonedYear(calendar, year)
    years.set(key, known)
    known.catch(() => years.delete(key))
  }
  return known
}

/**
 * Public holidays of the calendars together: a day off under any of them is off. A year that was renewed from a file
 * is the file's. Where no calendar is known there are none, and `years` are empty: whoever plans says so.
 * @param wanted calendar years that the week touches
 * @param renewed years from files, by country
 */
export async function loadHolidays(
  calendars: readonly string[],
  wanted: readonly number[],
  renewed: readonly (HolidayYear & { country: string })[] = [],
): Promise<Holidays> {
  const holidays: Holidays = { off: {}, working: {}, years: [] }
  for (const year of wanted) {
    const known = await Promise.all(
      calendars.map(async (calendar): Promise<HolidayYear | null> => {
        const country = calendar.slice(0, 2)
        const file = renewed.find((one) => one.country === country && one.year === year)
        return file ?? knownYear(calendar, year)
      }),
    )
    if (known.length > 0 && known.every((one) => one !== null)) holidays.years.push(year)
    for (const day of known.flatMap((one) => one?.days ?? []))
      (day.isOffDay ? holidays.off : holidays.working)[day.date] ??= day.name
  }
  for (const date of Object.keys(holidays.off)) delete holidays.working[date]
  return holidays
}

/** Years that a week touches: over New Year two. */
export const yearsOfWeek = (monday: string): number[] => [
  ...new Set(weekDates(monday).map((date) => Number(date.slice(0, 4)))),
]

/** Holidays of a branch in the week that begins on `monday`. */
export async function branchHolidays(
  reader: Reader,
  branch: BranchRow,
  rules: RuleBook | null,
  monday: string,
): Promise<Holidays> {
  const calendars = calendarsOf(rules?.packs ?? [], branch.time_zone)
  return loadHolidays(calendars, yearsOfWeek(monday), await holidayYears(reader, branch.id))
}
