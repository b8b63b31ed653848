import { bindRules, checkAdjustment, type RuleBook } from '../../../shared/core/compliance/book.ts'
import { compareClauses } from '../../../shared/core/compliance/compare.ts'
import { doorDuties } from '../../../shared/core/compliance/findings.ts'
import { missingRecords, subjectOf } from '../../../shared/core/compliance/grounds.ts'
import { readHolidayFile } from '../../../shared/core/compliance/holidayFile.ts'
import { noLongerInForce } from '../../../shared/core/compliance/loosened.ts'
import { rulesFor } from '../../../shared/core/compliance/scope.ts'
import { thirdPartyLimit } from '../../../shared/core/compliance/attempts.ts'
import { clockAt } from '../../../shared/core/lib/time.ts'
import type { Actor } from '../../../shared/model/people.ts'
import { RefusalError, type Result } from '../../../shared/model/refusal.ts'
import type { GroundKind } from '../../../shared/model/ruleFacts.ts'
import type { ActorKind, BoundClause, RuleClause, RulePack } from '../../../shared/model/rules.ts'
import type { BoundClauseView, BranchRules, VisitRules } from '../../../shared/contract/rules.ts'
import type { RequestContext } from '../context.ts'
import { visitRecords } from '../database/stores/cases.ts'
import { attempts, outcomes } from '../database/stores/facts.ts'
import { adjustments, groundRows, groundsOf, holidayYears, packKeysOf } from '../database/stores/rules.ts'
import type { BranchRow } from '../database/tables.ts'
import { contactsByVisit } from '../planning/contacts.ts'
import { ruleFacts } from '../planning/standingFindings.ts'
import { toPlanVisit } from '../planning/weekInputs.ts'
import { procedures } from '../procedures.ts'
import {
  branchRules,
  calendarsOf,
  listRulePacks,
  loadRulePack,
  loadRulePacks,
  shippedYears,
} from '../rules.ts'
import { branchNow, currentBranch } from '../scope.ts'

function given<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new RefusalError(result.refusal.code, result.refusal.params, result.refusal.at)
}

/** @throws RefusalError rules-loosening-needs-lead, rules-loosening-needs-evidence */
function mayLoosen(actor: Actor, rule: string, why: { reason: string; evidence: string }): void {
  if (!actor.roles.includes('lead')) throw new RefusalError('rules-loosening-needs-lead', { rule })
  if (!why.reason || !why.evidence) throw new RefusalError('rules-loosening-needs-evidence', { rule })
}

function clauseView(pack: RulePack, bound: BoundClause, binds: boolean): BoundClauseView {
  const clause = bound.key.slice(pack.key.length + 1)
  const own = pack.clauses.find((one) => one.key === clause)!
  const { adjustment, pack: _, ...rest } = bound
  const value: RuleClause = { ...rest, key: clause }
  return {
    rule: bound.key,
    pack: pack.key,
    clause,
    strength: value.strength,
    value,
    own,
    citation: own.citation,
    dated: own.dated ?? pack.dated,
    readOn: pack.readOn,
    confidence: own.confidence ?? pack.confidence,
    draft: own.draft ?? false,
    texts: own.texts,
    binds,
    adjustment: adjustment
      ? {
          stance: compareClauses(value, own),
          change: adjustment.change,
          reason: adjustment.reason,
          evidence: adjustment.evidence,
          by: adjustment.by,
          at: adjustment.at,
        }
      : null,
  }
}

async function view(context: RequestContext, branch: BranchRow): Promise<BranchRules> {
  const reader = context.deps.database.reader
  const [book, renewed, shipped] = await Promise.all([
    branchRules(reader, branch),
    holidayYears(reader, branch.id),
    shippedYears(),
  ])
  const packs = book?.packs ?? []
  const clauses = packs.flatMap((pack) =>
    pack.clauses.map(({ key }) => {
      const of = (list: readonly BoundClause[]) => list.find((one) => one.key === `${pack.key}/${key}`)
      const bound = of(book!.clauses)
      return clauseView(pack, bound ?? of(book!.elsewhere)!, bound !== undefined)
    }),
  )
  const countries = [...new Set(calendarsOf(packs, branch.time_zone).map((one) => one.slice(0, 2)))]
  return {
    packs: packs.map((pack) => pack.key),
    actor: branch.actor as ActorKind | null,
    clauses,
    settled: [...(book?.settled ?? [])],
    calendars: countries.map((country) => {
      const files = renewed.filter((one) => one.country === country)
      const known =
        country === 'CN' ? [...new Set([...shipped, ...files.map((one) => one.year)])].sort() : null
      return {
        country,
        years: known,
        files: files.map(({ year, fileName, by, at }) => ({ year, fileName, by, at })),
      }
    }),
  }
}

const changed = (context: RequestContext) =>
  context.deps.events.emit('branch', 'plan', 'calls', 'cases', 'history')

async function choose(
  context: RequestContext,
  input: { packs: string[]; actor: ActorKind | null; reason: string; evidence: string },
): Promise<BranchRules> {
  const { deps, actor } = context
  const branch = await currentBranch(context)
  const keys = [...new Set(input.packs)]
  const before = await branchRules(deps.database.reader, branch)
  const words = await adjustments(deps.database.reader, branch.id)
  const after = bindRules(await loadRulePacks(keys), input.actor, words)
  const lost = noLongerInForce(before, after)
  if (lost.length > 0) mayLoosen(actor, lost.join(', '), input)
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: lost.length > 0 ? 'rules.loosen' : 'rules.choose',
      params: {
        packs: keys.join(', '),
        actor: input.actor ?? '',
        reason: input.reason,
        evidence: input.evidence,
      },
      entity: branch.id,
      // taking it back would loosen what was tightened, without the lead
      undoable: false,
    },
    async (tx) => {
      await tx.update('branches', branch.id, { rule_packs: JSON.stringify(keys), actor: input.actor })
      // a word on a pack that is no longer kept would bind again, unseen, when the pack comes back
      const orphaned = words.filter((word) => !keys.includes(word.pack)).map((word) => word.id)
      if (orphaned.length > 0) await tx.remove('rule_adjustments', orphaned)
    },
  )
  changed(context)
  return view(context, await currentBranch(context))
}

async function adjust(
  context: RequestContext,
  input: {
    pack: string
    clause: string
    change: Record<string, unknown> | null
    reason: string
    evidence: string
  },
): Promise<BranchRules> {
  const { deps, actor } = context
  const branch = await currentBranch(context)
  const rule = `${input.pack}/${input.clause}`
  if (!packKeysOf(branch).includes(input.pack)) throw new RefusalError('rule-clause-unknown', { rule })
  const words = await adjustments(deps.database.reader, branch.id)
  const standing = words.find((word) => word.pack === input.pack && word.clause === input.clause)
  const pack = await loadRulePack(input.pack)
  const check = given(checkAdjustment(pack, input.clause, input.change ?? {}, standing?.change ?? null))
  if (check.needsLead) mayLoosen(actor, rule, input)
  const takenBack = input.change === null || check.fromPack === 'same'
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: check.needsLead ? 'rules.loosen' : 'rules.tighten',
      params: {
        rule,
        change: JSON.stringify(takenBack ? null : input.change),
        reason: input.reason,
        evidence: input.evidence,
      },
      entity: rule,
      undoable: false,
    },
    async (tx) => {
      if (standing) await tx.remove('rule_adjustments', [standing.id])
      if (takenBack) return
      await tx.insert('rule_adjustments', [
        {
          id: tx.newId(),
          pack: input.pack,
          clause: input.clause,
          change: JSON.stringify(input.change),
          reason: input.reason,
          evidence: input.evidence,
          user_name: actor.userName,
        },
      ])
    },
  )
  changed(context)
  return view(context, branch)
}

async function importHolidays(
  context: RequestContext,
  input: { country: string; file: { name: string; arrayBuffer(): Promise<ArrayBuffer> } },
) {
  const { deps, actor } = context
  const branch = await currentBranch(context)
  const { name } = input.file
  const text = new TextDecoder().decode(await input.file.arrayBuffer())
  const json = ((): unknown => {
    try {
      return JSON.parse(text)
    } catch (error) {
      throw new RefusalError('holiday-file-unreadable', {
        file: name,
        path: '-',
        detail: (error as Error).message,
      })
    }
  })()
  const now = (await branchNow(deps, branch)).getTime() / 1000
  const nowYear = Number(clockAt(now, branch.time_zone).date.slice(0, 4))
  const { year, days } = given(readHolidayFile(json, name, nowYear))
  const standing = (await holidayYears(deps.database.reader, branch.id)).find(
    (one) => one.country === input.country && one.year === year,
  )
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'rules.holidays',
      params: { country: input.country, year, file: name },
      entity: branch.id,
      undoable: true,
    },
    async (tx) => {
      if (standing) await tx.remove('holiday_years', [standing.id])
      await tx.insert('holiday_years', [
        {
          id: tx.newId(),
          country: input.country,
          year,
          file_name: name,
          days: JSON.stringify(days),
          user_name: actor.userName,
        },
      ])
    },
  )
  changed(context)
  const off = days.filter((day) => day.isOffDay).length
  return { country: input.country, year, off, working: days.length - off }
}

/** What would have to be written down for a cause. */
const groundOf: Partial<Record<string, GroundKind>> = {
  'rule-place-reason': 'place-reason',
  'rule-place-consent': 'place-consent',
  'rule-visit-consent': 'visit-consent',
}

async function ofVisit(context: RequestContext, branch: BranchRow, visitId: string): Promise<VisitRules> {
  const reader = context.deps.database.reader
  const records = await visitRecords(reader, branch.id)
  const record = records.find((one) => one.visitId === visitId)
  if (!record) throw new RefusalError('row-gone')
  const [book, rows, calls, done] = await Promise.all([
    branchRules(reader, branch),
    groundRows(reader, branch.id, visitId),
    attempts(reader, branch.id),
    outcomes(reader, branch.id),
  ])
  const visit = toPlanVisit(record, [], new Set(), new Map(), groundsOf(rows))
  const rules = rulesFor(book, subjectOf(visit))
  const limit = thirdPartyLimit(rules, contactsByVisit([record], records, calls, done).get(visitId) ?? [])
  const missing = missingRecords(rules, visit).map(({ clause, cause }) => ({
    rule: clause.key,
    hard: clause.strength === 'hard',
    kind: groundOf[cause.code]!,
    texts: clause.texts,
  }))
  const untold = (rules?.clauses ?? []).filter(
    (clause) =>
      clause.kind === 'notice' &&
      clause.before === 'visit' &&
      clause.strength !== 'unset' &&
      clause.hours !== undefined &&
      visit.grounds?.noticeAt === undefined,
  )
  for (const clause of untold)
    missing.push({
      rule: clause.key,
      hard: clause.strength === 'hard',
      kind: 'notice',
      texts: clause.texts,
    })
  return {
    missing: missing.sort((a, b) => Number(b.hard) - Number(a.hard)),
    grounds: rows.map((row) => ({
      id: row.id,
      kind: row.kind as GroundKind,
      rule: row.rule,
      note: row.note,
      evidence: row.evidence,
      by: row.user_name,
      at: row.created_at,
    })),
    duties: doorDuties(book, subjectOf(visit)),
    thirdParty: limit && {
      rule: limit.rule,
      hard: limit.strength === 'hard',
      texts: limit.texts,
      citation: limit.citation,
      guarantor: limit.guarantor,
    },
  }
}

async function record(
  context: RequestContext,
  input: { visitId: string; kind: GroundKind; rule: string | null; note: string; evidence: string },
): Promise<VisitRules> {
  const { deps, actor } = context
  const branch = await currentBranch(context)
  const [visit] = await visitRecords(deps.database.reader, branch.id, { visitIds: [input.visitId] })
  if (!visit) throw new RefusalError('row-gone')
  const exception = input.kind === 'exception'
  if (exception) {
    const book: RuleBook | null = await branchRules(deps.database.reader, branch)
    const rule = input.rule ?? ''
    if (!book?.clauses.some((clause) => clause.key === rule && clause.strength !== 'unset'))
      throw new RefusalError('rule-clause-unknown', { rule })
    mayLoosen(actor, rule, { reason: input.note, evidence: input.evidence })
  }
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: exception ? 'rules.except' : 'rules.record',
      params: { caseNo: visit.caseNo, kind: input.kind, rule: input.rule ?? '', note: input.note },
      entity: input.visitId,
      undoable: false,
    },
    (tx) =>
      tx.insert(
        'rule_grounds',
        [
          {
            id: tx.newId(),
            visit_id: input.visitId,
            kind: input.kind,
            rule: exception ? input.rule : null,
            note: input.note,
            evidence: input.evidence,
            user_name: actor.userName,
          },
        ],
        { snapshot: true },
      ),
  )
  changed(context)
  return ofVisit(context, branch, input.visitId)
}

export const rules = {
  list: procedures.rules.list.handler(async () => listRulePacks()),
  branch: procedures.rules.branch.handler(async ({ context }) => view(context, await currentBranch(context))),
  choose: procedures.rules.choose.handler(({ context, input }) => choose(context, input)),
  adjust: procedures.rules.adjust.handler(({ context, input }) => adjust(context, input)),
  importHolidays: procedures.rules.importHolidays.handler(({ context, input }) =>
    importHolidays(context, input),
  ),
  ofVisit: procedures.rules.ofVisit.handler(async ({ context, input }) =>
    ofVisit(context, await currentBranch(context), input.visitId),
  ),
  record: procedures.rules.record.handler(({ context, input }) => record(context, input)),
  facts: procedures.rules.facts.handler(async ({ context, input }) =>
    ruleFacts(context, await currentBranch(context), input.week),
  ),
}
