import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bindRules, type RuleBook } from '../../shared/core/compliance/book.ts'
import { findings } from '../../shared/core/compliance/findings.ts'
import { planOfFacts, visitsOfFacts, attemptsOfFacts } from '../../shared/core/compliance/facts.ts'
import { saidIn } from '../../shared/model/inLanguages.ts'
import { ruleFacts, type RuleFacts } from '../../shared/model/ruleFacts.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { Locale } from '../../shared/model/reasons.ts'
import type { BoundClause, RulePack } from '../../shared/model/rules.ts'
import type { Finding, Holidays } from '../../shared/model/week.ts'
import { terminalLocale } from '../service/locale.ts'
import { calendarsOf, listRulePacks, loadHolidays, loadRulePacks, yearsOfWeek } from '../service/rules.ts'
import { withDesk } from './desk.ts'
import { planPlace, readPlanFolder, stopsOfFolder } from './planFolder.ts'
import { deliver, options, reasonText, say, UsageError, withPool, type Command } from './shell.ts'

/** Facts of a plan folder; its stops are those of solution.json, whoever wrote it. */
async function factsOfFolder(folder: string): Promise<RuleFacts> {
  const file = join(folder, 'rules.json')
  const unreadable = (path: string, detail: string) =>
    new RefusalError('rule-facts-unreadable', { file: 'rules.json', path, detail }, { file })
  if (!existsSync(file)) throw unreadable('-', 'not there')
  const json = ((): unknown => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'))
    } catch (error) {
      throw unreadable('-', (error as Error).message)
    }
  })()
  const read = ruleFacts.safeParse(json)
  if (!read.success) {
    const issue = read.error.issues[0]!
    throw unreadable(issue.path.map(String).join('.') || '-', issue.message)
  }
  const facts = read.data
  const stops = await withPool(async (pool) => stopsOfFolder(await readPlanFolder(folder, pool)), 1)
  const known = new Set(facts.visits.map((visit) => visit.caseNo))
  const people = new Map(facts.crewDays.map((day) => [day.key, day.people]))
  for (const day of stops) {
    if (!people.has(day.key)) throw unreadable('crewDays', `nothing on ${day.key}`)
    const stray = day.stops.find((stop) => !known.has(stop.caseNo))
    if (stray) throw unreadable('visits', `nothing on ${stray.caseNo}`)
  }
  return { ...facts, crewDays: stops.map((day) => ({ ...day, people: people.get(day.key)! })) }
}

async function factsOf(path: string, passphraseFile: string | undefined): Promise<RuleFacts> {
  const place = planPlace(path)
  if (place.kind === 'files') return factsOfFolder(place.folder)
  return withDesk({ data: place.folder, 'passphrase-file': passphraseFile }, async (client) => {
    const { branch } = await client.session.get()
    if (!branch) throw new RefusalError('no-branch')
    return client.rules.facts({ week: branch.week })
  })
}

/** The rules to judge by: those named, else those that the plan was made under, in the branch's own words. */
async function rulesToJudgeBy(
  facts: RuleFacts,
  named: string[],
): Promise<{ book: RuleBook; holidays: Holidays }> {
  if (named.length === 0) {
    const packs = await loadRulePacks(facts.packs)
    return { book: bindRules(packs, facts.actor, facts.adjustments), holidays: facts.holidays }
  }
  const packs = await loadRulePacks([...new Set(named)])
  const calendars = calendarsOf(packs, facts.timeZone)
  return {
    book: bindRules(packs, facts.actor),
    holidays: await loadHolidays(calendars, yearsOfWeek(facts.week)),
  }
}

function told(finding: Finding, clause: BoundClause | undefined, facts: RuleFacts, locale: Locale) {
  const visit = finding.visitId === null ? null : facts.visits[Number(finding.visitId)]
  return {
    rule: finding.rule,
    hard: finding.hard,
    code: finding.cause.code,
    sentence: reasonText(finding.cause),
    clause: clause?.texts[locale] ?? null,
    citation: clause ? saidIn(clause.citation, locale) : null,
    case_no: visit?.caseNo ?? null,
    crew_day: finding.crewDayKey,
    amount: finding.amount,
    unit: finding.unit,
  }
}

async function check(args: string[]): Promise<number> {
  const { values, files } = options(
    args,
    {
      rules: { type: 'string', multiple: true },
      'passphrase-file': { type: 'string' },
      json: { type: 'boolean' },
    },
    { least: 1, most: 1, names: 'PLAN' },
  )
  const locale = terminalLocale()
  const facts = await factsOf(files[0]!, values['passphrase-file'])
  const { book, holidays } = await rulesToJudgeBy(facts, (values.rules ?? []).flatMap(keysIn))
  const clauses = new Map(book.clauses.map((clause) => [clause.key, clause]))
  const found = findings({
    pack: book,
    plan: planOfFacts(facts),
    visits: visitsOfFacts(facts),
    holidays,
    attempts: attemptsOfFacts(facts),
  }).map((finding) => told(finding, clauses.get(finding.rule), facts, locale))
  const hard = found.filter((finding) => finding.hard).length
  const settled = book.settled.map(settledText)
  const stops = facts.crewDays.reduce((sum, day) => sum + day.stops.length, 0)
  if (values.json)
    await deliver(
      `${JSON.stringify({ ok: hard === 0, packs: book.packs.map((pack) => pack.key), stops, settled, findings: found })}\n`,
      undefined,
    )
  else {
    const names = book.packs.map((pack) => `${pack.names[locale]} (${pack.key})`).join(' + ')
    for (const line of settled) say(line)
    await deliver(
      [
        ...found.map(
          (one) =>
            `${one.hard ? 'hard' : 'soft'}  ${one.rule}  ${[one.crew_day, one.case_no].filter(Boolean).join(' ')}: ${one.sentence}`,
        ),
        `${names || 'No rule pack'}: ${stops} visits, ${hard} hard findings, ${found.length - hard} soft.`,
      ].join('\n') + '\n',
      undefined,
    )
  }
  return hard > 0 ? 1 : 0
}

const settledText = ({ rule, over, how }: RuleBook['settled'][number]): string =>
  reasonText({
    code: how === 'strictest' ? 'rules-settled' : 'rules-settled-together',
    params: { rule, over },
  })

const keysIn = (text: string): string[] =>
  text
    .split(/[,+]/)
    .map((key) => key.trim())
    .filter(Boolean)

async function list(args: string[]): Promise<number> {
  const { values } = options(args, { json: { type: 'boolean' } }, { least: 0, most: 0, names: '' })
  const locale = terminalLocale()
  const packs = await listRulePacks()
  const count = (pack: RulePack, strength: string) =>
    pack.clauses.filter((clause) => clause.strength === strength).length
  await deliver(
    values.json
      ? `${JSON.stringify(packs.map(({ clauses: _, ...pack }) => pack))}\n`
      : packs
          .map(
            (pack) =>
              `${pack.key.padEnd(14)}  ${pack.confidence.padEnd(9)}  ${count(pack, 'hard')} hard, ${count(pack, 'soft')} soft, ${count(pack, 'unset')} unset  ${pack.names[locale]}\n`,
          )
          .join(''),
    undefined,
  )
  return 0
}

function packLines(pack: RulePack, locale: Locale): string[] {
  return [
    `${pack.names[locale]} (${pack.key})`,
    `  ${pack.reach[locale]}`,
    `  ${saidIn(pack.source, locale)}`,
    `  dated ${pack.dated ?? 'unknown'}, read ${pack.readOn}, ${pack.confidence}`,
    ...pack.clauses.map(
      (clause) =>
        `  ${clause.strength.padEnd(5)}  ${clause.key}${clause.draft ? ' (draft)' : ''}: ${clause.texts[locale]} [${saidIn(clause.citation, locale)}]`,
    ),
  ]
}

async function show(args: string[]): Promise<number> {
  const { values, files } = options(
    args,
    { json: { type: 'boolean' } },
    { least: 1, most: 20, names: 'KEY …' },
  )
  const packs = await loadRulePacks([...new Set(files.flatMap(keysIn))])
  const { settled } = bindRules(packs)
  const locale = terminalLocale()
  const inOneLanguage = (pack: RulePack) => ({
    ...pack,
    source: saidIn(pack.source, locale),
    clauses: pack.clauses.map((clause) => ({ ...clause, citation: saidIn(clause.citation, locale) })),
  })
  await deliver(
    values.json
      ? `${JSON.stringify({ packs: packs.map(inOneLanguage), settled })}\n`
      : [...packs.flatMap((pack) => packLines(pack, locale)), ...settled.map(settledText)].join('\n') + '\n',
    undefined,
  )
  return 0
}

const verbs: Record<string, (args: string[]) => Promise<number>> = { check, list, show }

export const rules: Command = {
  usage: `rules check PLAN [--rules KEY …] [--passphrase-file FILE] [--json]
rules list [--json]
rules show KEY … [--json]`,
  about: 'holds a plan against the rule packs; shows the packs with their sources',
  details: `
PLAN      a folder that plan or demo wrote, or the data folder (or database) of a desk; its present week
--rules   packs to judge by instead of the plan's own; several hold together, and the strictest decides
check ends with 1 when a hard rule is broken. Stops are read from solution.json, the rest from rules.json.`,
  run([verb, ...args]) {
    if (verb === undefined) throw new UsageError('Missing: check, list or show')
    const run = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    if (!run) throw new UsageError(`There is no “rules ${verb}”.`)
    return run(args)
  },
}
