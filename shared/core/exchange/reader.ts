/** Reads untrusted JSON values by path, refusing with the path of the first that is wrong. */
import { RefusalError } from '../../model/refusal.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** How a value looks in a message: short, on one line. */
function shown(value: unknown): string {
  if (value === undefined) return '∅'
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 40 ? text.slice(0, 37) + '…' : text
}

export function wrong(path: string, found: unknown, expected: string): never {
  throw new RefusalError('problem-value', { path, found: shown(found), expected }, { path })
}

export function objectAt(value: unknown, path: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) wrong(path, value, '{…}')
  return value as JsonObject
}

export function listAt(value: unknown, path: string): Json[] {
  if (!Array.isArray(value)) wrong(path, value, '[…]')
  return value as Json[]
}

export function numberAt(value: unknown, path: string, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least || value > most)
    wrong(path, value, most === Number.MAX_SAFE_INTEGER ? `≥ ${least}` : `${least} … ${most}`)
  return value as number
}

export function wholeAt(value: unknown, path: string, least = 0, most = Number.MAX_SAFE_INTEGER): number {
  const number = numberAt(value, path, least, most)
  if (!Number.isInteger(number)) wrong(path, value, '0, 1, 2, …')
  return number
}

export function textAt(value: unknown, path: string): string {
  if (typeof value !== 'string') wrong(path, value, '"…"')
  return value as string
}

export function truthAt(value: unknown, path: string): boolean {
  if (typeof value !== 'boolean') wrong(path, value, 'true / false')
  return value as boolean
}

/** `read` for a field that may be absent (or null, as some writers put it). */
export function optional<T>(
  object: JsonObject,
  key: string,
  path: string,
  read: (value: Json, path: string) => T,
): T | undefined {
  const value = object[key]
  if (value === undefined || value === null) return undefined
  return read(value, path ? `${path}.${key}` : key)
}

export const listOf =
  <T>(read: (value: Json, path: string) => T) =>
  (value: Json, path: string): T[] =>
    listAt(value, path).map((one, index) => read(one, `${path}[${index}]`))

export function unsupported(path: string, feature: string): never {
  throw new RefusalError('problem-unsupported', { path, feature }, { path })
}
