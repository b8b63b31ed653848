import { alsoSaying } from '../../model/inLanguages.ts'
import type { RuleAdjustment, RuleClause, RuleClauseOf, RuleText } from '../../model/rules.ts'

const thirdParty: Record<NonNullable<RuleClauseOf<'third-party'>['allowed']>, RuleText> = {
  never: {
    en: 'Nobody but the debtor is spoken to about the debt.',
    'zh-CN': '除债务人本人外，不得就债务与他人联系。',
    'zh-TW': '除債務人本人外，不得就債務與他人聯絡。',
  },
  'guarantor-only': {
    en: 'Only the debtor and the guarantor are spoken to about the debt.',
    'zh-CN': '只能与债务人及担保人就债务联系。',
    'zh-TW': '只能與債務人及保證人就債務聯絡。',
  },
  'when-unreachable': {
    en: 'A third party may be asked only when the debtor is unreachable. The debt is not disclosed.',
    'zh-CN': '仅在债务人失联时方可联系第三人，且不得透露债务信息。',
    'zh-TW': '僅在債務人失聯時方可聯絡第三人，且不得透露債務資訊。',
  },
}

const consent: Record<RuleClauseOf<'consent'>['for'], RuleText> = {
  'outside-hours': {
    en: 'Another hour only with the borrower’s consent, and the consent is recorded.',
    'zh-CN': '其他时段须经借款人同意，并留存同意记录。',
    'zh-TW': '其他時段須經借款人同意，並留存同意紀錄。',
  },
  'enter-home': {
    en: 'Enter the home only with consent.',
    'zh-CN': '进入住所须经同意。',
    'zh-TW': '進入住所須經同意。',
  },
  visit: {
    en: 'Ask for permission before a visit.',
    'zh-CN': '外访前先征得同意。',
    'zh-TW': '外訪前先徵得同意。',
  },
}

const showId: RuleText = {
  en: 'Show identification at the door.',
  'zh-CN': '上门时主动出示身份证明。',
  'zh-TW': '上門時主動出示身分證明。',
}

/**
 * What a person reads, and where it is from, once a branch has given force or another figure to a clause. A clause that
 * the source leaves open says that it does; on a run sheet that would be no duty.
 */
export function inOwnWords(
  own: RuleClause,
  now: RuleClause,
  said: RuleAdjustment,
): { texts: RuleText; citation: string } {
  const by = `${said.by}, ${said.at.slice(0, 10)}`
  if (own.strength !== 'unset') return { texts: own.texts, citation: alsoSaying(own.citation, by) }
  return { texts: textsOf(now) ?? own.texts, citation: by }
}

function textsOf(clause: RuleClause): RuleText | null {
  switch (clause.kind) {
    case 'third-party':
      return clause.allowed ? thirdParty[clause.allowed] : null
    case 'consent':
      return consent[clause.for]
    case 'conduct':
      return clause.duty === 'show-id' ? showId : null
    // their sentences carry the figure
    case 'hours':
    case 'attempts':
    case 'quiet-after-conversation':
    case 'crew-size':
    case 'notice':
    case 'place-reason':
    case 'stop':
    case 'records':
      return null
  }
}
