import type { Progress } from '../../shared/core/lib/cancel.ts'
import { finishWork, type WorkEvent } from '../service/work.ts'
import { progressLine, say } from './shell.ts'

/** The steps of a long command: each is named with its seconds on stderr, and they are kept for the summary. */
export interface Stages {
  seconds: Record<string, number>
  /** `result` puts what came of it in a few words */
  run<T>(name: string, work: (progress: Progress) => Promise<T>, result: (value: T) => string): Promise<T>
  /** long work of the contract */
  stream<R, P>(
    name: string,
    stream: () => Promise<AsyncIterable<WorkEvent<R, P>>>,
    result: (value: R) => string,
  ): Promise<R>
}

export function createStages(): Stages {
  const seconds: Record<string, number> = {}
  const run: Stages['run'] = async (name, work, result) => {
    const began = performance.now()
    const line = progressLine(process.stderr, name)
    try {
      const value = await work(line.report)
      const took = (performance.now() - began) / 1000
      seconds[name] = Math.round(((seconds[name] ?? 0) + took) * 100) / 100
      line.end()
      say(`${name}: ${result(value)} (${took.toFixed(1)} s)`)
      return value
    } finally {
      line.end()
    }
  }
  return {
    seconds,
    run,
    stream: (name, stream, result) =>
      run(name, async (progress) => finishWork(await stream(), { progress }), result),
  }
}
