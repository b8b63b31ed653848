import { useSyncExternalStore } from 'react'

import { formatRoute, parseRoute, type Route } from './routeText.ts'

export { formatRoute, parseRoute, type Route }

let current = parseRoute(window.location.hash)
const listeners = new Set<() => void>()
window.addEventListener('hashchange', () => {
  current = parseRoute(window.location.hash)
  for (const listener of listeners) listener()
})
function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useRoute = (): Route => useSyncExternalStore(subscribe, () => current)

export function navigate(screen: string, params: Record<string, string> = {}): void {
  window.location.hash = formatRoute({ screen, params })
}

/** Changes what the address says about this screen without a step in the browser's history. */
export function setParams(params: Record<string, string | null>): void {
  const next: Record<string, string> = { ...current.params }
  for (const [key, value] of Object.entries(params))
    if (value === null) delete next[key]
    else next[key] = value
  const hash = formatRoute({ screen: current.screen, params: next })
  if (hash === window.location.hash) return
  window.history.replaceState(null, '', hash)
  current = parseRoute(hash)
  for (const listener of listeners) listener()
}
