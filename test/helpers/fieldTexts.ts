import { minorDigits } from '../../shared/core/intake/amounts.ts'
import type { AllowedDays, DayWindow } from '../../shared/model/intake.ts'

/** Values as a file would have them: what the readers are held against. */

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `Mon,Wed,2026-11-27`; '' for any day. Reads back as it is written. */
export const daysText = (days: AllowedDays): string =>
  [...days.weekdays.map((day) => dayNames[day - 1]), ...days.dates].join(',')
/** `Tue 09:00-12:00;14:00-16:00`; '' for any time. Reads back as it is written. */
export const windowsText = (windows: readonly DayWindow[]): string =>
  windows
    .map((window) => {
      const day = window.weekday ? dayNames[window.weekday - 1] + ' ' : window.date ? window.date + ' ' : ''
      return `${day}${clock(window.fromMinutes)}-${clock(window.toMinutes)}`
    })
    .join(';')
/** Minor units → `12345.60` */
export function amountText(minor: number | null, currency: string): string {
  if (minor === null) return ''
  const digits = minorDigits(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
