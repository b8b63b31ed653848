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
    en: 'It is {time} where the borrower is; calls are permitted {hours} ({source}).',
    'zh-CN': '借款人当地时间为 {time}，仅可在 {hours} 电联（{source}）。',
    'zh-TW': '借款人當地時間為 {time}，僅可在 {hours} 電聯（{source}）。',
  },
  'rule-call-day': {
    en: 'On {date} no calls are permitted ({source}).',
    'zh-CN': '{date} 不得电联（{source}）。',
    'zh-TW': '{date} 不得電聯（{source}）。',
  },
  'rule-visit-hours': {
    en: 'The visit would be at {time}; visits are permitted {hours} ({source}).',
    'zh-CN': '外访时间为 {time}，仅可在 {hours} 外访（{source}）。',
    'zh-TW': '外訪時間為 {time}，僅可在 {hours} 外訪（{source}）。',
  },
  'rule-visit-day': {
    en: 'On {date} no visits are permitted ({source}).',
    'zh-CN': '{date} 不得外访（{source}）。',
    'zh-TW': '{date} 不得外訪（{source}）。',
  },
  'rule-call-attempts': {
    en: 'There were already {count} calls in this period; {most} are permitted ({source}).',
    'zh-CN': '该时段内已电联 {count} 次，上限为 {most} 次（{source}）。',
    'zh-TW': '該時段內已電聯 {count} 次，上限為 {most} 次（{source}）。',
  },
  'rule-visit-attempts': {
    en: 'There were already {count} contacts in this period; {most} are permitted ({source}).',
    'zh-CN': '该时段内已联系 {count} 次，上限为 {most} 次（{source}）。',
    'zh-TW': '該時段內已聯絡 {count} 次，上限為 {most} 次（{source}）。',
  },
  'rule-quiet-period': {
    en: 'After a conversation there must be {days} days without contact ({source}).',
    'zh-CN': '通话后 {days} 天内不得再次联系（{source}）。',
    'zh-TW': '通話後 {days} 天內不得再次聯絡（{source}）。',
  },
  'rule-crew-size': {
    en: 'Crew {crew} has {people} person on {date}; at least {least} must visit together ({source}).',
    'zh-CN': '{date} 外访组 {crew} 只有 {people} 人，至少须 {least} 人同行（{source}）。',
    'zh-TW': '{date} 外訪組 {crew} 只有 {people} 人，至少須 {least} 人同行（{source}）。',
  },
  'rule-third-party': {
    en: 'A third party may be asked only when the debtor is unreachable.',
    'zh-CN': '仅在债务人失联时方可联系第三人。',
    'zh-TW': '僅在債務人失聯時方可聯絡第三人。',
  },
  'rule-place-reason': {
    en: 'A visit at this kind of place ({place}) needs a reason on record ({source}).',
    'zh-CN': '此类地点（{place}）的外访须登记理由（{source}）。',
    'zh-TW': '此類地點（{place}）的外訪須登記理由（{source}）。',
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
  'stopped-unsafe': {
    en: 'A visit was not safe: nobody calls or goes again until the team lead has decided.',
    'zh-CN': '外访存在安全风险：组长决定前不再电联和外访。',
    'zh-TW': '外訪有安全疑慮：組長決定前不再電聯和外訪。',
  },
  'stop-flag-needs-lead': {
    en: 'Only a team lead may lift a stop. Ask the team lead.',
    'zh-CN': '只有组长可以解除停止标记，请联系组长。',
    'zh-TW': '只有組長可以解除停止標記，請聯絡組長。',
  },
  'rule-place-consent': {
    en: 'A visit at this kind of place ({place}) needs the borrower’s consent on record ({source}).',
    'zh-CN': '此类地点（{place}）的外访须有借款人同意的记录（{source}）。',
    'zh-TW': '此類地點（{place}）的外訪須有借款人同意的紀錄（{source}）。',
  },
  'rule-visit-consent': {
    en: 'The borrower has to agree to a visit first, and that is not on record ({source}).',
    'zh-CN': '外访须先经借款人同意，目前没有同意记录（{source}）。',
    'zh-TW': '外訪須先經借款人同意，目前沒有同意紀錄（{source}）。',
  },
  'rule-notice': {
    en: 'The borrower has to be told of the visit {hours} hours before, and that is not on record ({source}).',
    'zh-CN': '须在外访前 {hours} 小时通知借款人，目前没有相应记录（{source}）。',
    'zh-TW': '須在外訪前 {hours} 小時通知借款人，目前沒有相應紀錄（{source}）。',
  },
  'rule-third-party-never': {
    en: 'Nobody but the debtor may be spoken to about the debt ({source}).',
    'zh-CN': '除债务人本人外，不得就债务与他人联系（{source}）。',
    'zh-TW': '除債務人本人外，不得就債務與他人聯絡（{source}）。',
  },
  'rule-third-party-guarantor': {
    en: 'Only the debtor and the guarantor may be spoken to about the debt ({source}).',
    'zh-CN': '只能与债务人及担保人就债务联系（{source}）。',
    'zh-TW': '只能與債務人及保證人就債務聯絡（{source}）。',
  },
  'rule-clause-unknown': {
    en: 'There is no clause {rule}. “roundsman rules show” lists the clauses of a pack.',
    'zh-CN': '没有条款 {rule}。“roundsman rules show” 可列出规则包的全部条款。',
    'zh-TW': '沒有條款 {rule}。「roundsman rules show」可列出規則包的全部條款。',
  },
  'rule-change-unreadable': {
    en: 'The change to {rule} is not right at {path}: {detail}. Mend it; the rule stands as it was.',
    'zh-CN': '对条款 {rule} 的修改在 {path} 处有误：{detail}。请改正，原规则不变。',
    'zh-TW': '對條款 {rule} 的修改在 {path} 處有誤：{detail}。請改正，原規則不變。',
  },
  'rules-loosening-needs-lead': {
    en: 'This loosens the rules ({rule}). Only a team lead may do that. Ask the team lead.',
    'zh-CN': '该操作会放宽规则（{rule}），只有组长可以办理，请联系组长。',
    'zh-TW': '該操作會放寬規則（{rule}），只有組長可以辦理，請聯絡組長。',
  },
  'rules-loosening-needs-evidence': {
    en: 'This loosens the rules ({rule}). Write down the reason and where the evidence is kept.',
    'zh-CN': '该操作会放宽规则（{rule}），请填写理由和依据存放处。',
    'zh-TW': '該操作會放寬規則（{rule}），請填寫理由和依據存放處。',
  },
  'rule-facts-unreadable': {
    en: 'The file {file} is not right at {path}: {detail}. Plan again to write it anew.',
    'zh-CN': '文件 {file} 在 {path} 处有误：{detail}。请重新排程以生成该文件。',
    'zh-TW': '檔案 {file} 在 {path} 處有誤：{detail}。請重新排程以產生該檔案。',
  },
  'rules-settled': {
    en: '{rule} is stricter than {over} and holds.',
    'zh-CN': '{rule} 严于 {over}，以前者为准。',
    'zh-TW': '{rule} 嚴於 {over}，以前者為準。',
  },
  'rules-settled-together': {
    en: '{rule} and {over} differ; what both permit holds.',
    'zh-CN': '{rule} 与 {over} 不同，须同时满足两者。',
    'zh-TW': '{rule} 與 {over} 不同，須同時滿足兩者。',
  },
  'holiday-file-unreadable': {
    en: 'The holiday file {file} is not right at {path}: {detail}. It needs a year and its days, each with name, date and isOffDay. Nothing was changed.',
    'zh-CN':
      '节假日文件 {file} 在 {path} 处有误：{detail}。文件须含年份及各日的名称、日期和 isOffDay。未作任何更改。',
    'zh-TW':
      '假日檔案 {file} 在 {path} 處有誤：{detail}。檔案須含年份及各日的名稱、日期和 isOffDay。未作任何更改。',
  },
  'holiday-file-wrong-year': {
    en: 'The holiday file {file} says it is for {year}, but {date} does not belong there. Take the file of the right year. Nothing was changed.',
    'zh-CN': '节假日文件 {file} 标明为 {year} 年，但 {date} 不属于该年。请使用正确年份的文件。未作任何更改。',
    'zh-TW': '假日檔案 {file} 標明為 {year} 年，但 {date} 不屬於該年。請使用正確年份的檔案。未作任何更改。',
  },
  'holiday-file-year-over': {
    en: 'The holiday file {file} is for {year}, which is over. Take the file of {now} or later. Nothing was changed.',
    'zh-CN': '节假日文件 {file} 为 {year} 年，该年已过。请使用 {now} 年或以后的文件。未作任何更改。',
    'zh-TW': '假日檔案 {file} 為 {year} 年，該年已過。請使用 {now} 年或以後的檔案。未作任何更改。',
  },
  'holiday-file-empty': {
    en: 'The holiday file {file} names no day off in {year}. Nothing was changed.',
    'zh-CN': '节假日文件 {file} 中 {year} 年没有任何放假日。未作任何更改。',
    'zh-TW': '假日檔案 {file} 中 {year} 年沒有任何放假日。未作任何更改。',
  },
  'stop-reason-missing': {
    en: 'Write down why the stop is lifted.',
    'zh-CN': '请填写解除停止标记的理由。',
    'zh-TW': '請填寫解除停止標記的理由。',
  },
  'stop-not-there': {
    en: 'The borrower carries no such stop any more. Look again.',
    'zh-CN': '该借款人已没有此停止标记，请刷新查看。',
    'zh-TW': '該借款人已沒有此停止標記，請重新查看。',
  },
} as const satisfies Sentences
