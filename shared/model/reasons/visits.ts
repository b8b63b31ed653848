import type { Sentences } from './languages.ts'

/** Why a visit is left out of a week, and what a planned one breaks. */
export const visits = {
  'ready-since-plan': {
    en: 'It became ready after this plan was made: place it here, or plan the week anew.',
    'zh-CN': '方案生成之后才可外访：可在此排入，或重新排程。',
    'zh-TW': '方案產生之後才可外訪：可在此排入，或重新排程。',
  },
  'visit-unknown': {
    en: 'The visit {id} is not in this plan.',
    'zh-CN': '计划中没有外访 {id}。',
    'zh-TW': '計畫中沒有外訪 {id}。',
  },
  'visit-no-crew-with-skill': {
    en: 'No crew-day has the skills this visit needs.',
    'zh-CN': '没有组日具备此外访所需的技能。',
    'zh-TW': '沒有組日具備此外訪所需的技能。',
  },
  'visit-no-allowed-crew': {
    en: 'The crews allowed for this visit have no crew-day.',
    'zh-CN': '此外访允许的外访组没有可用组日。',
    'zh-TW': '此外訪允許的外訪組沒有可用組日。',
  },
  'visit-window-outside-shifts': {
    en: 'None of the visit’s windows lies within a crew’s shift.',
    'zh-CN': '此外访的时间窗都不在任何外访组的班次内。',
    'zh-TW': '此外訪的時間窗都不在任何外訪組的班次內。',
  },
  'visit-window-unreachable': {
    en: 'No crew can be there within the visit’s windows and back before its shift ends.',
    'zh-CN': '没有外访组能在此外访的时间窗内到达并在下班前返回。',
    'zh-TW': '沒有外訪組能在此外訪的時間窗內到達並在下班前返回。',
  },
  'visit-outside-region': {
    en: 'Its place ({at}) lies outside the region “{region}”. Check the coordinates, or use a region that holds it.',
    'zh-CN': '该位置（{at}）在区域“{region}”之外，请核对坐标或换用包含该地的区域。',
    'zh-TW': '該位置（{at}）在區域「{region}」之外，請核對座標或換用包含該地的區域。',
  },
  'visit-unreachable': {
    en: 'No road leads from the crews’ places to this visit and back.',
    'zh-CN': '从外访组出发地到此外访地点往返无路可通。',
    'zh-TW': '從外訪組出發地到此外訪地點往返無路可通。',
  },
  'visit-over-capacity': {
    en: 'The visit alone is more than any crew-day can carry.',
    'zh-CN': '此外访单独就超出了任何组日的容量。',
    'zh-TW': '此外訪單獨就超出了任何組日的容量。',
  },
  'visit-too-far': {
    en: 'Even alone, the way to this visit takes longer than any crew-day allows.',
    'zh-CN': '即使单独前往，此外访的路程也超出任何组日的时限。',
    'zh-TW': '即使單獨前往，此外訪的路程也超出任何組日的時限。',
  },
  'visit-crew-unable': {
    en: 'This crew-day can serve nobody: its own break or way does not fit its shift.',
    'zh-CN': '该组日无法安排任何外访：其休息或路程与班次冲突。',
    'zh-TW': '該組日無法安排任何外訪：其休息或路程與班次衝突。',
  },
  'visit-does-not-fit': {
    en: 'No crew-day has room for it beside the visits already planned.',
    'zh-CN': '各组日安排现有外访后已无余地容纳此外访。',
    'zh-TW': '各組日安排現有外訪後已無餘地容納此外訪。',
  },
  'visit-lower-value': {
    en: 'It fits only in place of visits of higher value.',
    'zh-CN': '只有替换价值更高的外访才能安排此外访。',
    'zh-TW': '只有替換價值更高的外訪才能安排此外訪。',
  },
  'visit-equal-value': {
    en: 'It fits only in place of another visit of the same value.',
    'zh-CN': '只有替换同等价值的外访才能安排此外访。',
    'zh-TW': '只有替換同等價值的外訪才能安排此外訪。',
  },
  'visit-daily-limit': {
    en: 'Crew-days that could fit it in already have their {limit} visits a day.',
    'zh-CN': '时间上排得下的组日已达每日 {limit} 户的上限。',
    'zh-TW': '時間上排得下的組日已達每日 {limit} 戶的上限。',
  },
  'visit-fits': {
    en: 'It fits on {vehicle} as the plan stands.',
    'zh-CN': '按现有计划可安排在 {vehicle}。',
    'zh-TW': '依現有計畫可安排於 {vehicle}。',
  },
  'location-missing': {
    en: 'The address has no place on the map yet.',
    'zh-CN': '该地址尚未定位。',
    'zh-TW': '該地址尚未定位。',
  },
  'location-too-coarse': {
    en: 'The place of the address is not certain enough yet; it waits for review.',
    'zh-CN': '该地址的位置还不够确定，等待核对。',
    'zh-TW': '該地址的位置還不夠確定，等待核對。',
  },
  'appointment-other-week': {
    en: 'The appointment is on {start}, outside this week.',
    'zh-CN': '预约在 {start}，不在本周。',
    'zh-TW': '預約在 {start}，不在本週。',
  },
  'appointment-too-late': {
    en: 'In the agreed window {start}–{end} the visit cannot be over within permitted hours.',
    'zh-CN': '在约定时段 {start}–{end} 内外访无法在允许时间结束前完成。',
    'zh-TW': '在約定時段 {start}–{end} 內外訪無法在允許時間結束前完成。',
  },
  'visit-due-past': {
    en: 'It was due on {due}, before this week.',
    'zh-CN': '应于 {due} 前外访，已早于本周。',
    'zh-TW': '應於 {due} 前外訪，已早於本週。',
  },
  'visit-not-yet': {
    en: 'It may not take place before {date}.',
    'zh-CN': '{date} 之前不得外访。',
    'zh-TW': '{date} 之前不得外訪。',
  },
  'visit-due-before-start': {
    en: 'It is due on {due} but may not take place before {date}.',
    'zh-CN': '应于 {due} 前外访，但 {date} 之前不得外访。',
    'zh-TW': '應於 {due} 前外訪，但 {date} 之前不得外訪。',
  },
  'visit-no-day': {
    en: 'None of its allowed days lies in this week.',
    'zh-CN': '本周没有符合要求的日期。',
    'zh-TW': '本週沒有符合要求的日期。',
  },
  'visit-attempts-used': {
    en: 'The permitted number of contacts is used up for this week.',
    'zh-CN': '本周允许的联系次数已用完。',
    'zh-TW': '本週允許的聯絡次數已用完。',
  },
  'visit-window-closed': {
    en: 'Its window ({windows}) lies outside permitted hours on every allowed day.',
    'zh-CN': '其时段（{windows}）在所有可选日期都不在允许时间内。',
    'zh-TW': '其時段（{windows}）在所有可選日期都不在允許時間內。',
  },
  'visit-day-unstaffed': {
    en: 'On its only possible days, such as {date}, nobody who could take it works.',
    'zh-CN': '在其可选日期（如 {date}）没有合适的外访员出勤。',
    'zh-TW': '在其可選日期（如 {date}）沒有合適的外訪員出勤。',
  },
  'visit-outside-shift': {
    en: 'It may begin {hours}, but the shift is {shift}.',
    'zh-CN': '只能在 {hours} 开始，但班次为 {shift}。',
    'zh-TW': '只能在 {hours} 開始，但班次為 {shift}。',
  },
  'crew-too-small': {
    en: 'It needs {people} people, and no crew of this week has as many.',
    'zh-CN': '需要 {people} 人同行，本周没有足够人数的外访组。',
    'zh-TW': '需要 {people} 人同行，本週沒有足夠人數的外訪組。',
  },
  'crew-without-skill': {
    en: 'No crew has what it needs: {skills}.',
    'zh-CN': '没有外访组具备所需技能：{skills}。',
    'zh-TW': '沒有外訪組具備所需技能：{skills}。',
  },
  'crew-all-excluded': {
    en: 'Every crew that could take it has an excluded collector.',
    'zh-CN': '可承担的外访组都含有被排除的外访员。',
    'zh-TW': '可承擔的外訪組都含有被排除的外訪員。',
  },
  'lock-crew-day-gone': {
    en: 'It is locked to {crewDay}, which does not exist or cannot take it.',
    'zh-CN': '已锁定到 {crewDay}，但该组日不存在或无法承担。',
    'zh-TW': '已鎖定到 {crewDay}，但該組日不存在或無法承擔。',
  },
  'unplanned-no-room': {
    en: 'No crew has time left for it; visits that weigh more came first.',
    'zh-CN': '外访组已无空余时间，更重要的外访优先安排。',
    'zh-TW': '外訪組已無空餘時間，更重要的外訪優先安排。',
  },
  'unplanned-window-full': {
    en: 'The crews that work in its window are taken by visits that weigh more.',
    'zh-CN': '其时段内的外访组已安排更重要的外访。',
    'zh-TW': '其時段內的外訪組已安排更重要的外訪。',
  },
  'shift-overrun': {
    en: '{crew} would come back {minutes} min after the shift on {date}.',
    'zh-CN': '{date} {crew} 将超出班次 {minutes} 分钟。',
    'zh-TW': '{date} {crew} 將超出班次 {minutes} 分鐘。',
  },
  'appointment-missed': {
    en: 'The agreed window is missed by {minutes} min.',
    'zh-CN': '与预约时段相差 {minutes} 分钟。',
    'zh-TW': '與預約時段相差 {minutes} 分鐘。',
  },
  'visit-wrong-day': {
    en: '{date} is not one of its allowed days.',
    'zh-CN': '{date} 不在可选日期内。',
    'zh-TW': '{date} 不在可選日期內。',
  },
  'visit-outside-window': {
    en: 'It lies outside its window.',
    'zh-CN': '不在其时段内。',
    'zh-TW': '不在其時段內。',
  },
  'drop-too-late': {
    en: 'It would begin {minutes} min after the hours in which it may: {hours}.',
    'zh-CN': '将比可外访时段（{hours}）晚 {minutes} 分钟。',
    'zh-TW': '將比可外訪時段（{hours}）晚 {minutes} 分鐘。',
  },
  'drop-break-late': {
    en: '{crew} would get its break on {date} {minutes} min too late.',
    'zh-CN': '{date} {crew} 的休息将推迟 {minutes} 分钟，超出规定。',
    'zh-TW': '{date} {crew} 的休息將延後 {minutes} 分鐘，超出規定。',
  },
  'drop-locked': {
    en: 'It is locked to {crew} on {date}. Unlock it first.',
    'zh-CN': '已锁定在 {date} {crew}，请先解锁。',
    'zh-TW': '已鎖定在 {date} {crew}，請先解鎖。',
  },
  'drop-agreed': {
    en: 'The borrower was promised {window}.',
    'zh-CN': '已与借款人约定 {window}。',
    'zh-TW': '已與借款人約定 {window}。',
  },
  'drop-confirmed-out': {
    en: 'The visit is agreed with the borrower. Ring first and note that it is called off.',
    'zh-CN': '该外访已与借款人约定，须先电联并登记取消。',
    'zh-TW': '該外訪已與借款人約定，須先電聯並登記取消。',
  },
  'drop-crew-day-over': {
    en: 'This crew-day is over.',
    'zh-CN': '该组日已结束。',
    'zh-TW': '該組日已結束。',
  },
  'drop-not-plannable': {
    en: 'This visit cannot be planned yet; the list says why.',
    'zh-CN': '该外访目前不能排入，原因见列表。',
    'zh-TW': '該外訪目前不能排入，原因見清單。',
  },
  'visit-left-lock': {
    en: 'It was locked to {crewDay} and is elsewhere now.',
    'zh-CN': '已锁定到 {crewDay}，但现在在别处。',
    'zh-TW': '已鎖定到 {crewDay}，但現在在別處。',
  },
  'crew-excluded': {
    en: 'A collector of this crew is excluded from this visit.',
    'zh-CN': '该组中有被此外访排除的外访员。',
    'zh-TW': '該組中有被此外訪排除的外訪員。',
  },
  'location-doubtful': {
    en: 'The place is known only to the street or estate; look for the number there.',
    'zh-CN': '仅定位到道路或小区，请到现场找门牌。',
    'zh-TW': '僅定位到道路或社區，請到現場找門牌。',
  },
  'location-ask-locally': {
    en: 'The place is known only to the village; ask locally.',
    'zh-CN': '仅定位到村，请到当地询问。',
    'zh-TW': '僅定位到村里，請到當地詢問。',
  },
  'visit-no-slot': {
    en: 'No window of this week can be kept for {visit}.',
    'zh-CN': '本周没有可为 {visit} 保证的时段。',
    'zh-TW': '本週沒有可為 {visit} 保證的時段。',
  },
} as const satisfies Sentences
