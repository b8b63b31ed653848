import * as z from 'zod'
import { fileBytes, id, instant, lonLat, read, write, undoId } from './base.ts'

/** What the branch has confirmed: pins by address and by building, who set them, and who agreed. */

export const pinView = z.object({
  id,
  label: z.string(),
  at: lonLat,
  radiusMetres: z.number(),
  /** stands for every door of the building or estate */
  building: z.boolean(),
  confirmedBy: z.string(),
  confirmedAt: instant,
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  /** addresses of the branch that stand there by it */
  addresses: z.int(),
  /** false for the one who set it: approval is a second person's */
  mayApprove: z.boolean(),
})
export type PinView = z.infer<typeof pinView>

export const pinChange = z.object({
  at: instant,
  by: z.string(),
  /** as in the history of the branch, such as `locate.confirm` */
  action: z.string(),
  undone: z.boolean(),
})

export const memoryImported = z.object({
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  /** labels of pins that stand elsewhere here; the branch's own were kept */
  kept: z.array(z.string()),
})
export type MemoryImported = z.infer<typeof memoryImported>

export const memory = {
  list: read.output(z.array(pinView)),
  changes: read.input(z.object({ pinId: id })).output(z.array(pinChange)),
  /** another person than the one who set it agrees; refused with `pin-own` otherwise */
  approve: write
    .input(z.object({ pinIds: z.array(id).min(1).max(5_000) }))
    .output(z.object({ approved: z.int(), undoId })),
  forget: write.input(z.object({ pinId: id })).output(z.object({ forgotten: z.boolean(), undoId })),
  /** all pins as GeoJSON, for another desk */
  exportFile: read.output(fileBytes),
  importFile: write.input(z.object({ file: fileBytes })).output(memoryImported),
}
