import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { readProblemText } from '../../shared/core/exchange/problemText.ts'
import { readSolutionText } from '../../shared/core/exchange/solutionText.ts'
import { epochAt, utcIso } from '../../shared/core/lib/time.ts'
import { matchLevel, type MatchLevel } from '../../shared/model/location.ts'
import type { Problem, Solution, SolutionRoute } from '../../shared/model/problem.ts'
import { locales, type Locale } from '../../shared/model/reasons.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { Disclosure, RunSheetDay, RunSheetStop } from '../../shared/model/runsheet.ts'
import { travelModes } from '../../shared/model/travel.ts'
import type { JobPool } from '../service/jobs/pool.ts'
import { existing } from './shell.ts'

/** Where a plan is kept: files that `plan` or `demo` wrote, or the data folder of a desk. */
export type PlanPlace = { kind: 'files'; folder: string } | { kind: 'desk'; folder: string }

/** @throws RefusalError file-not-found, plan-folder-empty */
export function planPlace(path: string): PlanPlace {
  if (path.endsWith('.db')) return { kind: 'desk', folder: dirname(existing(path)) }
  if (!existsSync(path) || !statSync(path).isDirectory())
    throw new RefusalError('file-not-found', { file: path })
  if (existsSync(join(path, 'roundsman.db'))) return { kind: 'desk', folder: path }
  if (existsSync(join(path, 'problem.json')) && existsSync(join(path, 'solution.json')))
    return { kind: 'files', folder: path }
  throw new RefusalError('plan-folder-empty', { folder: path })
}

const summaryFile = z.object({
  branch: z.string(),
  week: z.iso.date(),
  time_zone: z.string(),
  locale: z.enum(locales).optional(),
  attribution: z.string().optional(),
  rule_packs: z.array(z.object({ key: z.string(), name: z.string() })),
})

/** A plan as its files tell it. */
export interface PlanFolder {
  problem: Problem
  solution: Solution
  week: string
  zone: string
  branch: string
  locale: Locale
  attribution: string
  rulePackName: string | null
  zeroEpoch: number
  places: Map<string, { address: string; level: MatchLevel; radiusMetres: number | null }>
}

/** @throws RefusalError file-not-found, problem-*, solution-not-solution, plan-folder-empty */
export async function readPlanFolder(folder: string, pool: JobPool): Promise<PlanFolder> {
  const text = (name: string) => readFileSync(existing(join(folder, name)), 'utf8')
  const problem = readProblemText(text('problem.json'), 'problem.json')
  const solution = readSolutionText(text('solution.json'), 'solution.json')
  const read = (() => {
    try {
      return summaryFile.safeParse(JSON.parse(text('summary.json')))
    } catch (error) {
      if (error instanceof SyntaxError) return { success: false as const }
      throw error
    }
  })()
  if (!read.success) throw new RefusalError('plan-folder-empty', { folder })
  const summary = read.data
  const places: PlanFolder['places'] = new Map()
  if (existsSync(join(folder, 'geocoded.csv'))) {
    const table = await pool.run('read-table', { path: join(folder, 'geocoded.csv') })
    const column = (name: string) => table.headers.indexOf(name)
    for (const { cells } of table.rows) {
      const level = matchLevel.safeParse(cells[column('level')])
      const radius = Number(cells[column('radius_m')] || NaN)
      places.set(cells[column('case_no')] ?? '', {
        address: cells[column('address')] ?? '',
        level: level.success ? level.data : 'none',
        radiusMetres: Number.isFinite(radius) ? radius : null,
      })
    }
  }
  return {
    problem,
    solution,
    week: summary.week,
    zone: summary.time_zone,
    branch: summary.branch,
    locale: summary.locale ?? 'en',
    attribution: summary.attribution ?? '© OpenStreetMap contributors',
    rulePackName: summary.rule_packs.map((pack) => pack.name).join(' + ') || null,
    zeroEpoch: epochAt(summary.week, 0, summary.time_zone),
    places,
  }
}

/**
 * Crew-days as exports need them. Names, telephones and amounts are not among the files, so they stay empty; routes
 * are straight from stop to stop.
 */
export function daysOfFolder(plan: PlanFolder, disclosure: Disclosure, madeAt: string): RunSheetDay[] {
  return plan.solution.routes
    .filter((route) => route.steps.some((step) => step.type === 'job'))
    .map((route) => dayOf(plan, route, disclosure, madeAt))
}

/** The stops of each crew-day as solution.json has them, with the time that the visit itself takes. */
export function stopsOfFolder(plan: PlanFolder) {
  return plan.solution.routes.map((route) => {
    const vehicle = vehicleOf(plan, route)
    const [date = plan.week, ...name] = (vehicle.description ?? `${plan.week}/${vehicle.id}`).split('/')
    const at = (seconds: number) => utcIso(plan.zeroEpoch + seconds)
    return {
      key: vehicle.description ?? `${plan.week}/${vehicle.id}`,
      date,
      crewName: name.join('/'),
      stops: route.steps.flatMap((step) => {
        if (step.type !== 'job') return []
        const job = plan.problem.jobs.find((one) => one.id === step.id)
        const takes = step.setup + step.service
        return [
          {
            caseNo: job?.description ?? String(step.id),
            arrival: at(step.arrival),
            departure: at(step.arrival + step.waiting_time + takes),
            serviceSeconds: takes,
          },
        ]
      }),
    }
  })
}

function vehicleOf(plan: PlanFolder, route: SolutionRoute) {
  const vehicle = plan.problem.vehicles.find((one) => one.id === route.vehicle)
  if (!vehicle)
    throw new RefusalError('solution-not-solution', {
      file: 'solution.json',
      path: `vehicle ${route.vehicle}`,
    })
  return vehicle
}

function dayOf(plan: PlanFolder, route: SolutionRoute, disclosure: Disclosure, madeAt: string): RunSheetDay {
  const vehicle = vehicleOf(plan, route)
  const at = (seconds: number) => utcIso(plan.zeroEpoch + seconds)
  const [date = plan.week, ...name] = (vehicle.description ?? `${plan.week}/${vehicle.id}`).split('/')
  const crewName = name.join('/')
  const rest = route.steps.find((step) => step.type === 'break')
  const [first, last] = [route.steps[0]!, route.steps.at(-1)!]
  const stops = stopsOf(plan, route)
  const shift = vehicle.time_window ?? [first.arrival, last.arrival]
  const driven = stops.reduce((sum, stop) => sum + stop.travelSecondsFromPrevious, 0)
  const metres = stops.reduce((sum, stop) => sum + stop.metresFromPrevious, 0)
  return {
    branchName: plan.branch,
    date,
    crewName,
    collectors: [crewName],
    mode: travelModes.find((mode) => mode === vehicle.profile) ?? 'car',
    start: vehicle.start ? { label: '', at: vehicle.start } : null,
    end: vehicle.end ? { label: '', at: vehicle.end } : null,
    shift: { start: at(shift[0]), end: at(shift[1]) },
    lunch: rest
      ? {
          start: at(rest.arrival + rest.waiting_time),
          end: at(rest.arrival + rest.waiting_time + rest.service),
        }
      : null,
    startsAt: at(first.arrival),
    endsAt: at(last.arrival + last.waiting_time + last.setup + last.service),
    stops,
    route: [],
    totals: {
      travelSeconds: route.duration,
      metres: route.distance ?? metres,
      serviceSeconds: route.service + route.setup,
      waitingSeconds: route.waiting_time,
    },
    returnLeg: vehicle.end
      ? {
          travelSeconds: Math.max(0, route.duration - driven),
          metres: Math.max(0, (route.distance ?? metres) - metres),
        }
      : null,
    rulePackName: plan.rulePackName,
    findings: [],
    checklist: [],
    locale: plan.locale,
    zone: plan.zone,
    attribution: plan.attribution,
    navigationApp: null,
    planName: null,
    madeAt,
    disclosure,
  }
}

function stopsOf(plan: PlanFolder, route: SolutionRoute): RunSheetStop[] {
  const stops: RunSheetStop[] = []
  let travel = 0
  let metres = 0
  for (const step of route.steps) {
    if (step.type === 'break') continue
    if (step.type === 'job') {
      const job = plan.problem.jobs.find((one) => one.id === step.id)
      if (!job?.location)
        throw new RefusalError('solution-not-solution', { file: 'solution.json', path: `job ${step.id}` })
      const caseNo = job.description ?? String(job.id)
      const place = plan.places.get(caseNo)
      const begins = step.arrival + step.waiting_time
      const window = job.roundsman?.must_serve
        ? job.time_windows?.find(([from, to]) => from <= begins && begins <= to)
        : undefined
      const at = (seconds: number) => utcIso(plan.zeroEpoch + seconds)
      stops.push({
        order: stops.length + 1,
        caseNo,
        borrowerName: '',
        phone: null,
        address: place?.address ?? '',
        lon: job.location[0],
        lat: job.location[1],
        level: place?.level ?? 'building',
        radiusMetres: place?.radiusMetres ?? null,
        arrival: at(step.arrival),
        departure: at(begins + step.setup + step.service),
        windowStart: window ? at(window[0]) : null,
        windowEnd: window ? at(window[1]) : null,
        appointmentConfirmed: window !== undefined,
        serviceMinutes: Math.round(step.service / 60),
        waitingSeconds: step.waiting_time,
        travelSecondsFromPrevious: step.duration - travel,
        metresFromPrevious: (step.distance ?? metres) - metres,
        notes: [],
        warnings: [],
        amount: null,
      })
    }
    travel = step.duration
    metres = step.distance ?? metres
  }
  return stops
}
