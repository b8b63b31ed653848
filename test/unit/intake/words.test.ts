import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sheetWords } from '../../../shared/core/exchange/sheetWords.ts'
import { readCallResult, readMet, readOutcomeResult } from '../../../shared/core/intake/words.ts'
import { callResults, metPersons, outcomeResults } from '../../../shared/model/facts.ts'
import { locales } from '../../../shared/model/reasons.ts'

const windowWords = (locale: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../resources/locales/${locale}/words.json`, import.meta.url), 'utf8'),
  ) as Record<string, string>

// the collector writes what the sheet in her hand says, the clerk what the window says
describe.each(locales)('words of %s come back as what they went out as', (locale) => {
  const sheet = sheetWords[locale]
  const shown = windowWords(locale)
  it.each(outcomeResults)('outcome %s', (result) => {
    expect(readOutcomeResult(sheet.outcomes[result])).toBe(result)
    expect(readOutcomeResult(shown[`result.${result}`])).toBe(result)
  })
  it.each(metPersons)('met %s', (met) => {
    expect(readMet(sheet.metPersons[met])).toBe(met)
    expect(readMet(shown[`met.${met}`])).toBe(met)
  })
  it.each(callResults)('call %s', (result) => expect(readCallResult(shown[`result.${result}`])).toBe(result))
})
