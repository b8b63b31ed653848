import type { Job } from './job.ts'

/** Every job by name. Each is loaded when first run, so that a thread that never plans never loads the optimiser. */
export const jobs = {
  geocode: () => import('./jobs/geocode.ts'),
  'region-build': () => import('./jobs/region-build.ts'),
  matrix: () => import('./jobs/matrix.ts'),
  isochrone: () => import('./jobs/isochrone.ts'),
  circuity: () => import('./jobs/circuity.ts'),
  'street-at': () => import('./jobs/street-at.ts'),
  'closed-roads': () => import('./jobs/closed-roads.ts'),
  'route-geometry': () => import('./jobs/route-geometry.ts'),
  'read-table': () => import('./jobs/read-table.ts'),
  'read-rows': () => import('./jobs/read-rows.ts'),
  'prepare-problem': () => import('./jobs/prepare-problem.ts'),
  optimise: () => import('./jobs/optimise.ts'),
  slots: () => import('./jobs/slots.ts'),
  book: () => import('./jobs/book.ts'),
  'why-not': () => import('./jobs/why-not.ts'),
  'explain-unplanned': () => import('./jobs/explain-unplanned.ts'),
  export: () => import('./jobs/export.ts'),
} satisfies Record<string, () => Promise<{ job: Job<never, unknown> }>>

export type JobName = keyof typeof jobs
type JobOf<N extends JobName> = Awaited<ReturnType<(typeof jobs)[N]>> extends { job: infer J } ? J : never
export type JobInput<N extends JobName> = JobOf<N> extends Job<infer Input, infer _> ? Input : never
export type JobOutput<N extends JobName> = JobOf<N> extends Job<infer _, infer Output> ? Output : never
