/**
 * What the search allocates while it makes moves: `node test/bench/allocations.ts`. The sampling heap profiler counts what
 * was collected since, too; whatever stands in a function that every move goes through would show by the megabyte.
 */
import { Session } from 'node:inspector/promises'
import { neverCancelled } from '../../shared/core/lib/cancel.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import { compile } from '../../shared/core/optimiser/compile.ts'
import { Search } from '../../shared/core/optimiser/search.ts'
import { defaultSettings } from '../../shared/core/optimiser/settings.ts'
import { planeProblem } from '../helpers/planeProblem.ts'

const moves = 40_000

const search = new Search(compile(planeProblem(200, 10)), seededRandom(1), defaultSettings)
const run = () =>
  search.run({ begin: 0, end: 1, iterations: moves, now: () => performance.now(), cancel: neverCancelled })
search.construct()
// once to have the code compiled
run()

const session = new Session()
session.connect()
await session.post('HeapProfiler.startSampling', {
  samplingInterval: 4096,
  includeObjectsCollectedByMajorGC: true,
  includeObjectsCollectedByMinorGC: true,
})
run()
const { profile } = await session.post('HeapProfiler.stopSampling')
session.disconnect()

interface Node {
  callFrame: { functionName: string; url: string }
  selfSize: number
  children: Node[]
}
const bytes = new Map<string, number>()
const add = ({ callFrame, selfSize, children }: Node) => {
  const name = `${callFrame.functionName || '(anonymous)'} ${callFrame.url.split('/').at(-1)}`
  if (selfSize > 0) bytes.set(name, (bytes.get(name) ?? 0) + selfSize)
  children.forEach(add)
}
add(profile.head)
const total = [...bytes.values()].reduce((sum, one) => sum + one, 0)
console.log(
  `${moves} moves: ${Math.round(total / 1024)} KiB allocated, ${(total / moves).toFixed(1)} bytes a move`,
)
for (const [name, size] of [...bytes].sort((a, b) => b[1] - a[1]).slice(0, 8))
  console.log(`${String(Math.round(size / 1024)).padStart(7)} KiB  ${name}`)
