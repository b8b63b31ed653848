import { cancelFromBuffer } from '../../shared/core/lib/cancel.ts'
import { RefusalError, type Refusal } from '../../shared/model/refusal.ts'
import type { MessagePort } from 'node:worker_threads'
import type { Job } from './job.ts'
import { jobs, type JobName } from './registry.ts'

/** What the pool posts for one job. `port` carries progress and interim results back. */
export interface ThreadTask {
  name: JobName
  input: unknown
  cancelFlag: SharedArrayBuffer
  port: MessagePort
}
export type ThreadMessage =
  { kind: 'progress'; stage: string; done: number; total: number } | { kind: 'partial'; value: unknown }
/** Class instances do not survive structured clone, so the answer says what it is. */
export type ThreadAnswer =
  { kind: 'done'; value: unknown } | { kind: 'refused'; refusal: Refusal } | { kind: 'cancelled' }

/** Thread entry: message → core → message. */
export default async function runTask(task: ThreadTask): Promise<ThreadAnswer> {
  const { job } = (await (jobs as Record<string, () => Promise<{ job: unknown }>>)[task.name]()) as {
    job: Job
  }
  const post = (message: ThreadMessage) => task.port.postMessage(message)
  try {
    const value = await job.run(task.input, {
      cancel: cancelFromBuffer(task.cancelFlag),
      progress: (step) => post({ kind: 'progress', ...step }),
      partial: (value) => post({ kind: 'partial', value }),
    })
    return { kind: 'done', value }
  } catch (error) {
    if (error instanceof RefusalError) return { kind: 'refused', refusal: error.refusal }
    if ((error as Error).name === 'CancelledError') return { kind: 'cancelled' }
    throw error
  } finally {
    task.port.close()
  }
}
