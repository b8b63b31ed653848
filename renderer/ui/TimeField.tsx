import { useEffect, useState } from 'react'
import { readTime } from './readTime.ts'

/** A time of day on 24 hours in every language; the browser's own field follows the system's habits instead. */
export function TimeField({
  value,
  onChange,
  optional = false,
  wrong: isRefused = false,
}: {
  value: string
  onChange: (value: string) => void
  optional?: boolean
  /** marked as what is to be corrected */
  wrong?: boolean
}) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const read = readTime(text)
  const wrong = read === null && !(optional && text.trim() === '')
  return (
    <input
      className={wrong || isRefused ? 'native-input wrong' : 'native-input'}
      inputMode="numeric"
      placeholder="00:00"
      maxLength={5}
      value={text}
      aria-invalid={wrong || isRefused}
      onChange={(event) => {
        setText(event.target.value)
        const next = /^\d{1,2}[:：]\d{2}$/.test(event.target.value) ? readTime(event.target.value) : null
        if (next) onChange(next)
      }}
      onBlur={() => {
        if (wrong) setText(value)
        else {
          onChange(read ?? '')
          setText(read ?? '')
        }
      }}
    />
  )
}
