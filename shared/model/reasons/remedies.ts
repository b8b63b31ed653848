import type { Sentences } from './languages.ts'

/** What would bring an unplanned visit into the week. */
export const remedies = {
  'fix-locate': {
    en: 'Locate the address on the map.',
    'zh-CN': '在地图上定位该地址。',
    'zh-TW': '在地圖上定位該地址。',
  },
  'fix-new-address': {
    en: 'Enter the new address.',
    'zh-CN': '补充新地址。',
    'zh-TW': '補充新地址。',
  },
  'fix-confirm-pin': {
    en: 'Confirm the place with a pin.',
    'zh-CN': '在地图上确认位置。',
    'zh-TW': '在地圖上確認位置。',
  },
  'fix-clear-stop': {
    en: 'Clear the stop flag once its cause is settled.',
    'zh-CN': '原因解决后取消停止标记。',
    'zh-TW': '原因解決後取消停止標記。',
  },
  'fix-agree-new-window': {
    en: 'Call and agree another window.',
    'zh-CN': '致电另约时段。',
    'zh-TW': '致電另約時段。',
  },
  'fix-extend-due': {
    en: 'Extend the due date to {date}.',
    'zh-CN': '将截止日期延至 {date}。',
    'zh-TW': '將截止日期延至 {date}。',
  },
  'fix-later-week': {
    en: 'Plan it in the week of {date} or later.',
    'zh-CN': '安排在 {date} 所在周或之后。',
    'zh-TW': '安排在 {date} 所在週或之後。',
  },
  'fix-allow-day': {
    en: 'Allow {date}.',
    'zh-CN': '允许 {date} 外访。',
    'zh-TW': '允許 {date} 外訪。',
  },
  'fix-widen-window': {
    en: 'Allow {hours} on {date}.',
    'zh-CN': '允许 {date} {hours} 外访。',
    'zh-TW': '允許 {date} {hours} 外訪。',
  },
  'fix-pair-up': {
    en: 'Let {people} collectors travel together.',
    'zh-CN': '安排 {people} 名外访员同行。',
    'zh-TW': '安排 {people} 名外訪員同行。',
  },
  'fix-add-skill': {
    en: 'Give a collector the skill {skills}, or drop it from the visit.',
    'zh-CN': '为外访员添加技能 {skills}，或取消该要求。',
    'zh-TW': '為外訪員新增技能 {skills}，或取消該要求。',
  },
  'fix-allow-collector': {
    en: 'Allow one of the excluded collectors.',
    'zh-CN': '允许其中一名被排除的外访员。',
    'zh-TW': '允許其中一名被排除的外訪員。',
  },
  'fix-unlock': {
    en: 'Unlock the visit.',
    'zh-CN': '解除该外访的锁定。',
    'zh-TW': '解除該外訪的鎖定。',
  },
  'fix-shift': {
    en: 'Let {crew} work {hours} on {date}.',
    'zh-CN': '让 {crew} 在 {date} {hours} 出勤。',
    'zh-TW': '讓 {crew} 在 {date} {hours} 出勤。',
  },
  'fix-overtime': {
    en: 'Let {crew} work {minutes} min longer on {date}.',
    'zh-CN': '让 {crew} 在 {date} 延长 {minutes} 分钟。',
    'zh-TW': '讓 {crew} 在 {date} 延長 {minutes} 分鐘。',
  },
  'fix-more-people': {
    en: 'Add a crew or leave it for next week.',
    'zh-CN': '增加外访组，或留待下周。',
    'zh-TW': '增加外訪組，或留待下週。',
  },
  'fix-any-hour': {
    en: 'Let it be visited at any permitted hour.',
    'zh-CN': '允许在任何合规时间外访。',
    'zh-TW': '允許在任何合規時間外訪。',
  },
  'fix-move-visit': {
    en: 'It fits on {vehicle} if visit {visit} goes to {other}.',
    'zh-CN': '若把外访 {visit} 移到 {other}，即可安排在 {vehicle}。',
    'zh-TW': '若把外訪 {visit} 移到 {other}，即可安排於 {vehicle}。',
  },
  'fix-one-more': {
    en: 'It fits if {vehicle} makes one visit more than {limit}.',
    'zh-CN': '若 {vehicle} 在 {limit} 户之外多访一户即可安排。',
    'zh-TW': '若 {vehicle} 在 {limit} 戶之外多訪一戶即可安排。',
  },
  'fix-longer-shift': {
    en: 'It fits if {vehicle} works {minutes} minutes longer.',
    'zh-CN': '若 {vehicle} 延长工作 {minutes} 分钟即可安排。',
    'zh-TW': '若 {vehicle} 延長工作 {minutes} 分鐘即可安排。',
  },
  'fix-other-window': {
    en: 'It fits on {vehicle} at another time than its windows allow.',
    'zh-CN': '若放宽时间窗，可安排在 {vehicle}。',
    'zh-TW': '若放寬時間窗，可安排於 {vehicle}。',
  },
  'fix-drop-visit': {
    en: 'It fits on {vehicle} in place of visit {visit} (priority {priority}).',
    'zh-CN': '若取消外访 {visit}（优先级 {priority}），可安排在 {vehicle}。',
    'zh-TW': '若取消外訪 {visit}（優先級 {priority}），可安排於 {vehicle}。',
  },
  'fix-skill': {
    en: 'It fits on {vehicle} if that crew had the skill.',
    'zh-CN': '若 {vehicle} 具备所需技能即可安排。',
    'zh-TW': '若 {vehicle} 具備所需技能即可安排。',
  },
  'fix-crew': {
    en: 'It fits on {vehicle} if that crew were allowed for it.',
    'zh-CN': '若允许由 {vehicle} 执行即可安排。',
    'zh-TW': '若允許由 {vehicle} 執行即可安排。',
  },
  'fix-record-ground': {
    en: 'Write down what the rule asks for in the case, then plan again.',
    'zh-CN': '在案件中登记该规则要求的内容后重新排程。',
    'zh-TW': '在案件中登記該規則要求的內容後重新排程。',
  },
  'fix-give-notice': {
    en: 'Give notice now and visit in a later week, or write down the notice that was given.',
    'zh-CN': '现在通知并改到之后的周外访，或登记已发出的通知。',
    'zh-TW': '現在通知並改到之後的週外訪，或登記已發出的通知。',
  },
} as const satisfies Sentences
