/** A solution file (VROOM's output JSON) as a {@link Solution}: shape only; whether it is right, `verify` says. */
import type { Solution, SolutionRoute, SolutionStep } from '../../model/problem.ts'
import { RefusalError } from '../../model/refusal.ts'
import { parseJson } from './problemText.ts'

const stepTypes = ['start', 'job', 'break', 'end']
type Fields = Record<string, unknown>

/** @throws RefusalError `solution-not-json`, or `solution-not-solution` with the path of what is missing or of the wrong type */
export function readSolutionText(text: string, file: string): Solution {
  const bad = (path: string): never => {
    throw new RefusalError('solution-not-solution', { file, path }, { file, path })
  }
  const object = (value: unknown, path: string): Fields =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : bad(path)
  const list = (value: unknown, path: string): unknown[] => (Array.isArray(value) ? value : bad(path))
  const number = (value: unknown, path: string, absent?: number): number =>
    value === undefined && absent !== undefined
      ? absent
      : typeof value === 'number' && Number.isFinite(value)
        ? value
        : bad(path)
  const maybe = (fields: Fields, key: string, path: string) =>
    fields[key] === undefined ? {} : { [key]: number(fields[key], `${path}.${key}`) }
  const sums = (fields: Fields, path: string) => ({
    cost: number(fields.cost, `${path}.cost`),
    setup: number(fields.setup, `${path}.setup`, 0),
    service: number(fields.service, `${path}.service`),
    duration: number(fields.duration, `${path}.duration`),
    waiting_time: number(fields.waiting_time, `${path}.waiting_time`),
    priority: number(fields.priority, `${path}.priority`, 0),
    ...maybe(fields, 'distance', path),
  })
  const step = (value: unknown, path: string): SolutionStep => {
    const fields = object(value, path)
    if (!stepTypes.includes(fields.type as string)) bad(`${path}.type`)
    return {
      type: fields.type as SolutionStep['type'],
      ...maybe(fields, 'id', path),
      ...maybe(fields, 'location_index', path),
      setup: number(fields.setup, `${path}.setup`, 0),
      service: number(fields.service, `${path}.service`, 0),
      waiting_time: number(fields.waiting_time, `${path}.waiting_time`, 0),
      arrival: number(fields.arrival, `${path}.arrival`),
      duration: number(fields.duration, `${path}.duration`),
      ...maybe(fields, 'distance', path),
      violations: [],
    }
  }
  const route = (value: unknown, path: string): SolutionRoute => {
    const fields = object(value, path)
    return {
      vehicle: number(fields.vehicle, `${path}.vehicle`),
      ...sums(fields, path),
      steps: list(fields.steps, `${path}.steps`).map((one, i) => step(one, `${path}.steps[${i}]`)),
      violations: [],
    }
  }
  const root = object(parseJson(text, file, 'solution-not-json'), '$')
  const summary = object(root.summary, 'summary')
  const routes = list(root.routes, 'routes').map((one, i) => route(one, `routes[${i}]`))
  const unassigned = list(root.unassigned, 'unassigned').map((one, i) => ({
    id: number(object(one, `unassigned[${i}]`).id, `unassigned[${i}].id`),
    type: 'job' as const,
  }))
  const extensions =
    summary.roundsman === undefined ? undefined : object(summary.roundsman, 'summary.roundsman')
  return {
    code: 0,
    summary: {
      ...sums(summary, 'summary'),
      routes: number(summary.routes, 'summary.routes', routes.length),
      unassigned: number(summary.unassigned, 'summary.unassigned'),
      violations: [],
      ...(extensions
        ? {
            roundsman: {
              vehicles: number(extensions.vehicles, 'summary.roundsman.vehicles'),
              changes: number(extensions.changes, 'summary.roundsman.changes'),
              balance: number(extensions.balance, 'summary.roundsman.balance'),
              overtime: number(extensions.overtime, 'summary.roundsman.overtime'),
              // plans written before these were counted had none
              soft: number(extensions.soft, 'summary.roundsman.soft', 0),
              expected_priority: number(
                extensions.expected_priority,
                'summary.roundsman.expected_priority',
                number(summary.priority, 'summary.priority', 0),
              ),
              changed: number(extensions.changed, 'summary.roundsman.changed'),
            },
          }
        : {}),
    },
    unassigned,
    routes,
  }
}
