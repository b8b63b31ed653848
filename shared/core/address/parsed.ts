import type { AddressToken, AddressTokenKind } from '../../model/location.ts'
import type { Division } from './divisions.ts'

/** One address as understood. Values are folded and normalised; `tokens` says where each stood in the text. */
export interface ParsedAddress {
  script: 'chinese' | 'western'
  tokens: AddressToken[]
  /** first value of each kind */
  parts: Partial<Record<AddressTokenKind, string>>
  /** the other road of a crossing (`公园路与爱国西路口`) */
  crossRoad?: string
  landmarks: string[]
  remarks: string[]
  /** the finest division that the gazetteer knows */
  division?: Division
  /** a district that does not lie in the city that is named */
  divisionConflict?: { city: string; district: string }
  /** Western: the parts of the text between commas that may be street or place, in order, folded */
  segments: string[]
}

/** What one cell of a table holds: usually one address, sometimes several. */
export interface ParsedText {
  /** at least one; the first is the one that is looked up first */
  addresses: ParsedAddress[]
  phones: string[]
}

export function emptyAddress(script: ParsedAddress['script']): ParsedAddress {
  return { script, tokens: [], parts: {}, landmarks: [], remarks: [], segments: [] }
}

/** Adds a token; the first of its kind is the part that counts. */
export function addToken(
  address: ParsedAddress,
  kind: AddressTokenKind,
  value: string,
  start: number,
  end: number,
): void {
  address.tokens.push({ kind, value, start, end })
  if (kind === 'landmark') address.landmarks.push(value)
  else if (kind === 'remark') address.remarks.push(value)
  address.parts[kind] ??= value
}
