import type { Cancel, Progress } from '../../shared/core/lib/cancel.ts'

/** What a job gets besides its input: told as it goes, stopped when asked. */
export interface JobContext {
  progress: Progress
  cancel: Cancel
  /** sends an interim result (a best-so-far plan) to whoever started the job */
  partial(value: unknown): void
}

/**
 * One kind of computation, one file in `jobs/`. Input and output are structured-cloneable. A `RefusalError` that
 * `run` throws arrives at the caller as a `RefusalError`.
 */
export interface Job<Input = unknown, Output = unknown> {
  run(input: Input, context: JobContext): Promise<Output> | Output
}
