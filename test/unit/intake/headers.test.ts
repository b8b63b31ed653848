import { describe, expect, test } from 'vitest'
import {
  doubtfulColumns,
  findHeaderRow,
  guessKind,
  missingFields,
  proposeMapping,
} from '../../../shared/core/intake/headers.ts'
import type { FileKind } from '../../../shared/model/intake.ts'

/** field → header that was chosen for it */
function mapped(headers: string, kind: FileKind, rows: string[][] = []): Record<string, string> {
  const names = headers.split('|')
  return Object.fromEntries(
    proposeMapping(names, rows, kind).map(({ column, field }) => [field, names[column]]),
  )
}

describe('columns map by themselves', () => {
  test('the names of architecture.md', () => {
    const names =
      'case_no|borrower|phone|address|lat|lon|datum|dpd|amount|currency|product|rating|stage|priority|service_min|days|window|due|skills|crew_size|collector|status'
    expect(mapped(names, 'cases')).toEqual(Object.fromEntries(names.split('|').map((name) => [name, name])))
    for (const [kind, list] of [
      ['collectors', 'name|start|end|shift|days|lunch|skills|mode|max_visits|crew'],
      ['calls', 'case_no|called_at|result|window_start|window_end|note'],
      ['outcomes', 'case_no|visited_at|left_at|result|met|promise_date|promise_amount|note'],
    ] as const)
      expect(mapped(list, kind)).toEqual(Object.fromEntries(list.split('|').map((name) => [name, name])))
  })

  test.each([
    [
      'simplified Chinese',
      '案件编号|借款人|手机号|地址|逾期天数|逾期金额',
      {
        case_no: '案件编号',
        borrower: '借款人',
        phone: '手机号',
        address: '地址',
        dpd: '逾期天数',
        amount: '逾期金额',
      },
    ],
    [
      'traditional Chinese with units and marks',
      '＊案件編號|客戶姓名|行動電話|聯絡地址|逾期天數（天）|欠款金額(元)|案件狀態',
      {
        case_no: '＊案件編號',
        borrower: '客戶姓名',
        phone: '行動電話',
        address: '聯絡地址',
        dpd: '逾期天數（天）',
        amount: '欠款金額(元)',
        status: '案件狀態',
      },
    ],
    [
      'a core-banking export in capitals',
      'ACCT_NO|CUST_NM|MOB_NO|ADDR_LINE_1|CITY|OD_DAYS|OD_AMT|CCY|PROD_TYPE|BUCKET',
      {
        case_no: 'ACCT_NO',
        borrower: 'CUST_NM',
        phone: 'MOB_NO',
        address: 'ADDR_LINE_1',
        city: 'CITY',
        dpd: 'OD_DAYS',
        amount: 'OD_AMT',
        currency: 'CCY',
        product: 'PROD_TYPE',
        stage: 'BUCKET',
      },
    ],
    [
      'camel case',
      'loanNumber|customerName|mobileNumber|residentialAddress|daysPastDue|outstandingBalance|visitPriority',
      {
        case_no: 'loanNumber',
        borrower: 'customerName',
        phone: 'mobileNumber',
        home_address: 'residentialAddress',
        dpd: 'daysPastDue',
        amount: 'outstandingBalance',
        priority: 'visitPriority',
      },
    ],
    [
      'another Chinese system',
      '序号|借据号|户名|身份证号|联系电话|家庭住址|单位地址|户籍地址|逾期期数|应还总额|经办人',
      {
        case_no: '借据号',
        borrower: '户名',
        phone: '联系电话',
        home_address: '家庭住址',
        work_address: '单位地址',
        household_address: '户籍地址',
        stage: '逾期期数',
        amount: '应还总额',
        collector: '经办人',
      },
    ],
    [
      'both languages in one cell',
      '案件编号 Case No|借款人 Borrower|手机号 Phone|地址 Address',
      {
        case_no: '案件编号 Case No',
        borrower: '借款人 Borrower',
        phone: '手机号 Phone',
        address: '地址 Address',
      },
    ],
  ])('%s', (_, headers, expected) => expect(mapped(headers, 'cases')).toEqual(expected))

  test('no column serves two fields, and the identity number is no phone and no case number', () => {
    const mapping = proposeMapping(
      ['姓名', '身份证号', '手机号码', '备用电话', '地址', '案件编号'],
      [],
      'cases',
    )
    expect(new Set(mapping.map((match) => match.column)).size).toBe(mapping.length)
    expect(mapping.some((match) => match.column === 1)).toBe(false)
  })

  test('the day on which a loan falls due is no deadline of a visit', () => {
    const dates = [['A1', '王伟', '人民大道200号', '2026-03-15']]
    const doubts = (header: string, rows = dates) => {
      const headers = ['案件编号', '姓名', '地址', header]
      const mapping = proposeMapping(headers, rows, 'cases')
      const due = mapping.find(({ field }) => field === 'due')
      return [due ? 'due' : null, doubtfulColumns(headers, mapping, 'cases').map(({ column }) => column)]
    }
    for (const header of [
      '到期日',
      '到期日期',
      '贷款到期日',
      '貸款到期日',
      'Due Date',
      '还款日期',
      'Loan maturity',
    ])
      expect(doubts(header), header).toEqual([null, [3]])
    for (const header of [
      '最晚外访日',
      '外访期限',
      '外訪到期日',
      '截止日期',
      'visit by',
      'Visit due date',
      'due',
    ])
      expect(doubts(header), header).toEqual(['due', []])
    expect(doubts('开户行')).toEqual([null, []])
    // where another column is the deadline, nothing is left to doubt
    const both = ['案件编号', '姓名', '地址', '到期日', '外访期限']
    expect(doubtfulColumns(both, proposeMapping(both, [], 'cases'), 'cases')).toEqual([])
  })

  test('cells decide where a header does not', () => {
    const rows = [
      ['A1', '王伟', '13800138000', '上海市黄浦区人民大道200号'],
      ['A2', '李娜', '13900139000', '上海市徐汇区漕溪北路18号'],
      ['A3', '张敏', '13700137000', '上海市静安区南京西路1266号'],
    ]
    expect(mapped('案件编号|姓名|栏3|栏4', 'cases', rows)).toMatchObject({ phone: '栏3', address: '栏4' })
    // "contact" over addresses is not a telephone column
    expect(mapped('案件编号|姓名|联系方式|备注', 'cases', rows)).toMatchObject({ phone: '联系方式' })
  })

  test('what our own rejected file adds is passed over', () => {
    expect(mapped('案件编号|借款人|地址|退回行号|退回原因', 'cases')).toEqual({
      case_no: '案件编号',
      borrower: '借款人',
      address: '地址',
    })
  })
})

describe('the header row', () => {
  test('under title rows, blank and half-filled ones', () => {
    expect(
      findHeaderRow([
        ['逾期案件外访清单', '', '', ''],
        ['导出日期：2026/11/20', '', '经办：信贷部', ''],
        ['', '', '', ''],
        ['案件编号', '借款人', '手机号', '地址'],
        ['A1', '王伟', '13800138000', '上海市'],
      ]),
    ).toBe(3)
  })
  test('of words nobody foresaw: the first wide row without numbers', () => {
    expect(
      findHeaderRow([
        ['Bericht', '', ''],
        ['Vertrag', 'Kunde', 'Ort'],
        ['17', 'Meier', 'Vaduz'],
      ]),
    ).toBe(1)
    expect(findHeaderRow([['', '']])).toBe(-1)
  })
})

describe('required columns', () => {
  const missing = (headers: string, kind: FileKind) =>
    missingFields(kind, proposeMapping(headers.split('|'), [], kind)).map((field) => field.field)
  test('are named', () => {
    expect(missing('案件编号|借款人|手机号', 'cases')).toEqual(['address'])
    expect(missing('case_no|note', 'calls')).toEqual(['called_at', 'result'])
    expect(missing('start|shift', 'collectors')).toEqual(['name'])
  })
  test('any address will do, and so will coordinates', () => {
    expect(missing('case no|borrower|household address', 'cases')).toEqual([])
    expect(missing('case no|borrower|lat|lon', 'cases')).toEqual([])
    expect(missing('case no|borrower|lat', 'cases')).toEqual(['address'])
  })
  test('the kind of a file shows in its headers', () => {
    expect(guessKind(['案件编号', '借款人', '地址'], [])).toBe('cases')
    expect(guessKind(['name', 'start', 'shift', 'lunch'], [])).toBe('collectors')
    expect(guessKind(['case_no', 'called_at', 'result', 'window_start', 'window_end'], [])).toBe('calls')
    expect(guessKind(['case_no', 'visited_at', 'left_at', 'result', 'met'], [])).toBe('outcomes')
    expect(guessKind(['a', 'b'], [])).toBeNull()
  })
})
