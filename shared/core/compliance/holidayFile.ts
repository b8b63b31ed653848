import * as z from 'zod'
import { ok, refuse, type Result } from '../../model/refusal.ts'

/** Days off of one year in one country, and weekend days that are worked instead. */
export interface HolidayYear {
  year: number
  days: { name: string; date: string; isOffDay: boolean }[]
}

const holidayYear = z.object({
  year: z.int().min(2000).max(2100),
  days: z
    .array(z.object({ name: z.string().trim().min(1).max(60), date: z.iso.date(), isOffDay: z.boolean() }))
    .max(400),
})

/**
 * Reads a holiday file from parsed JSON: the form of holiday-cn (`year`, `days` of `name`, `date`, `isOffDay`), which
 * the State Council's yearly notices are kept in. A year may begin in the December before it.
 * Refuses with `holiday-file-unreadable`, `holiday-file-wrong-year`, `holiday-file-year-over`, `holiday-file-empty`.
 * @param name the file, for the message
 * @param nowYear a year that is over changes no plan any more, and is most likely the wrong file; 0 takes every year
 */
export function readHolidayFile(json: unknown, name: string, nowYear: number): Result<HolidayYear> {
  const read = holidayYear.safeParse(json)
  if (!read.success) {
    const issue = read.error.issues[0]!
    const path = issue.path.map(String).join('.') || '-'
    return refuse(
      'holiday-file-unreadable',
      { file: name, path, detail: issue.message },
      { file: name, path },
    )
  }
  const { year, days } = read.data
  const stray = days.find(({ date }) => !date.startsWith(`${year}-`) && !date.startsWith(`${year - 1}-12-`))
  if (stray) return refuse('holiday-file-wrong-year', { file: name, year, date: stray.date }, { file: name })
  const twice = days.find(({ date }, index) => days.findIndex((day) => day.date === date) !== index)
  if (twice)
    return refuse(
      'holiday-file-unreadable',
      { file: name, path: 'days', detail: `${twice.date} is there twice` },
      { file: name, path: 'days' },
    )
  if (year < nowYear)
    return refuse('holiday-file-year-over', { file: name, year, now: nowYear }, { file: name })
  if (!days.some((day) => day.isOffDay && day.date.startsWith(`${year}-`)))
    return refuse('holiday-file-empty', { file: name, year }, { file: name })
  return ok({ year, days })
}
