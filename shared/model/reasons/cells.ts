import type { Sentences } from './languages.ts'

/** What one row or one cell of a spreadsheet says wrong. */
export const cells = {
  'cell-empty': {
    en: '{column} is empty. Fill it in.',
    'zh-CN': '{column} 为空，请补填。',
    'zh-TW': '{column} 為空，請補填。',
  },
  'number-unreadable': {
    en: '{column}: "{text}" is not a number. Write digits only.',
    'zh-CN': '{column}：“{text}”不是数字，请只填数字。',
    'zh-TW': '{column}：「{text}」不是數字，請只填數字。',
  },
  'number-out-of-range': {
    en: '{column}: {text} is not between {least} and {most}.',
    'zh-CN': '{column}：{text} 不在 {least} 到 {most} 之间。',
    'zh-TW': '{column}：{text} 不在 {least} 到 {most} 之間。',
  },
  'date-impossible': {
    en: '{column}: "{text}" is no day or time that exists. Correct it, for example 2026-11-27.',
    'zh-CN': '{column}：“{text}”不是存在的日期或时间，请更正，例如 2026-11-27。',
    'zh-TW': '{column}：「{text}」不是存在的日期或時間，請更正，例如 2026-11-27。',
  },
  'date-ambiguous': {
    en: '{column}: "{text}" can be read in two ways. Write it as 2026-11-27.',
    'zh-CN': '{column}：“{text}”有两种读法，请写成 2026-11-27 的形式。',
    'zh-TW': '{column}：「{text}」有兩種讀法，請寫成 2026-11-27 的形式。',
  },
  'date-unreadable': {
    en: '{column}: "{text}" is not a date. Write it as 2026-11-27 or 2026年11月27日.',
    'zh-CN': '{column}：“{text}”不是日期，请写成 2026-11-27 或 2026年11月27日。',
    'zh-TW': '{column}：「{text}」不是日期，請寫成 2026-11-27 或 2026年11月27日。',
  },
  'amount-unreadable': {
    en: '{column}: "{text}" is not an amount that can be read in one way only. Write it as 12345.60.',
    'zh-CN': '{column}：“{text}”不是能唯一读出的金额，请写成 12345.60 的形式。',
    'zh-TW': '{column}：「{text}」不是能唯一讀出的金額，請寫成 12345.60 的形式。',
  },
  'amount-negative': {
    en: '{column}: "{text}" is negative; an amount owed is not.',
    'zh-CN': '{column}：“{text}”为负数，欠款金额不能为负。',
    'zh-TW': '{column}：「{text}」為負數，欠款金額不能為負。',
  },
  'days-unreadable': {
    en: '{column}: "{text}" names no days. Write Mon-Fri, Mon,Wed or 周一至周五.',
    'zh-CN': '{column}：“{text}”看不出是哪几天，请写成 周一至周五 或 Mon,Wed。',
    'zh-TW': '{column}：「{text}」看不出是哪幾天，請寫成 週一至週五 或 Mon,Wed。',
  },
  'window-unreadable': {
    en: '{column}: "{text}" is not a span of time. Write it as 09:00-12:00.',
    'zh-CN': '{column}：“{text}”不是时间段，请写成 09:00-12:00。',
    'zh-TW': '{column}：「{text}」不是時間段，請寫成 09:00-12:00。',
  },
  'window-backwards': {
    en: 'The window {text} ends before it begins. Correct one of the two.',
    'zh-CN': '时间段 {text} 的结束早于开始，请更正。',
    'zh-TW': '時間段 {text} 的結束早於開始，請更正。',
  },
  'lunch-unreadable': {
    en: '{column}: "{text}" is not a break. Write it as 11:30-13:30/45.',
    'zh-CN': '{column}：“{text}”不是午休时间，请写成 11:30-13:30/45。',
    'zh-TW': '{column}：「{text}」不是午休時間，請寫成 11:30-13:30/45。',
  },
  'lunch-outside-shift': {
    en: '{column}: the break {text} does not fit into the shift.',
    'zh-CN': '{column}：午休 {text} 放不进班次。',
    'zh-TW': '{column}：午休 {text} 放不進班次。',
  },
  'word-unknown': {
    en: '{column}: "{text}" is not a word this column knows.',
    'zh-CN': '{column}：无法识别“{text}”。',
    'zh-TW': '{column}：無法識別「{text}」。',
  },
  'status-unknown': {
    en: '{column}: "{text}" does not say whether this case may be visited. Write open, closed or stopped.',
    'zh-CN': '{column}：“{text}”看不出该案件能否外访，请写 待外访、已结清 或 停催。',
    'zh-TW': '{column}：「{text}」看不出該案件能否外訪，請寫 待外訪、已結清 或 停催。',
  },
  'call-result-unknown': {
    en: '{column}: "{text}" is not a result of a call. Write confirmed, no answer, busy, wrong number, third party, call later, refused, dispute, hardship or deceased.',
    'zh-CN':
      '{column}：“{text}”不是电联结果，请写 已确认、无人接听、占线、号码有误、他人接听、稍后再打、拒绝、有争议、经济困难 或 已故。',
    'zh-TW':
      '{column}：「{text}」不是電聯結果，請寫 已確認、無人接聽、忙線、號碼有誤、他人接聽、稍後再打、拒絕、有爭議、經濟困難 或 已故。',
  },
  'outcome-result-unknown': {
    en: '{column}: "{text}" is not a result of a visit. Write promise, paid, plan agreed, deferred, refused, not home, moved, wrong address, dispute, hardship, deceased or unsafe.',
    'zh-CN':
      '{column}：“{text}”不是外访结果，请写 承诺还款、已还款、分期、延期、拒绝、不在家、搬走、地址有误、有争议、经济困难、已故 或 不安全。',
    'zh-TW':
      '{column}：「{text}」不是外訪結果，請寫 承諾還款、已還款、分期、延期、拒絕、不在家、搬走、地址有誤、有爭議、經濟困難、已故 或 不安全。',
  },
  'currency-unknown': {
    en: '{column}: "{text}" is not a currency. Write its code, such as CNY.',
    'zh-CN': '{column}：“{text}”不是币种，请写代码，例如 CNY。',
    'zh-TW': '{column}：「{text}」不是幣別，請寫代碼，例如 TWD。',
  },
  'currency-conflict': {
    en: 'The amount {text} and the currency {currency} do not agree.',
    'zh-CN': '金额 {text} 与币种 {currency} 不一致。',
    'zh-TW': '金額 {text} 與幣別 {currency} 不一致。',
  },
  'coordinate-unreadable': {
    en: '{column}: "{text}" is not a coordinate. Write decimal degrees, such as 121.5654.',
    'zh-CN': '{column}：“{text}”不是坐标，请写十进制度数，例如 121.5654。',
    'zh-TW': '{column}：「{text}」不是座標，請寫十進位度數，例如 121.5654。',
  },
  'coordinate-half': {
    en: 'Only one of latitude and longitude is given. Give both or neither.',
    'zh-CN': '经纬度只填了一个，请两个都填或都不填。',
    'zh-TW': '經緯度只填了一個，請兩個都填或都不填。',
  },
  'coordinate-impossible': {
    en: 'The coordinates {text} are not a place. Latitude is at most 90, longitude at most 180.',
    'zh-CN': '坐标 {text} 不是有效位置：纬度不超过 90，经度不超过 180。',
    'zh-TW': '座標 {text} 不是有效位置：緯度不超過 90，經度不超過 180。',
  },
  'case-number-twice': {
    en: 'Case {caseNo} stands at line {firstLine} and again at line {line}; the first is taken. Remove one of them.',
    'zh-CN': '案件 {caseNo} 在第 {firstLine} 行和第 {line} 行重复，已采用前一行；请删除其中一行。',
    'zh-TW': '案件 {caseNo} 在第 {firstLine} 列和第 {line} 列重複，已採用前一列；請刪除其中一列。',
  },
  'case-number-digits-lost': {
    en: '{column}: "{text}" has lost digits in a spreadsheet program. Format the column as text and export it again.',
    'zh-CN': '{column}：“{text}”在表格软件中丢失了位数，请把该列设为文本后重新导出。',
    'zh-TW': '{column}：「{text}」在試算表軟體中遺失了位數，請把該欄設為文字後重新匯出。',
  },
  'collector-twice': {
    en: 'Collector {name} stands at line {firstLine} and again at line {line}; the first is taken.',
    'zh-CN': '外访员 {name} 在第 {firstLine} 行和第 {line} 行重复，已采用前一行。',
    'zh-TW': '外訪員 {name} 在第 {firstLine} 列和第 {line} 列重複，已採用前一列。',
  },
  'call-twice': {
    en: 'The call to case {caseNo} at this time stands at line {firstLine} and again at line {line}; it is taken once.',
    'zh-CN': '案件 {caseNo} 的同一通电话在第 {firstLine} 行和第 {line} 行重复，只计一次。',
    'zh-TW': '案件 {caseNo} 的同一通電話在第 {firstLine} 列和第 {line} 列重複，只計一次。',
  },
  'outcome-twice': {
    en: 'The visit to case {caseNo} at this time stands at line {firstLine} and again at line {line}; it is taken once.',
    'zh-CN': '案件 {caseNo} 的同一次外访在第 {firstLine} 行和第 {line} 行重复，只计一次。',
    'zh-TW': '案件 {caseNo} 的同一次外訪在第 {firstLine} 列和第 {line} 列重複，只計一次。',
  },
  'promise-date-missing': {
    en: 'A promise must say for which day. Fill in the promise date.',
    'zh-CN': '承诺还款必须写明日期，请填写承诺日期。',
    'zh-TW': '承諾還款必須寫明日期，請填寫承諾日期。',
  },
  'left-before-visited': {
    en: 'The visit ends before it begins: {text}. Correct one of the two.',
    'zh-CN': '外访结束早于开始：{text}，请更正。',
    'zh-TW': '外訪結束早於開始：{text}，請更正。',
  },
  'phone-digits-lost': {
    en: '{column}: "{text}" has lost digits in a spreadsheet program; the row is kept without this number.',
    'zh-CN': '{column}：“{text}”在表格软件中丢失了位数；该行已保留，但不含此号码。',
    'zh-TW': '{column}：「{text}」在試算表軟體中遺失了位數；該列已保留，但不含此號碼。',
  },
  'phone-unreadable': {
    en: '{column}: "{text}" is not a telephone number; the row is kept without it.',
    'zh-CN': '{column}：“{text}”不是电话号码；该行已保留，但不含此号码。',
    'zh-TW': '{column}：「{text}」不是電話號碼；該列已保留，但不含此號碼。',
  },
  'time-assumed': {
    en: '{column}: "{text}" has no time of day; noon was taken.',
    'zh-CN': '{column}：“{text}”没有时刻，已按中午 12:00 处理。',
    'zh-TW': '{column}：「{text}」沒有時刻，已按中午 12:00 處理。',
  },
  'formula-without-result': {
    en: '{column}: the formula has no stored result; the cell was taken as empty.',
    'zh-CN': '{column}：公式没有保存结果，该单元格按空处理。',
    'zh-TW': '{column}：公式沒有儲存結果，該儲存格按空處理。',
  },
  'cell-error': {
    en: '{column}: the cell shows the error {text}; it was taken as empty.',
    'zh-CN': '{column}：单元格显示错误 {text}，已按空处理。',
    'zh-TW': '{column}：儲存格顯示錯誤 {text}，已按空處理。',
  },
  'characters-lost': {
    en: 'The row has characters that could not be decoded ({text}). Check names and addresses.',
    'zh-CN': '该行有无法解码的字符（{text}），请核对姓名和地址。',
    'zh-TW': '該列有無法解碼的字元（{text}），請核對姓名和地址。',
  },
  'number-negative': {
    en: '{column}: {text} may not be negative.',
    'zh-CN': '{column}：{text} 不能为负数。',
    'zh-TW': '{column}：{text} 不能為負數。',
  },
  'cells-wrong': {
    en: '{count} things to correct. {problems}',
    'zh-CN': '有 {count} 处须更正。{problems}',
    'zh-TW': '有 {count} 處須更正。{problems}',
  },
} as const satisfies Sentences
