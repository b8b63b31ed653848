import { useCallback, useRef } from 'react'

/** The same function for as long as the component lives, doing what its newest one does: rows that hold it stay as they are. */
export function useStable<A extends unknown[], R>(act: (...args: A) => R): (...args: A) => R {
  const newest = useRef(act)
  newest.current = act
  return useCallback((...args: A) => newest.current(...args), [])
}
