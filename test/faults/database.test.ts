import { spawn, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RefusalError } from '../../shared/model/refusal.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import {
  batchesOf,
  counted,
  makeBranch,
  openDesk,
  openRaw,
  scratchFolder,
  writeBatch,
  writerScript,
  type Desk,
} from '../helpers/faults.ts'

let folder: string
let remove: () => void
beforeEach(() => ({ folder, remove } = scratchFolder()))
afterEach(() => remove())

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)
async function prepared(batches: number, into = folder): Promise<void> {
  const desk = await openDesk(into)
  await makeBranch(desk)
  for (let batch = 0; batch < batches; batch++) await writeBatch(desk, batch)
  await desk.database.close()
}
/** What the writer said until it was killed: so many ms after it had opened, or once it had acknowledged so many batches. */
const running = (args: string[], until: { ms: number } | { batches: number }): Promise<string> =>
  new Promise((done) => {
    const child = spawn(process.execPath, ['--no-warnings', writerScript, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let doomed = false
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      if (doomed || !said.startsWith('open\n')) return
      if ('batches' in until && acknowledged(said).length < until.batches) return
      doomed = true
      setTimeout(() => child.kill('SIGKILL'), 'ms' in until ? until.ms : 0)
    })
    child.stderr.on('data', (bytes: Buffer) => (said += `\n! ${bytes.toString()}`))
    child.on('close', () => done(said))
  })
const acknowledged = (said: string) =>
  said
    .split('\n')
    .filter((line) => /^\d+$/.test(line))
    .map(Number)

describe('kill -9 while writing', () => {
  const kills = counted(200)
  it(`loses none of what was acknowledged, in ${kills} kills`, async () => {
    await prepared(0)
    const random = seededRandom(1)
    let total = 0
    for (let kill = 0; kill < kills; kill++) {
      const said = await running([folder], { ms: random.below(120) })
      const told = acknowledged(said)
      const desk = await openDesk(folder)
      const there = await batchesOf(desk)
      expect(there).toEqual(upTo(there.length))
      if (told.length > 0) expect(there.length).toBeGreaterThan(told.at(-1)!)
      expect(desk.database.problems()).toEqual([])
      total = there.length
      await desk.database.close()
    }
    expect(total).toBeGreaterThan(0)
  })
})

describe('a log that the power cut off', () => {
  const cuts = counted(500)
  it(`opens to whole changes only, in order, and to all of them where the cut is behind the last, in ${cuts} cuts`, async () => {
    await prepared(0)
    // killed with its log full of changes, so that there is something to cut, however slow the machine
    const said = await running([folder], { batches: 24 })
    const told = acknowledged(said)
    const wal = join(folder, 'desk.db-wal')
    const size = statSync(wal).size
    expect(size).toBeGreaterThan(50_000)
    const whole = readFileSync(wal)
    const random = seededRandom(2)
    const counts: number[] = []
    for (let cut = 0; cut < cuts; cut++) {
      const copy = join(folder, 'cut')
      mkdirSync(copy)
      copyFileSync(join(folder, 'desk.db'), join(copy, 'desk.db'))
      const at = cut === 0 ? size : random.below(size)
      // a page that was on its way: cut short, or with rubbish behind the cut
      writeFileSync(join(copy, 'desk.db-wal'), whole)
      if (cut % 2 === 0) truncateSync(join(copy, 'desk.db-wal'), at)
      else {
        const torn = Buffer.from(whole)
        for (let index = at; index < Math.min(size, at + 4_096); index++) torn[index] = random.below(256)
        torn.fill(0, Math.min(size, at + 4_096))
        writeFileSync(join(copy, 'desk.db-wal'), torn)
      }
      const desk = await openDesk(copy)
      const there = await batchesOf(desk)
      expect(there).toEqual(upTo(there.length))
      if (cut === 0) expect(there.length).toBeGreaterThan(told.at(-1)!)
      expect(desk.database.problems()).toEqual([])
      counts.push(there.length)
      await desk.database.close()
      spawnSync('rm', ['-rf', copy])
    }
    expect(new Set(counts).size).toBeGreaterThan(5)
  })
})

describe('a file that was damaged', () => {
  const damages = counted(900)
  it(`is refused or reported and never silently wrong, in ${damages} flips, cuts and gaps`, async () => {
    await prepared(40)
    const desk = await openDesk(folder)
    const everything = await contentsOf(desk)
    await desk.database.close()
    const whole = readFileSync(join(folder, 'desk.db'))
    const random = seededRandom(3)
    const ended = { refused: 0, reported: 0, unharmed: 0 }
    for (let damage = 0; damage < damages; damage++) {
      const copy = join(folder, `damaged-${damage}`)
      mkdirSync(copy)
      const bytes = Buffer.from(whole)
      const at = random.below(bytes.length)
      let cut = bytes
      if (damage % 3 === 0) bytes[at]! ^= 1 << random.below(8)
      else if (damage % 3 === 1) cut = bytes.subarray(0, at)
      else bytes.fill(0, at, at + 512)
      writeFileSync(join(copy, 'desk.db'), cut)
      ended[await outcomeOf(copy, everything)]++
      spawnSync('rm', ['-rf', copy])
    }
    expect(ended.refused + ended.reported + ended.unharmed).toBe(damages)
    // a byte that no page uses may change unnoticed, but only that
    expect(ended.unharmed).toBeLessThan(damages / 4)
  })

  const contentsOf = async ({ database }: Desk) =>
    JSON.stringify(
      await Promise.all(
        (['borrowers', 'phones', 'history', 'audit', 'branches'] as const).map((table) =>
          database.reader.selectFrom(table).selectAll().execute(),
        ),
      ),
    )

  async function outcomeOf(copy: string, everything: string): Promise<'refused' | 'reported' | 'unharmed'> {
    let desk: Desk
    try {
      desk = await openDesk(copy)
    } catch (error) {
      if (error instanceof RefusalError) return 'refused'
      throw error
    }
    try {
      let problems: unknown
      try {
        problems = desk.database.problems().length
        if (problems === 0 && (await contentsOf(desk)) === everything) return 'unharmed'
      } catch (error) {
        expect(String((error as { code?: string }).code)).toMatch(/^SQLITE_/)
        return 'reported'
      }
      expect(problems, 'other rows than were written, and nobody says so').not.toBe(0)
      return 'reported'
    } finally {
      await desk.database.close().catch(() => {})
    }
  }
})

describe('two programs in one folder', () => {
  const races = counted(30)
  it(`never write both, in ${races} races`, async () => {
    await prepared(0)
    for (let race = 0; race < races; race++) {
      const said = await Promise.all([
        running([folder, '5'], { ms: 60_000 }),
        running([folder, '5'], { ms: 60_000 }),
        running([folder, '5'], { ms: 60_000 }),
      ])
      const told = said.flatMap(acknowledged)
      // each number once: nobody wrote beside another
      expect(new Set(told).size).toBe(told.length)
      for (const one of said) if (!one.includes('closed')) expect(one).toContain('database-in-use')
      const desk = await openDesk(folder)
      expect(await batchesOf(desk)).toEqual(upTo((await batchesOf(desk)).length))
      await desk.database.close()
    }
  })
})

describe('the audit', () => {
  const tries = counted(1_000)
  it(`shows each of ${tries} changes made behind the program’s back`, async () => {
    await prepared(30)
    const whole = readFileSync(join(folder, 'desk.db'))
    const random = seededRandom(4)
    const columns = [
      'at',
      'user_id',
      'user_name',
      'roles',
      'action',
      'entity',
      'summary',
      'previous_hash',
      'hash',
      'branch_id',
    ]
    for (let attempt = 0; attempt < tries; attempt++) {
      writeFileSync(join(folder, 'desk.db'), whole)
      const raw = openRaw(join(folder, 'desk.db'))
      const rows = (raw.prepare('select count(*) as n from audit').get() as { n: number }).n
      const seq = 1 + random.below(rows)
      switch (attempt % 4) {
        case 0: {
          const column = columns[random.below(columns.length)]
          raw.prepare(`update audit set ${column} = coalesce(${column}, '') || 'x' where seq = ?`).run(seq)
          break
        }
        case 1:
          raw.prepare('delete from audit where seq >= ?').run(seq)
          break
        case 2:
          raw.prepare('delete from audit where seq = ?').run(seq)
          break
        case 3:
          raw
            .prepare(
              "insert into audit select ?, branch_id, at, user_id, user_name, roles, 'planted', entity, summary, hash, hash from audit where seq = ?",
            )
            .run(random.next() < 0.5 ? rows + 1 : -1, seq)
          break
      }
      raw.close()
      const desk = await openDesk(folder)
      expect((await desk.log.verifyAudit()).intact, `attempt ${attempt} at ${seq}`).toBe(false)
      await desk.database.close()
    }
  })
})

/** Whether this machine lets us mount a file system small enough to fill. */
function mounted(at: string): boolean {
  mkdirSync(at, { recursive: true })
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1500k', 'tmpfs', at]).status === 0
}
const mountable = (() => {
  if (process.platform !== 'linux') return false
  const { folder: probe, remove: away } = scratchFolder()
  const able = mounted(join(probe, 'disk'))
  if (able) spawnSync('umount', [join(probe, 'disk')])
  away()
  return able
})()

describe.runIf(mountable)('a full disk', () => {
  const fills = counted(50)
  it(`is said as what it is, loses nothing, and is written to again when there is room, ${fills} times`, async () => {
    for (let fill = 0; fill < fills; fill++) {
      const disk = join(folder, `disk-${fill}`)
      expect(mounted(disk)).toBe(true)
      try {
        const desk = await openDesk(disk)
        await makeBranch(desk)
        let written = 0
        writeFileSync(join(disk, 'ballast'), Buffer.alloc(300_000 + fill * 7_000))
        const full = await (async () => {
          for (;;) await writeBatch(desk, written).then(() => written++)
        })().catch((error: unknown) => error)
        expect(full).toMatchObject({ refusal: { code: 'disk-full' } })
        expect(await batchesOf(desk)).toEqual(upTo(written))
        if (fill % 2 === 0) {
          // closed while the disk is full, opened when there is room again
          await desk.database.close()
          spawnSync('rm', [join(disk, 'ballast')])
          const later = await openDesk(disk)
          expect(await batchesOf(later)).toEqual(upTo(written))
          await later.database.close()
          continue
        }
        spawnSync('rm', [join(disk, 'ballast')])
        await writeBatch(desk, written++)
        await desk.database.close()
        const again = await openDesk(disk)
        expect(await batchesOf(again)).toEqual(upTo(written))
        expect(again.database.problems()).toEqual([])
        await again.database.close()
      } finally {
        spawnSync('umount', ['-l', disk])
      }
    }
  })
})

const traceable =
  spawnSync('strace', ['-V']).status === 0 &&
  spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0
describe.runIf(traceable)('every commit', () => {
  it('reaches the disk before it is acknowledged: as many fsyncs as commits at least', async () => {
    await prepared(0)
    const trace = join(folder, 'trace')
    const { status } = spawnSync('strace', [
      '-f',
      '-e',
      'trace=fsync,fdatasync',
      '-o',
      trace,
      process.execPath,
      '--no-warnings',
      writerScript,
      folder,
      '100',
    ])
    expect(status).toBe(0)
    const calls = readFileSync(trace, 'utf8')
      .split('\n')
      .filter((line) => /f(data)?sync\(/.test(line))
    expect(calls.length).toBeGreaterThanOrEqual(100)
  })
})

it('nothing but the database and its lock lies in the folder afterwards, and nobody else may read it', async () => {
  await prepared(3)
  expect(readdirSync(folder).sort()).toEqual(['desk.db', 'desk.db.lock'])
  expect(statSync(join(folder, 'desk.db')).mode & 0o077).toBe(0)
})
