import { dayInSentence } from './calendarDay.ts'
import { saidIn } from './inLanguages.ts'
import { addresses } from './reasons/addresses.ts'
import { calls } from './reasons/calls.ts'
import { cells } from './reasons/cells.ts'
import { database } from './reasons/database.ts'
import { exports } from './reasons/exports.ts'
import { files } from './reasons/files.ts'
import { general } from './reasons/general.ts'
import type { Locale, Sentences } from './reasons/languages.ts'
import { outcomes } from './reasons/outcomes.ts'
import { problem } from './reasons/problem.ts'
import { providers } from './reasons/providers.ts'
import { region } from './reasons/region.ts'
import { remedies } from './reasons/remedies.ts'
import { rules } from './reasons/rules.ts'
import { visits } from './reasons/visits.ts'
import { week } from './reasons/week.ts'

export { locales } from './reasons/languages.ts'
export type { Locale } from './reasons/languages.ts'

/** Every area's codes: one file an area, in `reasons/`. A code stands in one area only. */
export const areasOfReasons = {
  general,
  files,
  cells,
  addresses,
  region,
  problem,
  visits,
  remedies,
  week,
  rules,
  calls,
  outcomes,
  exports,
  database,
  providers,
} satisfies Record<string, Sentences>

/**
 * Every reason code with its sentence in the three languages. A code is kebab-case and never changes its meaning;
 * `{name}` stands for a parameter. A new one goes to the end of its area's file.
 */
export const reasons = {
  ...general,
  ...files,
  ...cells,
  ...addresses,
  ...region,
  ...problem,
  ...visits,
  ...remedies,
  ...week,
  ...rules,
  ...calls,
  ...outcomes,
  ...exports,
  ...database,
  ...providers,
}

export type ReasonCode = keyof typeof reasons

const han = /\p{Script=Han}/u
/** what stands in somebody's file or on her disk: a name that the blank tells from the sentence around it */
const quoted = new Set(['text', 'file', 'folder', 'sheet', 'header'])

/**
 * A sentence with its parameters put in as the language writes them. A missing one shows as its own name. The blank that
 * sets a Latin word or a figure off from Chinese falls away where what is put in is Chinese itself.
 */
export function fillIn(
  text: string,
  params: Record<string, string | number> | undefined,
  locale: Locale,
): string {
  return text.replace(
    /( ?)\{(\w+)\}( ?)/g,
    (whole, before: string, name: string, after: string, at: number) => {
      const value = saidIn(String(params?.[name] ?? `{${name}}`), locale)
      // what stands in somebody's file is quoted as it stands there
      const said = name === 'text' ? value : dayInSentence(value, locale)
      const isChinese = (beside: string | undefined, edge: string | undefined) =>
        !quoted.has(name) && han.test(beside ?? '') && han.test(edge ?? '')
      return (
        (isChinese(text[at - 1], said[0]) ? '' : before) +
        said +
        (isChinese(text[at + whole.length], said.at(-1)) ? '' : after)
      )
    },
  )
}

/** The sentence for a code; a parameter that is missing shows as its own name, so that it is noticed. */
export function sentence(
  code: ReasonCode,
  params: Record<string, string | number> | undefined,
  locale: Locale,
): string {
  return fillIn(reasons[code][locale], params, locale)
}
