import { useEffect, useRef, useState } from 'react'

/** quicker than this from one to the next nobody looks at what is drawn */
const hurryMilliseconds = 350

/**
 * What is costly to draw follows a person who takes her time at once, and one who hurries on when she pauses.
 * @param subject what `value` is about: a new value of the subject that is shown is never held back
 */
export function useUnhurried<T>(value: T, subject: string): T {
  const [shown, setShown] = useState(subject)
  const changedAt = useRef(-Infinity)
  const newest = useRef(value)
  if (shown === subject) newest.current = value
  useEffect(() => {
    const now = performance.now()
    const hurried = now - changedAt.current < hurryMilliseconds
    changedAt.current = now
    // even at once means after the words: they are painted first
    const timer = setTimeout(() => setShown(subject), hurried ? hurryMilliseconds : 0)
    return () => clearTimeout(timer)
  }, [subject])
  return shown === subject ? value : newest.current
}
