import { useSyncExternalStore } from 'react'

/** Where the window stands: `#/locate?address=…`. Kept in the address, so a reload stays. */
export interface Route {
  screen: string
  params: Readonly<Record<string, string>>
}

export function parseRoute(hash: string): Route {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  return { screen: path.split('/')[0], params: Object.fromEntries(new URLSearchParams(query)) }
}

export function formatRoute(route: Route): string {
  const query = new URLSearchParams(
    Object.entries(route.params).filter(([, value]) => value !== ''),
  ).toString()
  return `#/${route.screen}${query ? `?${query}` : ''}`
}

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
