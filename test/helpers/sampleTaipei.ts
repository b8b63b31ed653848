import { seededRandom, type Random } from '../../shared/core/lib/random.ts'
import {
  arrears,
  chance,
  csvText,
  parsePlainCsv,
  pick,
  sampleCalls,
  sampleOutcomes,
  shuffled,
  weekDates,
  weighted,
  type SampleCase,
} from './sampleParts.ts'

const familyNames = [
  ...'陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓阮馬董溫唐藍石蔣田康',
]
const givenFirst = [...'家淑志建俊美雅怡文宗明惠秀玉麗冠柏承宜佳哲欣詩子思品宇彥婉雨國信瑞']
const givenSecond = [...'豪芬明宏傑玲婷君雄翰華如英珍蓉廷翔恩潔樺穎涵萱瑜安軒霖蓁慧銘賢德輝']

/** 一二三 … of 路段 → digit, and back */
const chineseDigits = '零一二三四五六七八九'
const fullWidth = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const sectionDigit = (text: string): string =>
  text.replace(/([一二三四五六七八九])段/, (_, n: string) => `${chineseDigits.indexOf(n)}段`)

/** The ways in which clerks write one and the same 門牌. `address` is `臺北市大安區仁愛路四段110號`. */
function written(random: Random, address: string): string {
  const short = address.slice('臺北市'.length)
  const withoutDistrict = address.slice('臺北市大安區'.length)
  const road = /^.*?[路街道](?:[一二三四五六七八九]段)?/.exec(address)?.[0] ?? address
  const floor = 2 + random.below(9)
  return weighted<() => string>(random, [
    [30, () => address],
    [9, () => address.replace('臺', '台')],
    [8, () => short],
    [6, () => withoutDistrict],
    [6, () => `${sectionDigit(address)}${floor}樓`],
    [5, () => `${address}${floor}樓之${1 + random.below(6)}`],
    [4, () => `${short}${floor}F`],
    [5, () => fullWidth(address)],
    [4, () => fullWidth(sectionDigit(address.replace('臺', '台')))],
    [3, () => `${address}前`],
    [3, () => `${short}對面`],
    [2, () => `${address}旁`],
    [2, () => `${address}（電話聯絡）`],
    [2, () => `台北市 ${short.slice(0, 3)} ${sectionDigit(withoutDistrict)}`],
    [2, () => `10${random.below(10)}${address}`],
    [2, () => `${address.replace('號', '号')}B1`],
    [2, () => `${address.replace(/(\d+)號/, (_, n: string) => `${Number(n) + 4}號`)}`],
    [2, () => road],
    [1, () => `${address.slice(3, 6)}${pick(random, ['市場', '公園旁', '捷運站附近'])}`],
    [1, () => `${address}, 管理員代收`],
    [1, () => `臺北市${pick(random, ['大安區', '信義區', '中山區', '萬華區'])}`],
  ])()
}

const callNotes: Record<string, string[]> = {
  confirmed: ['本人接聽，約定在家', '請先按門鈴兩次', '請走後門', '希望以台語溝通'],
  no_answer: ['', '轉語音信箱，未留言'],
  third_party: ['家人接聽，僅請轉告回電', '同事接聽，未透露事由'],
  call_later: ['下班後再聯絡', '請明天上午再打'],
  wrong_number: ['空號', '號碼已換人'],
  refused: ['不同意外訪'],
  dispute: ['主張款項已結清'],
  hardship: ['失業中，希望分期'],
  deceased: ['家屬告知'],
}
const visitNotes: Record<string, string[]> = {
  promise: ['發薪後匯款', '承諾月中繳清'],
  paid: ['已出示繳款收據'],
  not_home: ['無人應門', '鄰居表示白天上班'],
  moved: ['管理員表示已搬離'],
  hardship: ['減班休息中'],
  refused: ['不願開門'],
}
const resultWords: Record<string, string> = {
  confirmed: '確認',
  no_answer: '無人接聽',
  busy: '忙線',
  wrong_number: '錯號',
  third_party: '第三人接聽',
  call_later: '稍後再撥',
  refused: '拒絕',
  dispute: '爭議',
  hardship: '經濟困難',
  deceased: '已故',
}
const outcomeWords: Record<string, string> = {
  promise: '承諾還款',
  paid: '已還款',
  plan_agreed: '達成分期',
  deferred: '延期',
  refused: '拒絕',
  not_home: '不在家',
  moved: '已搬離',
  wrong_address: '地址錯誤',
  dispute: '爭議',
  hardship: '經濟困難',
  deceased: '已故',
  unsafe: '不安全',
}
const metWords: Record<string, string> = {
  borrower: '本人',
  guarantor: '保證人',
  family: '家人',
  colleague: '同事',
  nobody: '無人',
}

const caseHeaders =
  '案件編號,借款人,手機號碼,地址,逾期天數,逾期金額,幣別,產品,評級,階段,優先級,外訪時長(分),可訪日,可訪時段,期限,技能要求,外訪人數,指定外訪員,狀態'.split(
    ',',
  )

export interface TaipeiSample {
  /** text files, name → text */
  files: Map<string, string>
  /** the cells of cases.csv, for the workbook */
  caseTable: string[][]
  /** address,lat,lon of the numbers that the branch's own list holds */
  buildingList: string
}

/** The sample branch Taipei. One number in five is known to the clerks and missing from the building list. */
export function taipeiSample(buildingCsv: string, seed: number): TaipeiSample {
  const random = seededRandom(seed)
  const doors = parsePlainCsv(buildingCsv)
  const left = new Set<string>()
  for (const door of doors) if (chance(random, 0.2)) left.add(door.address)
  const kept = doors.filter((door) => !left.has(door.address))
  const central = doors.filter((door) => /^臺北市(大安|中正|中山|萬華|大同|松山|信義)區/.test(door.address))
  const deck = shuffled(random, central)
  const office = '臺北市中正區重慶南路一段96號'
  const collectors = [
    ['陳冠宇', office, '', '08:30-17:30', '周一至周五', '11:30-13:30/45', '台語;認證', '機車', '13', ''],
    [
      '林雅婷',
      office,
      '',
      '08:30-17:30',
      '周一至周五',
      '11:30-13:30/45',
      '客語;認證',
      '汽車',
      '12',
      '南區組',
    ],
    ['黃志明', office, '', '08:30-17:30', '周一至周五', '11:30-13:30/45', '台語', '汽車', '12', '南區組'],
    [
      '張淑芬',
      '臺北市大安區仁愛路四段110號',
      office,
      '09:00-18:00',
      '周一至周四',
      '12:00-13:30/45',
      '英語;認證',
      '機車',
      '13',
      '',
    ],
    ['吳承翰', office, '', '08:30-17:30', '周一,周二,周四,周五', '11:30-13:30/45', '', '機車', '13', ''],
    [
      '鄭佳穎',
      '121.5117,25.0453',
      '',
      '09:00-15:30',
      '周一至周五',
      '11:30-13:00/30',
      '台語',
      '機車',
      '9',
      '',
    ],
  ]
  const table: string[][] = []
  const cases: SampleCase[] = []
  for (let i = 0; i < 300; i++) {
    const { dpd, amount, stage, priority } = arrears(random, 8_000, 900_000)
    const whole = Math.round(amount)
    const weekdays = chance(random, 0.14)
      ? pick(random, [
          [1, 2, 3],
          [1, 3],
          [2, 4],
          [4, 5],
          [3, 4, 5],
          [1, 5],
        ])
      : []
    const dayText = weekdays.map((day) => '周' + '一二三四五'[day - 1]).join('、')
    const window: [string, [number, number]] | null = chance(random, 0.22)
      ? pick(random, [
          ['09:00-12:00', [540, 720]],
          ['13:30～17:00', [810, 1020]],
          ['上午', [480, 720]],
          ['15:00-17:30', [900, 1050]],
          ['9點至11點半', [540, 690]],
          ['14：00－16：00', [840, 960]],
        ] as [string, [number, number]][])
      : null
    const dueDay = chance(random, 0.14) ? 2 + random.below(3) : 4
    const due = dueDay < 4 || chance(random, 0.05)
    const caseNo = `TP${115000001 + i * 7 + random.below(7)}`
    const dueDate = weekDates[dueDay]
    const [, month, day] = dueDate.split('-')
    table.push([
      caseNo,
      pick(random, familyNames) +
        pick(random, givenFirst) +
        (chance(random, 0.95) ? pick(random, givenSecond) : ''),
      // subscriber numbers never begin with 0: none of these can be anybody's
      chance(random, 0.5) ? `02-0000-${1000 + random.below(9000)}` : `(02)0000${1000 + random.below(9000)}`,
      written(random, deck[i].address),
      String(dpd),
      weighted(random, [
        [5, whole.toLocaleString('en-US')],
        [3, `NT$${whole.toLocaleString('en-US')}`],
        [2, String(whole)],
        [2, `${(Math.round(whole / 100) / 100).toFixed(1)}萬`],
      ]),
      'TWD',
      pick(random, ['信用貸款', '信用卡', '汽車貸款', '房屋貸款', '現金卡']),
      pick(random, ['A', 'B', 'B', 'C', 'C', 'D']),
      stage === 'legal' ? '法務' : stage,
      String(priority),
      String(pick(random, [20, 25, 30, 30, 30, 35, 40])),
      dayText,
      window?.[0] ?? '',
      due
        ? pick(random, [dueDate, `2026年${month}月${day}日`, `115/${month}/${day}`, `2026/${month}/${day}`])
        : '',
      chance(random, 0.07) ? pick(random, ['台語', '客語', '英語', '認證']) : '',
      chance(random, 0.03) ? '2' : '',
      chance(random, 0.04) ? pick(random, collectors)[0] : '',
      '待外訪',
    ])
    const known = !/^臺北市..區$/.test(table[i][3])
    cases.push({
      caseNo,
      priority,
      sound: known,
      weekdays,
      window: window?.[1] ?? null,
      amount: whole,
      dueDay,
    })
  }
  const spoiled = (i: number, change: Record<number, string>) => {
    const row = [...table[i]]
    for (const [column, value] of Object.entries(change)) row[Number(column)] = value
    return row
  }
  table.splice(180, 0, spoiled(33, { 2: '' }))
  table.push(spoiled(12, { 0: 'TP115009001', 14: '2026年13月2日' }), spoiled(77, { 0: 'TP115009002', 3: '' }))
  cases[33].sound = false

  const calls = sampleCalls(random, cases, callNotes)
  // two that the rule pack refuses: rung before 07:00, and a window after 22:00
  const spare = cases.filter((one) => one.sound && !calls.some((call) => call.caseNo === one.caseNo))
  calls.push(
    {
      caseNo: spare[3].caseNo,
      calledAt: '2026-11-20 06:20',
      result: 'confirmed',
      windowStart: '2026-11-24 10:00',
      windowEnd: '2026-11-24 12:00',
      note: '',
    },
    {
      caseNo: spare[9].caseNo,
      calledAt: '2026-11-20 17:52',
      result: 'confirmed',
      windowStart: '2026-11-25 22:30',
      windowEnd: '2026-11-25 23:30',
      note: '借款人只有夜間在家',
    },
  )
  const slashes = (text: string) => text.replaceAll('-', '/')
  const callRows = calls.map((call) => [
    call.caseNo,
    slashes(call.calledAt),
    chance(random, 0.7) ? resultWords[call.result] : call.result,
    slashes(call.windowStart),
    slashes(call.windowEnd),
    call.note,
  ])
  callRows.push([
    'TP999999999',
    '2026/11/20 16:10',
    '確認',
    '2026/11/25 10:00',
    '2026/11/25 12:00',
    '他行案件',
  ])
  const outcomes = sampleOutcomes(random, cases, calls, visitNotes, (iso) => {
    const [, month, day] = iso.split('-')
    return `115年${Number(month)}月${Number(day)}日`
  })
  const caseTable = [caseHeaders, ...table]
  return {
    caseTable,
    buildingList: csvText([
      ['address', 'lat', 'lon'],
      ...kept.map((door) => [door.address, door.lat, door.lon]),
    ]),
    files: new Map([
      ['cases.csv', '\uFEFF' + csvText(caseTable, '\r\n')],
      [
        'collectors.csv',
        '\uFEFF' +
          csvText(
            [
              ['姓名', '出發地', '返回地', '班次', '工作日', '午休', '技能', '交通方式', '每日上限', '組別'],
              ...collectors,
            ],
            '\r\n',
          ),
      ],
      [
        'calls.csv',
        '\uFEFF' +
          csvText([['案件編號', '通話時間', '結果', '預約開始', '預約結束', '備註'], ...callRows], '\r\n'),
      ],
      [
        'outcomes.csv',
        '\uFEFF' +
          csvText(
            [
              ['案件編號', '到訪時間', '離開時間', '外訪結果', '會見對象', '承諾日期', '承諾金額', '備註'],
              ...outcomes.map((o) => [
                o.caseNo,
                slashes(o.visitedAt),
                slashes(o.leftAt),
                outcomeWords[o.result],
                metWords[o.met],
                o.promiseDate,
                o.promiseAmount === '' ? '' : Number(o.promiseAmount).toLocaleString('en-US'),
                o.note,
              ]),
            ],
            '\r\n',
          ),
      ],
    ]),
  }
}
