import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createJobPool } from '../../electron/service/jobs/pool.ts'
import { readProblem } from '../../shared/core/exchange/vroom.ts'
import { CancelledError } from '../../shared/core/lib/cancel.ts'

const problem = readProblem({
  jobs: [{ id: 1, location_index: 1 }],
  vehicles: [{ id: 1, start_index: 0 }],
  matrices: {
    car: {
      durations: [
        [0, 60],
        [60, 0],
      ],
    },
  },
})

/** Holds this thread, so that an answer of a worker waits in its port. */
function hold(milliseconds: number) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

describe('the worker threads', () => {
  it('an answer that comes in as the pool closes harms nobody', async () => {
    // what nobody catches would end the service: it must not come to that
    const uncaught: unknown[] = []
    const listen = (error: unknown) => uncaught.push(error)
    const others = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    process.on('uncaughtException', listen)
    onTestFinished(() => {
      process.off('uncaughtException', listen)
      for (const other of others) process.on('uncaughtException', other)
    })
    const pool = createJobPool(1)
    await pool.run('prepare-problem', { problem })
    const answer = pool.run('prepare-problem', { problem })
    hold(300)
    await Promise.all([expect(answer).rejects.toThrow(CancelledError), pool.close()])
    for (let i = 0; i < 20; i++) await turn()
    expect(uncaught).toEqual([])
    await expect(pool.run('prepare-problem', { problem })).rejects.toThrow(CancelledError)
  })
})
