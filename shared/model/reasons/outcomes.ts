import type { Sentences } from './languages.ts'

/** Outcomes of visits and what follows from them. */
export const outcomes = {
  'follow-up-not-home': {
    en: 'Nobody was home: try another weekday and another hour.',
    'zh-CN': '无人在家：换一个星期几和时段再访。',
    'zh-TW': '無人在家：換一個星期幾和時段再訪。',
  },
  'follow-up-never-home': {
    en: 'Nobody was home {times} times: check the address before another visit.',
    'zh-CN': '已 {times} 次无人在家：再次外访前请核实地址。',
    'zh-TW': '已 {times} 次無人在家：再次外訪前請核實地址。',
  },
  'follow-up-address-repair': {
    en: 'The address is wrong: find the new one before another visit.',
    'zh-CN': '地址有误：请先查明新地址。',
    'zh-TW': '地址有誤：請先查明新地址。',
  },
  'follow-up-refused': {
    en: 'Refused: visit again after {days} days.',
    'zh-CN': '拒绝配合：{days} 天后再访。',
    'zh-TW': '拒絕配合：{days} 天後再訪。',
  },
  'follow-up-legal-review': {
    en: 'Refused twice: hand the case to legal review.',
    'zh-CN': '两次拒绝：转法务审查。',
    'zh-TW': '兩次拒絕：轉法務審查。',
  },
  'follow-up-deferred': {
    en: 'Put off: visit again from {date}.',
    'zh-CN': '延期：{date} 起再访。',
    'zh-TW': '延期：{date} 起再訪。',
  },
  'follow-up-unsafe': {
    en: 'It was not safe: the team lead decides, and two people go.',
    'zh-CN': '存在安全风险：由组长决定，且须两人同行。',
    'zh-TW': '存在安全風險：由組長決定，且須兩人同行。',
  },
  'follow-up-stop-dispute': {
    en: 'The debt is disputed: no contact until it is settled.',
    'zh-CN': '债务有争议：解决前停止联系。',
    'zh-TW': '債務有爭議：解決前停止聯絡。',
  },
  'follow-up-stop-hardship': {
    en: 'The borrower is in hardship: no contact; hand over to hardship care.',
    'zh-CN': '借款人经济困难：停止联系，转困难帮扶。',
    'zh-TW': '借款人經濟困難：停止聯絡，轉困難協處。',
  },
  'follow-up-stop-deceased': {
    en: 'The borrower has died: no contact.',
    'zh-CN': '借款人已去世：停止联系。',
    'zh-TW': '借款人已去世：停止聯絡。',
  },
  'outcome-already-there': {
    en: 'This outcome is already recorded.',
    'zh-CN': '该外访结果已登记过。',
    'zh-TW': '該外訪結果已登記過。',
  },
  'outcome-promise-date-missing': {
    en: 'A promise needs the date it falls due. Add the date.',
    'zh-CN': '承诺还款必须填写承诺日期，请补充。',
    'zh-TW': '承諾還款必須填寫承諾日期，請補充。',
  },
  'outcome-promise-amount-missing': {
    en: 'A promise needs the amount that was promised. Add the amount.',
    'zh-CN': '承诺还款必须填写承诺金额，请补充。',
    'zh-TW': '承諾還款必須填寫承諾金額，請補充。',
  },
  'outcome-times-backwards': {
    en: 'The visit ends before it starts. Mend the times.',
    'zh-CN': '离开时间早于到访时间，请改正。',
    'zh-TW': '離開時間早於到訪時間，請改正。',
  },
  'outcome-in-future': {
    en: 'The visit at {at} lies in the future. Mend the time.',
    'zh-CN': '到访时间 {at} 在将来，请改正。',
    'zh-TW': '到訪時間 {at} 在將來，請改正。',
  },
  'outcome-promise-before-visit': {
    en: 'The promise falls due on {due}, before the visit. Mend the date.',
    'zh-CN': '承诺日期 {due} 早于到访日期，请改正。',
    'zh-TW': '承諾日期 {due} 早於到訪日期，請改正。',
  },
  'outcome-has-followed': {
    en: 'What followed has begun: the next visit is planned, called about or made. Take that back first.',
    'zh-CN': '后续已经开始：下一次外访已排入、已电联或已完成，请先撤回。',
    'zh-TW': '後續已經開始：下一次外訪已排入、已電聯或已完成，請先撤回。',
  },
  'visited-while-stopped': {
    en: 'Visited although contact was stopped: no further visit until a team lead lifts the stop.',
    'zh-CN': '停止联系期间被外访：组长解除前不再安排。',
    'zh-TW': '停止聯絡期間被外訪：組長解除前不再安排。',
  },
} as const satisfies Sentences
