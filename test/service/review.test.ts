import { beforeAll, describe, expect, it } from 'vitest'
import { withRows } from '../../renderer/client/reviewQueue.ts'
import { finishWork } from '../../electron/service/work.ts'
import { reviewParts, type ReviewRow } from '../../shared/contract/cases.ts'
import type { ChangeEvent } from '../../shared/contract/desk.ts'
import { seededRandom } from '../../shared/core/lib/random.ts'
import { collectorFile, csv, importFile, ownBranch, undo } from '../helpers/desk.ts'
import { sampleDesk } from '../helpers/sampleDesk.ts'

const desk = sampleDesk()
const at: [number, number] = [121.5512, 25.0301]

/** Cases in three buildings with several doors each, and some in streets where no number is known. */
const texts = [
  ...[2, 3, 4].map((floor) => `臺北市大安區安和路二段69巷999號${floor}樓`),
  ...[2, 3].map((floor) => `臺北市中山區吉林路9470號${floor}樓`),
  ...[5, 6, 7].map((floor) => `臺北市松山區八德路四段8605號${floor}樓`),
  ...['臺北市大安區', '臺北市中山區中山北路', '臺北市不存在路1號', '信義區松仁路'],
]

beforeAll(async () => {
  await ownBranch(desk.client, { name: 'Review', collectors: collectorFile(['Chen']) })
  const lines = texts.map((text, i) => `R${i},P${i},09${10_000_000 + i},${text}`)
  await importFile(
    desk.client,
    'cases',
    csv('cases.csv', `case_no,borrower,phone,address\n${lines.join('\n')}`),
  )
  await finishWork(await desk.client.locate.run())
})

const wholeQueues = async (): Promise<ReviewRow[][]> =>
  Promise.all(reviewParts.map((include) => desk.client.locate.queue({ include })))

/** What a window keeps: each queue, brought up to date by the addresses that it is told of and by nothing else. */
async function follow(queues: ReviewRow[][], changed: string[]): Promise<ReviewRow[][]> {
  return Promise.all(
    reviewParts.map(async (include, i) =>
      withRows(queues[i]!, changed, await desk.client.locate.queue({ include, addressIds: changed })),
    ),
  )
}

describe('the queue of the review', () => {
  it('followed by what each step answers is the queue that is read whole', async () => {
    const random = seededRandom(4)
    let queues = await wholeQueues()
    expect(queues[2]!.length).toBe(texts.length)
    for (let step = 0; step < 8; step++) {
      const all = queues[2]!
      const { addressId } = all[random.below(all.length)]!
      const { changed } =
        step % 4 === 3
          ? await desk.client.locate.markWrong({ addressId })
          : await desk.client.locate.confirm({ addressId, at, label: 'here', neighbours: step % 3 === 0 })
      queues = await follow(queues, changed)
      expect(queues).toEqual(await wholeQueues())
    }
    for (let step = 0; step < 8; step++) await undo(desk.client)
    expect((await desk.client.locate.queue({ include: 'all' })).every((row) => !row.confirmed)).toBe(true)
  })

  it('tells every window which addresses, and those that follow each other at once all of them', async () => {
    const stop = new AbortController()
    const heard: ChangeEvent[] = []
    const listening = (async () => {
      for await (const event of await desk.client.session.events(undefined, { signal: stop.signal }))
        heard.push(event)
    })().catch(() => {})
    await expect.poll(() => heard.length).toBe(1)
    const rows = (await desk.client.locate.queue({ include: 'all' })).filter((row) => row.neighbours === 0)
    const done = await Promise.all(
      rows.map(({ addressId }) => desk.client.locate.confirm({ addressId, at, label: 'here' })),
    )
    const told = () => new Set(heard.flatMap((event) => event.addressIds ?? []))
    await expect.poll(() => [...told()].sort()).toEqual(done.flatMap(({ changed }) => changed).sort())
    expect(heard.slice(1).every(({ topic }) => ['locations', 'history'].includes(topic))).toBe(true)
    stop.abort()
    await listening
  })

  it('two that are confirmed at once with their building leave one pin of it, and one step each', async () => {
    const rows = (await desk.client.locate.queue({ include: 'all' })).filter(({ text }) =>
      text.includes('八德'),
    )
    expect(rows).toHaveLength(3)
    const before = (await desk.client.memory.list()).length
    const [first, second] = await Promise.all(
      rows
        .slice(0, 2)
        .map(({ addressId }) =>
          desk.client.locate.confirm({ addressId, at, label: 'here', neighbours: true }),
        ),
    )
    expect([first!.confirmed, second!.confirmed].sort()).toEqual([1, 3])
    // two doors and the building
    expect((await desk.client.memory.list()).length - before).toBe(3)
    await undo(desk.client)
    await undo(desk.client)
    expect((await desk.client.memory.list()).length).toBe(before)
  })

  it('an address that was marked wrong is not given a place with its building', async () => {
    const [wrong, other] = (await desk.client.locate.queue({ include: 'all' })).filter(({ text }) =>
      text.includes('吉林'),
    )
    await desk.client.locate.markWrong({ addressId: wrong!.addressId })
    const [row] = await desk.client.locate.queue({ include: 'all', addressIds: [other!.addressId] })
    expect(row!.neighbours).toBe(0)
    expect(
      await desk.client.locate.confirm({ addressId: other!.addressId, at, label: 'here', neighbours: true }),
    ).toMatchObject({ confirmed: 1 })
    const { addresses } = await desk.client.cases.get({ id: wrong!.caseId })
    expect(addresses).toMatchObject([{ status: 'wrong', best: null }])
  })
})
