import type { Sentences } from './languages.ts'

/** A week, its collectors and crews, and its plan. */
export const week = {
  'collector-shift-empty': {
    en: 'The shift of {name} ends before it starts. Set the end later than the start.',
    'zh-CN': '{name} 的班次结束早于开始，请改正。',
    'zh-TW': '{name} 的班次結束早於開始，請改正。',
  },
  'collector-name-taken': {
    en: 'Another collector is called {name}. Give them names that tell them apart.',
    'zh-CN': '已有外访员名为 {name}，请用可区分的姓名。',
    'zh-TW': '已有外訪員名為 {name}，請用可區分的姓名。',
  },
  'crews-paired': {
    en: 'No crews were named, so {crew} travel together: {dates}.',
    'zh-CN': '未指定外访组，已安排 {crew} 同行：{dates}。',
    'zh-TW': '未指定外訪組，已安排 {crew} 同行：{dates}。',
  },
  'crew-left-over': {
    en: '{crew} has fewer than the {least} people the rules ask for on {dates} and gets no such visits.',
    'zh-CN': '{dates} {crew} 不足规则要求的 {least} 人，不安排此类外访。',
    'zh-TW': '{dates} {crew} 不足規則要求的 {least} 人，不安排此類外訪。',
  },
  'crew-no-common-hours': {
    en: 'The members of {crew} share no working hours on {date}.',
    'zh-CN': '{date} {crew} 的成员没有共同的工作时间。',
    'zh-TW': '{date} {crew} 的成員沒有共同的工作時間。',
  },
  'crew-start-borrowed': {
    en: "{crew} has no known start on {dates}; the branch's common start was taken.",
    'zh-CN': '{dates} {crew} 的出发地未知，已采用常用出发地。',
    'zh-TW': '{dates} {crew} 的出發地未知，已採用常用出發地。',
  },
  'crew-start-unknown': {
    en: '{crew} has no known start on {dates}: the way to the first visit and back from the last is not counted. Correct the start.',
    'zh-CN': '{dates} {crew} 的出发地未知，首站前和末站后的路程未计入，请更正出发地。',
    'zh-TW': '{dates} {crew} 的出發地未知，首站前和末站後的路程未計入，請更正出發地。',
  },
  'holiday-off': {
    en: '{date} is a public holiday ({name}); nobody works.',
    'zh-CN': '{date} 为法定节假日（{name}），不出勤。',
    'zh-TW': '{date} 為國定假日（{name}），不出勤。',
  },
  'holiday-worked': {
    en: '{date} is a worked weekend day ({name}).',
    'zh-CN': '{date} 为调休工作日（{name}）。',
    'zh-TW': '{date} 為調休工作日（{name}）。',
  },
  'holidays-unknown': {
    en: 'No holiday calendar for {year} is known here; every weekday counts as a working day.',
    'zh-CN': '没有 {year} 年的节假日日历，所有工作日均视为出勤日。',
    'zh-TW': '沒有 {year} 年的假日行事曆，所有平日均視為出勤日。',
  },
  'too-many-visits': {
    en: '{crew} has more than {most} visits on {date}.',
    'zh-CN': '{date} {crew} 的外访超过 {most} 次。',
    'zh-TW': '{date} {crew} 的外訪超過 {most} 次。',
  },
  'plan-folder-empty': {
    en: 'The folder {folder} holds no plan: neither problem.json, solution.json and summary.json, nor a database.',
    'zh-CN': '文件夹 {folder} 中没有计划：既无 problem.json、solution.json、summary.json，也无数据库。',
    'zh-TW': '資料夾 {folder} 中沒有計畫：既無 problem.json、solution.json、summary.json，也無資料庫。',
  },
  'week-without-collectors': {
    en: 'There are no collectors. Import or add the people who visit, then plan.',
    'zh-CN': '还没有外访员，请先导入或添加外访员再排程。',
    'zh-TW': '還沒有外訪員，請先匯入或新增外訪員再排程。',
  },
  'week-over': {
    en: 'Every working day of the week of {week} is over. Turn to a later week to plan.',
    'zh-CN': '{week} 这一周的工作日都已过去，请切换到之后的一周再排程。',
    'zh-TW': '{week} 這一週的工作日都已過去，請切換到之後的一週再排程。',
  },
  'week-without-cases': {
    en: 'There are no cases. Import a case file, then plan.',
    'zh-CN': '还没有案件，请先导入案件再排程。',
    'zh-TW': '還沒有案件，請先匯入案件再排程。',
  },
  'nothing-located': {
    en: 'No address has been located yet. Locate the addresses, then plan.',
    'zh-CN': '还没有任何地址完成定位，请先定位再排程。',
    'zh-TW': '還沒有任何地址完成定位，請先定位再排程。',
  },
  'cases-outside-region': {
    en: 'None of the {count} addresses was found in the region {region} ({box}). Choose the region where they lie, or mend the addresses.',
    'zh-CN': '{count} 个地址在区域“{region}”（{box}）内均未找到，请选择地址所在的区域，或更正地址。',
    'zh-TW': '{count} 個地址在區域「{region}」（{box}）內均未找到，請選擇地址所在的區域，或更正地址。',
  },
  'plan-missing': {
    en: 'The week of {week} has no plan yet. Plan the week first.',
    'zh-CN': '{week} 这一周还没有方案，请先排程。',
    'zh-TW': '{week} 這一週還沒有方案，請先排程。',
  },
  'plan-version-gone': {
    en: 'This version of the plan is no longer there. Look at the newest one.',
    'zh-CN': '该方案版本已不存在，请查看最新方案。',
    'zh-TW': '該方案版本已不存在，請查看最新方案。',
  },
  'plan-published': {
    en: 'The plan is published and read-only. Re-open it to change it; the sheets that were handed out stay as they are until you publish again.',
    'zh-CN': '方案已发布，为只读。请先重新打开再修改；再次发布之前，已发放的外访单保持原样。',
    'zh-TW': '方案已發布，為唯讀。請先重新開啟再修改；再次發布之前，已發放的外訪單保持原樣。',
  },
  'version-draft': {
    en: 'The plan is a draft already and may be changed.',
    'zh-CN': '方案已是草稿，可以直接修改。',
    'zh-TW': '方案已是草稿，可以直接修改。',
  },
  'version-stands': {
    en: 'The week stands at this version already.',
    'zh-CN': '本周已在使用该版本。',
    'zh-TW': '本週已在使用該版本。',
  },
  'version-week-begun': {
    en: 'Crews are out by the plan that stands, so the week is not turned to another version. Take over single changes from it instead.',
    'zh-CN': '外访组已按现行方案出发，不能整周切换到其他版本。请改为采用其中的部分变更。',
    'zh-TW': '外訪組已按現行方案出發，不能整週切換到其他版本。請改為採用其中的部分變更。',
  },
  'version-name-taken': {
    en: 'Another plan of this week is called {name} already. Choose another name.',
    'zh-CN': '本周已有名为“{name}”的方案，请换一个名称。',
    'zh-TW': '本週已有名為「{name}」的方案，請換一個名稱。',
  },
  'version-published': {
    en: 'This plan was published under its name and keeps it. Branch it to have one of another name.',
    'zh-CN': '该方案已以此名称发布，名称不能更改。可另建分支并命名。',
    'zh-TW': '該方案已以此名稱發布，名稱不能更改。可另建分支並命名。',
  },
  'plan-moved-on': {
    en: 'The plan has changed meanwhile and is shown as it is now. Please do it once more.',
    'zh-CN': '方案已有变动，现已显示最新方案，请重新操作。',
    'zh-TW': '方案已有變動，現已顯示最新方案，請重新操作。',
  },
  'plan-not-verified': {
    en: 'The plan did not pass its own check ({detail}) and was not kept. The plan before it stands.',
    'zh-CN': '方案未通过独立校验（{detail}），未予保存，原方案不变。',
    'zh-TW': '方案未通過獨立校驗（{detail}），未予保存，原方案不變。',
  },
  'plan-has-hard-findings': {
    en: 'The plan breaks {count} binding rules and cannot be published. Mend them first.',
    'zh-CN': '方案违反 {count} 条强制规则，不能发布，请先处理。',
    'zh-TW': '方案違反 {count} 條強制規則，不能發布，請先處理。',
  },
  'visit-not-waiting': {
    en: 'The visit has its outcome by now, or its hour is still to come, so it stays where it is. Move it on the board instead.',
    'zh-CN': '该外访已有结果，或尚未到时间，因此保留原位；需要时请在排程中移动。',
    'zh-TW': '該外訪已有結果，或尚未到時間，因此保留原位；需要時請在排程中移動。',
  },
  'visit-not-planned': {
    en: 'This visit is not in the plan.',
    'zh-CN': '该外访不在方案中。',
    'zh-TW': '該外訪不在方案中。',
  },
  'crew-day-unknown': {
    en: 'There is no crew-day {crewDay} in this week.',
    'zh-CN': '本周没有组日 {crewDay}。',
    'zh-TW': '本週沒有組日 {crewDay}。',
  },
  'move-breaks-rules': {
    en: 'The visit cannot go there: {detail}.',
    'zh-CN': '不能移到此处：{detail}。',
    'zh-TW': '不能移到此處：{detail}。',
  },
  'travel-straight': {
    en: '{count} places lie off every road of the region: ways to and from them are straight lines with the usual detour, marked ≈.',
    'zh-CN': '{count} 个地点不靠近任何道路：往返路程按直线距离加常见绕行估算，以 ≈ 标出。',
    'zh-TW': '{count} 個地點不靠近任何道路：往返路程按直線距離加常見繞行估算，以 ≈ 標出。',
  },
  'travel-without-region': {
    en: 'The region file is not on this desk: every way is a straight line with an assumed detour, marked ≈. Install the region, then plan again.',
    'zh-CN': '本机没有区域包文件：所有路程按直线距离加假定绕行估算，以 ≈ 标出。请安装区域包后重新排程。',
    'zh-TW': '本機沒有區域包檔案：所有路程按直線距離加假定繞行估算，以 ≈ 標出。請安裝區域包後重新排程。',
  },
  'travel-leg-straight': {
    en: 'No road of the map leads here: the travel time is estimated from the straight line.',
    'zh-CN': '地图上没有道路通到此处：路程时间按直线距离估算。',
    'zh-TW': '地圖上沒有道路通到此處：路程時間按直線距離估算。',
  },
  'travel-by-server': {
    en: 'Travel times come from {provider}.',
    'zh-CN': '路程时间来自 {provider}。',
    'zh-TW': '路程時間來自 {provider}。',
  },
  'travel-by-region-instead': {
    en: 'The region’s own roads were used instead of {provider}.',
    'zh-CN': '已改用区域包路网代替 {provider}。',
    'zh-TW': '已改用區域包路網代替 {provider}。',
  },
  'travel-server-without-hours': {
    en: '{provider} knows nothing of the branch’s hours and closures: where they hold, the region’s own roads are used.',
    'zh-CN': '{provider} 不了解本分行的时段与封闭设置，相应路程采用区域包路网。',
    'zh-TW': '{provider} 不瞭解本分行的時段與封閉設定，相應路程採用區域包路網。',
  },
  'plan-before-travel': {
    en: 'Travel hours or closures have changed since this plan was made. It still stands as it was; plan again to take them in.',
    'zh-CN': '本方案编排之后，出行时段或道路封闭有变更。方案保持原样，重新排程后生效。',
    'zh-TW': '本方案編排之後，出行時段或道路封閉有變更。方案保持原樣，重新排程後生效。',
  },
  'plan-before-region': {
    en: 'The map has changed since this plan was made. It still stands as it was; plan again to take the new roads in.',
    'zh-CN': '本方案编排之后，区域包已更换。方案保持原样，重新排程后采用新路网。',
    'zh-TW': '本方案編排之後，區域包已更換。方案保持原樣，重新排程後採用新路網。',
  },
  'taken-out-by-hand': {
    en: 'Taken out of the plan by hand.',
    'zh-CN': '已手动移出方案。',
    'zh-TW': '已手動移出方案。',
  },
} as const satisfies Sentences
