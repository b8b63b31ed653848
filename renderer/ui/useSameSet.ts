import { useRef } from 'react'

/** The members as a set that stays the same object for as long as it has the same members. */
export function useSameSet(members: readonly string[]): ReadonlySet<string> {
  const kept = useRef<ReadonlySet<string>>(new Set())
  const next = new Set(members)
  if (next.size !== kept.current.size || members.some((each) => !kept.current.has(each))) kept.current = next
  return kept.current
}
