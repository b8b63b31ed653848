import { readdirSync, readFileSync } from 'node:fs'
import { readPack } from '../../../shared/core/compliance/pack.ts'
import type { RuleClause, RulePack } from '../../../shared/model/rules.ts'

export const rulePackNames = (): string[] =>
  readdirSync(new URL('../../../resources/rules/', import.meta.url)).map((file) => file.replace('.json', ''))

/** A pack that comes with the program. */
export function shippedPack(key: string): RulePack {
  const text = readFileSync(new URL(`../../../resources/rules/${key}.json`, import.meta.url), 'utf8')
  const read = readPack(JSON.parse(text), key)
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  return read.value
}

/** A clause without what every clause repeats. */
type Bare = RuleClause extends infer C
  ? C extends RuleClause
    ? Omit<C, 'citation' | 'texts'>
    : never
  : never

/** A made-up pack, read through the same door as a real one. */
export function packOf(...clauses: Bare[]): RulePack {
  const text = { en: 'x', 'zh-CN': 'x', 'zh-TW': 'x' }
  const read = readPack(
    {
      key: 'made-up',
      names: text,
      reach: text,
      country: 'CN',
      source: 'test',
      dated: '2026',
      readOn: '2026-11',
      confidence: 'press',
      holidayCalendar: null,
      clauses: clauses.map((clause) => ({ citation: 'test', texts: text, ...clause })),
    },
    'made-up',
  )
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  return read.value
}
