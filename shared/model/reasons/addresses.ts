import type { Sentences } from './languages.ts'

/** What the geocoder found of an address, and how sure it is. */
export const addresses = {
  'address-empty': {
    en: 'There is no address in this row.',
    'zh-CN': '本行没有地址。',
    'zh-TW': '本列沒有地址。',
  },
  'address-exact': {
    en: '{street} {number} is known.',
    'zh-CN': '已找到：区域包中有{street}{number}号。',
    'zh-TW': '已找到：區域包中有{street}{number}號。',
  },
  'address-number-in-range': {
    en: '{street} {number} is one of a range of numbers of one building.',
    'zh-CN': '已找到：{street}{number}号属于同一建筑的号段。',
    'zh-TW': '已找到：{street}{number}號屬於同一建築的號段。',
  },
  'address-number-other-suffix': {
    en: '{street} {number} is not known; the same number with another suffix is.',
    'zh-CN': '未收录{street}{number}号，按同号的其他附号定位。',
    'zh-TW': '未收錄{street}{number}號，按同號的其他附號定位。',
  },
  'address-number-interpolated': {
    en: '{street} {number} is not known; placed between {low} and {high}.',
    'zh-CN': '未收录{street}{number}号，按{low}号与{high}号之间推算。',
    'zh-TW': '未收錄{street}{number}號，按{low}號與{high}號之間推算。',
  },
  'address-number-nearest': {
    en: '{street} {number} is not known; {nearest} is the nearest number that is.',
    'zh-CN': '未收录{street}{number}号，最近的已知门牌是{nearest}号。',
    'zh-TW': '未收錄{street}{number}號，最近的已知門牌是{nearest}號。',
  },
  'address-number-unknown-street-level': {
    en: 'No number of {street} near {number} is known; this is the middle of the street.',
    'zh-CN': '{street}没有{number}号附近的门牌，定位到道路中部。',
    'zh-TW': '{street}沒有{number}號附近的門牌，定位到道路中部。',
  },
  'address-number-missing': {
    en: 'The address names {street} without a number.',
    'zh-CN': '地址只写了{street}，没有门牌号。',
    'zh-TW': '地址只寫了{street}，沒有門牌號。',
  },
  'address-lane-approximate': {
    en: 'Lane {lane} of {street} is known only roughly.',
    'zh-CN': '{street}{lane}弄（巷）只能大致定位。',
    'zh-TW': '{street}{lane}巷（弄）只能大致定位。',
  },
  'address-street-corrected': {
    en: '{written} is not known; read as {found}.',
    'zh-CN': '没有“{written}”，按“{found}”理解，请核对。',
    'zh-TW': '沒有「{written}」，按「{found}」理解，請核對。',
  },
  'address-street-unknown': {
    en: 'The street {street} is not in the region; only {place} is certain.',
    'zh-CN': '区域包中没有{street}，只能确定到{place}。',
    'zh-TW': '區域包中沒有{street}，只能確定到{place}。',
  },
  'address-street-like-named': {
    en: 'No street of the name {street} is in the region; like-named: {found}. Check which is meant.',
    'zh-CN': '区域包中没有名为{street}的道路；名称相近的有：{found}，请核对。',
    'zh-TW': '區域包中沒有名為{street}的道路；名稱相近的有：{found}，請核對。',
  },
  'address-crossing': {
    en: 'Located at the crossing of {one} and {other}.',
    'zh-CN': '定位到{one}与{other}的路口。',
    'zh-TW': '定位到{one}與{other}的路口。',
  },
  'address-estate': {
    en: 'Located at {name}.',
    'zh-CN': '定位到{name}。',
    'zh-TW': '定位到{name}。',
  },
  'address-landmark': {
    en: 'Located by the landmark {name}.',
    'zh-CN': '按地标{name}定位。',
    'zh-TW': '按地標{name}定位。',
  },
  'address-place-only': {
    en: 'Only {place} is named, no street or building.',
    'zh-CN': '地址只写到{place}，没有道路或楼栋。',
    'zh-TW': '地址只寫到{place}，沒有道路或樓棟。',
  },
  'address-district-not-in-city': {
    en: '{district} does not lie in {city}. Check which of the two is right.',
    'zh-CN': '{district}不属于{city}，请核对哪一个写错了。',
    'zh-TW': '{district}不屬於{city}，請核對哪一個寫錯了。',
  },
  'address-district-differs': {
    en: 'The nearest match, {found}, lies in another district or town than the address says.',
    'zh-CN': '最接近的结果“{found}”与地址所写的区县不一致，请核对。',
    'zh-TW': '最接近的結果「{found}」與地址所寫的區鄉鎮不一致，請核對。',
  },
  'address-uncertain': {
    en: 'The best guess, {found}, is too uncertain to plan.',
    'zh-CN': '最可能的结果“{found}”把握不足，不能直接排程。',
    'zh-TW': '最可能的結果「{found}」把握不足，不能直接排程。',
  },
  'address-ambiguous': {
    en: 'At least {count} places may be meant, {one} and {other} among them. Choose one.',
    'zh-CN': '至少有 {count} 个地点可能符合，例如“{one}”和“{other}”，请选择。',
    'zh-TW': '至少有 {count} 個地點可能符合，例如「{one}」和「{other}」，請選擇。',
  },
  'address-several': {
    en: 'The cell holds {count} addresses that lie apart, the first at {found}. Choose the one to visit.',
    'zh-CN': '该单元格有 {count} 个相距较远的地址，第一个为“{found}”。请选择要上门的一个。',
    'zh-TW': '該儲存格有 {count} 個相距較遠的地址，第一個為「{found}」。請選擇要上門的一個。',
  },
  'address-outside-region': {
    en: 'The address names a place outside the region.',
    'zh-CN': '地址所在的城市不在本区域包内。',
    'zh-TW': '地址所在的城市不在本區域包內。',
  },
  'address-not-found': {
    en: 'Nothing in the region fits this address.',
    'zh-CN': '区域包中没有与该地址相符的地点。',
    'zh-TW': '區域包中沒有與該地址相符的地點。',
  },
  'address-remembered': {
    en: 'A pin that was confirmed for this address.',
    'zh-CN': '该地址已有人工确认的位置。',
    'zh-TW': '該地址已有人工確認的位置。',
  },
  'address-remembered-building': {
    en: 'A pin that was confirmed for the same building.',
    'zh-CN': '同一楼栋已有人工确认的位置。',
    'zh-TW': '同一樓棟已有人工確認的位置。',
  },
  'address-given': {
    en: 'The coordinates that were given.',
    'zh-CN': '采用给定的坐标。',
    'zh-TW': '採用給定的座標。',
  },
  'address-given-far': {
    en: 'The given coordinates lie {metres} m from what the address says ({found}). Check both.',
    'zh-CN': '给定坐标与地址（{found}）相距 {metres} 米，请核对。',
    'zh-TW': '給定座標與地址（{found}）相距 {metres} 公尺，請核對。',
  },
  'address-given-invalid': {
    en: 'The given coordinates {lat}, {lon} are no place on Earth; the address text was used.',
    'zh-CN': '给定坐标 {lat}, {lon} 无效，已按地址文字定位。',
    'zh-TW': '給定座標 {lat}, {lon} 無效，已按地址文字定位。',
  },
  'address-marked-wrong': {
    en: 'A person has marked this address as wrong. Add another address for the borrower.',
    'zh-CN': '该地址已被人工标记为错误，请为借款人补充其他地址。',
    'zh-TW': '該地址已被人工標記為錯誤，請為借款人補充其他地址。',
  },
  'address-already-there': {
    en: 'The borrower has this address already. Mark it good again, or enter another one.',
    'zh-CN': '该借款人已有此地址。请将其恢复为有效，或填写其他地址。',
    'zh-TW': '該借款人已有此地址。請將其恢復為有效，或填寫其他地址。',
  },
  'pin-own': {
    en: 'You set the pin of {address} yourself. A second person must approve it.',
    'zh-CN': '{address}的位置由您本人确认，须由另一人复核。',
    'zh-TW': '{address}的位置由您本人確認，須由另一人覆核。',
  },
  'memory-file-unreadable': {
    en: '{file} is not a memory of confirmed pins: it is no GeoJSON, or only a part of it. Export it again at the other desk.',
    'zh-CN': '{file} 不是位置记忆文件：内容不是 GeoJSON，或文件不完整。请在对方电脑重新导出。',
    'zh-TW': '{file} 不是位置記憶檔：內容不是 GeoJSON，或檔案不完整。請在對方電腦重新匯出。',
  },
  'memory-file-other': {
    en: '{file} is no memory of confirmed pins as this version writes them ({format}). Export it at a desk with the same version of Roundsman.',
    'zh-CN': '{file} 不是本版本的位置记忆文件（{format}）。请在安装了相同版本的电脑上导出。',
    'zh-TW': '{file} 不是本版本的位置記憶檔（{format}）。請在安裝了相同版本的電腦上匯出。',
  },
  'memory-file-pin': {
    en: 'Pin {number} of {file} has no usable “{field}”. Nothing was imported; export it again at the other desk.',
    'zh-CN': '{file} 第 {number} 个位置的“{field}”无法使用，未导入任何内容。请在对方电脑重新导出。',
    'zh-TW': '{file} 第 {number} 個位置的「{field}」無法使用，未匯入任何內容。請在對方電腦重新匯出。',
  },
  'memory-file-large': {
    en: '{file} is too large for a memory of confirmed pins: at most {pins} pins and {megabytes} MB. Choose the file that the other desk exported.',
    'zh-CN': '{file} 过大：位置记忆文件最多 {pins} 个位置、{megabytes} MB。请选择对方电脑导出的文件。',
    'zh-TW': '{file} 過大：位置記憶檔最多 {pins} 個位置、{megabytes} MB。請選擇對方電腦匯出的檔案。',
  },
} as const satisfies Sentences
