import type { Problem } from '../../../shared/model/problem.ts'
import { compile } from '../../../shared/core/optimiser/compile.ts'
import type { Compiled } from '../../../shared/core/optimiser/compiled.ts'
import type { Job } from '../job.ts'

/** The problem as arrays in shared memory, once for all threads that search. */
export const job: Job<{ problem: Problem }, Compiled> = {
  run: ({ problem }) => compile(problem),
}
