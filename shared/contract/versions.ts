import * as z from 'zod'
import { date, id, instant, lead, monday, read, undoId, write } from './base.ts'
import { planDiff } from './planDiff.ts'
import { crewDayView, finding, planTotals } from './planParts.ts'

/** Versions of a week's plan: named, branched, compared, approved, turned to. */

export const planVersion = z.object({
  id,
  /** as it is said: `A`, and `A.3` for its third revision */
  name: z.string(),
  status: z.enum(['draft', 'published']),
  createdAt: instant,
  publishedAt: instant.nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  planned: z.number(),
  travelSeconds: z.number(),
})
export type PlanVersion = z.infer<typeof planVersion>

/** What was handed out last, while the plan that stands is another: whose run sheets are out of date. */
export const handedOut = z.object({
  versionId: id,
  name: z.string(),
  publishedAt: instant,
  /** crew-days whose sheet is no longer what is planned; gone: nobody goes out any more */
  days: z.array(
    z.object({
      crewDayId: id,
      date,
      crewName: z.string(),
      collectorNames: z.array(z.string()),
      kind: z.enum(['changed', 'added', 'gone']),
    }),
  ),
})
export type HandedOut = z.infer<typeof handedOut>

export const versionRow = planVersion.extend({
  /** what revisions of one plan have in common */
  line: z.string(),
  revision: z.number(),
  /** the name of the version that it came from */
  basedOn: z.string().nullable(),
  current: z.boolean(),
  unplanned: z.number(),
  hardFindings: z.number(),
  softFindings: z.number(),
})
export type VersionRow = z.infer<typeof versionRow>

export const comparedVersion = z.object({
  version: planVersion,
  totals: planTotals,
  crewDays: z.array(crewDayView),
  /** the rules of today, on this version */
  findings: z.array(finding),
  /** 1 = every collector is equally busy (Jain's index of busy seconds); null without anybody */
  fairness: z.number().nullable(),
  fingerprint: z.string(),
})
export type ComparedVersion = z.infer<typeof comparedVersion>

const ofVersion = z.object({ week: monday, versionId: id })
const lineName = z.string().trim().min(1).max(40)

export const versions = {
  /** every revision, newest first */
  list: read.input(z.object({ week: monday })).output(z.array(versionRow)),
  compare: read
    .input(z.object({ week: monday, a: id, b: id }))
    .output(z.object({ a: comparedVersion, b: comparedVersion, diff: planDiff })),
  /**
   * The week turns to a version, forward or back, as one step. Where it no longer agrees with what is known since
   * (a borrower stopped, a window agreed) it is mended in that step, and `mended` says so.
   */
  turn: write.input(ofVersion).output(z.object({ diff: planDiff, mended: z.boolean(), undoId })),
  /** a plan of its own that begins as a copy of a version; the week turns to it */
  branch: write
    .input(ofVersion.extend({ name: lineName.optional() }))
    .output(z.object({ versionId: id, undoId })),
  /** all revisions of a plan that was never published */
  rename: write.input(ofVersion.extend({ name: lineName })).output(z.object({ undoId })),
  /** the version that stands is found good; `fingerprint` is what was looked at */
  approve: lead
    .input(z.object({ week: monday, fingerprint: z.string() }))
    .output(z.object({ version: planVersion, undoId })),
  /** a published plan becomes a draft that may be changed; what was handed out stays as it was */
  reopen: write.input(z.object({ week: monday })).output(z.object({ undoId })),
}
