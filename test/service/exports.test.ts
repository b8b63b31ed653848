import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Workbook } from '@cj-tech-master/excelts'
import { unzipSync, strFromU8 } from 'fflate'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeFileAtomic } from '../../electron/service/exports/atomicFile.ts'
import { openMaps, writeFormat } from '../../electron/service/exports/files.ts'
import { renderRunSheet, renderRunSheets } from '../../electron/service/exports/pdf/runSheet.ts'
import { coverage, missingSign, textRuns } from '../../electron/service/exports/pdf/typefaces.ts'
import { writeXlsx } from '../../electron/service/exports/workbook.ts'
import { createJobPool, type JobPool } from '../../electron/service/jobs/pool.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import { disclose, leastDisclosure, sheetLocales } from '../../shared/model/runsheet.ts'
import { charactersOf, fontNames, linksOf, pageCount } from '../helpers/pdf.ts'
import { sheetWords } from '../../shared/core/exchange/sheetWords.ts'
import { hasReferenceData, referenceData } from '../helpers/reference.ts'
import { longDay, sheetDay, sheetStop } from '../helpers/sheetDay.ts'
import { smallDisk } from '../helpers/smallDisk.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roundsman-exports-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const has = (command: string) => {
  try {
    execFileSync(command, ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('run sheet', () => {
  test.each(sheetLocales)(
    'in %s: every character of names and addresses can be read from it',
    async (locale) => {
      const pdf = await renderRunSheet(disclose(sheetDay({ locale, disclosure: open })), null)
      const characters = charactersOf(pdf)
      const shown = ['王小明', '臺北市信義區信義路五段7號', '10:05', '南區組', '© OpenStreetMap'].join('')
      expect([...shown].filter((sign) => sign !== ' ' && !characters.has(sign))).toEqual([])
      expect(
        fontNames(pdf).some((name) => name.startsWith(locale === 'zh-TW' ? 'NotoSansTC' : 'SourceHanSansCN')),
      ).toBe(true)
    },
  )
  const open = { maskNames: false, maskPhones: false, showAmounts: false }

  test.each([
    [1, 'zh-CN'],
    [10, 'en'],
    [15, 'en'],
    [15, 'zh-CN'],
    [15, 'zh-TW'],
  ] as const)('%i stops in %s take at most three pages', async (count, locale) => {
    const pdf = await renderRunSheet(disclose(longDay(count, { locale })), null)
    expect(pageCount(pdf)).toBeLessThanOrEqual(3)
    expect(pdf.length).toBeLessThan(1_000_000)
  })

  test('forty stops flow on; none is one page that says so', async () => {
    expect(pageCount(await renderRunSheet(disclose(longDay(40)), null))).toBeGreaterThan(3)
    const empty = await renderRunSheet(
      disclose(sheetDay({ stops: [], route: [], startsAt: null, endsAt: null })),
      null,
    )
    expect(pageCount(empty)).toBe(1)
    const nowhere = sheetDay({ stops: [], route: [], start: null, end: null })
    expect(pageCount(await renderRunSheet(disclose(nowhere), null))).toBe(1)
  })

  test('masked, it holds neither the middle of a name, nor the number, nor the amount', async () => {
    const stops = [
      sheetStop({
        borrowerName: '王鑫明',
        phone: '13812345678',
        amount: { minor: 777_700, currency: 'CNY' },
      }),
    ]
    const strict = { maskNames: true, maskPhones: true, showAmounts: false }
    const characters = charactersOf(
      await renderRunSheet(disclose(sheetDay({ stops, disclosure: strict })), null),
    )
    expect(characters.has('鑫')).toBe(false)
    expect(characters.has('王')).toBe(true)
    const opened = { maskNames: false, maskPhones: false, showAmounts: true }
    expect(
      charactersOf(await renderRunSheet(disclose(sheetDay({ stops, disclosure: opened })), null)).has('鑫'),
    ).toBe(true)
  })

  test('each code is also a link, to the place and without a name', async () => {
    const links = linksOf(await renderRunSheet(disclose(longDay(3)), null))
    expect(links).toHaveLength(3)
    for (const link of links) {
      expect(link).toContain('google.com/maps/dir')
      expect(link).not.toMatch(/TP-|%E7%8E%8B/)
    }
  })

  test('the same day gives the same bytes', async () => {
    const day = disclose(longDay(5))
    const first = Buffer.from(await renderRunSheet(day, null))
    // one glyph may stand for several characters: what another sheet meant by it is that sheet's own affair
    const other = longDay(3, { crewName: 'a\u00a0b\u2011c', branchName: '\u2126\u212a', planName: '\u2219' })
    await renderRunSheet(disclose(other), null)
    expect(first.equals(await renderRunSheet(day, null))).toBe(true)
  })

  test.skipIf(!has('pdftotext'))('another program reads its text', async () => {
    const path = join(folder, 'text.pdf')
    await writeFile(path, await renderRunSheet(disclose(longDay(12)), null))
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    for (const shown of [
      '臺北市信義區信義路五段7號',
      '王*明',
      '0912 345 678',
      '09:00',
      'TP-1012',
      '2026年11月23日',
    ])
      expect(text).toContain(shown)
    expect(text).not.toContain('王小明')
  })

  test.skipIf(!has('pdftotext'))(
    'of a week they are one PDF, each with its own first page and its own count',
    async () => {
      const days = [longDay(12), longDay(1, { crewName: '北區組' }), longDay(30, { date: '2026-11-24' })].map(
        disclose,
      )
      const alone = await Promise.all(days.map(async (day) => pageCount(await renderRunSheet(day, null))))
      const path = join(folder, 'week.pdf')
      await writeFile(path, await renderRunSheets(days.map((day) => ({ day, layers: null }))))
      const pages = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
        .split('\f')
        .slice(0, -1)
      expect(pages).toHaveLength(alone.reduce((sum, count) => sum + count, 0))
      let at = 0
      for (const [index, count] of alone.entries())
        for (let own = 1; own <= count; own++) {
          const text = pages[at++]!
          expect(text).toContain(sheetWords['zh-TW'].page(own, count))
          expect(text.includes(days[index]!.collectors.join('、')), `${index}, page ${own}`).toBe(own === 1)
          expect(text).toContain(days[index]!.crewName)
        }
    },
  )

  test('text of any kind is drawn, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const stops = [
          sheetStop({ borrowerName: text, address: text, notes: [text], caseNo: text, phone: text }),
        ]
        const day = sheetDay({ stops, crewName: text, branchName: text, attribution: text, planName: text })
        expect(pageCount(await renderRunSheet(disclose(day), null))).toBeGreaterThan(0)
      }),
      { seed: 20261124, numRuns: 12 },
    )
  })
})

describe('typefaces', () => {
  test('draw the whole basic block of ideographs but 47 newcomers, and say which', () => {
    const drawn = coverage('sc')
    const missing: number[] = []
    for (let code = 0x4e00; code <= 0x9fff; code++) if (!drawn.has(code)) missing.push(code)
    expect(missing).toHaveLength(47)
    // All of Unicode 1.1 (up to U+9FA5) is there: what is missing came later.
    expect(missing.every((code) => code > 0x9fa5)).toBe(true)
  })

  test('what the first lacks comes from the second; what none has is a sign, not a blank', () => {
    expect(textRuns('臺北刘', 'zh-TW')).toEqual([
      { text: '臺北', font: 'tc' },
      { text: '刘', font: 'sc' },
    ])
    expect(textRuns('刘', 'zh-CN')).toEqual([{ text: '刘', font: 'sc' }])
    expect(textRuns('\u{2f800}\uf9dc', 'zh-CN')[0]!.text).toBe('丽隆'.replace('丽', '\u4e3d'))
    expect(textRuns('a\u{1f600}', 'en')[0]!.text).toBe('a' + missingSign)
    expect(textRuns('葛\u{e0100}', 'zh-CN')).toEqual([{ text: '葛', font: 'sc' }])
  })

  test.skipIf(!hasReferenceData).each(['zh-CN', 'zh-TW'] as const)(
    'draw every character of real lists (%s)',
    (locale) => {
      const files = [
        'divisions/cn-to-township.csv',
        'addresses/starbucks-shanghai.csv',
        'addresses/macau-bus-stops.csv',
        'addresses/liechtenstein.csv',
        ...readdirSync(referenceData('addresses/taipei'))
          .filter((name) => name.endsWith('.csv'))
          .map((name) => 'addresses/taipei/' + name),
      ]
      const characters = new Set(
        files.flatMap((file) => [...new Set(readFileSync(referenceData(file), 'utf8'))]),
      )
      characters.delete('\ufeff')
      const drawn = textRuns([...characters].join(''), locale)
        .map((run) => run.text)
        .join('')
      expect(characters.size).toBeGreaterThan(3_500)
      expect(drawn).not.toContain(missingSign)
    },
  )
})

describe('XLSX', () => {
  const days = [
    disclose(
      sheetDay({
        stops: [
          sheetStop({ caseNo: '=1+1', address: '＝HYPERLINK("http://x")', notes: ['\t@x'] }),
          sheetStop({ order: 2 }),
        ],
      }),
    ),
    disclose(sheetDay({ date: '2026-11-24', crewName: '-北區' })),
  ]

  test('reads back with texts as texts, times on the clock of the branch, and a link a row', async () => {
    const workbook = new Workbook()
    await workbook.xlsx.load(await writeXlsx(days))
    const sheet = workbook.worksheets[0]!
    expect(sheet.name).toBe('外訪單')
    expect(sheet.rowCount).toBe(4)
    const heads = (sheet.getRow(1).values as string[]).slice(1)
    const cell = (row: number, head: string) => sheet.getRow(row).getCell(heads.indexOf(head) + 1).value
    expect(cell(2, '到達')).toEqual(new Date('2026-11-23T10:05:00Z'))
    expect(cell(2, '日期')).toEqual(new Date('2026-11-23T00:00:00Z'))
    expect(sheet.getRow(2).getCell(heads.indexOf('到達') + 1).numFmt).toBe('yyyy/mm/dd hh:mm')
    expect(cell(2, '案件編號')).toBe("'=1+1")
    expect(cell(2, '地址')).toBe('\'＝HYPERLINK("http://x")')
    expect(cell(3, '姓名')).toBe('王*明')
    expect(cell(3, '經度')).toBe(121.5645)
    expect(cell(4, '外訪組')).toBe("'-北區")
    expect(heads).not.toContain('金額')
    expect(cell(2, '導航')).toMatchObject({
      hyperlink: expect.stringContaining('https://www.google.com/maps'),
    })
  })

  test('holds no formula at all', async () => {
    const parts = unzipSync(await writeXlsx(days))
    for (const [name, bytes] of Object.entries(parts))
      if (name.startsWith('xl/worksheets/')) expect(strFromU8(bytes)).not.toMatch(/<f[ >]/)
  })
})

describe('jobs', () => {
  let pool: JobPool
  beforeAll(() => {
    pool = createJobPool(2)
  })
  afterAll(() => pool.close())

  test('run sheets: one whole file a day, progress told', async () => {
    const seen: number[] = []
    const sheets = [longDay(3), longDay(2, { crewName: '北區組' }), longDay(1, { crewName: '北區組' })]
    const files = await pool.run(
      'export',
      { format: 'pdf', days: sheets, regionPath: null },
      { progress: (step) => seen.push(step.done) },
    )
    const names = ['2026-11-23 北區組 (2).pdf', '2026-11-23 北區組.pdf', '2026-11-23 南區組.pdf']
    expect(files.map((file) => file.name).sort()).toEqual(names.sort())
    expect(seen).toEqual([0, 1, 2, 3])
    for (const file of files) expect(Buffer.from(file.bytes.subarray(0, 5)).toString('latin1')).toBe('%PDF-')
  })

  test('run sheets stop when asked', async () => {
    const stop = new AbortController()
    const sheets = Array.from({ length: 40 }, (_, index) => longDay(2, { crewName: `crew ${index}` }))
    const seen: number[] = []
    const running = pool.run(
      'export',
      { format: 'pdf', days: sheets, regionPath: null },
      {
        signal: stop.signal,
        progress: (step) => {
          seen.push(step.done)
          if (step.done === 2) stop.abort()
        },
      },
    )
    await expect(running).rejects.toMatchObject({ name: 'CancelledError' })
    expect(seen.at(-1)).toBeLessThan(40)
  })

  test.each(['pdf', 'xlsx', 'csv', 'gpx', 'kml', 'geojson', 'ics'] as const)(
    'export as %s',
    async (format) => {
      const files = await pool.run('export', {
        format,
        days: [longDay(2), sheetDay({ date: '2026-11-24' })].map((day) => ({
          ...day,
          disclosure: leastDisclosure,
        })),
        regionPath: null,
      })
      const perDay = format === 'pdf' || format === 'gpx' || format === 'ics'
      expect(files.map((file) => file.name)).toEqual(
        perDay
          ? [`2026-11-23 南區組.${format}`, `2026-11-24 南區組.${format}`]
          : [`臺北分行 2026-11-23_2026-11-24.${format}`],
      )
      for (const file of files) expect(file.bytes.length).toBeGreaterThan(100)
      const text = Buffer.concat(files.map((file) => file.bytes)).toString('utf8')
      expect(text).not.toContain('王小明')
    },
  )

  test('run sheets together: one file, named after branch and days, progress told', async () => {
    const seen: number[] = []
    const files = await pool.run(
      'export',
      {
        format: 'pdf',
        days: [longDay(2), sheetDay({ date: '2026-11-24' })].map((day) => ({
          ...day,
          disclosure: leastDisclosure,
        })),
        together: true,
        regionPath: null,
      },
      { progress: (step) => seen.push(step.done) },
    )
    expect(files.map((file) => file.name)).toEqual(['臺北分行 2026-11-23_2026-11-24.pdf'])
    // how many reach us in time is the machine's affair; they count up, of two
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.every((done) => done <= 2)).toBe(true)
  })

  test('telephone numbers in full make another file, masked ones keep the name', async () => {
    const open = { maskNames: true, maskPhones: false, showAmounts: false }
    const names = async (format: 'csv' | 'gpx' | 'pdf', disclosure = open) =>
      (
        await pool.run('export', {
          format,
          days: [sheetDay({ disclosure }), sheetDay({ disclosure, date: '2026-11-24', locale: 'en' })],
          regionPath: null,
        })
      ).map((file) => file.name)
    expect(await names('csv')).toEqual(['臺北分行 2026-11-23_2026-11-24 含完整電話.csv'])
    expect(await names('csv', { ...open, maskPhones: true })).toEqual(['臺北分行 2026-11-23_2026-11-24.csv'])
    expect(await names('gpx')).toEqual([
      '2026-11-23 南區組 含完整電話.gpx',
      '2026-11-24 南區組 with full phones.gpx',
    ])
    expect(await names('pdf')).toEqual(['2026-11-23 南區組.pdf', '2026-11-24 南區組.pdf'])
  })

  test('no days, no files', async () => {
    expect(await writeFormat('csv', [], openMaps(null))).toEqual([])
  })
})

describe('files are written whole or not at all', () => {
  test('a new file, and one that replaces', async () => {
    const path = join(folder, 'deep', 'er', 'file.txt')
    await writeFileAtomic(path, 'old')
    await writeFileAtomic(path, new TextEncoder().encode('new'))
    expect(await readFile(path, 'utf8')).toBe('new')
    expect(await readdir(join(folder, 'deep', 'er'))).toEqual(['file.txt'])
  })

  test('a folder in its place is refused, and stays', async () => {
    const path = join(folder, 'taken')
    await writeFileAtomic(join(path, 'inside'), 'x')
    await expect(writeFileAtomic(path, 'y')).rejects.toMatchObject({ refusal: { code: 'file-unwritable' } })
    expect(await readdir(path)).toEqual(['inside'])
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('a full disk is refused; the old file is whole and nothing lies beside it', async (context) => {
    const disk = smallDisk()
    if (disk === null) return context.skip('a small disk may not be mounted here')
    try {
      const path = join(disk, 'sheet.pdf')
      await writeFileAtomic(path, 'old')
      const failure = await writeFileAtomic(path, new Uint8Array(1_000_000)).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(RefusalError)
      expect((failure as RefusalError).refusal.code).toBe('disk-full')
      expect(await readFile(path, 'utf8')).toBe('old')
      expect(await readdir(disk)).toEqual(['sheet.pdf'])
      await writeFileAtomic(path, 'small again')
      expect(await readFile(path, 'utf8')).toBe('small again')
    } finally {
      execFileSync('umount', [disk])
      await rm(disk, { recursive: true })
    }
  })
})
