/** A process of its own that writes batch after batch and says on stdout which are acknowledged, until it is killed. */
import { writeSync } from 'node:fs'
import { batchesOf, openDesk, writeBatch } from './faults.ts'

const [folder, most = '1000000'] = process.argv.slice(2)
const desk = await openDesk(folder!)
const first = ((await batchesOf(desk)).at(-1) ?? -1) + 1
writeSync(1, 'open\n')
for (let batch = first; batch < first + Number(most); batch++) {
  await writeBatch(desk, batch)
  // written at once: what was said stays said when the process dies
  writeSync(1, `${batch}\n`)
}
await desk.database.close()
writeSync(1, 'closed\n')
