import * as z from 'zod'
import { planChange } from './planChange.ts'
import { eventIterator } from '@orpc/contract'
import { locales } from '../model/reasons.ts'
import { actorKind } from '../model/rules.ts'
import { role } from '../model/people.ts'
import {
  lead,
  monday,
  open,
  read,
  reason,
  write,
  work,
  id,
  fileBytes,
  instant,
  lonLat,
  undoId,
} from './base.ts'
import { providers } from './providers.ts'
import { rules } from './rules.ts'
import { travel } from './travel.ts'

/** Session, branches, regions, rules, audit, events: what stands around the week's work. */

export const branchSummary = z.object({
  id,
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  /** rule packs that are kept together */
  rulePacks: z.array(z.string()),
  /** who collects here; null: not said, and every rule counts as binding */
  actor: actorKind.nullable(),
  regionId: id.nullable(),
  sample: z.string().nullable(),
  /** Monday of the week that the branch works on */
  week: z.iso.date(),
  /** minutes of parking and the way to the door before each stop, once for stops at one building */
  parkingMinutes: z.number(),
  cases: z.number(),
})
export type BranchSummary = z.infer<typeof branchSummary>

export const sessionView = z.object({
  user: z.object({ id, name: z.string(), roles: z.array(role) }),
  locale: z.enum(locales),
  branch: branchSummary.nullable(),
  branches: z.array(branchSummary),
  version: z.string(),
  dataFolder: z.string(),
  /** the egress gate: closed until a person opens a provider; nothing has ever left while `requests` is 0 */
  egress: z.object({ open: z.boolean(), requests: z.number() }),
  /** the current instant as the service sees it: `ROUNDSMAN_NOW` fixes it for samples and tests */
  now: instant,
  samples: z.array(z.object({ key: z.string(), names: z.record(z.enum(locales), z.string()) })),
})
export type SessionView = z.infer<typeof sessionView>

/** Numbers on the rail: what waits where. */
export const waiting = z.object({
  locate: z.number(),
  unplanned: z.number(),
  calls: z.number(),
  outcomes: z.number(),
  brokenPromises: z.number(),
})

export const regionSummary = z.object({
  id,
  name: z.string(),
  file: z.string(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  timeZone: z.string(),
  attribution: z.string(),
  builtAt: instant,
  osmTimestamp: z.string().nullable(),
  bytes: z.number(),
  counts: z.record(z.string(), z.number()),
  profiles: z.array(z.string()),
})
export type RegionSummary = z.infer<typeof regionSummary>

export const auditRow = z.object({
  seq: z.number(),
  at: instant,
  userName: z.string(),
  action: z.string(),
  entity: z.string().nullable(),
  summary: z.string(),
  hash: z.string(),
})

export const historyRow = z.object({
  id,
  at: instant,
  userName: z.string(),
  action: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  undone: z.boolean(),
  undoable: z.boolean(),
  /** whose case it was about, where it was about one */
  borrower: z.string().nullable(),
})
export type HistoryRow = z.infer<typeof historyRow>

/** What an undo or a redo came to. */
export const stepAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('done'),
    row: historyRow,
    /** where it did nothing but turn a plan to another version: what that made of it */
    change: planChange.nullable(),
  }),
  z.object({ kind: z.literal('nothing') }),
  /** nothing was done: `row` stands; `next` is what is taken back when it is asked for by its id */
  z.object({
    kind: z.literal('stands'),
    row: historyRow,
    /** a newer fact; changed since and never tried again; published; somebody else's step */
    why: z.enum(['fact', 'stale', 'published', 'other']),
    next: historyRow.nullable(),
  }),
])
export type StepAnswer = z.infer<typeof stepAnswer>
/** `entryId`: the step that was shown; refused when another is newer. Without it the newest. */
const stepInput = z.object({ entryId: id.optional() }).default({})

/** Something changed; whoever shows it asks again. */
export const changeEvent = z.object({
  topic: z.enum([
    'branch',
    'cases',
    'locations',
    'plan',
    'calls',
    'outcomes',
    'people',
    'regions',
    'history',
    'providers',
    'travel',
  ]),
  /** of `locations`: the only addresses that look otherwise now; without it any may */
  addressIds: z.array(id).optional(),
  /** of `plan`: all that happened is that a week turned from one version to another; without it anything may have */
  turned: z.object({ from: id, to: id }).optional(),
})
export type ChangeEvent = z.infer<typeof changeEvent>

export const desk = {
  session: {
    get: open.output(sessionView),
    setLocale: open.input(z.object({ locale: z.enum(locales) })).output(sessionView),
    waiting: open.output(waiting),
    /** starts with one event at once, so that a reader knows it is listening */
    events: open.output(eventIterator(changeEvent)),
  },
  branch: {
    openSample: write
      .input(z.object({ sample: z.string(), locale: z.enum(locales) }))
      .output(work(branchSummary)),
    create: write
      .input(
        z.object({
          name: z.string().trim().min(1).max(80),
          regionId: id,
          currency: z.string().regex(/^[A-Z]{3}$/),
          rulePacks: z.array(z.string()).max(20).default([]),
        }),
      )
      .output(branchSummary),
    select: open.input(z.object({ id })).output(branchSummary),
    update: write
      .input(
        z.object({
          name: z.string().trim().min(1).max(80).optional(),
          regionId: id.optional(),
          week: monday.optional(),
          parkingMinutes: z.int().min(0).max(60).optional(),
        }),
      )
      .output(branchSummary.extend({ undoId })),
  },
  regions: {
    list: read.output(z.array(regionSummary)),
    /** regions of this desk whose file cannot be used any more, with why: of an older format, damaged, gone */
    unusable: read.output(z.array(z.object({ id, name: z.string(), file: z.string(), reason }))),
    /** builds a region again in its place, from a newer map or in the present format: branches keep it, under its name */
    update: write
      .input(z.object({ regionId: id, pbf: fileBytes, lists: z.array(fileBytes).default([]) }))
      .output(work(regionSummary)),
    build: write
      .input(
        z.object({
          name: z.string().trim().min(1).max(80),
          pbf: fileBytes,
          lists: z.array(fileBytes).default([]),
        }),
      )
      .output(work(regionSummary)),
    /** puts a region that was built elsewhere on this desk, after a look that it is one and not newer than this program */
    install: write
      .input(z.object({ name: z.string().trim().min(1).max(80).optional(), file: fileBytes }))
      .output(regionSummary),
    /** gzip'd or plain MVT bytes of one basemap tile as a file; null where the region has none */
    tile: read
      .input(z.object({ regionId: id, z: z.int().min(0).max(16), x: z.int().min(0), y: z.int().min(0) }))
      .output(fileBytes.nullable()),
    /** places and streets by name, for the search box and the review map */
    search: read
      .input(z.object({ regionId: id, text: z.string().max(200) }))
      .output(z.array(z.object({ label: z.string(), level: z.string(), at: lonLat }))),
  },
  rules,
  providers,
  travel,
  history: {
    list: read.output(z.array(historyRow)),
    undo: write.input(stepInput).output(stepAnswer),
    redo: write.input(stepInput).output(stepAnswer),
  },
  audit: {
    list: lead.meta({ roles: ['lead', 'compliance', 'manager'], mutates: false }).output(z.array(auditRow)),
    verify: lead
      .meta({ roles: ['lead', 'compliance', 'manager'], mutates: false })
      .output(z.object({ rows: z.number(), intact: z.boolean(), firstBroken: z.number().nullable() })),
  },
}
