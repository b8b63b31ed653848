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
