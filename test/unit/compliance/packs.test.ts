import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPack } from '../../../shared/core/compliance/pack.ts'
import type { RulePack } from '../../../shared/model/rules.ts'

const folder = new URL('../../../resources/rules/', import.meta.url)
const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
const jsonOf = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown

function pack(key: string): RulePack {
  const read = readPack(jsonOf(`${key}.json`), key)
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  return read.value
}

describe('the rule packs that come with the program', () => {
  it.each(files)('%s is right, named after its key, and says whom it binds and where it was read', (file) => {
    const read = readPack(jsonOf(file), file)
    expect(read).toMatchObject({ ok: true })
    if (!read.ok) return
    expect(`${read.value.key}.json`).toBe(file)
    expect(read.value.readOn).toBe('2026-11')
    expect(read.value.source.length).toBeGreaterThan(10)
  })

  it.each(files)('%s speaks of everything a pack can say, if only that the source does not', (file) => {
    const kinds = new Set((jsonOf(file) as RulePack).clauses.map((clause) => clause.kind))
    for (const kind of [
      'hours',
      'attempts',
      'quiet-after-conversation',
      'crew-size',
      'third-party',
      'notice',
      'consent',
      'place-reason',
      'stop',
      'records',
      'conduct',
    ] as const)
      expect(kinds).toContain(kind)
  })

  it('an unset clause carries no figure', () => {
    for (const file of files)
      for (const clause of (jsonOf(file) as RulePack).clauses)
        if (clause.strength === 'unset')
          expect(Object.values(clause).filter((value) => typeof value === 'number')).toEqual([])
  })

  // compliance.md, row cn-cba-2026
  it('cn-cba-2026 says 08:00–22:00, six unanswered calls a day, two people, three failures before a third party', () => {
    const clauses = pack('cn-cba-2026').clauses
    expect(clauses.find((c) => c.kind === 'hours')).toMatchObject({
      strength: 'hard',
      days: [{ spans: [{ from: '08:00', to: '22:00' }] }],
      unlessConsent: true,
    })
    expect(clauses.find((c) => c.key === 'unanswered-calls-per-day')).toMatchObject({
      most: 6,
      per: 'day',
      of: 'contact',
      counts: 'unanswered',
    })
    expect(clauses.find((c) => c.kind === 'crew-size')).toMatchObject({ least: 2, strength: 'hard' })
    expect(clauses.find((c) => c.kind === 'third-party')).toMatchObject({ unreachableAfterFailures: 3 })
  })

  // compliance.md, row tw
  it('tw says 07:00–22:00 unless consent, and gives no attempts and no crew size', () => {
    const clauses = pack('tw').clauses
    expect(clauses.find((c) => c.kind === 'hours')).toMatchObject({
      days: [{ spans: [{ from: '07:00', to: '22:00' }] }],
      unlessConsent: true,
    })
    expect(clauses.find((c) => c.kind === 'attempts')?.strength).toBe('unset')
    expect(clauses.find((c) => c.kind === 'crew-size')?.strength).toBe('unset')
  })
})

describe('a pack that is not right is refused with the place of the fault', () => {
  const good = () => structuredClone(jsonOf('tw.json')) as RulePack & { clauses: Record<string, unknown>[] }
  const pathOf = (json: unknown) => {
    const read = readPack(json, 'mine.json')
    return read.ok ? null : read.refusal.at?.path
  }

  it('a hard clause without its figure', () => {
    const json = good()
    json.clauses.push({
      ...json.clauses.find((c) => c.kind === 'crew-size')!,
      key: 'crew-2',
      strength: 'hard',
    })
    expect(pathOf(json)).toBe(`clauses.${json.clauses.length - 1}.least`)
  })
  it('an hour that is no hour', () => {
    const json = good()
    ;(json.clauses[0] as { days: { spans: { to: string }[] }[] }).days[0]!.spans[0]!.to = '25:00'
    expect(pathOf(json)).toBe('clauses.0.days.0.spans.0.to')
  })
  it('a span that ends before it begins', () => {
    const json = good()
    ;(json.clauses[0] as { days: { spans: object[] }[] }).days[0]!.spans[0] = { from: '22:00', to: '07:00' }
    expect(pathOf(json)).toBe('clauses.0.days.0.spans.0')
  })
  it('two clauses of one name', () => {
    const json = good()
    json.clauses.push({ ...json.clauses[0]! })
    expect(pathOf(json)).toBe(`clauses.${json.clauses.length - 1}.key`)
  })
  it('something else altogether', () => {
    expect(readPack('rules', 'mine.json')).toMatchObject({
      ok: false,
      refusal: { code: 'rule-pack-unreadable' },
    })
    expect(readPack(null, 'mine.json')).toMatchObject({ ok: false })
  })
})
