import { expect, it } from 'vitest'
import { counted } from '../helpers/faults.ts'
import { sampleDesk } from '../helpers/sampleDesk.ts'
import { storm } from '../helpers/storm.ts'

const desk = sampleDesk()

it('a storm of random changes by two people with restarts: 0 lost, 0 doubled, verified, undone to the start', async () => {
  const actions = counted(2_000)
  const tally = await storm(desk, { seed: 2_000, actions, restarts: counted(20) })
  process.stdout.write(`${actions} actions: ${JSON.stringify(tally)}\n`)
  expect(tally.restarts).toBe(counted(20))
})
