import * as z from 'zod'
import { maxProviderTimeoutSeconds, providerKinds, providerPurposes, sentKinds } from '../model/providers.ts'
import { travelModes } from '../model/travel.ts'
import { instant, lead, read } from './base.ts'

/** Servers outside this machine: each shut until a person who answers for it turns it on. */

const kind = z.enum(providerKinds)
const url = z.string().trim().max(500)
const profiles = z.partialRecord(z.enum(travelModes), z.string().trim().min(1).max(60))

export const providerView = z.object({
  kind,
  purpose: z.enum(providerPurposes),
  /** what leaves the machine whenever it is asked */
  sends: z.enum(sentKinds),
  keyed: z.boolean(),
  url: z.string(),
  /** the key itself is never shown again */
  hasKey: z.boolean(),
  timeoutSeconds: z.number(),
  profiles,
  open: z.boolean(),
  openedBy: z.string().nullable(),
  openedAt: instant.nullable(),
})
export type ProviderView = z.infer<typeof providerView>

export const outgoingRequest = z.object({
  method: z.enum(['GET', 'POST']),
  url: z.string(),
  body: z.string().optional(),
  sends: z.object({ what: z.enum(sentKinds), count: z.number() }),
})

const answering = lead.meta({ roles: ['lead', 'compliance'], mutates: true })

export const providers = {
  list: read.output(z.array(providerView)),
  /** sets a provider up, turns it on or off. `key`: left out, the one that is kept stays; null takes it away */
  set: answering
    .input(
      z.object({
        kind,
        url,
        key: z.string().trim().max(500).nullable().optional(),
        timeoutSeconds: z.number().min(1).max(maxProviderTimeoutSeconds),
        profiles,
        open: z.boolean(),
      }),
    )
    .output(z.array(providerView)),
  /** the request that {@link test} would send, to the byte; a key in it is covered. Nothing is sent. */
  preview: read.input(z.object({ kind, url, profiles })).output(outgoingRequest),
  /** asks an open provider once, about no borrower */
  test: answering.input(z.object({ kind })).output(z.object({ milliseconds: z.number() })),
  /** the newest requests that went out, newest first */
  log: read.output(
    z.array(
      z.object({
        at: instant,
        userName: z.string(),
        provider: z.string(),
        host: z.string(),
        what: z.string(),
        count: z.number(),
        bytes: z.number(),
      }),
    ),
  ),
}
