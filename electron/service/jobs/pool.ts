import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { availableParallelism } from 'node:os'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { CancelledError, type Progress } from '../../../shared/core/lib/cancel.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { JobInput, JobName, JobOutput } from '../../workers/registry.ts'
import type { ThreadAnswer, ThreadMessage, ThreadTask } from '../../workers/thread.ts'

export interface JobOptions {
  progress?: Progress
  /** interim results, newest best */
  partial?: (value: unknown) => void
  /** asks the job to stop; one that does not within `graceMilliseconds` has its thread ended */
  signal?: AbortSignal
}

export interface JobPool {
  run<N extends JobName>(name: N, input: JobInput<N>, options?: JobOptions): Promise<JobOutput<N>>
  close(): Promise<void>
}

const graceMilliseconds = 2_000

/** Built: `thread.js` beside the bundle. From source: `thread.ts`, which Node runs by stripping types. */
function threadFile(): string {
  for (const candidate of ['./thread.js', '../workers/thread.js', '../../workers/thread.ts']) {
    const file = fileURLToPath(new URL(candidate, import.meta.url))
    if (existsSync(file)) return file
  }
  throw new Error('worker thread entry not found beside ' + import.meta.url)
}

/**
 * Worker threads for every computation, so that the service never waits for one. Two more than there are cores: a long
 * search on every core must not keep a look-up or a slot question waiting in line.
 */
export function createJobPool(threads = availableParallelism() + 2): JobPool {
  const piscina = new Piscina({
    filename: threadFile(),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: 30_000,
  })
  // Told of no task: an answer that was under way when its thread was ended, or a thread that failed while idle. Whoever
  // asked has been told already or nobody asked, and the next task gets a new thread; unheard, it would end the service.
  piscina.on('error', () => {})
  let closing = false
  return {
    async run(name, input, options = {}) {
      if (closing) throw new CancelledError()
      // before the channel is made: an open port would keep the process alive
      if (options.signal?.aborted) throw new CancelledError()
      const cancelFlag = new SharedArrayBuffer(4)
      const { port1, port2 } = new MessageChannel()
      port1.on('message', (message: ThreadMessage) => {
        if (message.kind === 'partial') options.partial?.(message.value)
        else options.progress?.({ stage: message.stage, done: message.done, total: message.total })
      })
      const hardStop = new AbortController()
      let graceTimer: NodeJS.Timeout | undefined
      const onAbort = () => {
        Atomics.store(new Uint8Array(cancelFlag), 0, 1)
        graceTimer = setTimeout(() => hardStop.abort(), graceMilliseconds)
      }
      options.signal?.addEventListener('abort', onAbort, { once: true })
      try {
        const task: ThreadTask = { name, input, cancelFlag, port: port2 }
        const answer = (await piscina.run(task, {
          transferList: [port2],
          signal: hardStop.signal,
        })) as ThreadAnswer
        if (answer.kind === 'cancelled') throw new CancelledError()
        if (answer.kind === 'refused')
          throw new RefusalError(answer.refusal.code, answer.refusal.params, answer.refusal.at)
        return answer.value as never
      } catch (error) {
        // the service goes while this ran: nothing is wrong with the job
        if (hardStop.signal.aborted || closing) throw new CancelledError()
        throw error
      } finally {
        clearTimeout(graceTimer)
        options.signal?.removeEventListener('abort', onAbort)
        port1.close()
      }
    },
    async close() {
      closing = true
      await piscina.destroy()
    },
  }
}
