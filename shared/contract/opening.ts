import * as z from 'zod'
import { eventIterator } from '@orpc/contract'
import { locales } from '../model/reasons.ts'
import { lead, open, reason } from './base.ts'

/** The only part of the contract that is answered before the desk is open. */

/** What a new passphrase must have: characters as a person counts them. */
export const leastPassphraseCharacters = 8
const passphrase = z.string().min(1).max(1000)

/** How the window looks and speaks on this data folder, whoever opens it. */
export const appearance = z.object({
  /** null: nobody has chosen yet, the system's language is taken */
  locale: z.enum(locales).nullable(),
  theme: z.enum(['light', 'dark', 'system']),
})
export type Appearance = z.infer<typeof appearance>

export const deskState = z.object({
  /**
   * `new`: a folder without keys, whose passphrase is to be set; `locked`: the passphrase is to be typed; `failed`: a
   * passphrase would not help, `reason` says why and what to do; `open`: the whole contract is answered
   */
  state: z.enum(['new', 'locked', 'failed', 'open']),
  reason: reason.nullable(),
  dataFolder: z.string(),
  version: z.string(),
  /** seconds until another passphrase is tried, after several wrong ones; 0: now */
  waitSeconds: z.number(),
  /** a passphrase that anyone may see, where the desk was started to try things on */
  trial: z.string().nullable(),
  /** the operating system's keystore can open the desk the next time */
  keystore: z.boolean(),
  appearance,
})
export type DeskState = z.infer<typeof deskState>

export const opening = {
  desk: {
    state: open.output(deskState),
    /** the state now, and again whenever it changes: another window may open the desk */
    follow: open.output(eventIterator(deskState)),
    /** sets the passphrase of a new desk and opens it */
    create: open
      .meta({ ...open['~orpc'].meta, mutates: true })
      .input(z.object({ passphrase, locale: z.enum(locales).optional() }))
      .output(deskState),
    unlock: open.input(z.object({ passphrase })).output(deskState),
    /** remembered by the data folder, so that the door speaks the language that was used last */
    setAppearance: open
      .meta({ ...open['~orpc'].meta, mutates: true })
      .input(appearance.partial())
      .output(deskState),
    /** after the cause of a failure was mended */
    tryAgain: open.output(deskState),
    /** what a check of every page of the database finds; an empty list is a sound one */
    problems: lead
      .meta({ roles: ['lead', 'compliance', 'manager'], mutates: false })
      .output(z.array(z.string())),
  },
}
