import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createService } from '../../electron/service/service.ts'
import { fromWgs84 } from '../../shared/core/geo/datum.ts'
import { osmPbf } from '../helpers/osmPbf.ts'
import { builtProgram, program, root } from '../helpers/program.ts'
import { finishWork } from '../../electron/service/work.ts'

const taipei = join(root, 'resources/sample/taipei')
const folder = mkdtempSync(join(tmpdir(), 'roundsman-cli-'))
const at = (name: string) => join(folder, name)
const region = at('taipei.region')

interface Ended {
  code: number | null
  out: string
  err: string
}

/** The command as a person types it, standing in a folder of her own. */
function roundsman(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...process.env, ROUNDSMAN_LOCALE: 'en', ROUNDSMAN_DATA: at('no-desk'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.on('error', fail)
    child.on('close', (code) => done({ code, out, err }))
  })
}

/** A few of the sample's rows: the header and every `nth` case. */
function someCases(nth: number): string {
  const [header, ...rows] = readFileSync(join(taipei, 'cases.csv'), 'utf8').split(/\r?\n/)
  return [header, ...rows.filter((row, index) => row !== '' && index % nth === 0)].join('\r\n') + '\r\n'
}
const rowsOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\r\n')
const columns = (line: string) => line.replaceAll('"', '').split(',')

beforeAll(async () => {
  await builtProgram('node')
  const built = await roundsman([
    'region',
    'build',
    join(taipei, 'taipei-main-roads.osm.pbf'),
    '--addresses',
    join(taipei, 'building-list.csv'),
    '--out',
    'taipei.region',
    '--name',
    '臺北',
    '--json',
  ])
  expect(built.err).toContain('Written: taipei.region')
  expect(JSON.parse(built.out)).toMatchObject({ name: '臺北', timeZone: 'Asia/Taipei' })
  writeFileSync(at('cases.csv'), someCases(6))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a region that is updated', () => {
  const square = (name: string) =>
    osmPbf({
      nodes: [
        [9.5, 47],
        [9.502, 47],
        [9.502, 47.002],
        [9.5, 47.002],
      ].map(([lon, lat], i) => ({ id: i + 1, lon: lon!, lat: lat! })),
      ways: [{ id: 9, nodes: [1, 2, 3, 4, 1], tags: { highway: 'residential', name } }],
    })
  it('keeps its name and its file, and stays as it was when the new map cannot be read', async () => {
    writeFileSync(at('old.osm.pbf'), square('Alte Gasse'))
    writeFileSync(at('new.osm.pbf'), square('Neue Gasse'))
    await roundsman(['region', 'build', 'old.osm.pbf', '--out', 'village.region', '--name', 'Musterdorf'])
    const before = readFileSync(at('village.region'))
    const refused = await roundsman(['region', 'update', 'village.region', 'cases.csv'])
    expect(refused.code).toBe(1)
    expect(readFileSync(at('village.region')).equals(before)).toBe(true)
    const updated = await roundsman(['region', 'update', 'village.region', 'new.osm.pbf', '--json'])
    expect(updated.code).toBe(0)
    expect(JSON.parse(updated.out)).toMatchObject({ file: 'village.region', name: 'Musterdorf' })
    expect(readFileSync(at('village.region')).equals(before)).toBe(false)
    expect((await roundsman(['region', 'update'])).code).toBe(2)
  })
})

describe('how a command is called', () => {
  it('--help lists every command and ends well', async () => {
    const { code, out, err } = await roundsman(['--help'])
    expect([code, err]).toEqual([0, ''])
    for (const name of [
      'demo',
      'region build',
      'region update',
      'region info',
      'geocode',
      'matrix',
      'plan',
      'solve',
      'check',
      'slots',
      'travel show',
      'export',
      'calls import',
      'outcomes import',
      'serve',
      'db verify',
    ])
      expect(out).toContain(`roundsman ${name}`)
  })
  it.each([
    [['frobnicate'], 'frobnicate'],
    [['matrix', 'points.csv'], '--region is missing'],
    [['matrix', 'points.csv', '--region', 'taipei.region', '--at', '2026-11-24T08:30'], 'go together'],
    [['solve'], 'PROBLEM'],
    [['solve', 'p.json', '--limit', 'soon'], '--limit'],
    [['solve', 'p.json', '--limit', '5', '--iterations', '5'], 'exclude'],
    [['geocode', 'a.csv', '--colour', 'red'], '--colour'],
    [['plan', 'cases.csv', '--week', '2026-11-24', '--out', 'x'], 'Monday'],
    [['region', 'paint'], 'region paint'],
    [['db'], 'verify'],
  ])('%j is bad usage: exit 2, told on stderr with how it is meant', async (args, words) => {
    const { code, out, err } = await roundsman(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(words)
    expect(err).not.toContain(' at ')
  })
  it.each([
    [['solve', 'nowhere.json'], 'nowhere.json'],
    [['geocode', 'cases.csv', '--region', 'nowhere.region'], 'nowhere.region'],
    [['region', 'info', 'cases.csv'], 'cases.csv'],
    [['region', 'build', 'cases.csv'], 'cases.csv'],
    [['check', 'cases.csv', 'cases.csv'], 'cases.csv'],
    [['slots', '--plan', '.', '--visit', 'x'], 'holds no plan'],
    [['db', 'verify'], 'roundsman.db'],
  ])('%j fails with one sentence: exit 1', async (args, words) => {
    const { code, out, err } = await roundsman(args)
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(words)
    expect(
      err
        .trimEnd()
        .split('\n')
        .filter((line) => !line.endsWith('…')),
    ).toHaveLength(1)
  })
})

describe('who asked for JSON', () => {
  it.each([
    [['check', 'nowhere.json', 'nowhere.json', '--json'], 1, 'file-not-found', 'nowhere.json'],
    [['geocode', '--json', 'cases.csv', '--region', 'nowhere.region'], 1, 'file-not-found', 'nowhere.region'],
    [['region', 'info', '--json'], 2, 'usage', 'region info'],
  ])('%j gets its refusal as JSON too', async (args, expected, code, words) => {
    const ended = await roundsman(args)
    expect(ended.code).toBe(expected)
    const { error } = JSON.parse(ended.out) as { error: { code: string; message: string } }
    expect(error.code).toBe(code)
    expect(ended.err).toContain(words)
    expect(ended.err).toContain(error.message)
  })
  it('but what stands after “--” is a name, not an option', async () => {
    expect((await roundsman(['region', 'info', '--', '--json'])).out).toBe('')
  })
})

describe('one step at a time', () => {
  it('geocode adds its columns to those that were there', async () => {
    const { code, out, err } = await roundsman(['geocode', 'cases.csv', '--region', 'taipei.region'])
    expect(code).toBe(0)
    const [header, ...rows] = out.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(header!.startsWith('案件編號,')).toBe(true)
    expect(header!.endsWith(',lat,lon,level,confidence,radius_m,label,reason,alternatives')).toBe(true)
    expect(rows.length).toBeGreaterThan(40)
    expect(err).toMatch(/addresses: .*building \d+/)
  })

  it('geocode says as which datum it took coordinates that name none, and by what', async () => {
    const [, ...rows] = readFileSync(join(taipei, 'building-list.csv'), 'utf8').trim().split(/\r?\n/)
    const inGcj = rows.slice(0, 30).map((row) => {
      const [address, lat, lon] = row.split(',')
      const moved = fromWgs84(Number(lon), Number(lat), 'gcj02')
      return [address, moved.lat, moved.lon].join(',')
    })
    writeFileSync(at('points.csv'), ['address,lat,lon', ...inGcj].join('\n'))
    writeFileSync(at('few.csv'), ['address,lat,lon', ...inGcj.slice(0, 3)].join('\n'))
    const said = async (...args: string[]) =>
      (await roundsman(['geocode', ...args, '--region', 'taipei.region', '--out', 'found.csv'])).err
    expect(await said('points.csv')).toMatch(/taken as GCJ-02, as found: median distance to 30 of their own/)
    expect(columns(rowsOf(at('found.csv'))[1]!)).toContain('pin')
    expect(await said('few.csv')).toMatch(/taken as WGS-84, which the file does not show .*--datum/)
    expect(await said('few.csv', '--datum', 'gcj02')).not.toContain('taken as')
    expect(columns(rowsOf(at('found.csv'))[1]!)).toContain('pin')
  })

  it('matrix takes hours from a file: half the speed until nine', async () => {
    writeFileSync(at('two.csv'), 'id,lon,lat\na,121.51,25.03\nb,121.55,25.05\n')
    const half = Object.fromEntries(
      ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'residential', 'service'].map((name) => [
        name,
        0.5,
      ]),
    )
    writeFileSync(
      at('travel.json'),
      JSON.stringify({ hours: { starts: ['00:00', '09:00'], speeds: [half, {}] } }),
    )
    const secondsAt = async (hour: string) => {
      const args = [
        'two.csv',
        '--region',
        'taipei.region',
        '--travel',
        'travel.json',
        '--at',
        `2026-11-24T${hour}`,
      ]
      const { code, out } = await roundsman(['matrix', ...args])
      expect(code).toBe(0)
      return (JSON.parse(out) as { durations: number[][] }).durations[0]![1]!
    }
    const [early, late] = [await secondsAt('08:30'), await secondsAt('09:30')]
    // waits at junctions and the steps to the road take as long as ever
    expect(early).toBeGreaterThan(late * 1.5)
    expect(early).toBeLessThanOrEqual(late * 2)
  })

  it('matrix answers as OSRM does, null where no road leads', async () => {
    writeFileSync(at('points.csv'), 'id,lon,lat\na,121.51,25.03\nb,121.55,25.05\nsea,120.1,24.5\n')
    const { code, out, err } = await roundsman(['matrix', 'points.csv', '--region', 'taipei.region'])
    expect(code).toBe(0)
    const table = JSON.parse(out) as {
      code: string
      durations: (number | null)[][]
      distances: (number | null)[][]
    }
    expect(table.code).toBe('Ok')
    expect(table.durations[0]![0]).toBe(0)
    expect(table.durations[0]![1]).toBeGreaterThan(300)
    expect([table.durations[0]![2], table.durations[2]![0], table.distances[1]![2]]).toEqual([
      null,
      null,
      null,
    ])
    expect(table.distances[0]![1]).toBeGreaterThan(4500) // 4.6 km as the crow flies
    expect(err).toContain('sea:')
  })

  it('solve with a budget of iterations gives the same bytes twice, and check agrees', async () => {
    // three visits around a depot on a line: 10, 20 and 30 s out; there and back is 60 s
    const durations = [0, 1, 2, 3].map((from) => [0, 1, 2, 3].map((to) => Math.abs(from - to) * 10))
    writeFileSync(
      at('problem.json'),
      JSON.stringify({
        jobs: [1, 2, 3].map((id) => ({ id, location_index: id, service: 5 })),
        vehicles: [{ id: 1, start_index: 0, end_index: 0 }],
        matrices: { car: { durations } },
      }),
    )
    const first = await roundsman(['solve', 'problem.json', '--iterations', '200', '--out', 'solution.json'])
    expect([first.code, first.out]).toEqual([0, ''])
    const second = await roundsman(['solve', 'problem.json', '--iterations', '200'])
    expect(second.out).toBe(readFileSync(at('solution.json'), 'utf8'))
    expect((JSON.parse(second.out) as { summary: { cost: number } }).summary.cost).toBe(60)
    expect(await roundsman(['check', 'problem.json', 'solution.json'])).toMatchObject({ code: 0 })

    const forged = JSON.parse(second.out) as { routes: { steps: { arrival: number }[] }[] }
    forged.routes[0]!.steps[1]!.arrival += 7
    writeFileSync(at('forged.json'), JSON.stringify(forged))
    const judged = await roundsman(['check', 'problem.json', 'forged.json', '--json'])
    expect(judged.code).toBe(1)
    expect(JSON.parse(judged.out)).toMatchObject({ ok: false })
  })
})

describe('plan: from a spreadsheet to a week', () => {
  const planned = at('week')
  beforeAll(async () => {
    // of an earlier plan in the same folder: nobody may go out with it
    mkdirSync(join(planned, 'run-sheets'), { recursive: true })
    writeFileSync(join(planned, 'run-sheets', '2026-11-16 Somebody.pdf'), 'earlier')
    writeFileSync(
      at('calls.csv'),
      [
        'case_no,called_at,result,window_start,window_end,note',
        'TP115000005,2026-11-20 10:00,confirmed,2026-11-25 14:00,2026-11-25 16:00,',
        'TP115000005,2026-11-20 23:30,no_answer,,,after hours',
        'NOBODY,2026-11-20 10:00,no_answer,,,',
        '',
      ].join('\r\n'),
    )
    const { code, out, err } = await roundsman([
      'plan',
      'cases.csv',
      '--collectors',
      join(taipei, 'collectors.csv'),
      '--region',
      'taipei.region',
      '--week',
      '2026-11-23',
      '--calls',
      'calls.csv',
      '--rules',
      'cn-cba-2026',
      '--limit',
      '2',
      '--out',
      'week',
      '--json',
    ])
    expect(code, err).toBe(0)
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(join(planned, 'summary.json'), 'utf8')))
  }, 120_000)

  it('leaves every file that was promised', () => {
    const names = readdirSync(planned).sort()
    expect(names).toEqual([
      'calendars',
      'geocoded.csv',
      'plan.csv',
      'problem.json',
      'rejected.csv',
      'routes',
      'rules.json',
      'run-sheets',
      'solution.json',
      'summary.json',
      'unplanned.csv',
    ])
    const days = new Set(
      rowsOf(join(planned, 'plan.csv'))
        .slice(1)
        .map((row) => columns(row).slice(0, 2).join(' ')),
    )
    for (const [where, ending] of [
      ['run-sheets', '.pdf'],
      ['routes', '.gpx'],
      ['calendars', '.ics'],
    ] as const) {
      const files = readdirSync(join(planned, where))
      expect(files.every((file) => file.endsWith(ending))).toBe(true)
      expect(files).toHaveLength(days.size)
    }
  })

  it('every case is planned or says why not, once', () => {
    const [header, ...stops] = rowsOf(join(planned, 'plan.csv'))
    expect(header).toBe('date,crew,order,case_no,arrival,departure,window_start,window_end,level,lat,lon,way')
    const [unplannedHeader, ...left] = rowsOf(join(planned, 'unplanned.csv'))
    expect(unplannedHeader).toBe('case_no,reason,sentence,smallest_fix')
    const all = [...stops.map((row) => columns(row)[3]), ...left.map((row) => columns(row)[0])]
    expect(new Set(all).size).toBe(all.length)
    const located = rowsOf(join(planned, 'geocoded.csv')).slice(1)
    expect(all.length).toBe(located.length)
  })

  it('two always travel together, and it says who was paired', () => {
    const summary = JSON.parse(readFileSync(join(planned, 'summary.json'), 'utf8')) as {
      rule_packs: { key: string }[]
      findings: { hard: number }
      notes: { reason: string }[]
    }
    expect(summary.rule_packs.map((pack) => pack.key)).toEqual(['cn-cba-2026'])
    expect(summary.findings.hard).toBe(0)
    expect(summary.notes.map((note) => note.reason)).toContain('crews-paired')
    const crews = new Set(
      rowsOf(join(planned, 'plan.csv'))
        .slice(1)
        .map((row) => columns(row)[1]!),
    )
    for (const crew of crews) expect(crew.includes(' + ') || crew.endsWith('組'), crew).toBe(true)
  })

  it('the confirmed window is kept; calls that a rule or a file forbids are named', () => {
    const stop = rowsOf(join(planned, 'plan.csv')).find((row) => row.includes('TP115000005'))!
    const [, , , , arrival, , start, end] = columns(stop)
    expect([start, end]).toEqual(['2026-11-25T14:00:00+08:00', '2026-11-25T16:00:00+08:00'])
    expect(arrival! <= end!).toBe(true)
    const rejected = rowsOf(join(planned, 'rejected.csv'))
    expect(rejected[0]).toBe('file,line,case_no,reason,sentence,text')
    expect(rejected.find((row) => row.includes('rule-call-hours'))).toContain('"calls.csv",3,"TP115000005"')
    expect(rejected.find((row) => row.includes('NOBODY'))).toContain('import-case-unknown')
  })

  it('the plan is held against the rules it was made under, against others, and when it was altered', async () => {
    const kept = await roundsman(['rules', 'check', 'week', '--json'])
    expect(kept.code, kept.err).toBe(0)
    expect(JSON.parse(kept.out)).toMatchObject({ ok: true, packs: ['cn-cba-2026'], findings: [] })
    const both = await roundsman(['rules', 'check', 'week', '--rules', 'tw', '--rules', 'in-rbi', '--json'])
    expect(JSON.parse(both.out)).toMatchObject({ packs: ['tw', 'in-rbi'], settled: [expect.any(String)] })

    // a day's route pushed to begin at eleven at night
    const file = join(planned, 'solution.json')
    const text = readFileSync(file, 'utf8')
    const solution = JSON.parse(text) as { routes: { steps: { type: string; arrival: number }[] }[] }
    const [first] = solution.routes[0]!.steps.filter((step) => step.type === 'job')
    first!.arrival += 15 * 3600
    writeFileSync(file, JSON.stringify(solution))
    const night = await roundsman(['rules', 'check', 'week', '--json'])
    writeFileSync(file, text)
    expect(night.code).toBe(1)
    expect(JSON.parse(night.out)).toMatchObject({
      ok: false,
      findings: [{ rule: 'cn-cba-2026/contact-hours', hard: true, code: 'rule-visit-hours' }],
    })

    const facts = join(planned, 'rules.json')
    const told = readFileSync(facts, 'utf8')
    writeFileSync(facts, told.slice(0, 500))
    const torn = await roundsman(['rules', 'check', 'week'])
    writeFileSync(facts, told)
    expect(torn).toMatchObject({ code: 1, out: '' })
    expect(torn.err).toContain('rules.json')
  }, 60_000)

  it('rules are listed and shown with their sources', async () => {
    const list = await roundsman(['rules', 'list', '--json'])
    expect((JSON.parse(list.out) as unknown[]).length).toBe(17)
    const show = await roundsman(['rules', 'show', 'cn-cba-2026', 'cn-card'])
    expect(show.code).toBe(0)
    expect(show.out).toContain('Art. 22')
    expect(show.out).toContain('unset')
    expect(await roundsman(['rules', 'show', 'mars'])).toMatchObject({ code: 1 })
    expect(await roundsman(['rules', 'hide'])).toMatchObject({ code: 2 })
    expect(await roundsman(['rules'])).toMatchObject({ code: 2 })
  })

  it('problem and solution are checked apart, and tell slots and exports', async () => {
    const files = [join(planned, 'problem.json'), join(planned, 'solution.json')]
    expect(await roundsman(['check', ...files])).toMatchObject({ code: 0 })
    const slots = await roundsman(['slots', '--plan', 'week', '--visit', 'TP115000005', '--json'])
    expect(slots.code, slots.err).toBe(0)
    const offers = JSON.parse(slots.out) as { window_start: string; window_end: string }[]
    // it has an appointment: nothing outside it is offered
    for (const offer of offers) {
      expect(offer.window_start >= '2026-11-25T14:00:00+08:00').toBe(true)
      expect(offer.window_end <= '2026-11-25T16:00:00+08:00').toBe(true)
    }
    const geo = await roundsman(['export', '--plan', 'week', '--format', 'geojson', '--out', 'geo', '--json'])
    expect(geo.code, geo.err).toBe(0)
    const [file] = (JSON.parse(geo.out) as { files: string[] }).files
    const collection = JSON.parse(readFileSync(join(folder, file!), 'utf8')) as { features: unknown[] }
    expect(collection.features.length).toBeGreaterThan(10)
  })
})

describe('what stops a plan leaves nothing behind', () => {
  const args = (more: Record<string, string>) => {
    const given = {
      collectors: join(taipei, 'collectors.csv'),
      region: 'taipei.region',
      week: '2026-11-23',
      limit: '1',
      out: 'stopped',
      ...more,
    }
    return Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])
  }
  it.each([
    ['an unknown pack', 'cases.csv', { rules: 'mars-2026' }, 'mars-2026'],
    ['no such collectors', 'cases.csv', { collectors: 'nobody.csv' }, 'nobody.csv'],
    ['cases that are none', 'points.csv', {}, 'points.csv'],
    ['an empty list of collectors', 'cases.csv', { collectors: 'empty.csv' }, 'empty.csv'],
  ])('%s', async (_name, cases, more, words) => {
    writeFileSync(at('empty.csv'), '')
    const { code, out, err } = await roundsman([
      'plan',
      cases,
      ...args(more as unknown as Record<string, string>),
    ])
    expect([code, out]).toEqual([1, ''])
    expect(err.trimEnd().split('\n').at(-1)).toContain(words)
    expect(err).not.toMatch(/\n\s+at /)
    expect(existsSync(at('stopped'))).toBe(false)
  })
})

describe('a desk of one’s own', () => {
  const desk = at('desk')
  const env = {
    ROUNDSMAN_DATA: desk,
    ROUNDSMAN_PASSPHRASE: 'of this test',
    ROUNDSMAN_NOW: '2026-11-20T10:00:00Z',
  }
  beforeAll(async () => {
    const service = await createService({
      dataFolder: desk,
      passphrase: 'of this test',
      locale: 'en',
      clock: () => new Date(env.ROUNDSMAN_NOW),
    })
    const file = async (path: string) => new File([readFileSync(path)], path.split('/').at(-1)!)
    const { client } = service
    const installed = await client.regions.install({ file: await file(region) })
    await client.branch.create({ name: 'Test', regionId: installed.id, currency: 'TWD', rulePacks: ['tw'] })
    await client.branch.update({ week: '2026-11-23' })
    for (const [kind, path] of [
      ['collectors', join(taipei, 'collectors.csv')],
      ['cases', at('cases.csv')],
    ] as const) {
      const table = await finishWork(await client.imports.read({ kind, file: await file(path) }))
      await finishWork(await client.imports.commit({ tableId: table.tableId, mapping: table.mapping }))
    }
    await finishWork(await client.locate.run())
    await finishWork(
      await client.plan.optimise({ week: '2026-11-23', limitSeconds: 1, seed: 1, keep: false }),
    )
    await service.close()
  }, 120_000)

  it('without a passphrase nothing opens: exit 2', async () => {
    const { code, err } = await roundsman(['db', 'verify'], { ...env, ROUNDSMAN_PASSPHRASE: '' })
    expect(code).toBe(2)
    expect(err).toContain('passphrase')
  })
  it('with a wrong one: exit 1', async () => {
    expect(await roundsman(['db', 'verify'], { ...env, ROUNDSMAN_PASSPHRASE: 'wrong' })).toMatchObject({
      code: 1,
    })
  })
  it('db verify finds it sound', async () => {
    const { code, out } = await roundsman(['db', 'verify', '--json'], env)
    expect([code, JSON.parse(out)]).toMatchObject([0, { sound: true, problems: [], audit: { intact: true } }])
  })
  it('providers are off at first, turned on and off by name, and said to be', async () => {
    const shown = async () => {
      const { code, out } = await roundsman(['providers', 'show', '--json'], env)
      expect(code).toBe(0)
      return (JSON.parse(out) as { kind: string; open: boolean; url: string }[]).filter((one) => one.open)
    }
    expect(await shown()).toEqual([])
    const url = 'http://127.0.0.1:5000'
    const opened = await roundsman(['providers', 'open', 'osrm', '--url', url], env)
    expect([opened.code, opened.err]).toEqual([0, expect.stringContaining(url)])
    expect(await shown()).toMatchObject([{ kind: 'osrm', url }])
    expect(await roundsman(['providers', 'close', 'osrm'], env)).toMatchObject({ code: 0 })
    expect(await shown()).toEqual([])
    expect(await roundsman(['providers', 'log', '--json'], env)).toMatchObject({ code: 0, out: '[]\n' })
    expect(await roundsman(['providers', 'open', 'nobody'], env)).toMatchObject({ code: 2 })
  })
  it('calls import books and mends; the same file again changes nothing', async () => {
    const first = await roundsman(['calls', 'import', 'calls.csv', '--json'], env)
    expect(first.code, first.err).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject({ accepted: 1 })
    expect(first.err).toContain('calls.csv:4:')
    const again = await roundsman(['calls', 'import', 'calls.csv', '--json'], env)
    expect(JSON.parse(again.out)).toMatchObject({ accepted: 0 })
  })
  it('slots and exports come from the desk as well', async () => {
    const slots = await roundsman(
      ['slots', '--plan', 'desk', '--visit', 'TP115000005', '--count', '3', '--json'],
      env,
    )
    expect(slots.code, slots.err).toBe(0)
    expect(JSON.parse(slots.out)).toHaveLength(3)
    const made = await roundsman(
      ['export', '--plan', 'desk', '--format', 'csv', '--out', 'from-desk', '--json'],
      env,
    )
    expect(made.code, made.err).toBe(0)
    expect(readdirSync(at('from-desk'))).toHaveLength(1)
  })
  it('outcomes import makes follow-ups, once', async () => {
    writeFileSync(
      at('outcomes.csv'),
      'case_no,visited_at,left_at,result,met,note\nTP115000005,2026-11-20 09:10,2026-11-20 09:20,not_home,nobody,\n',
    )
    const first = await roundsman(['outcomes', 'import', 'outcomes.csv', '--json'], env)
    expect(first.code, first.err).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject({ accepted: 1, followUps: 1 })
    const again = await roundsman(['outcomes', 'import', 'outcomes.csv', '--json'], env)
    expect(JSON.parse(again.out)).toMatchObject({ accepted: 0, alreadyThere: 1, followUps: 0 })
  })
})
