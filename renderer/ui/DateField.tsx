import { DatePicker } from 'antd'
import { useLocale } from '../app/i18n.ts'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import 'dayjs/locale/zh-tw'
import updateLocale from 'dayjs/plugin/updateLocale.js'

// a branch's week begins on Monday in every language, as on the board
dayjs.extend(updateLocale)
dayjs.updateLocale('en', { weekStart: 1 })
dayjs.updateLocale('zh-tw', { weekStart: 1 })

/** A day as `YYYY-MM-DD` in the window's language; the browser's own field follows the system's habits instead. */
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
  return (
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
  )
}
