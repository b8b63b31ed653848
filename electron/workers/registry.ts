import type { Job } from './job.ts'

/** Every job by name. Each is loaded when first run, so that a thread that never plans never loads the optimiser. */
export const jobs = {} satisfies Record<string, () => Promise<{ job: Job<never, unknown> }>>

export type JobName = keyof typeof jobs
export type JobInput<N extends JobName> = Parameters<Awaited<ReturnType<(typeof jobs)[N]>>['job']['run']>[0]
export type JobOutput<N extends JobName> = Awaited<
  ReturnType<Awaited<ReturnType<(typeof jobs)[N]>>['job']['run']>
>
