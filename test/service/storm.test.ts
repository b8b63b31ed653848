import { describe, expect, it } from 'vitest'
import { sampleDesk } from '../helpers/sampleDesk.ts'
import { storm } from '../helpers/storm.ts'

const desk = sampleDesk()

/** The full count is in `test/faults/storm.test.ts`. */
describe('two people at one plan, and the service restarted under their hands', () => {
  it('seed 8: no visit is lost or doubled, the verifier accepts what stands, undo leads back to the start', async () => {
    const tally = await storm(desk, { seed: 8, actions: 120, restarts: 2 })
    expect(tally.restarts).toBe(2)
    expect(tally.undone).toBeGreaterThan(10)
    expect(tally.done.put).toBeGreaterThan(5)
  })
})
