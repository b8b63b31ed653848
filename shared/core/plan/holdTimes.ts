import type { Solution, SolutionRoute, SolutionStep } from '../../model/problem.ts'

/**
 * When a job that stays with its vehicle began in the plan before, in the problem's seconds; null for one that is new
 * there.
 */
export type StandingStart = (vehicle: number, job: number) => number | null

/**
 * A week under way holds its hours: where a visit fell out, those after it are not brought forward, so that nobody has
 * to be told of a time that nothing makes necessary. Crews wait instead, or set out later. Routes that cannot keep
 * their hours, or whose order changed, stay as the search timed them.
 * @param isRight the verifier's word on a whole answer; what it does not accept is not held
 */
export function holdTimes(
  solution: Solution,
  standing: StandingStart,
  isRight: (tried: Solution) => boolean,
): Solution {
  let held = solution
  solution.routes.forEach((route, index) => {
    const later = heldRoute(route, standing)
    if (!later) return
    const routes = held.routes.with(index, later)
    const waiting = routes.reduce((sum, { waiting_time }) => sum + waiting_time, 0)
    const tried = { ...held, routes, summary: { ...held.summary, waiting_time: waiting } }
    if (isRight(tried)) held = tried
  })
  return held
}

const endOf = (step: SolutionStep) => step.arrival + step.waiting_time + step.setup + step.service

/** The route with every job that stood in it no earlier than it stood; null when nothing changes, or its order did. */
function heldRoute(route: SolutionRoute, standing: StandingStart): SolutionRoute | null {
  const begins = route.steps.map((step) =>
    step.type === 'job' && step.id !== undefined ? standing(route.vehicle, step.id) : null,
  )
  const known = begins.filter((start) => start !== null)
  if (known.some((start, index) => index > 0 && start < known[index - 1]!)) return null
  const steps: SolutionStep[] = []
  for (const [index, step] of route.steps.entries()) {
    const before = steps.at(-1)
    const was = route.steps[index - 1]
    // the way from the step before takes as long as it did
    const arrival = before && was ? endOf(before) + (step.arrival - endOf(was)) : step.arrival
    const start = Math.max(arrival, step.arrival + step.waiting_time, begins[index] ?? -Infinity)
    const waits = step.type === 'job' || step.type === 'break'
    steps.push({ ...step, arrival, waiting_time: waits ? start - arrival : step.waiting_time })
  }
  // it sets out later rather than wait before the first door
  const [from, first] = steps
  if (from?.type === 'start' && first?.type === 'job' && first.waiting_time > route.steps[1]!.waiting_time) {
    const by = first.waiting_time - route.steps[1]!.waiting_time
    steps[0] = { ...from, arrival: from.arrival + by }
    steps[1] = { ...first, arrival: first.arrival + by, waiting_time: first.waiting_time - by }
  }
  if (steps.every((step, index) => step.arrival === route.steps[index]!.arrival)) return null
  return { ...route, steps, waiting_time: steps.reduce((sum, step) => sum + step.waiting_time, 0) }
}
