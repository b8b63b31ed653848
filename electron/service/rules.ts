import { readdir, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readPack } from '../../shared/core/compliance/pack.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { RulePack } from '../../shared/model/rules.ts'
import type { Holidays } from '../../shared/model/week.ts'
import { weekDates } from '../../shared/core/lib/time.ts'
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

/** Every pack that came with the program. */
export async function listRulePacks(): Promise<RulePack[]> {
  return Promise.all((await rulePackKeys()).map(loadRulePack))
}

/** The country whose holidays a branch keeps when its pack names none. */
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

interface ChinaYear {
  year: number
  days: { name: string; date: string; isOffDay: boolean }[]
}

/** holiday-cn: the State Council's notices, with the weekend days that are worked instead (调休). */
async function chinaHolidays(years: number[]): Promise<Holidays> {
  const holidays: Holidays = { off: {}, working: {}, years: [] }
  for (const year of years) {
    let file: ChinaYear
    try {
      file = JSON.parse(await readFile(resourcePath('holidays', `${year}.json`), 'utf8')) as ChinaYear
    } catch (error) {
      // the notice for a year appears in the November before it
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue
      throw error
    }
    holidays.years.push(year)
    for (const day of file.days) (day.isOffDay ? holidays.off : holidays.working)[day.date] = day.name
  }
  return holidays
}

/**
 * Public holidays of the pack's country, else of the country the branch's zone lies in. A country that is not known
 * has none, and its `years` are empty: whoever plans says so.
 * @param years calendar years that the week touches
 */
export async function loadHolidays(pack: RulePack | null, zone: string, years: number[]): Promise<Holidays> {
  const calendar = pack?.holidayCalendar ?? countryOfZone[zone]
  if (!calendar) return { off: {}, working: {}, years: [] }
  const [country, region] = calendar.split('-')
  if (country === 'CN') return chinaHolidays(years)
  const { default: Calendar } = await import('date-holidays')
  const source = region ? new Calendar(country!, region) : new Calendar(country!)
  const holidays: Holidays = { off: {}, working: {}, years: [...years] }
  for (const year of years)
    for (const day of source.getHolidays(year))
      if (day.type === 'public') holidays.off[day.date.slice(0, 10)] ??= day.name
  return holidays
}

/** Holidays of the week that begins on `monday`; a week over New Year touches two calendars. */
export function loadWeekHolidays(pack: RulePack | null, zone: string, monday: string): Promise<Holidays> {
  const years = new Set(weekDates(monday).map((date) => Number(date.slice(0, 4))))
  return loadHolidays(pack, zone, [...years])
}
