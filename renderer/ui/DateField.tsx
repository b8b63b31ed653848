import { DatePicker } from 'antd'
import { flushSync } from 'react-dom'
import { readDate } from '../../shared/core/intake/dates.ts'
import { useLocale } from '../app/i18n.ts'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import 'dayjs/locale/zh-tw'
import updateLocale from 'dayjs/plugin/updateLocale.js'

// a branch's week begins on Monday in every language, as on the board
dayjs.extend(updateLocale)
dayjs.updateLocale('en', { weekStart: 1 })
dayjs.updateLocale('zh-tw', { weekStart: 1 })

/** What was typed, in any of the ways in which a file may write a day; null where it is none, or could be two. */
export function typedDay(text: string, near: string): string | null {
  const read = readDate(text.trim(), { near, order: null })
  return read.ok ? read.date : null
}

/**
 * A day as `YYYY-MM-DD` in the window's language. What is typed counts when the field is left or Enter is pressed, also
 * a day outside `min` and `max`: whoever asked for the day says at the field what is wrong with it; the browser's own field follows the system's habits instead. */
export function DateField({
  value,
  onChange,
  min,
  max,
  label,
  optional = false,
  size = 'middle',
  wrong = false,
  autoFocus = false,
}: {
  value: string
  onChange: (value: string) => void
  min?: string | undefined
  max?: string | undefined
  /** its name where no label stands around it */
  label?: string
  optional?: boolean
  size?: 'small' | 'middle'
  /** marked as what is to be corrected */
  wrong?: boolean
  autoFocus?: boolean
}) {
  const locale = useLocale()
  // before the picker has its turn: it drops what is not written exactly as it writes days itself
  const take = (target: EventTarget) => {
    if (!(target instanceof HTMLInputElement)) return
    const day = typedDay(target.value, value || dayjs().format('YYYY-MM-DD'))
    // Enter may save at once, so that the day must be there by then
    if (day !== null && day !== value) flushSync(() => onChange(day))
  }
  return (
    <span
      className="date-field"
      onKeyDownCapture={(event) => {
        if (event.key === 'Enter' || event.key === 'Tab') take(event.target)
      }}
      onBlurCapture={(event) => take(event.target)}
    >
      <DatePicker
        className="date-field"
        size={size}
        // written as the window writes days
        format={locale === 'en' ? 'D MMM YYYY' : 'YYYY/M/D'}
        allowClear={optional}
        autoFocus={autoFocus}
        {...(wrong ? { status: 'error' as const, 'aria-invalid': true } : {})}
        value={value ? dayjs(value) : null}
        onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : '')}
        {...(min ? { minDate: dayjs(min) } : {})}
        {...(max ? { maxDate: dayjs(max) } : {})}
        {...(label ? { 'aria-label': label } : {})}
      />
    </span>
  )
}
