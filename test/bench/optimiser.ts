/**
 * Plans against the best known ones and against other engines.
 *
 *   node_modules/.bin/node test/bench/optimiser.ts --set solomon --limit 10 --threads 1 [--instances C104,R104]
 *   sets: solomon, sample (twelve of Solomon's), homberger-200, homberger-400, homberger-1000, field
 *   --limit seconds a plan · --threads · --seeds how many · --json FILE
 *   --clock cpu  seconds of the processor instead of the wall, one thread: a busy machine does not matter
 *   --half train|report  one of two halves drawn by a seed: settings are chosen on the first, reported on the second
 *
 * Prints each plan, then the mean gap beside its target and beside the peers' figures for the same instances.
 * Every plan is judged by the verifier first.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createJobPool } from '../../electron/service/jobs/pool.ts'
import { solveProblem } from '../../electron/service/planning/solve.ts'
import { readProblemText } from '../../shared/core/exchange/problemText.ts'
import { neverCancelled } from '../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import type { SearchSettings } from '../../shared/core/optimiser/settings.ts'
import { solve } from '../../shared/core/optimiser/solve.ts'
import { verify } from '../../shared/core/verify/verify.ts'
import type { Problem } from '../../shared/model/problem.ts'
import { hasReferenceData, referenceData } from '../helpers/reference.ts'

const sample = 'C104 C109 C203 C204 R104 R112 R203 R208 RC103 RC108 RC203 RC207'.split(' ')

/** Mean gaps to reach, per cent, by set, threads and seconds. */
const targets: Record<string, Record<number, Record<number, number>>> = {
  solomon: { 1: { 1: 0.5, 2: 0.35, 5: 0.15, 10: 0.08 }, 2: { 1: 0.35, 2: 0.2, 5: 0.1, 10: 0.05 } },
  'homberger-200': { 2: { 2: 0.5, 10: 0.3, 30: 0.15 } },
  'homberger-400': { 2: { 10: 1.1, 30: 0.6 } },
  'homberger-1000': { 2: { 30: 2.0, 60: 1.4 } },
}
/** The first version's own target: Solomon at 10 s on one thread. */
const firstTarget = 3

const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'sample' },
    instances: { type: 'string' },
    limit: { type: 'string', default: '10' },
    threads: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    settings: { type: 'string', default: '{}' },
    clock: { type: 'string', default: 'wall' },
    half: { type: 'string' },
    json: { type: 'string' },
  },
})

interface Row {
  instance: string
  seed: number
  seconds: number
  wrong: number
  unassigned: number
  priority: number
  travel: number
  gap: number | null
}

const csv = (path: string) => readFileSync(referenceData(path), 'utf8').trim().split('\n').slice(1)

const bestKnown = new Map(
  (hasReferenceData ? csv('vrptw/best-known.csv') : []).map((line) => {
    const [, instance, distance] = line.split(',')
    return [instance!.toLowerCase(), Number(distance)]
  }),
)

interface Peer {
  engine: string
  instance: string
  limit: string
  priority: number
  unassigned: number
  travel: number
  gap: number | null
}
const peers: Peer[] = (hasReferenceData ? csv('vrptw/peers.csv') : []).map((line) => {
  const [solver, options, , instance, limit, , , unassigned, priority, , travel, gap] = line.split(',')
  return {
    engine: `${solver} (${options})`,
    instance: instance!.toLowerCase(),
    limit: limit!,
    unassigned: Number(unassigned),
    priority: Number(priority),
    travel: Number(travel),
    gap: gap === undefined || gap === '' ? null : Number(gap),
  }
})

/** Same draw for everybody: which files of a set settings may be chosen on. */
function trainingHalf(files: readonly string[]): Set<string> {
  const random = seededRandom(5)
  const drawn = [...files].sort().map((file) => ({ file, key: random.next() }))
  drawn.sort((a, b) => a.key - b.key)
  return new Set(drawn.slice(0, Math.ceil(files.length / 2)).map(({ file }) => file))
}

/** Milliseconds of the processor that this process has used. */
const processorTime = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function instancesOf(set: string): { name: string; path: string }[] {
  const folder = set === 'field' ? 'field' : `vrptw/${set === 'sample' ? 'solomon' : set}`
  const asked = values.instances?.toLowerCase().split(',')
  const files = readdirSync(referenceData(folder)).filter((file) => /\.(txt|json)$/.test(file))
  const train = trainingHalf(files)
  return files
    .filter((file) => values.half === undefined || train.has(file) === (values.half === 'train'))
    .sort()
    .map((file) => ({ name: file.replace(/\.\w+$/, ''), path: `${folder}/${file}` }))
    .filter(({ name }) => !asked || asked.includes(name.toLowerCase()))
    .filter(({ name }) => set !== 'sample' || sample.includes(name))
}

const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length)

async function main(): Promise<void> {
  if (!hasReferenceData) {
    console.log('No reference data: set ROUNDSMAN_REFERENCE_DATA.')
    process.exitCode = 1
    return
  }
  const limit = Number(values.limit)
  const threads = Number(values.threads)
  const pool = createJobPool(threads)
  const rows: Row[] = []
  for (const { name, path } of instancesOf(values.set)) {
    const problem = readProblemText(readFileSync(referenceData(path), 'utf8'), name)
    for (let seed = 1; seed <= Number(values.seeds); seed++) rows.push(await run(name, problem, seed))
  }
  await pool.close()
  report(rows, limit, threads)
  if (values.json)
    writeFileSync(values.json, JSON.stringify({ set: values.set, limit, threads, rows }, null, 1))

  async function run(name: string, problem: Problem, seed: number): Promise<Row> {
    const began = performance.now()
    const settings = JSON.parse(values.settings) as Partial<SearchSettings>
    // one thread's search in this one, so that nothing else of the process counts
    const isAlone = values.clock === 'cpu' && threads === 1
    const solution = isAlone
      ? solve(problem, { limitSeconds: limit, seed, settings, now: processorTime, cancel: neverCancelled })
      : await solveProblem(
          pool,
          problem,
          { limitSeconds: limit, seed, threads },
          { settings, processorTime: values.clock === 'cpu' },
        )
    const best = bestKnown.get(name.toLowerCase())
    const complete = solution.summary.unassigned === 0
    const row: Row = {
      instance: name,
      seed,
      seconds: (performance.now() - began) / 1000,
      wrong: verify(problem, solution).length,
      unassigned: solution.summary.unassigned,
      priority: solution.summary.priority,
      travel: solution.summary.duration,
      gap: best === undefined || !complete ? null : (solution.summary.cost / 10 / best - 1) * 100,
    }
    const gap = row.gap === null ? '' : `gap ${row.gap.toFixed(3)} %`
    console.log(
      `${name.padEnd(14)} seed ${seed}  ${row.seconds.toFixed(1)} s  left ${row.unassigned}  priority ${row.priority}  travel ${row.travel}  ${gap}${row.wrong ? `  ${row.wrong} FINDINGS` : ''}`,
    )
    return row
  }
}

function report(rows: Row[], limit: number, threads: number): void {
  const gaps = rows.flatMap(({ gap }) => (gap === null ? [] : [gap]))
  console.log('')
  if (gaps.length > 0) {
    const target = targets[values.set === 'sample' ? 'solomon' : values.set]?.[threads]?.[limit]
    const first =
      values.set === 'solomon' && limit === 10 && threads === 1 ? `, first version < ${firstTarget} %` : ''
    console.log(
      `mean gap ${mean(gaps).toFixed(3)} % over ${gaps.length} plans${target === undefined ? '' : ` (target ≤ ${target} %${first})`}`,
    )
    comparePeers(rows)
  }
  if (values.set === 'field') compareField(rows)
  const incomplete = rows.filter(({ unassigned }) => unassigned > 0).length
  if (values.set !== 'field' && incomplete > 0) console.log(`${incomplete} plans leave customers out`)
  const wrong = rows.filter((row) => row.wrong > 0).length
  console.log(wrong === 0 ? 'every plan was found right by the verifier' : `${wrong} PLANS ARE WRONG`)
  if (wrong > 0) process.exitCode = 1
}

/** Each engine's mean over the instances that it and this run have in common, beside ours on the same ones. */
function comparePeers(rows: Row[]): void {
  const ours = new Map<string, number[]>()
  for (const { instance, gap } of rows)
    if (gap !== null) ours.set(instance.toLowerCase(), [...(ours.get(instance.toLowerCase()) ?? []), gap])
  const groups = new Map<string, Peer[]>()
  for (const peer of peers) {
    if (peer.gap === null || !ours.has(peer.instance)) continue
    const key = `${peer.engine}, limit ${peer.limit}`
    groups.set(key, [...(groups.get(key) ?? []), peer])
  }
  for (const [key, list] of groups) {
    const own = mean(list.map(({ instance }) => mean(ours.get(instance)!)))
    console.log(
      `  ${key}: ${mean(list.map(({ gap }) => gap!)).toFixed(2)} % on ${list.length} instances, ours there ${own.toFixed(2)} %`,
    )
  }
}

/** Priority served, then visits, then travel. */
function compareField(rows: Row[]): void {
  const better = (a: Row, b: Peer) =>
    a.priority !== b.priority
      ? a.priority > b.priority
      : a.unassigned !== b.unassigned
        ? a.unassigned < b.unassigned
        : a.travel < b.travel
  for (const peer of peers) {
    const own = rows.filter(({ instance }) => instance.toLowerCase() === peer.instance)
    if (own.length === 0) continue
    const ahead = own.filter((row) => better(row, peer)).length
    console.log(
      `${peer.instance}: ahead of ${peer.engine}, limit ${peer.limit} on ${ahead} of ${own.length} seeds (theirs: priority ${peer.priority}, left ${peer.unassigned}, travel ${peer.travel})`,
    )
  }
}

await main()
