import type { MatchLevel } from '../../model/location.ts'
import type { OutcomeResult, MetPerson } from '../../model/facts.ts'
import { fillIn, reasons } from '../../model/reasons.ts'
import type { NavigationApp, RunSheetDay, SheetLocale } from '../../model/runsheet.ts'
import type { TravelMode } from '../../model/travel.ts'
import type { Reason } from '../../model/week.ts'
import { clockAt, clockOfMinutes, epochOf } from '../lib/time.ts'

/**
 * Words of everything that goes out to the field. None of them speaks of a debt: a sheet that is lost, or seen over
 * a shoulder, must not tell a third person why somebody is visited.
 */
interface SheetWords {
  title: string
  continued: string
  stops: (count: number) => string
  distance: string
  travel: string
  shift: string
  atDoor: string
  waits: (text: string) => string
  start: string
  end: string
  lunch: string
  confirmed: string
  window: string
  stay: (minutes: number) => string
  scan: string
  rules: string
  noRules: string
  noFindings: string
  stopNumber: (order: number) => string
  checklist: string
  record: string
  recordHint: string
  came: string
  left: string
  met: string
  promise: string
  note: string
  odometer: string
  signature: string
  confidential: string
  page: (page: number, pages: number) => string
  made: string
  plan: string
  empty: string
  north: string
  legendPlanned: string
  legendConfirmed: string
  amount: string
  columns: Record<SheetColumn, string>
  modes: Record<TravelMode, string>
  /** levels that a collector must know of */
  levels: Partial<Record<MatchLevel, string>>
  /** the others, which only a table names */
  sureLevels: Partial<Record<MatchLevel, string>>
  yes: string
  no: string
  outcomes: Record<OutcomeResult, string>
  metPersons: Record<MetPerson, string>
  apps: Record<NavigationApp, string>
}
export const sheetColumns = [
  'date',
  'crew',
  'order',
  'arrival',
  'departure',
  'windowStart',
  'windowEnd',
  'confirmed',
  'caseNo',
  'borrower',
  'phone',
  'address',
  'minutes',
  'travelMinutes',
  'kilometres',
  'level',
  'radius',
  'lat',
  'lon',
  'notes',
  'warnings',
  'amount',
] as const
export type SheetColumn = (typeof sheetColumns)[number]

const en: SheetWords = {
  title: 'Run sheet',
  continued: 'continued',
  stops: (count) => `${count} ${count === 1 ? 'stop' : 'stops'}`,
  distance: 'Distance',
  travel: 'Travel',
  shift: 'Shift',
  atDoor: 'At the door',
  waits: (text) => `wait ${text}`,
  start: 'Start',
  end: 'Back at',
  lunch: 'Lunch',
  confirmed: 'Appointment',
  window: 'Window',
  stay: (minutes) => `${minutes} min`,
  scan: 'Navigate',
  rules: 'Rules',
  noRules: 'No rule pack',
  noFindings: 'nothing found against them',
  stopNumber: (order) => `Stop ${order}`,
  checklist: 'At every door',
  record: 'Record of visits',
  recordHint: 'Tick one outcome a stop. Hand this page in on your return.',
  came: 'came',
  left: 'left',
  met: 'Met',
  promise: 'Promised: date, amount',
  note: 'Note',
  odometer: 'Odometer out / back',
  signature: 'Signatures',
  confidential: 'Confidential: this crew only. Hand in or destroy after use.',
  page: (page, pages) => `${page} / ${pages}`,
  made: 'made',
  plan: 'Plan',
  empty: 'No stops on this day.',
  north: 'N',
  legendPlanned: 'planned',
  legendConfirmed: 'appointment',
  amount: 'Amount',
  columns: {
    date: 'Date',
    crew: 'Crew',
    order: 'Stop',
    arrival: 'Arrival',
    departure: 'Departure',
    windowStart: 'Window from',
    windowEnd: 'Window to',
    confirmed: 'Appointment',
    caseNo: 'Case no.',
    borrower: 'Name',
    phone: 'Phone',
    address: 'Address',
    minutes: 'Minutes at the door',
    travelMinutes: 'Travel minutes before',
    kilometres: 'Kilometres before',
    level: 'Located by',
    radius: 'Uncertain by (m)',
    lat: 'Latitude',
    lon: 'Longitude',
    notes: 'Notes',
    warnings: 'Warnings',
    amount: 'Amount',
  },
  modes: { car: 'Car', scooter: 'Scooter', bicycle: 'Bicycle', foot: 'On foot' },
  levels: {
    interpolated: 'between two known numbers',
    estate: 'estate known, building not',
    street: 'street known, number not',
    village: 'village centre: ask locally',
    town: 'town only',
    district: 'district only',
    city: 'city only',
    none: 'not located',
  },
  sureLevels: { pin: 'confirmed by a person', building: 'building' },
  yes: 'yes',
  no: 'no',
  outcomes: {
    promise: 'promise',
    paid: 'settled',
    plan_agreed: 'plan agreed',
    deferred: 'deferred',
    refused: 'refused',
    not_home: 'not home',
    moved: 'moved',
    wrong_address: 'wrong address',
    dispute: 'dispute',
    hardship: 'hardship',
    deceased: 'deceased',
    unsafe: 'unsafe',
  },
  metPersons: {
    borrower: 'the person',
    guarantor: 'guarantor',
    family: 'family',
    colleague: 'colleague',
    nobody: 'nobody',
  },
  apps: {
    amap: 'Amap',
    baidu: 'Baidu Maps',
    tencent: 'Tencent Maps',
    apple: 'Apple Maps',
    google: 'Google Maps',
  },
}

const zhCN: SheetWords = {
  title: '外访单',
  continued: '续',
  stops: (count) => `${count} 站`,
  distance: '里程',
  travel: '路途',
  shift: '班次',
  atDoor: '在访',
  waits: (text) => `等候 ${text}`,
  start: '出发',
  end: '返回',
  lunch: '午休',
  confirmed: '已预约',
  window: '时段',
  stay: (minutes) => `${minutes} 分钟`,
  scan: '导航',
  rules: '规则',
  noRules: '未启用规则包',
  noFindings: '未发现违规',
  stopNumber: (order) => `第 ${order} 站`,
  checklist: '每次上门',
  record: '外访记录',
  recordHint: '每站勾选一项结果，返回后交回本页。',
  came: '到达',
  left: '离开',
  met: '见到',
  promise: '承诺日期、金额',
  note: '备注',
  odometer: '里程表 出 / 回',
  signature: '签名',
  confidential: '机密：仅供本组使用，用后交回或销毁。',
  page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  made: '生成于',
  plan: '方案',
  empty: '当日没有站点。',
  north: '北',
  legendPlanned: '计划',
  legendConfirmed: '已预约',
  amount: '金额',
  columns: {
    date: '日期',
    crew: '外访组',
    order: '站点',
    arrival: '到达',
    departure: '离开',
    windowStart: '时段起',
    windowEnd: '时段止',
    confirmed: '已预约',
    caseNo: '案件编号',
    borrower: '姓名',
    phone: '电话',
    address: '地址',
    minutes: '在访分钟',
    travelMinutes: '路途分钟',
    kilometres: '路途公里',
    level: '定位级别',
    radius: '误差（米）',
    lat: '纬度',
    lon: '经度',
    notes: '备注',
    warnings: '提醒',
    amount: '金额',
  },
  modes: { car: '汽车', scooter: '摩托车', bicycle: '自行车', foot: '步行' },
  levels: {
    interpolated: '按相邻门牌推算',
    estate: '只到小区，楼栋不明',
    street: '只到道路，门牌不明',
    village: '村中心，需就地询问',
    town: '只到乡镇',
    district: '只到区县',
    city: '只到城市',
    none: '未定位',
  },
  sureLevels: { pin: '人工确认', building: '门牌' },
  yes: '是',
  no: '否',
  outcomes: {
    promise: '承诺',
    paid: '已付',
    plan_agreed: '达成方案',
    deferred: '延期',
    refused: '拒绝',
    not_home: '不在家',
    moved: '已搬走',
    wrong_address: '地址有误',
    dispute: '有争议',
    hardship: '困难',
    deceased: '已故',
    unsafe: '不安全',
  },
  metPersons: { borrower: '本人', guarantor: '担保人', family: '家人', colleague: '同事', nobody: '无人' },
  apps: {
    amap: '高德地图',
    baidu: '百度地图',
    tencent: '腾讯地图',
    apple: 'Apple 地图',
    google: 'Google 地图',
  },
}

const zhTW: SheetWords = {
  title: '外訪單',
  continued: '續',
  stops: (count) => `${count} 站`,
  distance: '里程',
  travel: '路途',
  shift: '班次',
  atDoor: '在訪',
  waits: (text) => `等候 ${text}`,
  start: '出發',
  end: '返回',
  lunch: '午休',
  confirmed: '已預約',
  window: '時段',
  stay: (minutes) => `${minutes} 分鐘`,
  scan: '導航',
  rules: '規則',
  noRules: '未啟用規則包',
  noFindings: '未發現違規',
  stopNumber: (order) => `第 ${order} 站`,
  checklist: '每次到訪',
  record: '外訪紀錄',
  recordHint: '每站勾選一項結果，返回後繳回本頁。',
  came: '到達',
  left: '離開',
  met: '見到',
  promise: '承諾日期、金額',
  note: '備註',
  odometer: '里程表 出 / 回',
  signature: '簽名',
  confidential: '機密：僅供本組使用，用後繳回或銷毀。',
  page: (page, pages) => `第 ${page} 頁，共 ${pages} 頁`,
  made: '製表',
  plan: '方案',
  empty: '當日沒有站點。',
  north: '北',
  legendPlanned: '計畫',
  legendConfirmed: '已預約',
  amount: '金額',
  columns: {
    date: '日期',
    crew: '外訪組',
    order: '站點',
    arrival: '到達',
    departure: '離開',
    windowStart: '時段起',
    windowEnd: '時段迄',
    confirmed: '已預約',
    caseNo: '案件編號',
    borrower: '姓名',
    phone: '電話',
    address: '地址',
    minutes: '在訪分鐘',
    travelMinutes: '路途分鐘',
    kilometres: '路途公里',
    level: '定位級別',
    radius: '誤差（公尺）',
    lat: '緯度',
    lon: '經度',
    notes: '備註',
    warnings: '提醒',
    amount: '金額',
  },
  modes: { car: '汽車', scooter: '機車', bicycle: '自行車', foot: '步行' },
  levels: {
    interpolated: '依相鄰門牌推算',
    estate: '只到社區，棟別不明',
    street: '只到道路，門牌不明',
    village: '村里中心，需就地詢問',
    town: '只到鄉鎮',
    district: '只到區',
    city: '只到城市',
    none: '未定位',
  },
  sureLevels: { pin: '人工確認', building: '門牌' },
  yes: '是',
  no: '否',
  outcomes: {
    promise: '承諾',
    paid: '已付',
    plan_agreed: '達成方案',
    deferred: '延期',
    refused: '拒絕',
    not_home: '不在家',
    moved: '已搬走',
    wrong_address: '地址有誤',
    dispute: '有爭議',
    hardship: '困難',
    deceased: '已故',
    unsafe: '不安全',
  },
  metPersons: { borrower: '本人', guarantor: '保證人', family: '家人', colleague: '同事', nobody: '無人' },
  apps: {
    amap: '高德地圖',
    baidu: '百度地圖',
    tencent: '騰訊地圖',
    apple: 'Apple 地圖',
    google: 'Google 地圖',
  },
}

export const sheetWords: Record<SheetLocale, SheetWords> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }

/** The sentence of a reason in one language, its parameters filled in. */
export function reasonSentence(reason: Reason, locale: SheetLocale): string {
  const sentence: string = reasons[reason.code]?.[locale] ?? reason.code
  return fillIn(sentence, reason.params, locale)
}

/** `09:05` on the branch's clock. */
export function clockText(iso: string, zone: string): string {
  return clockOfMinutes(Math.floor(clockAt(epochOf(iso), zone).minutes))
}

/** `Monday 23 November 2026`, `2026年11月23日 星期一` */
export function dateText(date: string, locale: SheetLocale): { day: string; weekday: string } {
  const [year, month, day] = date.split('-').map(Number)
  const at = new Date(Date.UTC(year!, month! - 1, day!))
  const tag = locale === 'en' ? 'en-GB' : locale
  const options = { timeZone: 'UTC' } as const
  return {
    day: at.toLocaleDateString(tag, { ...options, day: 'numeric', month: 'long', year: 'numeric' }),
    weekday: at.toLocaleDateString(tag, { ...options, weekday: 'long' }),
  }
}

/** `1 h 20`, `8 min`; `1 小时 20 分` */
export function spanText(seconds: number, locale: SheetLocale): string {
  const minutes = Math.round(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (locale === 'en') return hours === 0 ? `${rest} min` : `${hours} h ${String(rest).padStart(2, '0')}`
  const hourWord = locale === 'zh-CN' ? '小时' : '小時'
  const minuteWord = locale === 'zh-CN' ? '分钟' : '分鐘'
  if (hours === 0) return `${rest} ${minuteWord}`
  return rest === 0 ? `${hours} ${hourWord}` : `${hours} ${hourWord} ${rest} 分`
}

/** `850 m`, `2.4 km`, `123 km`; `2.4 公里` */
export function distanceText(metres: number, locale: SheetLocale): string {
  const [metre, kilometre] =
    locale === 'en' ? ['m', 'km'] : locale === 'zh-CN' ? ['米', '公里'] : ['公尺', '公里']
  if (metres < 995) return `${Math.round(metres / 10) * 10} ${metre}`
  return `${metres < 99_500 ? (metres / 1000).toFixed(1) : Math.round(metres / 1000)} ${kilometre}`
}

/** `TWD 12,345.60`; ISO 4217 says how many decimals a currency has. */
export function amountText(amount: { minor: number; currency: string }, locale: SheetLocale): string {
  try {
    const format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: amount.currency,
      currencyDisplay: 'code',
    })
    return format.format(amount.minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
  } catch {
    return `${amount.currency} ${amount.minor}`
  }
}

/** `14:00–15:00`, or null where the whole shift is open. */
export function windowText(
  stop: { windowStart: string | null; windowEnd: string | null },
  day: Pick<RunSheetDay, 'zone'>,
): string | null {
  if (stop.windowStart === null && stop.windowEnd === null) return null
  const from = stop.windowStart === null ? '' : clockText(stop.windowStart, day.zone)
  const to = stop.windowEnd === null ? '' : clockText(stop.windowEnd, day.zone)
  return `${from}–${to}`
}

/**
 * Everything a collector is warned of at a stop: how far the place is certain, then the plan's own warnings. Where
 * the geocoder says why (`address-…`), its sentence stands for the level.
 */
export function stopWarnings(stop: RunSheetDay['stops'][number], locale: SheetLocale): string[] {
  const radius = stop.radiusMetres === null ? '' : ` ±${distanceText(stop.radiusMetres, locale)}`
  const sentences = stop.warnings.map((warning) => {
    const isPlace = warning.code.startsWith('address-')
    return reasonSentence(warning, locale) + (isPlace ? radius : '')
  })
  const level = sheetWords[locale].levels[stop.level]
  const isSaid = stop.warnings.some((warning) => warning.code.startsWith('address-'))
  return level === undefined || isSaid ? sentences : [level + radius, ...sentences]
}

/** How surely an address is placed, in one or two words, as a table says it. */
export function levelWord(level: MatchLevel, locale: SheetLocale): string {
  const { levels, sureLevels } = sheetWords[locale]
  return levels[level] ?? sureLevels[level] ?? level
}
