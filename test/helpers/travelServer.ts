import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { haversineMetres } from '../../shared/core/geo/distance.ts'

export interface Asked {
  method: string
  path: string
  body: string
}

export interface TravelServer {
  url: string
  /** what came in, oldest first */
  asked: Asked[]
  /** what the server does with the next requests instead of answering them; taken away again by null */
  mood: ((request: IncomingMessage, response: ServerResponse) => void) | null
  close(): Promise<void>
}

/** Metres a second along the straight line: what the server below reckons with, so that tests can too. */
export const serverSpeed = 10

const between = (a: number[], b: number[]) => haversineMetres(a[0]!, a[1]!, b[0]!, b[1]!)

/**
 * A server that answers in OSRM's and Valhalla's public formats, at {@link serverSpeed} in straight lines. Longitudes
 * beyond 170 are reached by no road.
 */
export async function travelServer(): Promise<TravelServer> {
  const made: TravelServer = { url: '', asked: [], mood: null, close: async () => {} }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const path = request.url ?? '/'
      made.asked.push({ method: request.method ?? '', path, body })
      if (made.mood) return made.mood(request, response)
      const answer = path.includes('/table/v1/')
        ? osrmTable(path)
        : path.includes('/route/v1/')
          ? osrmRoute(path)
          : path.endsWith('/sources_to_targets')
            ? valhallaTable(body)
            : null
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer ?? { code: 'InvalidUrl', message: 'No such service' }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  made.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  made.close = () =>
    new Promise((done) => {
      server.closeAllConnections()
      server.close(() => done())
    })
  return made
}

const isReached = (point: number[]) => point[0]! <= 170

function osrmPoints(path: string): number[][] {
  const list = decodeURIComponent(new URL(path, 'http://x').pathname.split('/').at(-1)!)
  return list.split(';').map((pair) => pair.split(',').map(Number))
}

function osrmTable(path: string): unknown {
  const points = osrmPoints(path)
  const query = new URL(path, 'http://x').searchParams
  const numbers = (name: string) =>
    (query.get(name) ?? points.map((_, i) => i).join(';')).split(';').map(Number)
  const [sources, destinations] = [numbers('sources'), numbers('destinations')]
  const table = (of: (metres: number) => number) =>
    sources.map((i) =>
      destinations.map((j) =>
        isReached(points[i]!) && isReached(points[j]!) ? of(between(points[i]!, points[j]!)) : null,
      ),
    )
  const waypoint = (i: number) => ({ name: '', location: points[i], distance: 3 })
  return {
    code: 'Ok',
    durations: table((metres) => metres / serverSpeed),
    distances: table((metres) => metres),
    sources: sources.map(waypoint),
    destinations: destinations.map(waypoint),
  }
}

function osrmRoute(path: string): unknown {
  const coordinates = osrmPoints(path).flatMap(([lon, lat]) => [
    [lon, lat],
    [lon! + 0.0001, lat],
  ])
  return { code: 'Ok', routes: [{ geometry: { type: 'LineString', coordinates } }] }
}

function valhallaTable(body: string): unknown {
  const asked = JSON.parse(body) as Record<'sources' | 'targets', { lat: number; lon: number }[]>
  const place = ({ lon, lat }: { lat: number; lon: number }) => [lon, lat]
  return {
    sources_to_targets: asked.sources.map((from, from_index) =>
      asked.targets.map((to, to_index) => {
        const [a, b] = [place(from), place(to)]
        const known = isReached(a) && isReached(b)
        const metres = between(a, b)
        return {
          from_index,
          to_index,
          time: known ? metres / serverSpeed : null,
          distance: known ? metres / 1000 : null,
        }
      }),
    ),
    units: 'kilometers',
  }
}
