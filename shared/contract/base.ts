import { oc, eventIterator } from '@orpc/contract'
import * as z from 'zod'
import { roles, type Role } from '../model/people.ts'
import { reasons, type ReasonCode } from '../model/reasons.ts'

/** What is said of a procedure where it is registered: who may call it, and whether it changes rows. */
export interface ProcedureMeta {
  roles: readonly Role[]
  mutates: boolean
}

const place = z.object({
  file: z.string().optional(),
  line: z.number().optional(),
  column: z.string().optional(),
  path: z.string().optional(),
})
export const refusalSchema = z.object({
  code: z.custom<ReasonCode>((value) => typeof value === 'string' && value in reasons),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  at: place.optional(),
})

/** Every procedure may answer `REFUSED` with a reason code, or `FORBIDDEN` when the role does not suffice. */
const base = oc.$meta<ProcedureMeta>({ roles: [], mutates: true }).errors({
  REFUSED: { status: 422, data: refusalSchema },
  FORBIDDEN: { status: 403, data: z.object({ procedure: z.string() }) },
})

const desk: readonly Role[] = ['scheduler', 'lead']
const office: readonly Role[] = ['scheduler', 'lead', 'manager', 'compliance']

/** Looks at rows; office staff. */
export const read = base.meta({ roles: office, mutates: false })
/** Changes rows; those who plan. */
export const write = base.meta({ roles: desk, mutates: true })
/** Anyone who is signed in. */
export const open = base.meta({ roles, mutates: false })
/** Team lead only. */
export const lead = base.meta({ roles: ['lead'], mutates: true })

export const progressSchema = z.object({ stage: z.string(), done: z.number(), total: z.number() })

/**
 * Long work as a stream: progress, interim results, then one `done`. Ending the stream early cancels the work.
 */
export function work<R extends z.ZodType, P extends z.ZodType = z.ZodNever>(result: R, partial?: P) {
  return eventIterator(
    z.union([
      z.object({ kind: z.literal('progress'), ...progressSchema.shape }),
      z.object({ kind: z.literal('partial'), value: partial ?? (z.never() as unknown as P) }),
      z.object({ kind: z.literal('done'), result }),
    ]),
  )
}

/** Bytes with a name: a `File` in the window and in Node. Named by shape, because `shared` has no DOM. */
export interface FileBytes {
  readonly name: string
  readonly size: number
  readonly type: string
  arrayBuffer(): Promise<ArrayBuffer>
}
export const fileBytes = z.custom<FileBytes>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    typeof (value as FileBytes).arrayBuffer === 'function' &&
    typeof (value as FileBytes).name === 'string',
  'a file',
)

export const id = z.string().min(1).max(160)
/** the history entry by which alone a change is undone again; null where it cannot be */
export const undoId = id.nullable()
export const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
/** ISO instant in UTC, `2026-11-23T01:00:00Z` */
export const instant = z.iso.datetime({ offset: true })
/** calendar date, `2026-11-23` */
export const date = z.iso.date()
/** a week is named by its Monday */
export const monday = z.iso
  .date()
  .refine((text) => new Date(`${text}T00:00:00Z`).getUTCDay() === 1, { error: 'not a Monday' })
export const reason = z.object({
  code: z.custom<ReasonCode>((value) => typeof value === 'string' && value in reasons),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type Reason = z.infer<typeof reason>
/** an agreed or planned span of time */
export const span = z.object({ start: instant, end: instant })
