import type { BoardView } from '../../shared/contract/week.ts'
import type { BoardWeek } from '../../shared/model/board.ts'
import type { TravelMatrix } from '../../shared/model/travel.ts'

/** Matrices of one size, one after the other: `size²` seconds, then `size²` metres each. */
function matricesOf(bytes: ArrayBuffer, size: number): TravelMatrix[] {
  const cells = size * size
  const length = 8 * cells
  return Array.from({ length: cells > 0 ? bytes.byteLength / length : 0 }, (_, index) => ({
    size,
    seconds: new Uint32Array(bytes, index * length, cells),
    metres: new Uint32Array(bytes, index * length + 4 * cells, cells),
  }))
}

/** The week as the service sent it, with its travel times in. */
export async function boardWeekOf(view: BoardView): Promise<BoardWeek> {
  const travel = await Promise.all(
    view.travel.map(
      async ({ profile, size, cells }) => [profile, matricesOf(await cells.arrayBuffer(), size)[0]!] as const,
    ),
  )
  const byHour = await Promise.all(
    view.travelByHour.map(
      async ({ profile, size, starts, cells }) =>
        [profile, { starts, matrices: matricesOf(await cells.arrayBuffer(), size) }] as const,
    ),
  )
  return {
    problem: {
      ...view.problem,
      travel: Object.fromEntries(travel),
      ...(byHour.length > 0 ? { travelByHour: Object.fromEntries(byHour) } : {}),
    },
    zeroEpoch: view.zeroEpoch,
    zone: view.zone,
    visits: view.visits,
    crewDays: view.crewDays,
    skillNames: view.skillNames,
  }
}
