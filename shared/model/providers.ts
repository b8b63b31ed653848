/**
 * Servers outside this machine that may be asked for something, each off until a person turns it on. What a provider is
 * asked is plain data first ({@link OutgoingRequest}), made by a pure function: what the screen shows is what is sent.
 */
import type { TravelMode } from './travel.ts'

export const addressProviderKinds = ['nominatim', 'photon', 'pelias', 'amap', 'tianditu'] as const
export type AddressProviderKind = (typeof addressProviderKinds)[number]
export const providerKinds = ['osrm', 'valhalla', ...addressProviderKinds] as const
export type ProviderKind = (typeof providerKinds)[number]

/** What a provider calls itself, in every language. */
export const providerNames: Record<ProviderKind, string> = {
  osrm: 'OSRM',
  valhalla: 'Valhalla',
  nominatim: 'Nominatim',
  photon: 'Photon',
  pelias: 'Pelias',
  amap: '高德 Amap',
  tianditu: '天地图 Tianditu',
}

export const providerPurposes = ['travel', 'address'] as const
export type ProviderPurpose = (typeof providerPurposes)[number]

/** What a request tells about people; a list of coordinates has no names, amounts or case numbers in it. */
export const sentKinds = ['coordinates', 'addresses'] as const
export type SentKind = (typeof sentKinds)[number]

/** How a provider is reached on this desk. */
export interface ProviderSettings {
  /** where the server answers, without the path of a single request: `http://osrm.bank.lan:5000` */
  url: string
  /** what the server wants to see before it answers; null where it wants nothing */
  key: string | null
  /** seconds after which one request is given up */
  timeoutSeconds: number
  /** the server's own word for each way of travelling; one that is not named is not asked there */
  profiles: Partial<Record<TravelMode, string>>
}

/** One request as it leaves the machine, to the byte. */
export interface OutgoingRequest {
  method: 'GET' | 'POST'
  /** begins with the provider's own address */
  url: string
  /** JSON, of a POST */
  body?: string
  sends: { what: SentKind; count: number }
}

export const maxProviderTimeoutSeconds = 120
