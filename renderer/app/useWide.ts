import { useMemo, useSyncExternalStore } from 'react'

/** The window is at least so many pixels wide. */
export function useWide(pixels: number): boolean {
  const media = useMemo(() => window.matchMedia(`(min-width: ${pixels}px)`), [pixels])
  return useSyncExternalStore(
    (changed) => {
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => media.matches,
  )
}
