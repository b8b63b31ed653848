/** `830`, `8:30`, `8：30`, `0830` → `08:30`; null when it is no time of day */
export function readTime(text: string): string | null {
  const match = /^\s*(\d{1,2})\s*[:：.]?\s*(\d{2})?\s*$/.exec(text)
  if (!match) return null
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)]
  return hours <= 23 && minutes <= 59
    ? `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
    : null
}
