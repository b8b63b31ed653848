import type { Sentences } from './languages.ts'

/** What the rule packs and the stop flags forbid. */
export const rules = {
  'rule-pack-unreadable': {
    en: 'The rule pack {file} is not right at {path}: {detail}. Mend the file or take the one that came with Roundsman.',
    'zh-CN': '规则包 {file} 在 {path} 处有误：{detail}。请修正该文件或使用随程序提供的规则包。',
    'zh-TW': '規則包 {file} 在 {path} 處有誤：{detail}。請修正該檔案或使用隨程式提供的規則包。',
  },
  'rule-pack-unknown': {
    en: 'There is no rule pack “{name}”. Known: {known}.',
    'zh-CN': '没有名为“{name}”的规则包，可用的有：{known}。',
    'zh-TW': '沒有名為「{name}」的規則包，可用的有：{known}。',
  },
  'rule-call-hours': {
    en: 'It is {time} where the borrower is; calls are permitted {hours}.',
    'zh-CN': '借款人当地时间为 {time}，仅可在 {hours} 电联。',
    'zh-TW': '借款人當地時間為 {time}，僅可在 {hours} 電聯。',
  },
  'rule-call-day': {
    en: 'On {date} no calls are permitted.',
    'zh-CN': '{date} 不得电联。',
    'zh-TW': '{date} 不得電聯。',
  },
  'rule-visit-hours': {
    en: 'The visit would be at {time}; visits are permitted {hours}.',
    'zh-CN': '外访时间为 {time}，仅可在 {hours} 外访。',
    'zh-TW': '外訪時間為 {time}，僅可在 {hours} 外訪。',
  },
  'rule-visit-day': {
    en: 'On {date} no visits are permitted.',
    'zh-CN': '{date} 不得外访。',
    'zh-TW': '{date} 不得外訪。',
  },
  'rule-call-attempts': {
    en: 'There were already {count} calls in this period; {most} are permitted.',
    'zh-CN': '该时段内已电联 {count} 次，上限为 {most} 次。',
    'zh-TW': '該時段內已電聯 {count} 次，上限為 {most} 次。',
  },
  'rule-visit-attempts': {
    en: 'There were already {count} contacts in this period; {most} are permitted.',
    'zh-CN': '该时段内已联系 {count} 次，上限为 {most} 次。',
    'zh-TW': '該時段內已聯絡 {count} 次，上限為 {most} 次。',
  },
  'rule-quiet-period': {
    en: 'After a conversation there must be {days} days without contact.',
    'zh-CN': '通话后 {days} 天内不得再次联系。',
    'zh-TW': '通話後 {days} 天內不得再次聯絡。',
  },
  'rule-crew-size': {
    en: 'Crew {crew} has {people} person on {date}; at least {least} must visit together.',
    'zh-CN': '{date} 外访组 {crew} 只有 {people} 人，至少须 {least} 人同行。',
    'zh-TW': '{date} 外訪組 {crew} 只有 {people} 人，至少須 {least} 人同行。',
  },
  'rule-third-party': {
    en: 'A third party may be asked only when the debtor is unreachable.',
    'zh-CN': '仅在债务人失联时方可联系第三人。',
    'zh-TW': '僅在債務人失聯時方可聯絡第三人。',
  },
  'rule-place-reason': {
    en: 'A visit at this kind of place ({place}) needs a reason on record.',
    'zh-CN': '此类地点（{place}）的外访须登记理由。',
    'zh-TW': '此類地點（{place}）的外訪須登記理由。',
  },
  'stopped-dispute': {
    en: 'The borrower disputes the debt: no calls and no visits until it is settled.',
    'zh-CN': '借款人对债务有争议：解决前停止电联和外访。',
    'zh-TW': '借款人對債務有爭議：解決前停止電聯和外訪。',
  },
  'stopped-hardship': {
    en: 'The borrower is in hardship: no calls and no visits; hand the case to hardship care.',
    'zh-CN': '借款人经济困难：停止电联和外访，转困难帮扶。',
    'zh-TW': '借款人經濟困難：停止電聯和外訪，轉困難協處。',
  },
  'stopped-vulnerable': {
    en: 'The borrower is vulnerable: no calls and no visits without the team lead.',
    'zh-CN': '借款人属弱势人群：未经组长处理不得电联和外访。',
    'zh-TW': '借款人屬弱勢族群：未經組長處理不得電聯和外訪。',
  },
  'stopped-bereavement': {
    en: 'There was a death in the family: no calls and no visits for now.',
    'zh-CN': '借款人家中有丧事：暂停电联和外访。',
    'zh-TW': '借款人家中有喪事：暫停電聯和外訪。',
  },
  'stopped-lawyer': {
    en: 'A lawyer was appointed: contact goes through the lawyer only.',
    'zh-CN': '借款人已委托律师：只能通过律师联系。',
    'zh-TW': '借款人已委任律師：只能透過律師聯絡。',
  },
  'stopped-bankruptcy': {
    en: 'The borrower is bankrupt: no calls and no visits; hand the case to legal.',
    'zh-CN': '借款人已破产：停止电联和外访，转法务处理。',
    'zh-TW': '借款人已破產：停止電聯和外訪，轉法務處理。',
  },
  'stopped-deceased': {
    en: 'The borrower has died: no calls and no visits.',
    'zh-CN': '借款人已去世：停止电联和外访。',
    'zh-TW': '借款人已去世：停止電聯和外訪。',
  },
  'stopped-do-not-contact': {
    en: 'The borrower is marked “do not contact”.',
    'zh-CN': '借款人已标记为“请勿联系”。',
    'zh-TW': '借款人已標記為「請勿聯絡」。',
  },
  'stop-flag-needs-lead': {
    en: 'Only a team lead may lift a stop. Ask the team lead.',
    'zh-CN': '只有组长可以解除停止标记，请联系组长。',
    'zh-TW': '只有組長可以解除停止標記，請聯絡組長。',
  },
} as const satisfies Sentences
