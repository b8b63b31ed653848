/**
 * Writes `resources/sample` and `resources/holidays` from the reference data:
 *
 *     node_modules/.bin/node test/helpers/sampleBranch.ts
 *
 * The same seed gives the same bytes. People, telephone numbers, amounts, calls and outcomes are invented here.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Workbook } from '@cj-tech-master/excelts'
import { unzipSync, zipSync } from 'fflate'
import { referenceData } from './reference.ts'
import { liechtensteinSample } from './sampleLiechtenstein.ts'
import { taipeiSample } from './sampleTaipei.ts'

export const sampleSeed = 20261123

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value, null, 2) + '\n')
const reference = (path: string): Uint8Array => new Uint8Array(readFileSync(referenceData(path)))

/** A workbook with two title rows above the header; its time stamps are fixed so that its bytes are. */
async function caseWorkbook(table: readonly (readonly string[])[]): Promise<Uint8Array> {
  const workbook = new Workbook()
  const fixed = new Date(Date.UTC(2026, 10, 20))
  workbook.created = fixed
  workbook.modified = fixed
  workbook.creator = 'Roundsman sample'
  const sheet = workbook.addWorksheet('逾期案件')
  sheet.addRow(['臺北示範分行　逾期案件外訪清單（虛構資料）'])
  sheet.addRow(['匯出日期', '2026/11/20', '', '共 ' + (table.length - 1) + ' 筆'])
  const [headers, ...rows] = table
  sheet.addRow([...headers])
  const numeric = new Set(['逾期天數', '優先級', '外訪時長(分)', '外訪人數'])
  for (const row of rows)
    sheet.addRow(row.map((text, i) => (numeric.has(headers[i]) && text !== '' ? Number(text) : text)))
  sheet.columns.forEach((column, i) => {
    column.width = headers[i] === '地址' ? 44 : 14
  })
  const parts = unzipSync(new Uint8Array(await workbook.xlsx.writeBuffer()))
  return zipSync(parts, { level: 9, mtime: new Date(2026, 10, 20, 12, 0, 0) })
}

function readme(title: string, body: string): Uint8Array {
  return utf8(`# ${title}

${body}
## Fictional
People, names, telephone numbers, amounts, calls and outcomes are invented by a generator
(\`test/helpers/sampleBranch.ts\`, seed ${sampleSeed}). Telephone numbers lie in ranges that are given to nobody
(subscriber numbers that begin with 0). The addresses are real places out of open data; nobody who lives there has
anything to do with the cases. Any likeness is chance.

To make the files again: \`node_modules/.bin/node test/helpers/sampleBranch.ts\`.
`)
}

const osmNotice = `Map data © OpenStreetMap contributors, available under the Open Database License (ODbL) 1.0:
https://www.openstreetmap.org/copyright, https://opendatacommons.org/licenses/odbl/1-0/
`
const taipeiNotice = `building-list.csv: building numbers from the records of garbage-truck stops and YouBike 2.0 stations,
published by the Taipei City Government (臺北市政府) under the Open Government Data License, version 1.0
(政府資料開放授權條款－第1版, OGDL-Taiwan-1.0): https://data.gov.tw/license
Changed: one row a number; about one number in five left out.
`

/** Every file of the samples and holidays, path below `resources` → bytes. */
export async function sampleFiles(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const text = (path: string): string => new TextDecoder().decode(reference(path))

  const liechtenstein = 'sample/liechtenstein/'
  for (const [name, content] of liechtensteinSample(text('addresses/liechtenstein.csv'), sampleSeed))
    files.set(liechtenstein + name, utf8(content))
  files.set(liechtenstein + 'liechtenstein.osm.pbf', reference('osm/liechtenstein.osm.pbf'))
  files.set(liechtenstein + 'ATTRIBUTION.txt', utf8(osmNotice))
  files.set(
    liechtenstein + 'branch.json',
    json({
      key: 'liechtenstein',
      name: { en: 'Liechtenstein (sample)', 'zh-CN': '列支敦士登（示例）', 'zh-TW': '列支敦斯登（範例）' },
      zone: 'Europe/Vaduz',
      currency: 'CHF',
      rulePacks: [],
      locale: 'en',
      week: '2026-11-23',
      now: '2026-11-20T17:00:00Z',
      region: { name: 'Liechtenstein', pbf: 'liechtenstein.osm.pbf', addressLists: [] },
      files: {
        cases: 'cases.csv',
        collectors: 'collectors.csv',
        calls: 'calls.csv',
        outcomes: 'outcomes.csv',
      },
      attribution: ['© OpenStreetMap contributors (ODbL 1.0)'],
    }),
  )
  files.set(
    liechtenstein + 'README.md',
    readme(
      'Sample branch: Liechtenstein',
      `About 300 cases, six collectors, the calls of Friday 2026-11-20 and the outcomes of the first two days of the week
of 2026-11-23. A few rows are spoiled on purpose: a case number that stands twice, an impossible date, a missing
address, a call for a case of another branch.

## Data
\`liechtenstein.osm.pbf\`: extract by Geofabrik of 2024-03-04, a part of its addresses removed.
${osmNotice}
`,
    ),
  )

  const taipei = 'sample/taipei/'
  const sample = taipeiSample(text('addresses/taipei/building-list-ship.csv'), sampleSeed + 1)
  for (const [name, content] of sample.files) files.set(taipei + name, utf8(content))
  files.set(taipei + 'cases.xlsx', await caseWorkbook(sample.caseTable))
  files.set(taipei + 'building-list.csv', utf8(sample.buildingList))
  files.set(taipei + 'taipei-main-roads.osm.pbf', reference('osm/taipei-main-roads.osm.pbf'))
  files.set(taipei + 'ATTRIBUTION.txt', utf8(osmNotice + '\n' + taipeiNotice))
  files.set(
    taipei + 'branch.json',
    json({
      key: 'taipei',
      name: { en: 'Taipei (sample)', 'zh-CN': '台北（示例）', 'zh-TW': '臺北（範例）' },
      zone: 'Asia/Taipei',
      currency: 'TWD',
      rulePacks: ['tw'],
      locale: 'zh-TW',
      week: '2026-11-23',
      now: '2026-11-20T10:30:00Z',
      region: {
        name: '臺北',
        pbf: 'taipei-main-roads.osm.pbf',
        addressLists: [{ file: 'building-list.csv', name: '臺北市政府 (OGDL-Taiwan-1.0)' }],
      },
      files: {
        cases: 'cases.xlsx',
        collectors: 'collectors.csv',
        calls: 'calls.csv',
        outcomes: 'outcomes.csv',
      },
      attribution: ['© OpenStreetMap contributors (ODbL 1.0)', '臺北市政府 (OGDL-Taiwan-1.0)'],
    }),
  )
  files.set(
    taipei + 'README.md',
    readme(
      'Sample branch: Taipei 臺北',
      `About 300 cases with addresses as clerks type them, six collectors, the calls of Friday 2026-11-20 and the outcomes
of the first two days of the week of 2026-11-23. \`cases.xlsx\` and \`cases.csv\` hold the same rows. Some rows are spoiled
on purpose: a case number that stands twice, an impossible date, a missing address, calls outside the permitted hours.

## Data
\`taipei-main-roads.osm.pbf\`: main roads only, by Overpass, 2024-11.
${osmNotice}
${taipeiNotice}
`,
    ),
  )

  for (const name of readdirSync(referenceData('holidays')).sort())
    files.set('holidays/' + name, reference('holidays/' + name))
  return files
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const resources = fileURLToPath(new URL('../../resources/', import.meta.url))
  for (const [path, bytes] of await sampleFiles()) {
    mkdirSync(dirname(join(resources, path)), { recursive: true })
    writeFileSync(join(resources, path), bytes)
  }
}
