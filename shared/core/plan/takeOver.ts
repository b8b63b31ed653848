/**
 * Chosen changes of another version taken into the plan that stands: each visit goes where the other version has it, in
 * its order there, or out of the plan. Nobody else changes crew-day.
 */
import type { Reason } from '../../model/week.ts'
import { staysIn, type BoardRoutes, type ManyMoved } from './moveMany.ts'
import type { Board } from './board.ts'

/**
 * All at once where that breaks no rule, else one after the other, so that one that cannot be had does not keep the
 * rest out.
 * @param routes the plan that stands, visits that can still be moved
 * @param other by crew-day, the order of the version that is taken from
 * @param visitIds chosen, each once
 */
export function takeOver(
  board: Board,
  routes: BoardRoutes,
  other: BoardRoutes,
  visitIds: readonly string[],
): Pick<ManyMoved, 'edits' | 'moved' | 'stayed'> {
  const stayed = new Map<string, Reason>()
  const movable = visitIds.filter((visitId) => {
    const goal = crewDayIn(other, visitId)
    const reason: Reason | null = !board.knows(visitId)
      ? { code: 'drop-not-plannable' }
      : goal === null
        ? staysIn(board, visitId)
        : board.has(goal)
          ? null
          : { code: 'drop-crew-day-over' }
    if (reason) stayed.set(visitId, reason)
    return reason === null
  })
  let after = placed(routes, other, movable)
  if (faultsOf(board, routes, after).length > 0) {
    after = routes
    let left = movable
    // one that was taken may have made room for another
    for (let before = -1; before !== left.length;) {
      before = left.length
      left = left.filter((visitId) => {
        const next = placed(after, other, [visitId])
        const fault = faultsOf(board, after, next)[0]
        if (fault) stayed.set(visitId, fault)
        else {
          stayed.delete(visitId)
          after = next
        }
        return fault !== undefined
      })
    }
  }
  const edits = [...after]
    .filter(([crewDayId, route]) => !same(route, routes.get(crewDayId) ?? []))
    .map(([crewDayId, visitIds]) => ({ crewDayId, visitIds: [...visitIds] }))
  return {
    edits,
    moved: movable.filter((visitId) => !stayed.has(visitId)),
    stayed: [...stayed].map(([visitId, reason]) => ({ visitId, reason })),
  }
}

/** Each behind the nearest of those that the other version visits before it, where one of these is there. */
function placed(routes: BoardRoutes, other: BoardRoutes, visitIds: readonly string[]): BoardRoutes {
  const gone = new Set(visitIds)
  const after = new Map([...routes].map(([id, route]) => [id, route.filter((each) => !gone.has(each))]))
  for (const [crewDayId, order] of other)
    order.forEach((visitId, index) => {
      if (!gone.has(visitId)) return
      const route = after.get(crewDayId) ?? []
      const earlier = order.slice(0, index).findLast((each) => route.includes(each))
      const at = earlier === undefined ? 0 : route.indexOf(earlier) + 1
      after.set(crewDayId, [...route.slice(0, at), visitId, ...route.slice(at)])
    })
  return after
}

/** What breaks a rule on the crew-days that differ. */
function faultsOf(board: Board, before: BoardRoutes, after: BoardRoutes): Reason[] {
  return [...after].flatMap(([crewDayId, route]) =>
    same(route, before.get(crewDayId) ?? [])
      ? []
      : board.judge(crewDayId, route).faults.map((fault) => fault.reason),
  )
}

function crewDayIn(routes: BoardRoutes, visitId: string): string | null {
  for (const [crewDayId, visitIds] of routes) if (visitIds.includes(visitId)) return crewDayId
  return null
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((each, index) => each === b[index])
