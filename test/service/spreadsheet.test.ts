import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Workbook } from '@cj-tech-master/excelts'
import { unzipSync, zipSync, type Zippable } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createJobPool, type JobPool } from '../../electron/service/jobs/pool.ts'
import { readTable } from '../../electron/service/sources/spreadsheet/readTable.ts'
import { CancelledError } from '../../shared/core/lib/cancel.ts'
import type { Table } from '../../shared/model/intake.ts'
import { sentence, type ReasonCode } from '../../shared/model/reasons.ts'
import { RefusalError, type Refusal } from '../../shared/model/refusal.ts'
import { encodeText, type TestEncoding } from '../helpers/encodeText.ts'

const simplified = `案件编号,借款人,手机号,地址,备注
A1,王伟,13800138000,"上海市黄浦区人民大道200号, 3楼",请先打电话
A2,欧阳娜娜,13900139000,杭州市西湖区文三路90号,"他说""下周""再来"
A3,张敏,13700137000,"北京市朝阳区
建国路88号",
`
const traditional = `案件編號,借款人,手機號碼,地址,備註
A1,王建國,02-2345-6789,"臺北市大安區仁愛路四段110號, 3樓",請先打電話
A2,歐陽美玲,02-2345-6780,臺北市信義區松德路300號,"他說""下週""再來"
A3,張淑芬,02-2345-6781,"臺北市中正區
重慶南路一段96號",
`
const western = `Case No;Borrower;Phone;Address;Note
A1;Büchel Jürg;+423 000 10 20;Städtle 23, 9490 Vaduz;"läutet ""zweimal"""
A2;Schädler Zoë;+423 000 10 21;Im Gässle 8, Triesenberg;
A3;Öhri Anna;+423 000 10 22;"Fürst-Franz-Josef-Str. 5
Hinterhaus, Mauren";
`
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const cellsOf = (table: Table): string[][] => table.rows.map((row) => row.cells)
const refusalOf = async (input: Parameters<typeof readTable>[0]): Promise<Refusal> => {
  try {
    await readTable(input)
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal
    throw error
  }
  throw new Error('was read')
}
async function workbook(fill: (book: Workbook) => void): Promise<Uint8Array> {
  const book = new Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const rowsOf = (book: Workbook, name: string, rows: unknown[][]) => {
  const sheet = book.addWorksheet(name)
  for (const row of rows) sheet.addRow(row)
  return sheet
}

describe('encodings', () => {
  const all: TestEncoding[] = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16le-bom', 'utf-16be', 'utf-16be-bom']
  test.each([
    ...all.map((encoding) => [encoding, simplified] as const),
    ...all.map((encoding) => [encoding, traditional] as const),
    ['gb18030', simplified] as const,
    ['gb18030', traditional] as const,
    ['big5', traditional] as const,
    ['windows-1252', western] as const,
    ['utf-8', western] as const,
  ])('%s', async (encoding, text) => {
    const table = await readTable({ bytes: encodeText(text, encoding), fileName: 'cases.csv' })
    expect(table.encoding).toBe(encoding.replace('-bom', ''))
    const expected = await readTable({ bytes: bytesOf(text), fileName: 'cases.csv' })
    expect(table.headers).toEqual(expected.headers)
    expect(table.headers[0]).toMatch(/^(案件|Case No$)/)
    expect(cellsOf(table)).toEqual(cellsOf(expected))
    expect(table.rows.map((row) => row.line)).toEqual([2, 3, 4])
  })

  test('one line is enough to tell GB18030 from Big5', async () => {
    for (const line of simplified.split('\n').slice(1, 3)) {
      const table = await readTable({
        bytes: encodeText('a,b,c,d,e\n' + line + '\n', 'gb18030'),
        fileName: 'x.csv',
      })
      expect(table.encoding).toBe('gb18030')
    }
    for (const line of traditional.split('\n').slice(1, 3)) {
      const table = await readTable({
        bytes: encodeText('a,b,c,d,e\n' + line + '\n', 'big5'),
        fileName: 'x.csv',
      })
      expect(table.encoding).toBe('big5')
    }
  })

  test('a spoiled byte in UTF-8 does not make it another encoding; the row is pointed out', async () => {
    const bytes = encodeText(simplified.repeat(30), 'utf-8')
    bytes[bytes.indexOf(0xe7, 60)] = 0xff
    const table = await readTable({ bytes, fileName: 'x.csv' })
    expect(table.encoding).toBe('utf-8')
    expect(table.notices[0]).toMatchObject({ line: 2, reason: 'characters-lost' })
  })
})

describe('delimiters and line ends', () => {
  const plain = [
    ['case_no', 'borrower', 'phone', 'address'],
    ['A1', 'Wang Wei', '13800138000', 'Road 1, Town'],
    ['A2', 'Li Na', '13900139000', 'Road 2; Town'],
    ['A3', 'Sun Yi', '13700137000', 'Road 3'],
  ]
  const write = (delimiter: string, ends: string[]) =>
    plain
      .map(
        (row, i) =>
          row.map((cell) => (/[,;]/.test(cell) ? `"${cell}"` : cell)).join(delimiter) + ends[i % ends.length],
      )
      .join('')
  test.each([',', ';', '\t', '|', '^', '~', '\u0001', '¦', '，'])('%j', async (delimiter) => {
    const table = await readTable({ bytes: bytesOf(write(delimiter, ['\n'])), fileName: 'x.txt' })
    expect(table.delimiter).toBe(delimiter)
    expect([table.headers, ...cellsOf(table)]).toEqual(plain)
  })
  test.each([[['\n']], [['\r\n']], [['\r']], [['\r\n', '\n']], [['\n', '\r\n', '\r']], [['\n\n']]])(
    'line ends %j',
    async (ends) => {
      const table = await readTable({ bytes: bytesOf(write(',', ends)), fileName: 'x.csv' })
      expect([table.headers, ...cellsOf(table)]).toEqual(plain)
    },
  )
  test('sep=; as spreadsheets write it', async () => {
    const table = await readTable({ bytes: bytesOf('sep=;\r\n' + write(';', ['\r\n'])), fileName: 'x.csv' })
    expect([table.delimiter, table.headerLine, cellsOf(table)]).toEqual([';', 2, plain.slice(1)])
  })
  test('quotes: doubled, with line breaks, and stray ones; lines stay true', async () => {
    const text =
      'case_no,borrower,address\nA1,"Wang ""W"" Wei","Road 1\nTown"\n\nA2,5" pipe,Road 2\nA3,"Li",Road 3\n'
    const table = await readTable({ bytes: bytesOf(text), fileName: 'x.csv' })
    expect(table.rows).toEqual([
      { line: 2, cells: ['A1', 'Wang "W" Wei', 'Road 1\nTown'] },
      { line: 5, cells: ['A2', '5" pipe', 'Road 2'] },
      { line: 6, cells: ['A3', 'Li', 'Road 3'] },
    ])
  })
  test('rows longer and shorter than the header', async () => {
    const table = await readTable({
      bytes: bytesOf('case_no,borrower,address\nA1,Wang\nA2,Li,Road 2,extra\n,,\n'),
      fileName: 'x.csv',
    })
    expect(table.headers).toEqual(['case_no', 'borrower', 'address', ''])
    expect(cellsOf(table)).toEqual([
      ['A1', 'Wang', '', ''],
      ['A2', 'Li', 'Road 2', 'extra'],
    ])
  })
  test('a quote across a piece of the file, 200,000 rows, lines still true', async () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `A${i},"Wang\nWei",Road ${i}`)
    const table = await readTable({
      bytes: bytesOf('case_no,borrower,address\n' + rows.join('\n')),
      fileName: 'x.csv',
    })
    expect(table.rows.length).toBe(200_000)
    expect(table.rows[199_999]).toEqual({
      line: 2 + 2 * 199_999,
      cells: ['A199999', 'Wang\nWei', 'Road 199999'],
    })
  })
})

describe('workbooks', () => {
  test('dates, times, numbers, formulas, errors, rich text, leading zeros', async () => {
    const bytes = await workbook((book) => {
      const sheet = rowsOf(book, '案件', [
        ['案件编号', '借款人', '手机号', '地址', '期限', '时间', '金额', '公式', '备注'],
      ])
      const row = sheet.addRow([
        7,
        { richText: [{ text: '王' }, { text: '伟' }] },
        13800138000,
        '人民大道200号',
        new Date(Date.UTC(2026, 10, 27)),
        new Date(Date.UTC(2026, 10, 27, 9, 30)),
        0.1 + 0.2,
        { formula: 'G2*10', result: 3 },
        { text: 'see', hyperlink: 'http://example.invalid/' },
      ])
      row.getCell(1).numFmt = '00000'
      row.getCell(6).numFmt = 'yyyy-mm-dd hh:mm'
      const second = sheet.addRow([
        'A2',
        '李娜',
        '1.38E+10',
        'x',
        46353,
        0.5,
        1e15,
        { formula: 'NOW()' },
        { error: '#REF!' },
      ])
      second.getCell(5).numFmt = 'yyyy"年"m"月"d"日"'
      second.getCell(6).numFmt = 'hh:mm'
      const third = sheet.addRow(['A3', true, '', '', '', '', -5.5, { formula: 'A1', result: 46353.5 }, ''])
      third.getCell(8).numFmt = 'yyyy/m/d h:mm'
    })
    const table = await readTable({ bytes, fileName: 'x.xlsx', kind: 'cases' })
    expect(table).toMatchObject({ format: 'xlsx', sheet: '案件', delimiter: null, headerLine: 1 })
    expect(cellsOf(table)).toEqual([
      ['00007', '王伟', '13800138000', '人民大道200号', '2026-11-27', '2026-11-27 09:30', '0.3', '3', 'see'],
      ['A2', '李娜', '1.38E+10', 'x', '2026-11-27', '12:00', '1000000000000000', '', ''],
      ['A3', 'TRUE', '', '', '', '', '-5.5', '2026-11-27 12:00', ''],
    ])
    expect(table.notices).toEqual([
      { line: 3, reason: 'formula-without-result', params: { column: '公式', text: '' } },
      { line: 3, reason: 'cell-error', params: { column: '备注', text: '#REF!' } },
    ])
  })

  test('the header under merged titles; the sheet that holds the cases; hidden sheets unread', async () => {
    const bytes = await workbook((book) => {
      rowsOf(book, '说明', [['本表由信贷部导出'], ['共两页']])
      const sheet = rowsOf(book, '清单', [
        ['逾期案件外访清单'],
        [],
        ['案件编号', '借款人', '地址'],
        ['A1', '王伟', '人民大道200号'],
        [],
        ['A2', '李娜', '南京西路1266号'],
      ])
      sheet.mergeCells('A1:C1')
      rowsOf(book, '旧', [
        ['案件编号', '借款人', '手机号', '地址'],
        ['Z9', '', '', ''],
      ]).state = 'hidden'
    })
    const table = await readTable({ bytes, fileName: 'x.xlsx', kind: 'cases' })
    expect(table.sheet).toBe('清单')
    expect(table.sheets).toEqual([
      { name: '说明', rows: 2 },
      { name: '清单', rows: 4 },
    ])
    expect(table.headerLine).toBe(3)
    expect(table.rows).toEqual([
      { line: 4, cells: ['A1', '王伟', '人民大道200号'] },
      { line: 6, cells: ['A2', '李娜', '南京西路1266号'] },
    ])
    await expect(readTable({ bytes, fileName: 'x.xlsx', sheet: '说明' })).resolves.toMatchObject({
      sheet: '说明',
    })
    expect(await refusalOf({ bytes, fileName: 'x.xlsx', sheet: 'nope' })).toMatchObject({
      code: 'import-sheet-missing',
      params: { found: '说明, 清单' },
    })
  })

  test.each(['', 'x:'])(
    'what other programs write: prefix %j, no references, cells with their text, odd paths',
    async (p) => {
      const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
      const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
      const space = p ? `xmlns:x="${main}"` : `xmlns="${main}"`
      const inline = (value: string) =>
        `<${p}c t="inlineStr"><${p}is><${p}t>${value}</${p}t></${p}is></${p}c>`
      const bytes = zipSync({
        'xl/workbook.xml': bytesOf(
          `<?xml version="1.0"?><${p}workbook ${space} xmlns:r="${relations}"><${p}sheets><${p}sheet name="A &amp; B" sheetId="4" r:id="R8"/></${p}sheets></${p}workbook>`,
        ),
        'xl/_rels/workbook.xml.rels': bytesOf(
          '<Relationships><Relationship Target="/xl/worksheets/Data.xml" Id="R8"/></Relationships>',
        ),
        'xl/worksheets/Data.xml': bytesOf(
          `<?xml version="1.0"?><${p}worksheet ${space}><${p}sheetData>` +
            `<${p}row>${['case_no', 'borrower', 'address'].map(inline).join('')}</${p}row>` +
            `<${p}row r="5"><${p}c><${p}v>7</${p}v></${p}c><${p}c r="C5" t="str"><${p}v>Road &lt;1&gt;</${p}v></${p}c></${p}row>` +
            `<${p}row>${inline('A2')}${inline('李娜')}</${p}row>` +
            `</${p}sheetData></${p}worksheet>`,
        ),
      })
      const table = await readTable({ bytes, fileName: 'x.xlsx' })
      expect(table.headers).toEqual(['case_no', 'borrower', 'address'])
      expect(table.sheets).toEqual([{ name: 'A & B', rows: 3 }])
      expect(table.rows).toEqual([
        { line: 5, cells: ['7', '', 'Road <1>'] },
        { line: 6, cells: ['A2', '李娜', ''] },
      ])
    },
  )

  test('the calendar that starts in 1904', async () => {
    const bytes = await workbook((book) => {
      book.properties.date1904 = true
      rowsOf(book, 'a', [
        ['case_no', 'borrower', 'address', 'due'],
        ['A1', 'Wang', 'Road', new Date(Date.UTC(2026, 10, 27))],
      ])
    })
    const table = await readTable({ bytes, fileName: 'x.xlsx' })
    expect(table.rows[0].cells[3]).toBe('2026-11-27')
  })
})

describe('files that are not what they should be', () => {
  const cases: [string, () => Promise<Uint8Array> | Uint8Array, ReasonCode][] = [
    ['empty', () => new Uint8Array(0), 'import-empty'],
    ['blank', () => bytesOf('\uFEFF \n\n \n'), 'import-empty'],
    ['only separators', () => bytesOf(',,,\n,,,\n'), 'import-empty'],
    ['a header alone', () => bytesOf('case_no,borrower,address\n'), 'import-no-rows'],
    ['a PDF', () => bytesOf('%PDF-1.7\n1 0 obj'), 'import-not-table'],
    ['a picture', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'import-not-table'],
    [
      'a web page',
      () => bytesOf('<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>'),
      'import-not-table',
    ],
    ['JSON', () => bytesOf('{"cases": [{"case_no": 1}]}'), 'import-not-table'],
    ['zero bytes', () => new Uint8Array(5000), 'import-not-table'],
    [
      'an old workbook',
      () => Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0),
      'import-xls-old',
    ],
    [
      'a workbook with a password',
      () =>
        new Uint8Array(
          Buffer.concat([
            Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
            Buffer.alloc(600),
            Buffer.from('EncryptedPackage', 'utf16le'),
          ]),
        ),
      'import-encrypted',
    ],
    [
      'UTF-8 cut within a character',
      () => encodeText(simplified.slice(0, 40) + '国', 'utf-8').subarray(0, -1),
      'import-truncated',
    ],
    [
      'UTF-16 cut within a character',
      () => encodeText(simplified, 'utf-16le-bom').subarray(0, 101),
      'import-truncated',
    ],
    [
      'a quote that never ends',
      () => bytesOf('case_no,borrower,address\nA1,Wang,"Road 1\nA2,Li,Road 2\n'),
      'import-quote-open',
    ],
    [
      'a column named __proto__',
      () => bytesOf('case_no,borrower,address,__proto__\nA1,Wang,Road,x\n'),
      'import-header-forbidden',
    ],
    ['a Word file', () => zipSync({ 'word/document.xml': bytesOf('<w/>') }), 'import-not-table'],
    ['an archive', () => zipSync({ 'a.csv': bytesOf(simplified) }), 'import-not-table'],
    ['a workbook without cells', () => workbook((book) => void book.addWorksheet('a')), 'import-empty'],
    [
      'half a workbook',
      async () => {
        const bytes = await workbook((book) => void rowsOf(book, 'a', [['case_no'], ['A1']]))
        return bytes.subarray(0, bytes.length / 2)
      },
      'import-truncated',
    ],
  ]
  test.each(cases)('%s', async (_, make, code) => {
    const refusal = await refusalOf({ bytes: await make(), fileName: '案件.csv' })
    expect(refusal.code).toBe(code)
    for (const locale of ['en', 'zh-CN', 'zh-TW'] as const) {
      const text = sentence(refusal.code, refusal.params, locale)
      expect(text).toContain('案件.csv')
      expect(text).not.toMatch(/[{}]/)
    }
  })

  test('an open quote is named by the line it opens at', async () => {
    const refusal = await refusalOf({
      bytes: bytesOf('case_no,borrower,address\nA1,Wang,Road\nA2,"Li,Road\nA3,Sun,Road\n'),
      fileName: 'x.csv',
    })
    expect(refusal).toMatchObject({ code: 'import-quote-open', at: { file: 'x.csv', line: 3 } })
  })

  test('a file that is not there, and a folder', async () => {
    expect(await refusalOf({ path: '/nowhere/cases.csv' })).toMatchObject({ code: 'file-not-found' })
    expect(await refusalOf({ path: tmpdir() })).toMatchObject({ code: 'file-unreadable' })
  })

  test('a workbook that would unpack to hundreds of megabytes is not unpacked', async () => {
    const small = await workbook(
      (book) =>
        void rowsOf(book, 'a', [
          ['case_no', 'borrower', 'address'],
          ['A1', 'W', 'R'],
        ]),
    )
    const parts = unzipSync(small)
    const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml'])
    const filler = '<row r="9"><c r="A9"><v>1</v></c></row>'.repeat(1_500_000)
    parts['xl/worksheets/sheet1.xml'] = bytesOf(sheet.replace('</sheetData>', filler + '</sheetData>'))
    const bomb = zipSync(parts as Zippable, { level: 9 })
    expect(bomb.length).toBeLessThan(1_000_000)
    const before = process.memoryUsage().rss
    expect((await refusalOf({ bytes: bomb, fileName: 'x.xlsx' })).code).toBe('import-inflates')
    expect(process.memoryUsage().rss - before).toBeLessThan(30_000_000)

    // the same, with a directory that lies about the size
    const view = new DataView(bomb.buffer, bomb.byteOffset)
    for (let at = 0; at < bomb.length - 46; at++) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000)
        view.setUint32(at + 24, 5_000, true)
    }
    expect((await refusalOf({ bytes: bomb, fileName: 'x.xlsx' })).code).toBe('import-inflates')
  })

  test('entities are not expanded', async () => {
    const parts = unzipSync(await workbook((book) => void rowsOf(book, 'a', [['case_no'], ['A1']])))
    const shared = new TextDecoder().decode(parts['xl/sharedStrings.xml'])
    parts['xl/sharedStrings.xml'] = bytesOf(
      shared.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'),
    )
    expect((await refusalOf({ bytes: zipSync(parts as Zippable), fileName: 'x.xlsx' })).code).toBe(
      'import-damaged',
    )
  })
})

describe('as a job', () => {
  let pool: JobPool
  let folder: string
  beforeAll(() => {
    pool = createJobPool(2)
    folder = mkdtempSync(join(tmpdir(), 'roundsman-table-'))
  })
  afterAll(async () => {
    await pool.close()
    rmSync(folder, { recursive: true })
  })

  test('reads a path, tells its progress, and hands refusals over', async () => {
    const path = join(folder, '案件.csv')
    writeFileSync(path, encodeText(simplified, 'gb18030'))
    const stages: string[] = []
    const table = await pool.run(
      'read-table',
      { path, kind: 'cases' },
      { progress: (step) => stages.push(step.stage) },
    )
    expect([table.fileName, table.encoding, table.rows.length]).toEqual(['案件.csv', 'gb18030', 3])
    expect(stages).toContain('parsing-text')
    await expect(
      pool.run('read-table', { bytes: new Uint8Array(0), fileName: 'x.csv' }),
    ).rejects.toMatchObject({
      refusal: { code: 'import-empty' },
    })
  })

  test('can be cancelled', async () => {
    const text = 'case_no,borrower,address\n' + 'A1,"Wang",Road 1\n'.repeat(1_500_000)
    const stop = new AbortController()
    const running = pool.run(
      'read-table',
      { bytes: bytesOf(text), fileName: 'x.csv' },
      { signal: stop.signal, progress: () => stop.abort() },
    )
    await expect(running).rejects.toBeInstanceOf(CancelledError)
  })
})
