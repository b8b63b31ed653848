import * as z from 'zod'

/** How near a located address is, best first. What each allows is said by {@link planability}. */
export const matchLevels = [
  'pin', // confirmed by a person, or coordinates that were given and agree
  'building', // the very number or named building
  'interpolated', // between two known numbers of the street
  'estate', // a named estate (小区), building unknown
  'street', // the street, number unknown
  'village', // village or neighbourhood centre
  'town', // township, town or postcode area
  'district',
  'city',
  'none',
] as const
export const matchLevel = z.enum(matchLevels)
export type MatchLevel = z.infer<typeof matchLevel>

export type Planability = 'plan' | 'warn' | 'ask-locally' | 'review'

/** Beyond it nobody finds the door from the middle of the street, and a travel time to there says nothing. */
export const longestStreetMetres = 1_000

/**
 * product.md C: building or pin is planned, street or estate with a warning, village "ask locally", the rest is held for
 * review; so is a street or estate that is no nearer than {@link longestStreetMetres}.
 */
export function planability(level: MatchLevel, radiusMetres = 0): Planability {
  switch (level) {
    case 'pin':
    case 'building':
    case 'interpolated':
      return 'plan'
    case 'estate':
    case 'street':
      return radiusMetres > longestStreetMetres ? 'review' : 'warn'
    case 'village':
      return 'ask-locally'
    case 'town':
    case 'district':
    case 'city':
    case 'none':
      return 'review'
  }
}

/** A part of an address that was understood, with its place in the original text (UTF-16 offsets, end exclusive). */
export const addressToken = z.object({
  kind: z.enum([
    'province',
    'city',
    'district',
    'town',
    'village',
    'community',
    'neighbourhood',
    'road',
    'section',
    'lane',
    'alley',
    'number',
    'estate',
    'phase',
    'building',
    'unit',
    'floor',
    'room',
    'postcode',
    'country',
    'landmark',
    'remark',
    'phone',
  ]),
  /** normalised value, e.g. `12` for 十二 */
  value: z.string(),
  start: z.number(),
  end: z.number(),
})
export type AddressToken = z.infer<typeof addressToken>
export type AddressTokenKind = AddressToken['kind']

export const locationCandidate = z.object({
  lon: z.number(),
  lat: z.number(),
  level: matchLevel,
  /** 0–1: the chance that the true door lies within `radiusMetres` */
  confidence: z.number(),
  radiusMetres: z.number(),
  /** what was matched, as a person would write it */
  label: z.string(),
  /** which list it came from: `osm`, the name of an address source, `memory`, `given` */
  source: z.string(),
})
export type LocationCandidate = z.infer<typeof locationCandidate>

/** The answer of the geocoder for one text. `best` is null exactly when nothing at all was found. */
export const geocodeResult = z.object({
  best: locationCandidate.nullable(),
  /** a ReasonCode saying why this level and not a better one, e.g. `address-number-interpolated` */
  reason: z.string(),
  reasonParams: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  alternatives: z.array(locationCandidate),
  tokens: z.array(addressToken),
  /** normalised text under which a confirmed pin is remembered */
  memoryKey: z.string(),
})
export type GeocodeResult = z.infer<typeof geocodeResult>

export const datums = ['wgs84', 'gcj02', 'bd09'] as const
export type Datum = (typeof datums)[number]

/** A confirmed pin as it travels between desks. Degrees WGS-84. */
export interface MemoryPin {
  key: string
  building: string | null
  lon: number
  lat: number
  label: string
  radiusMetres: number
  confirmedBy: string
  confirmedAt: string
  approvedBy: string | null
  approvedAt: string | null
}
