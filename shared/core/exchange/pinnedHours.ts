/**
 * Hours that VROOM's `vehicle.steps` pin (`service_at`, `service_after`, `service_before`): the job or break of the step
 * begins then, wherever the search puts it. They become part of its windows, so that nothing else need know of them.
 */
import type { Problem, TimeWindow } from '../../model/problem.ts'
import { wrong } from './reader.ts'

type Step = NonNullable<Problem['vehicles'][number]['steps']>[number]

/** Later than any time in a file. */
const ever = 1e12

/** What is left of windows within a span; the last one ends never where neither says when. */
function narrowed(windows: readonly TimeWindow[] | undefined, [from, to]: TimeWindow): TimeWindow[] {
  return (windows ?? [[0, ever] as TimeWindow]).flatMap(([opens, shuts]): TimeWindow[] => {
    const window: TimeWindow = [Math.max(opens, from), Math.min(shuts, to)]
    return window[0] <= window[1] ? [window] : []
  })
}

const isPinned = ({ service_at: at, service_after: after, service_before: before }: Step) =>
  at !== undefined || after !== undefined || before !== undefined

function spanOf({
  service_at: at,
  service_after: after = 0,
  service_before: before = ever,
}: Step): TimeWindow {
  return at === undefined ? [after, before] : [Math.max(at, after), Math.min(at, before)]
}

/**
 * Narrows the windows of what is pinned.
 * @throws RefusalError problem-value where a pinned hour leaves none of them
 */
export function pinHours(problem: Problem): void {
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]))
  problem.vehicles.forEach((vehicle, v) =>
    vehicle.steps?.forEach((step, s) => {
      const pinned =
        step.type === 'job' ? jobs.get(step.id!) : vehicle.breaks?.find(({ id }) => id === step.id)
      if (!pinned || !isPinned(step)) return
      const left = narrowed(pinned.time_windows, spanOf(step))
      if (left.length === 0) {
        const key = (['service_at', 'service_after', 'service_before'] as const).find(
          (one) => step[one] !== undefined,
        )!
        wrong(`vehicles[${v}].steps[${s}].${key}`, step[key], JSON.stringify(pinned.time_windows ?? []))
      }
      pinned.time_windows = left
    }),
  )
}
