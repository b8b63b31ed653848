/**
 * Several visits moved in one step by hand: to wherever each costs least, onto one crew-day, or out of the plan. What
 * finds no lawful place stays where it is and says why; nobody who was not chosen leaves a crew-day.
 */
import type { Reason } from '../../model/week.ts'
import { isBetter, type Board, type BoardPlace } from './board.ts'

export type ManyTarget = { kind: 'cheapest' } | { kind: 'crew-day'; crewDayId: string } | { kind: 'out' }

/** Visits of each crew-day in their order, those alone that can still be moved. */
export type BoardRoutes = ReadonlyMap<string, readonly string[]>

export interface ManyMoved {
  /** crew-days that change, with their visits as they would be */
  edits: { crewDayId: string; visitIds: string[] }[]
  /** chosen visits that would stand elsewhere: another crew-day, another place in the order, in the plan or out of it */
  moved: string[]
  /** chosen visits that a rule keeps where they are */
  stayed: { visitId: string; reason: Reason }[]
  /** travel that the week has more (less: negative), seconds */
  addedSeconds: number
}

/** Rounds over the chosen visits: one that moved may have made room for another. */
const mostRounds = 3

/** Steps that {@link moveMany} takes at most; mostly it is done sooner. */
export function mostSteps(visits: number, crewDays: number, target: ManyTarget): number {
  if (target.kind !== 'cheapest') return Math.max(1, visits)
  const anew = (visits * (visits + 1)) / 2
  return Math.max(1, crewDays * (2 * mostRounds * visits + anew + visits))
}

/**
 * @param visitIds the chosen visits, each once
 * @returns steps of a few milliseconds, so that a window can draw between them; the last one answers
 */
export function* moveMany(
  board: Board,
  routes: BoardRoutes,
  visitIds: readonly string[],
  target: ManyTarget,
): Generator<undefined, ManyMoved> {
  const after = new Map(routes)
  const stayed = new Map<string, Reason>()
  const movable = visitIds.filter((visitId) => {
    if (board.knows(visitId)) return true
    stayed.set(visitId, { code: 'drop-not-plannable' })
    return false
  })

  if (target.kind === 'out')
    for (const visitId of movable) {
      const reason = staysIn(board, visitId)
      const from = crewDayIn(after, visitId)
      if (reason) stayed.set(visitId, reason)
      else if (from) after.set(from, without(after, from, visitId))
      yield
    }
  else if (target.kind === 'crew-day') {
    const { crewDayId } = target
    const placeOf = rememberedPlaces(board)
    for (const visitId of movable) {
      const from = crewDayIn(after, visitId)
      if (from === crewDayId) continue
      const { judged } = placeOf(crewDayId, after.get(crewDayId)!, visitId)
      yield
      if (judged.faults[0]) stayed.set(visitId, judged.faults[0].reason)
      else {
        if (from) after.set(from, without(after, from, visitId))
        after.set(crewDayId, judged.visitIds)
      }
    }
  } else {
    const placeOf = rememberedPlaces(board)
    const oneByOne = yield* relocated(board, routes, movable, placeOf)
    // neighbours go together or not at all: neither is cheaper elsewhere alone
    const anew = yield* placedAnew(routes, movable, placeOf)
    const together = anew ? yield* relocated(board, anew, movable, placeOf) : null
    const [a, b] = [oneByOne, together].map((each) => each && worth(board, each, movable))
    const best = together && (b!.placed > a!.placed || (b!.placed === a!.placed && b!.travel < a!.travel))
    for (const [crewDayId, route] of best ? together : oneByOne) after.set(crewDayId, route)
    for (const visitId of movable) {
      if (crewDayIn(after, visitId)) continue
      const { place } = yield* cheapest(after, visitId, placeOf)
      stayed.set(visitId, place.judged.faults[0]?.reason ?? { code: 'drop-not-plannable' })
    }
  }

  const edits = [...after]
    .filter(([crewDayId, route]) => !sameOrder(route, routes.get(crewDayId)!))
    .map(([crewDayId, route]) => ({ crewDayId, visitIds: [...route] }))
  const edited = new Set(edits.map(({ crewDayId }) => crewDayId))
  const travel = (of: BoardRoutes) =>
    [...edited].reduce((sum, crewDayId) => sum + travelOf(board, crewDayId, of.get(crewDayId)!), 0)
  return {
    edits,
    moved: movable.filter((visitId) => {
      const [was, is] = [crewDayIn(routes, visitId), crewDayIn(after, visitId)]
      return (
        was !== is ||
        (is !== null && !sameOrder(before(routes, after, is, visitId), before(after, routes, is, visitId)))
      )
    }),
    stayed: [...stayed].map(([visitId, reason]) => ({ visitId, reason })),
    addedSeconds: travel(after) - travel(routes),
  }
}

/** Why a visit cannot leave the plan by hand; null when it can. */
export function staysIn(board: Board, visitId: string): Reason | null {
  if (board.confirmed(visitId)) return { code: 'drop-confirmed-out' }
  const lock = board.lockOf(visitId)
  return lock ? { code: 'drop-locked', params: { crew: lock.crewName, date: lock.date } } : null
}

const without = (routes: BoardRoutes, crewDayId: string, visitId: string): readonly string[] =>
  routes.get(crewDayId)!.filter((each) => each !== visitId)

function crewDayIn(routes: BoardRoutes, visitId: string): string | null {
  for (const [crewDayId, visitIds] of routes) if (visitIds.includes(visitId)) return crewDayId
  return null
}

const sameOrder = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((each, index) => each === b[index])

/** Who is visited before it, of those who are on that crew-day in the other plan too. */
const before = (routes: BoardRoutes, other: BoardRoutes, crewDayId: string, visitId: string) => {
  const route = routes.get(crewDayId)!
  const both = new Set(other.get(crewDayId))
  return route.slice(0, route.indexOf(visitId)).filter((each) => both.has(each))
}

const travelOf = (board: Board, crewDayId: string, visitIds: readonly string[]): number =>
  visitIds.length === 0 ? 0 : (board.judge(crewDayId, visitIds).timed?.travelSeconds ?? 0)

/** Travel that its crew-day would be spared without it. */
const savedBy = (board: Board, routes: BoardRoutes, visitId: string, crewDayId: string): number =>
  travelOf(board, crewDayId, routes.get(crewDayId)!) -
  travelOf(board, crewDayId, without(routes, crewDayId, visitId))

type PlaceOf = (crewDayId: string, rest: readonly string[], visitId: string) => BoardPlace

/** The best place of a visit on any crew-day. */
function* cheapest(
  routes: BoardRoutes,
  visitId: string,
  placeOf: PlaceOf,
): Generator<undefined, { crewDayId: string; place: BoardPlace }> {
  let best: { crewDayId: string; place: BoardPlace } | null = null
  for (const [crewDayId, route] of routes) {
    const rest = route.includes(visitId) ? without(routes, crewDayId, visitId) : route
    const place = placeOf(crewDayId, rest, visitId)
    if (!best || isBetter(place, best.place)) best = { crewDayId, place }
    yield
  }
  return best!
}

/** Each goes where it costs least while the others stand; it keeps a place that is as good. */
function* relocated(
  board: Board,
  routes: BoardRoutes,
  visitIds: readonly string[],
  placeOf: PlaceOf,
): Generator<undefined, BoardRoutes> {
  const after = new Map(routes)
  for (let round = 0, changed = true; changed && round < mostRounds; round++) {
    changed = false
    for (const visitId of visitIds) {
      const { crewDayId, place } = yield* cheapest(after, visitId, placeOf)
      if (place.judged.faults.length > 0) continue
      const from = crewDayIn(after, visitId)
      if (from && savedBy(board, after, visitId, from) <= place.addedSeconds) continue
      if (from) after.set(from, without(after, from, visitId))
      after.set(crewDayId, place.judged.visitIds)
      changed = true
    }
  }
  return after
}

/** All of them taken out and put in again, the cheapest first; null when one that had a place would lose it. */
function* placedAnew(
  routes: BoardRoutes,
  visitIds: readonly string[],
  placeOf: PlaceOf,
): Generator<undefined, BoardRoutes | null> {
  const after = new Map(
    [...routes].map(([id, route]) => [id, route.filter((each) => !visitIds.includes(each))]),
  )
  const left = new Set(visitIds)
  while (left.size > 0) {
    let next: { visitId: string; crewDayId: string; place: BoardPlace } | null = null
    for (const visitId of left) {
      const found = yield* cheapest(after, visitId, placeOf)
      if (!next || isBetter(found.place, next.place)) next = { visitId, ...found }
    }
    if (next!.place.judged.faults.length > 0) break
    left.delete(next!.visitId)
    after.set(next!.crewDayId, [...next!.place.judged.visitIds])
  }
  return [...left].some((visitId) => crewDayIn(routes, visitId)) ? null : after
}

const worth = (board: Board, routes: BoardRoutes, visitIds: readonly string[]) => ({
  placed: visitIds.filter((visitId) => crewDayIn(routes, visitId)).length,
  travel: [...routes].reduce((sum, [crewDayId, route]) => sum + travelOf(board, crewDayId, route), 0),
})

/** The best place is asked for again in every round, mostly of crew-days that nobody has touched since. */
function rememberedPlaces(board: Board): PlaceOf {
  const known = new Map<string, { rest: readonly string[]; place: BoardPlace }>()
  return (crewDayId, rest, visitId) => {
    const key = `${crewDayId} ${visitId}`
    const found = known.get(key)
    if (found && sameOrder(found.rest, rest)) return found.place
    const place = board.bestPlace(crewDayId, rest, visitId)
    known.set(key, { rest, place })
    return place
  }
}
