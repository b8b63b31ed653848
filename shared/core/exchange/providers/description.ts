import type {
  OutgoingRequest,
  ProviderPurpose,
  ProviderSettings,
  SentKind,
} from '../../../model/providers.ts'
import type { LonLat, TravelMode } from '../../../model/travel.ts'

/** What the program knows of a kind of provider before anybody has turned it on. */
export interface ProviderDescription {
  purpose: ProviderPurpose
  /** what leaves the machine whenever it is asked */
  sends: SentKind
  /** it answers only to those who have a key */
  keyed: boolean
  /** the server's usual words for the ways of travelling; empty where it is not about travel */
  profiles: Partial<Record<TravelMode, string>>
  /** what the test button sends and the preview shows: about no borrower, only around the place given */
  sample(settings: ProviderSettings, place: LonLat): OutgoingRequest
  /** whether the answer to {@link sample} can be used. @throws RefusalError provider-answer */
  readSample(answer: unknown): void
}

/** `http://host:5000/` and `/table/v1` joined by one slash. */
export const joined = (url: string, path: string): string => url.replace(/\/+$/, '') + path

/** Seven digits are a centimetre; a number is written without an exponent. */
export const degrees = (value: number): string => String(Number(value.toFixed(6)))
