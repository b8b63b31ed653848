import type { Sentences } from './languages.ts'

/** Calls and the appointments agreed in them. */
export const calls = {
  'call-window-missing': {
    en: 'A confirmed call needs the window that was agreed. Choose a window.',
    'zh-CN': '确认的电联必须登记约定的时间段，请选择时间段。',
    'zh-TW': '確認的電聯必須登記約定的時間段，請選擇時間段。',
  },
  'call-window-past': {
    en: 'The agreed window {window} lies in the past. Choose a later one.',
    'zh-CN': '约定的时间段 {window} 已经过去，请选择之后的时间段。',
    'zh-TW': '約定的時間段 {window} 已經過去，請選擇之後的時間段。',
  },
  'call-window-backwards': {
    en: 'The agreed window ends before it starts. Mend the times.',
    'zh-CN': '约定的时间段结束早于开始，请改正。',
    'zh-TW': '約定的時間段結束早於開始，請改正。',
  },
  'call-window-outside-week': {
    en: 'The agreed window {window} lies outside the week of {week}. Choose a day of the week, or turn to that week.',
    'zh-CN': '约定的时间段 {window} 不在 {week} 这一周内，请改选本周日期或切换到那一周。',
    'zh-TW': '約定的時間段 {window} 不在 {week} 這一週內，請改選本週日期或切換到那一週。',
  },
  'call-in-future': {
    en: 'The call at {at} lies in the future. Mend the time of the call.',
    'zh-CN': '通话时间 {at} 在将来，请改正。',
    'zh-TW': '通話時間 {at} 在將來，請改正。',
  },
  'appointment-cannot-be-kept': {
    en: 'No crew can keep the window {window}. Nearest possible: {nearest}.',
    'zh-CN': '没有外访组能赶上 {window}。最近可行的时间：{nearest}。',
    'zh-TW': '沒有外訪組能趕上 {window}。最近可行的時間：{nearest}。',
  },
  'window-no-crew': {
    en: 'No crew can come within this window.',
    'zh-CN': '没有外访组能在这个时间段上门。',
    'zh-TW': '沒有外訪組能在這個時間段上門。',
  },
  'call-superseded': {
    en: 'The call is logged, but its window is not booked: {window} was agreed after it, on {agreed}. That one stands.',
    'zh-CN': '电联已登记，但其时间段未采用：之后（{agreed}）另行约定了 {window}，以后者为准。',
    'zh-TW': '電聯已登記，但其時間段未採用：之後（{agreed}）另行約定了 {window}，以後者為準。',
  },
  'call-phone-missing': {
    en: 'There is no valid telephone number. Add one, or visit without a call.',
    'zh-CN': '没有有效的电话号码，请补充号码或直接外访。',
    'zh-TW': '沒有有效的電話號碼，請補充號碼或直接外訪。',
  },
  'call-phone-not-valid': {
    en: 'This number was found wrong or must not be called. Choose another.',
    'zh-CN': '该号码已标记为错误或不得拨打，请选择其他号码。',
    'zh-TW': '該號碼已標記為錯誤或不得撥打，請選擇其他號碼。',
  },
  'call-already-taken-back': {
    en: 'This call has been taken back already.',
    'zh-CN': '这次电联已撤回。',
    'zh-TW': '這次電聯已撤回。',
  },
  'call-not-taken-back': {
    en: 'Only a call without appointment, stop or wrong number can be taken back, and only on the day it was logged.',
    'zh-CN': '只有当天登记、且未约定时段、未停止联系、未标记号码的电联可以撤回。',
    'zh-TW': '只有當天登記、且未約定時段、未停止聯絡、未標記號碼的電聯可以撤回。',
  },
  'call-back-past': {
    en: 'The time to call back, {at}, has gone by. Choose a later one.',
    'zh-CN': '回拨时间 {at} 已经过去，请选择之后的时间。',
    'zh-TW': '回撥時間 {at} 已經過去，請選擇之後的時間。',
  },
  'phone-not-read': {
    en: '"{text}" is not a telephone number. Write its digits, with + and the country code if it is abroad.',
    'zh-CN': '“{text}”不是电话号码，请填写数字；境外号码请加 + 和国家代码。',
    'zh-TW': '「{text}」不是電話號碼，請填寫數字；境外號碼請加 + 和國碼。',
  },
  'phone-already-there': {
    en: 'This number is already on record for the borrower.',
    'zh-CN': '该号码已登记在此借款人名下。',
    'zh-TW': '該號碼已登記在此借款人名下。',
  },
  'call-already-there': {
    en: 'This call is already recorded.',
    'zh-CN': '该通电联已登记。',
    'zh-TW': '該通電聯已登記。',
  },
  'visit-over': {
    en: 'The visit is made, or its case is closed: nobody needs to call or go. Plan again to take it out of the plan.',
    'zh-CN': '该外访已完成或案件已结清，无需再联系或上门；重新排程即可将其移出方案。',
    'zh-TW': '該外訪已完成或案件已結清，無需再聯絡或上門；重新排程即可將其移出方案。',
  },
  'call-back-later': {
    en: 'The borrower asked to be called later.',
    'zh-CN': '借款人要求稍后再联系。',
    'zh-TW': '借款人要求稍後再聯絡。',
  },
} as const satisfies Sentences
