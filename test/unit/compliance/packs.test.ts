import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readPack } from '../../../shared/core/compliance/pack.ts'
import { saidIn } from '../../../shared/model/inLanguages.ts'
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

  it('a draft warns at most', () => {
    for (const file of files)
      for (const clause of pack(file.replace('.json', '')).clauses)
        if (clause.draft) expect(clause.strength, `${file} ${clause.key}`).not.toBe('hard')
  })
})

/** What a pack says with force, as a person would write it down; the figures of compliance.md's table. */
function said(key: string): string[] {
  const spans = (list: readonly { from: string; to: string }[]) =>
    list.map(({ from, to }) => `${from}–${to}`).join(' ')
  return pack(key).clauses.flatMap((clause): string[] => {
    if (clause.strength === 'unset') return []
    const tail = (clause.draft ? ' draft' : '') + (clause.strength === 'soft' ? ' soft' : '')
    switch (clause.kind) {
      case 'hours':
        return [
          `${clause.channel} ${clause.days!.map((line) => `${line.weekdays.join('')} ${spans(line.spans)}`).join('; ')}` +
            `; holidays ${Array.isArray(clause.holidays) ? spans(clause.holidays) : clause.holidays}` +
            (clause.unlessConsent ? '; unless consent' : '') +
            (clause.unlessDaysPastDueOver === undefined
              ? ''
              : `; unless over ${clause.unlessDaysPastDueOver} days`) +
            tail,
        ]
      case 'attempts':
        return [
          `${clause.channel} ${clause.counts} ${clause.most} per ${typeof clause.per === 'object' ? `${clause.per.rollingDays} days` : clause.per} of ${clause.of}${tail}`,
        ]
      case 'quiet-after-conversation':
        return [`${clause.channel} quiet ${clause.days} days${tail}`]
      case 'crew-size':
        return [`crew ${clause.least}${tail}`]
      case 'third-party':
        return [
          `third party ${clause.allowed}${clause.unreachableAfterFailures ? ` after ${clause.unreachableAfterFailures}` : ''}${clause.unreachableWhenInvalidNumber ? ' or invalid number' : ''}${tail}`,
        ]
      case 'notice':
        return [
          `notice before ${clause.before}${clause.hours === undefined ? '' : ` ${clause.hours} h`}${tail}`,
        ]
      case 'consent':
        return [`consent ${clause.for}${tail}`]
      case 'place-reason':
        return [`${clause.needs} at ${clause.places!.join(' ')}${tail}`]
      case 'stop':
        return [`stop ${clause.flags!.join(' ')}${tail}`]
      case 'records':
        return [`keep ${clause.what!.join(' ')}${clause.months ? ` ${clause.months} months` : ''}${tail}`]
      case 'conduct':
        return [`${clause.duty}${tail}`]
    }
  })
}

// the table of compliance.md, row by row: what is not named here is unset in the pack
describe('the packs against the table of contact law, line by line', () => {
  const table: Record<string, { says: string[]; confidence: string; binds?: object }> = {
    'cn-cba-2026': {
      says: [
        'both 1234567 08:00–22:00; holidays as-weekday; unless consent',
        'consent outside-hours',
        'call unanswered 6 per day of contact',
        'crew 2',
        'third party when-unreachable after 3 or invalid number',
        'show-id',
        'consent enter-home',
      ],
      confidence: 'excerpt',
    },
    'cn-gbt-45251': {
      says: ['both 1234567 08:00–22:00; holidays as-weekday; unless consent'],
      confidence: 'secondary',
      binds: { products: ['online-consumer'] },
    },
    'cn-card': {
      says: ['third party guarantor-only', 'keep calls visits 24 months', 'fair-assessment'],
      confidence: 'secondary',
      binds: { products: ['credit-card'] },
    },
    'in-rbi': {
      says: [
        'both 1234567 08:00–19:00; holidays as-weekday',
        'chosen-place draft soft',
        'stop bereavement draft soft',
        'unsuitable-times draft soft',
        'honour-requests draft soft',
        'say-who-comes draft soft',
        'keep calls recordings draft soft',
      ],
      confidence: 'excerpt',
    },
    'us-regf': {
      says: [
        'both 1234567 08:00–21:00; holidays as-weekday',
        'unsuitable-times',
        'call all 7 per 7 days of case',
        'call quiet 7 days',
      ],
      confidence: 'excerpt',
      binds: { actors: ['agency'] },
    },
    'uk-conc': {
      says: ['give-notice', 'explain-purpose', 'honour-requests', 'stop vulnerable'],
      confidence: 'excerpt',
    },
    'au-accc': {
      says: [
        'visit 1234567 09:00–21:00; holidays none',
        'call all 3 per week of borrower',
        'call all 10 per month of borrower',
        'consent visit soft',
        'last-resort soft',
      ],
      confidence: 'excerpt',
    },
    tw: {
      says: [
        'both 1234567 07:00–22:00; holidays as-weekday; unless consent',
        'consent outside-hours',
        'notice before outsourcing',
        'carry-authorisation',
        'record-visit',
        'consent enter-home',
      ],
      confidence: 'excerpt',
      binds: { actors: ['agency', 'insurer'] },
    },
    hk: {
      says: ['third party never', 'notice before agency'],
      confidence: 'excerpt',
      binds: { actors: ['agency'] },
    },
    my: {
      says: ['both 1234567 08:00–21:00; holidays as-weekday', 'reason at work'],
      confidence: 'press',
    },
    ph: {
      says: [
        'both 1234567 06:00–22:00; holidays as-weekday; unless consent; unless over 60 days',
        'consent outside-hours',
      ],
      confidence: 'secondary',
    },
    id: {
      says: ['both 123456 08:00–20:00; holidays none', 'not-continuous', 'consent at work household other'],
      confidence: 'secondary',
    },
    th: {
      says: [
        'both 12345 08:00–20:00; 67 08:00–18:00; holidays 08:00–18:00',
        'both all 1 per day of borrower',
      ],
      confidence: 'secondary',
    },
    kr: {
      says: [
        'both 1234567 08:00–21:00; holidays as-weekday',
        'both all 7 per 7 days of borrower',
        'stop hardship',
      ],
      confidence: 'press',
    },
    jp: {
      says: ['visit 1234567 08:00–21:00; holidays as-weekday'],
      confidence: 'secondary',
      binds: { actors: ['lender'] },
    },
    vn: {
      says: ['both 1234567 07:00–21:00; holidays as-weekday', 'both all 5 per day of borrower'],
      confidence: 'secondary',
      binds: { actors: ['lender'] },
    },
    sg: { says: ['approved-collectors'], confidence: 'excerpt', binds: { actors: ['agency'] } },
  }
  it('there is a pack for every row', () => {
    expect(files.map((file) => file.replace('.json', ''))).toEqual(Object.keys(table).sort())
  })
  it.each(Object.keys(table))('%s', (key) => {
    expect(said(key)).toEqual(table[key]!.says)
    expect(pack(key).confidence).toBe(table[key]!.confidence)
    expect(pack(key).binds).toEqual(table[key]!.binds)
  })
  it('an article that the table names is cited', () => {
    const cited = (key: string, clause: string) =>
      pack(key).clauses.find((one) => one.key === clause)!.citation
    expect(cited('cn-cba-2026', 'crew-of-two')).toContain('Art. 22')
    expect(cited('cn-card', 'records-two-years')).toContain('Arts 66, 68')
    expect(cited('id', 'contact-hours')).toContain('Art. 62')
    expect(cited('uk-conc', 'vulnerable')).toContain('7.9')
    expect(cited('au-accc', 'visit-hours')).toContain('§§4, 5, 7')
  })
  it.each(Object.keys(table))('%s is cited in the reader’s language, under the law’s own name', (key) => {
    const cited = [pack(key).source, ...pack(key).clauses.map((clause) => clause.citation)]
    const english = /\b(the|and|of|law|text|press|banks|collection|databases|lending)\b/iu
    for (const text of cited) {
      const simplified = saidIn(text, 'zh-CN')
      expect(simplified).toMatch(/\p{Script=Han}/u)
      expect(saidIn(text, 'zh-TW')).toMatch(/\p{Script=Han}/u)
      expect(saidIn(text, 'en')).not.toBe('')
      // only a law that is itself in English keeps English words, with a title beside them
      if (!['AU', 'GB', 'US', 'SG', 'IN'].includes(pack(key).country)) expect(simplified).not.toMatch(english)
    }
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
  it('a clause of a kind that nobody knows, and a field that no clause has', () => {
    const unknown = good()
    unknown.clauses.push({ ...unknown.clauses[0]!, key: 'x', kind: 'curfew' })
    expect(pathOf(unknown)).toBe(`clauses.${unknown.clauses.length - 1}.kind`)
    const stray = good()
    stray.clauses[0]!.untill = '23:00'
    expect(pathOf(stray)).toBe('clauses.0')
  })
  it('a draft that would block', () => {
    const json = good()
    json.clauses[0]!.draft = true
    expect(pathOf(json)).toBe('clauses.0.strength')
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
