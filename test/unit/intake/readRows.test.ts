import { describe, expect, test } from 'vitest'
import { proposeMapping } from '../../../shared/core/intake/headers.ts'
import { readCases } from '../../../shared/core/intake/readCases.ts'
import { readCollectors } from '../../../shared/core/intake/readCollectors.ts'
import { readCalls, readOutcomes } from '../../../shared/core/intake/readFacts.ts'
import { rejectedCsv } from '../../../shared/core/intake/rejected.ts'
import { remarksOf } from '../../../shared/core/intake/remarks.ts'
import type { FileKind, IntakeContext } from '../../../shared/model/intake.ts'
import { sentence } from '../../../shared/model/reasons.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'

const context: IntakeContext = {
  fileName: 'f.csv',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  week: '2026-11-23',
}

/** `a|b` lines → a table whose first data line is 2 */
function source(text: string) {
  const [header, ...lines] = text.trim().split('\n')
  const headers = header.split('|')
  return { headers, headerLine: 1, rows: lines.map((line, i) => ({ line: i + 2, cells: line.split('|') })) }
}
function read(kind: FileKind, text: string) {
  const table = source(text)
  const mapping = proposeMapping(
    table.headers,
    table.rows.map((row) => row.cells),
    kind,
  )
  if (kind === 'cases') return readCases(table, mapping, context)
  throw new Error(kind)
}
const mappingOf = (table: ReturnType<typeof source>, kind: FileKind) =>
  proposeMapping(
    table.headers,
    table.rows.map((row) => row.cells),
    kind,
  )
const refusalOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal
    throw error
  }
  return null
}

describe('a row with several cells that cannot be read', () => {
  test('names them all in its one reason, in the language of who reads it', () => {
    const { rejected } = read(
      'cases',
      `案件编号|借款人|手机号|地址|逾期天数|逾期金额|期限
A1|王伟|12|人民大道200号|abc|五千|昨天`,
    )
    const [{ reason, params }] = rejected
    expect(reason).toBe('cells-wrong')
    expect(sentence(reason, params, 'zh-CN')).toBe(
      '有 3 处须更正。逾期金额：“五千”不是能唯一读出的金额，请写成 12345.60 的形式。逾期天数：“abc”不是数字，请只填数字。期限：“昨天”不是日期，请写成 2026-11-27 或 2026年11月27日。',
    )
    expect(sentence(reason, params, 'en')).toMatch(
      /^3 things to correct\. 逾期金额: .+ 逾期天数: "abc" is not a number\..+ 期限: "昨天" is not a date\./,
    )
  })
  test('one that is alone stays its own reason; a minus says that it may not be', () => {
    const { rejected, notices } = read(
      'cases',
      `案件编号|借款人|手机号|地址|逾期天数|纬度|经度
A1|王伟|12|人民大道200号|-5||
A2|王伟|12|人民大道200号|30||
A3|王伟||人民大道200号|30|北纬|121.47
A4|王伟||人民大道200号|30||121.47`,
    )
    expect(rejected.map(({ line, reason, params }) => [line, sentence(reason, params, 'zh-CN')])).toEqual([
      [2, '逾期天数：-5 不能为负数。'],
      [4, expect.stringContaining('北纬')],
      [5, sentence('coordinate-half', {}, 'zh-CN')],
    ])
    expect(rejected[1].reason).not.toBe('cells-wrong')
    // the telephone of the refused row is not told of: the row is not there
    expect(notices.map(({ line, reason }) => [line, reason])).toEqual([[3, 'phone-unreadable']])
  })
})

describe('what is said of rows that are kept', () => {
  test('is counted by kind with its lines, due dates gone by among them', () => {
    const notice = (line: number) => ({ line, reason: 'phone-unreadable' as const })
    const rows = [
      { line: 2, dueOn: '2026-11-19', status: 'open' },
      { line: 3, dueOn: '2026-11-20', status: 'open' },
      { line: 4, dueOn: '2019-01-01', status: 'closed' },
      { line: 5, dueOn: null },
    ]
    expect(remarksOf([notice(7), notice(6), notice(7)], rows, '2026-11-20')).toEqual([
      { code: 'phone-unreadable', count: 3, lines: [6, 7] },
      { code: 'due-past', count: 1, lines: [2] },
    ])
  })
})

describe('cases', () => {
  test('one full row', () => {
    const { rows, rejected } = read(
      'cases',
      `案件编号|借款人|手机号|备用电话|地址|单位地址|纬度|经度|坐标系|逾期天数|逾期金额|产品|优先级|外访时长|可访日|可访时段|期限|技能|外访人数|外访员|状态
A1|王伟|138 0013 8000|021-66668888转12|人民大道２００号|南京西路1266号|31.23|121.47|高德|45天|1.2万|信用卡|高|30分钟|周一至周三|上午;14:00-16:00|11月26日|粤语、认证|2|李娜|待外访`,
    )
    expect(rejected).toEqual([])
    expect(rows).toEqual([
      {
        line: 2,
        caseNo: 'A1',
        borrower: '王伟',
        phones: ['13800138000', '02166668888,12'],
        addresses: [
          { kind: 'home', text: '人民大道200号' },
          { kind: 'work', text: '南京西路1266号' },
        ],
        lat: 31.23,
        lon: 121.47,
        datum: 'gcj02',
        dpd: 45,
        amountMinor: 1_200_000,
        currency: 'CNY',
        product: '信用卡',
        rating: null,
        stage: null,
        priority: 80,
        serviceMinutes: 30,
        days: { weekdays: [1, 2, 3], dates: [] },
        windows: [
          { fromMinutes: 480, toMinutes: 720 },
          { fromMinutes: 840, toMinutes: 960 },
        ],
        dueOn: '2026-11-26',
        skills: ['粤语', '认证'],
        crewSize: 2,
        collector: '李娜',
        status: 'open',
      },
    ])
  })

  test('each bad row is kept with line, reason and text, the others are read', () => {
    const { rows, rejected } = read(
      'cases',
      `case_no|borrower|address|due|amount|priority|status|lat|lon
A1|Wang|Road 1|||||||
|Wang|Road 1||||||
A3||Road 1||||||
A4|Wang|||||||
A5|Wang|Road 1|2026-11-31|||||
A6|Wang|Road 1||lots||||
A7|Wang|Road 1|||101|||
A8|Wang|Road 1||||what||
A9|Wang|Road 1|||||31.2|
A10|Wang|Road 1|||||95|121
A1|Wang|Road 2||||||
1.15E+11|Wang|Road 2||||||
B1|Wang|||||n/a|31.2|121.4`,
    )
    expect(rows.map((row) => row.caseNo)).toEqual(['A1', 'B1'])
    expect(rows[1].addresses).toEqual([{ kind: 'home', text: '31.2, 121.4' }])
    expect(rejected.map((row) => [row.line, row.caseNo, row.reason])).toEqual([
      [3, '', 'cell-empty'],
      [4, 'A3', 'cell-empty'],
      [5, 'A4', 'cell-empty'],
      [6, 'A5', 'date-impossible'],
      [7, 'A6', 'amount-unreadable'],
      [8, 'A7', 'number-out-of-range'],
      [9, 'A8', 'status-unknown'],
      [10, 'A9', 'coordinate-half'],
      [11, 'A10', 'coordinate-impossible'],
      [12, 'A1', 'case-number-twice'],
      [13, '1.15E+11', 'case-number-digits-lost'],
    ])
    expect(rejected[9].params).toEqual({ caseNo: 'A1', firstLine: 2, line: 12 })
    expect(rejected[3].text).toBe('A5\tWang\tRoad 1\t2026-11-31')
  })

  test('an address in parts is put together', () => {
    expect(
      read(
        'cases',
        '案件编号|姓名|省|市|区|详细地址\nA1|王伟|浙江省|杭州市|西湖区|文三路90号\nA2|李娜|浙江省|杭州市|西湖区|杭州市西湖区文三路90号',
      ).rows.map((row) => row.addresses[0].text),
    ).toEqual(['浙江省杭州市西湖区文三路90号', '浙江省杭州市西湖区文三路90号'])
    expect(
      read('cases', 'Case No|Name|Address Line 1|Postcode|City\nA1|Frick|Landstrasse 12|9490|Vaduz').rows[0]
        .addresses[0].text,
    ).toBe('Landstrasse 12, 9490 Vaduz')
  })

  test('a spoiled telephone number is noted, not fatal', () => {
    const { rows, notices } = read('cases', 'case_no|borrower|phone|address\nA1|Wang|1.38E+10|Road 1')
    expect(rows[0].phones).toEqual([])
    expect(notices).toEqual([
      { line: 2, reason: 'phone-digits-lost', params: { column: 'phone', text: '1.38E+10' } },
    ])
  })

  test('a missing column is refused by name, with what was found', () => {
    const table = source('案件编号|借款人|电话\nA1|王伟|1')
    expect(refusalOf(() => readCases(table, mappingOf(table, 'cases'), context))).toMatchObject({
      code: 'import-column-missing',
      params: { file: 'f.csv', columns: 'address / 地址', found: '案件编号, 借款人, 电话' },
      at: { file: 'f.csv', line: 1, column: 'address' },
    })
  })
})

describe('collectors', () => {
  test('shift, days, lunch, skills, mode, crew', () => {
    const table = source(
      `name|start|end|shift|days|lunch|skills|mode|max_visits|crew
Li Na|121.47,31.23||08:30-17:30|周一至周五|11:30-13:30/45|粤语;认证|电动车|12|A
Wang Wei|人民大道200号|南京西路1号||Mon,Wed||||||
Chen|||||17:00-18:00/45|||||
Sun|||09:00-12:00||11:30-13:30/45|||||
Li Na|||||||||`,
    )
    const { rows, rejected } = readCollectors(table, mappingOf(table, 'collectors'), context)
    expect(rows[0]).toEqual({
      line: 2,
      name: 'Li Na',
      phone: null,
      startText: null,
      startLonLat: [121.47, 31.23],
      endText: null,
      endLonLat: null,
      shift: { fromMinutes: 510, toMinutes: 1050 },
      weekdays: [1, 2, 3, 4, 5],
      lunch: { fromMinutes: 690, toMinutes: 810, minutes: 45 },
      skills: ['粤语', '认证'],
      mode: 'scooter',
      maxVisits: 12,
      crew: 'A',
    })
    expect(rows[1]).toMatchObject({
      startText: '人民大道200号',
      endText: '南京西路1号',
      weekdays: [1, 3],
      shift: null,
      lunch: null,
    })
    expect(rejected.map((row) => [row.line, row.caseNo, row.reason])).toEqual([
      [5, 'Sun', 'lunch-outside-shift'],
      [6, 'Li Na', 'collector-twice'],
    ])
  })
})

describe('calls and outcomes', () => {
  test('calls', () => {
    const table = source(
      `case_no|called_at|result|window_start|window_end|note
A1|2026-11-20 09:05|Confirmed|2026-11-25 10:00|2026-11-25 12:00|ok
A2|2026/11/20 9:05|確認|2026/11/25 10:00|12:00|
A3|2026-11-20 09:10|No Answer|||
A4|2026-11-20 09:10|confirmed|||
A5|2026-11-20 09:10|confirmed|2026-11-25 12:00|2026-11-25 10:00|
A6|2026-11-20 09:10|perhaps|||
A1|2026-11-20 09:05|confirmed|2026-11-25 10:00|2026-11-25 12:00|
A7|2026-11-20|busy|||`,
    )
    const { rows, rejected, notices } = readCalls(table, mappingOf(table, 'calls'), context)
    const agreed = { windowStart: '2026-11-25T02:00:00Z', windowEnd: '2026-11-25T04:00:00Z' }
    expect(rows).toMatchObject([
      { caseNo: 'A1', calledAt: '2026-11-20T01:05:00Z', result: 'confirmed', ...agreed, note: 'ok' },
      { caseNo: 'A2', calledAt: '2026-11-20T01:05:00Z', result: 'confirmed', ...agreed },
      { caseNo: 'A3', result: 'no_answer', windowStart: null, windowEnd: null },
      { caseNo: 'A7', calledAt: '2026-11-20T04:00:00Z', result: 'busy' },
    ])
    expect(rejected.map((row) => [row.line, row.reason])).toEqual([
      [5, 'call-window-missing'],
      [6, 'window-backwards'],
      [7, 'call-result-unknown'],
      [8, 'call-twice'],
    ])
    expect(notices.map((notice) => [notice.line, notice.reason])).toEqual([[9, 'time-assumed']])
  })
  test('a window in one cell', () => {
    const table = source(
      '案件编号|通话时间|结果|预约时段\nA1|2026-11-20 09:05|已约定|11月25日 上午\nA2|2026-11-20 09:05|确认|2026-11-25 14:00-16:00',
    )
    const { rows } = readCalls(table, mappingOf(table, 'calls'), context)
    expect(rows.map((row) => [row.windowStart, row.windowEnd])).toEqual([
      ['2026-11-25T00:00:00Z', '2026-11-25T04:00:00Z'],
      ['2026-11-25T06:00:00Z', '2026-11-25T08:00:00Z'],
    ])
  })
  test('outcomes', () => {
    const table = source(
      `case_no|visited_at|left_at|result|met|promise_date|promise_amount|note
A1|2026-11-23 10:00|10:25|承诺还款|本人|12月5日|￥2,000|
A2|2026-11-23 11:00||not home|||||
A3|2026-11-23 12:00|11:00|paid|||||
A4|2026-11-23 13:00||promise|||||
A5|2026-11-23 14:00||wrong-address||||`,
    )
    const { rows, rejected } = readOutcomes(table, mappingOf(table, 'outcomes'), context)
    expect(rows).toMatchObject([
      {
        visitedAt: '2026-11-23T02:00:00Z',
        leftAt: '2026-11-23T02:25:00Z',
        result: 'promise',
        met: 'borrower',
        promiseDate: '2026-12-05',
        promiseAmountMinor: 200_000,
      },
      { caseNo: 'A2', result: 'not_home', met: 'nobody' },
      { caseNo: 'A5', result: 'wrong_address', met: 'nobody' },
    ])
    expect(rejected.map((row) => [row.line, row.reason])).toEqual([
      [4, 'left-before-visited'],
      [5, 'promise-date-missing'],
    ])
  })
})

describe('the file of rejected rows', () => {
  test('keeps the columns, adds line and reason, and neutralises formulas', () => {
    const table = source('case_no|borrower|address|due\nA1|=cmd()|Road "1", x|2026-11-31')
    const { rejected } = readCases(table, mappingOf(table, 'cases'), context)
    expect(rejectedCsv(table, rejected, 'en')).toBe(
      '\uFEFFcase_no,borrower,address,due,Rejected line,Rejected because\r\n' +
        'A1,\'=cmd(),"Road ""1"", x",2026-11-31,2,"due: ""2026-11-31"" is no day or time that exists. Correct it, for example 2026-11-27."\r\n',
    )
  })
  test('mended, it is read as it was meant', () => {
    const table = source("case_no|borrower|phone|address|due\nA1|Wang|'+8613800138000|'-1 Road|2026-11-30")
    const { rows } = readCases(table, mappingOf(table, 'cases'), context)
    expect(rows[0]).toMatchObject({ phones: ['+8613800138000'], dueOn: '2026-11-30' })
    expect(rows[0].addresses[0].text).toBe('-1 Road')
  })
})
