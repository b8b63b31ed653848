/**
 * Geocoders outside this machine. Each is asked with one address text and nothing else; what it answers becomes candidates
 * that carry its name as their source, in WGS-84.
 *
 * Formats: Nominatim `/search` (nominatim.org/release-docs/latest/api/Search), Photon `/api` (github.com/komoot/photon),
 * Pelias `/v1/search` (github.com/pelias/documentation), Amap `v3/geocode/geo` (lbs.amap.com/api/webservice/guide/api/georegeo),
 * Tianditu `/geocoder` (lbs.tianditu.gov.cn/server/geocodinginterface.html).
 */
import * as z from 'zod'
import type { LocationCandidate, MatchLevel } from '../../../model/location.ts'
import {
  providerNames,
  type OutgoingRequest,
  type ProviderKind,
  type ProviderSettings,
} from '../../../model/providers.ts'
import { RefusalError } from '../../../model/refusal.ts'
import { toWgs84 } from '../../geo/datum.ts'
import { haversineMetres } from '../../geo/distance.ts'
import { joined, type ProviderDescription } from './description.ts'

export interface AddressProvider extends ProviderDescription {
  purpose: 'address'
  ask(settings: ProviderSettings, text: string): OutgoingRequest
  /** best first. @throws RefusalError provider-answer */
  read(answer: unknown): LocationCandidate[]
  /** the least time between two requests, milliseconds; what a public server asks of those who use it */
  pauseMilliseconds: number
}

/** How near each level usually is, in metres, where an answer does not say how far its place reaches. */
const usualRadius: Record<MatchLevel, number> = {
  pin: 30,
  building: 60,
  interpolated: 100,
  estate: 250,
  street: 400,
  village: 900,
  town: 3_000,
  district: 10_000,
  city: 25_000,
  none: 25_000,
}
/** What an answer from outside is trusted by itself: it has not been measured on this branch's addresses. */
const usualConfidence = (level: MatchLevel) => (level === 'building' ? 0.8 : level === 'street' ? 0.7 : 0.6)
const mostAnswers = 5

interface Found {
  lon: number
  lat: number
  level: MatchLevel
  label: string
  /** west, south, east, north of the place */
  box?: [number, number, number, number] | undefined
  confidence?: number | undefined
}

function candidate(
  kind: ProviderKind,
  { lon, lat, level, label, box, confidence }: Found,
): LocationCandidate {
  const reach = box ? haversineMetres(box[0], box[1], box[2], box[3]) / 2 : 0
  return {
    ...{ lon, lat, level, label: label.slice(0, 400), source: kind },
    radiusMetres: Math.round(Math.max(level === 'building' ? 40 : 0, reach || usualRadius[level])),
    confidence: confidence ?? usualConfidence(level),
  }
}

const queryOf = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')

/** What the test button asks for: a building that every town has. */
const sampleText = '市政府 City Hall'

function provider(
  kind: ProviderKind,
  more: {
    keyed: boolean
    pauseMilliseconds: number
    path: string
    query(text: string, key: string): Record<string, string>
    read(answer: unknown): Found[] | null
  },
): AddressProvider {
  const ask = ({ url, key }: ProviderSettings, text: string): OutgoingRequest => ({
    method: 'GET',
    url: joined(url, more.path) + '?' + queryOf(more.query(text, key ?? '')),
    sends: { what: 'addresses', count: 1 },
  })
  const read = (answer: unknown) => {
    const found = more.read(answer)
    if (!found)
      throw new RefusalError('provider-answer', { provider: providerNames[kind], detail: more.path })
    return found.slice(0, mostAnswers).map((one) => candidate(kind, one))
  }
  return {
    purpose: 'address',
    sends: 'addresses',
    keyed: more.keyed,
    profiles: {},
    pauseMilliseconds: more.pauseMilliseconds,
    sample: (settings) => ask(settings, sampleText),
    readSample: (answer) => void read(answer),
    ...{ ask, read },
  }
}

const lon = z.coerce.number().min(-180).max(180)
const lat = z.coerce.number().min(-90).max(90)

const nominatimAnswer = z.array(
  z.object({
    lat,
    lon,
    display_name: z.string(),
    place_rank: z.number(),
    boundingbox: z.tuple([lat, lat, lon, lon]).optional(),
  }),
)
/** Nominatim's ranks: 30 a house, 26 and 27 a street, 20 a suburb, 16 a town, 12 a county, 8 a state. */
function levelOfRank(rank: number): MatchLevel {
  if (rank >= 30) return 'building'
  if (rank >= 26) return 'street'
  if (rank >= 19) return 'village'
  if (rank >= 15) return 'town'
  return rank >= 11 ? 'district' : 'city'
}

const nominatim = provider('nominatim', {
  keyed: false,
  pauseMilliseconds: 1_000,
  path: '/search',
  query: (text) => ({ q: text, format: 'jsonv2', limit: String(mostAnswers) }),
  read: (answer) =>
    nominatimAnswer.safeParse(answer).data?.map((one) => ({
      ...{ lon: one.lon, lat: one.lat, label: one.display_name, level: levelOfRank(one.place_rank) },
      box: one.boundingbox && [
        one.boundingbox[2],
        one.boundingbox[0],
        one.boundingbox[3],
        one.boundingbox[1],
      ],
    })) ?? null,
})

const features = z.object({
  features: z.array(
    z.object({
      geometry: z.object({ coordinates: z.tuple([lon, lat]).rest(z.number()) }),
      properties: z.record(z.string(), z.unknown()),
      bbox: z.tuple([lon, lat, lon, lat]).optional(),
    }),
  ),
})
const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** Levels by what Photon and Pelias call their layers. */
const levelOfLayer: Record<string, MatchLevel> = {
  house: 'building',
  address: 'building',
  venue: 'building',
  street: 'street',
  intersection: 'street',
  locality: 'village',
  neighbourhood: 'village',
  localadmin: 'town',
  postalcode: 'town',
  district: 'town',
  borough: 'district',
  county: 'district',
  city: 'city',
  macrocounty: 'city',
}

const photon = provider('photon', {
  keyed: false,
  pauseMilliseconds: 1_000,
  path: '/api',
  query: (q) => ({ q, limit: String(mostAnswers) }),
  read: (answer) =>
    features.safeParse(answer).data?.features.map(({ geometry: { coordinates }, properties }) => {
      const extent = z.tuple([lon, lat, lon, lat]).safeParse(properties.extent).data
      const street = [text(properties.street), text(properties.housenumber)].filter(Boolean).join(' ')
      return {
        ...{ lon: coordinates[0], lat: coordinates[1], level: levelOfLayer[text(properties.type)] ?? 'city' },
        label: [text(properties.name), street, text(properties.postcode), text(properties.city)]
          .filter(Boolean)
          .join(', '),
        // west, north, east, south
        box: extent && [extent[0], extent[3], extent[2], extent[1]],
      }
    }) ?? null,
})

const pelias = provider('pelias', {
  keyed: false,
  pauseMilliseconds: 0,
  path: '/v1/search',
  query: (words) => ({ text: words, size: String(mostAnswers) }),
  read: (answer) =>
    features.safeParse(answer).data?.features.map(({ geometry: { coordinates }, properties, bbox }) => ({
      ...{ lon: coordinates[0], lat: coordinates[1], label: text(properties.label), box: bbox },
      level:
        properties.match_type === 'interpolated'
          ? 'interpolated'
          : (levelOfLayer[text(properties.layer)] ?? 'city'),
      confidence: z.number().min(0).max(1).safeParse(properties.confidence).data,
    })) ?? null,
})

const amapAnswer = z.object({
  status: z.literal('1'),
  geocodes: z.array(
    z.object({
      formatted_address: z.string(),
      location: z.string(),
      level: z.union([z.string(), z.array(z.never())]),
    }),
  ),
})
const amapLevels: Record<string, MatchLevel> = {
  门牌号: 'building',
  单元号: 'building',
  楼栋号: 'building',
  兴趣点: 'building',
  住宅区: 'estate',
  道路: 'street',
  道路交叉路口: 'street',
  公交地铁站点: 'street',
  村庄: 'village',
  热点商圈: 'village',
  乡镇: 'town',
  开发区: 'town',
  区县: 'district',
}

const amap = provider('amap', {
  keyed: true,
  pauseMilliseconds: 400,
  path: '/v3/geocode/geo',
  query: (address, key) => ({ address, key }),
  read: (answer) =>
    amapAnswer.safeParse(answer).data?.geocodes.flatMap(({ formatted_address: label, location, level }) => {
      const [x, y] = location.split(',').map(Number)
      if (!lon.safeParse(x).success || !lat.safeParse(y).success) return []
      // Amap answers in GCJ-02
      return [{ ...toWgs84(x!, y!, 'gcj02'), label, level: amapLevels[String(level)] ?? 'city' }]
    }) ?? null,
})

const tiandituAnswer = z.object({
  status: z.literal('0'),
  location: z.object({ lon, lat, level: z.string().optional(), keyWord: z.string().optional() }).optional(),
})

const tianditu = provider('tianditu', {
  keyed: true,
  pauseMilliseconds: 400,
  path: '/geocoder',
  query: (keyWord, tk) => ({ ds: JSON.stringify({ keyWord }), tk }),
  read(answer) {
    const read = tiandituAnswer.safeParse(answer).data
    if (!read) return null
    const { location } = read
    // CGCS2000, which differs from WGS-84 by centimetres
    return location
      ? [
          {
            ...{ lon: location.lon, lat: location.lat, label: location.keyWord ?? '' },
            level: amapLevels[location.level ?? ''] ?? 'street',
          },
        ]
      : []
  },
})

export const addressProviders = { nominatim, photon, pelias, amap, tianditu }
