import { Workbook } from '@cj-tech-master/excelts'
import { unzipSync, zipSync, type Zippable } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '../../electron/service/sources/spreadsheet/readTable.ts'
import { proposeMapping } from '../../shared/core/intake/headers.ts'
import { readCases } from '../../shared/core/intake/readCases.ts'
import { rejectedCsv } from '../../shared/core/intake/rejected.ts'
import { seededRandom, type Random } from '../../shared/core/lib/random.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import { encodeText, type TestEncoding } from '../helpers/encodeText.ts'

/** How many spoiled files of each kind; ROUNDSMAN_FAULTS multiplies it. */
const rounds = 150 * Number(process.env.ROUNDSMAN_FAULTS ?? 1)
const mostMilliseconds = 2_000

const text = `案件编号,借款人,手机号,地址,逾期金额,期限,可访日,可访时段,状态
A1,王伟,13800138000,"上海市黄浦区人民大道200号, 3楼","￥12,345.60",2026年11月27日,周一至周五,09:00-12:00,待外访
A2,=HYPERLINK("http://x"),+8613900139000,@杭州市西湖区文三路90号,1.2万,2026/11/26,,上午,
A3,<img src=x onerror=alert(1)>,13700137000,"北京市朝阳区
建国路88号",300,46353,Mon-Wed,14:00-16:00,
`
const nasty = ['"', '""', ',', '\r', '\n', '\0', '\uFEFF', '=', '＝1+1', '__proto__', '\u202e', '\ud800', 'A'.repeat(5_000), ';'.repeat(300), '1'.repeat(400), 'E+99', '<!DOCTYPE', '年月日'.repeat(50), '(((((((((', '9-'.repeat(200)] // prettier-ignore

/** Everything an import does with a file. Only a refusal may come of a bad one, soon, and no live formula. */
async function importWhole(bytes: Uint8Array): Promise<'read' | 'refused'> {
  const start = performance.now()
  try {
    const table = await readTable({ bytes, fileName: 'x', kind: 'cases' })
    const cells = table.rows.slice(0, 200).map((row) => row.cells)
    const context = { fileName: 'x', zone: 'Asia/Shanghai', currency: 'CNY', week: '2026-11-23' }
    const result = readCases(table, proposeMapping(table.headers, cells, 'cases'), context)
    expect(result.rows.length + result.rejected.length).toBe(table.rows.length)
    const out = rejectedCsv(table, result.rejected, 'en')
    for (const row of result.rejected.slice(0, 5))
      for (const cell of row.cells)
        if (/^[=+@]\w/.test(cell)) expect(out.includes(`\n${cell}`) || out.includes(`,${cell}`)).toBe(false)
    return 'read'
  } catch (error) {
    if (error instanceof RefusalError) return 'refused'
    throw error
  } finally {
    expect(performance.now() - start).toBeLessThan(mostMilliseconds)
  }
}

function spoil(random: Random, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  switch (random.below(5)) {
    case 0: // single bits
      for (let i = 0; i <= random.below(8); i++) copy[random.below(copy.length)] ^= 1 << random.below(8)
      return copy
    case 1: // cut
      return copy.subarray(0, random.below(copy.length))
    case 2: {
      // zeroed
      const from = random.below(copy.length)
      return copy.fill(0, from, from + random.below(64))
    }
    case 3: {
      // a piece twice
      const from = random.below(copy.length)
      return new Uint8Array(Buffer.concat([copy.subarray(0, from + random.below(200)), copy.subarray(from)]))
    }
    default: // random bytes
      for (let i = 0; i <= random.below(40); i++) copy[random.below(copy.length)] = random.below(256)
      return copy
  }
}

describe(`${rounds} spoiled files of each kind: refused or read, never a crash or a hang`, () => {
  const encodings: TestEncoding[] = ['utf-8', 'utf-8-bom', 'utf-16le-bom', 'utf-16be', 'gb18030']
  test('CSV, bytes', async () => {
    const random = seededRandom(1)
    for (let i = 0; i < rounds; i++)
      await importWhole(spoil(random, encodeText(text, encodings[i % encodings.length])))
  })
  test('CSV, hostile text put in', async () => {
    const random = seededRandom(2)
    for (let i = 0; i < rounds; i++) {
      let spoiled = text
      for (let k = 0; k <= random.below(4); k++) {
        const at = random.below(spoiled.length)
        spoiled =
          spoiled.slice(0, at) + nasty[random.below(nasty.length)] + spoiled.slice(at + random.below(3))
      }
      await importWhole(new TextEncoder().encode(spoiled))
    }
  })

  let book: Uint8Array
  beforeAll(async () => {
    const workbook = new Workbook()
    const sheet = workbook.addWorksheet('案件')
    for (const line of text.split('\n').slice(0, 3)) sheet.addRow(line.split(','))
    sheet.addRow([
      'A9',
      { formula: '1+1', result: 2 },
      13800138000,
      'x',
      12.5,
      new Date(Date.UTC(2026, 10, 27)),
    ])
    book = new Uint8Array(await workbook.xlsx.writeBuffer())
  })
  test('XLSX, bytes of the package', async () => {
    const random = seededRandom(3)
    for (let i = 0; i < rounds; i++) await importWhole(spoil(random, book))
  })
  test('XLSX, bytes and words of its parts, well packed', async () => {
    const random = seededRandom(4)
    const words = ['<row r="1048576">', '</row>', '<c r="XFD1" t="s"><v>99999999</v></c>', '<c r="A-1"><v>1</v></c>', '<v>1e999</v>', '&#0;', '&lt;', ']]>', '<![CDATA[', '<sheet name="b" sheetId="1" r:id="rId99"/>', 't="inlineStr"', '<is><t>x</t></is>', '\0', '<si/>', '<!--'] // prettier-ignore
    for (let i = 0; i < rounds; i++) {
      const parts = unzipSync(book)
      const names = Object.keys(parts).filter((name) => /workbook|sheet|styles|shared/i.test(name))
      const name = names[random.below(names.length)]
      if (random.below(2) === 0) parts[name] = Uint8Array.from(spoil(random, parts[name]))
      else {
        const xml = new TextDecoder().decode(parts[name])
        const at = random.below(xml.length)
        const tag = xml.indexOf('<', at)
        const place = random.below(2) === 0 && tag >= 0 ? tag : at
        parts[name] = new TextEncoder().encode(
          xml.slice(0, place) + words[random.below(words.length)] + xml.slice(place),
        )
      }
      await importWhole(zipSync(parts as Zippable))
    }
  })
})
