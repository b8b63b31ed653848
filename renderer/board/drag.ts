import { create } from 'zustand'
import type { BoardPlace, JudgedRoute } from '../../shared/core/plan/board.ts'
import { moveMany, type ManyMoved, type ManyTarget } from '../../shared/core/plan/moveMany.ts'
import { sliced } from './sliced.ts'
import type { LoadedBoard } from './useBoard.ts'

/** Where a visit in the air would land. */
export type DropPlace =
  | { kind: 'crew-day'; crewDayId: string; position: number; judged: JudgedRoute; addedSeconds: number }
  /** out of the plan */
  | { kind: 'out' }
  /** several that were chosen together; null until it has been tried where each would stand */
  | { kind: 'many'; visitIds: readonly string[]; target: ManyTarget; result: ManyMoved | null }

/** How a crew-day could take the visit at its best place. */
export type Fit = 'fits' | 'not'

interface DragState {
  /** the visit in the air; null: nothing is dragged */
  visitId: string | null
  /** others that were chosen with it and go along; empty: it goes alone */
  along: readonly string[]
  /** the crew-day it comes from; null: it was not planned */
  from: string | null
  x: number
  y: number
  over: DropPlace | null
  fits: ReadonlyMap<string, Fit>
  /** crew-days as they would be, shown in place of what stands; kept after the drop until the plan has arrived */
  previews: ReadonlyMap<string, JudgedRoute>
}

const nothing: DragState = {
  visitId: null,
  along: [],
  from: null,
  x: 0,
  y: 0,
  over: null,
  fits: new Map(),
  previews: new Map(),
}

export const useDrag = create<DragState>(() => nothing)

/** Every crew-day as it stands again. */
export const endDrag = (): void => useDrag.setState(nothing, true)

/** A drop has been saved or refused: its preview goes. What has been taken up since is left alone. */
export const settleDrop = (): void => {
  if (useDrag.getState().visitId === null) endDrag()
}

/** The crew-day without the visit. */
export const routeWithout = (loaded: LoadedBoard, crewDayId: string, visitId: string): readonly string[] =>
  (loaded.routes.get(crewDayId) ?? []).filter((each) => each !== visitId)

export function crewDayOf(loaded: LoadedBoard, visitId: string): string | null {
  for (const [crewDayId, visitIds] of loaded.routes) if (visitIds.includes(visitId)) return crewDayId
  return null
}

/**
 * Travel that the week has more (less: negative) with the visit there instead of where it is now, seconds.
 * @param leftBehind the crew-day that it leaves, without it, where that has been judged already
 */
export function travelAdded(
  loaded: LoadedBoard,
  visitId: string,
  crewDayId: string,
  judged: JudgedRoute,
  leftBehind?: JudgedRoute,
): number {
  const { board, routes } = loaded
  const travel = (at: string, route: readonly string[]) =>
    route.length === 0 ? 0 : (board.judge(at, route).timed?.travelSeconds ?? 0)
  const from = crewDayOf(loaded, visitId)
  const elsewhere = from !== null && from !== crewDayId
  const before =
    travel(crewDayId, routes.get(crewDayId) ?? []) + (elsewhere ? travel(from, routes.get(from)!) : 0)
  const rest = elsewhere ? routeWithout(loaded, from, visitId) : []
  const left =
    elsewhere && rest.length > 0 ? ((leftBehind ?? board.judge(from, rest)).timed?.travelSeconds ?? 0) : 0
  return (judged.timed?.travelSeconds ?? Infinity) + left - before
}

/** The crew-days that have room for a visit, those that travel least more first. */
export function bestPlaces(loaded: LoadedBoard, visitId: string) {
  if (!loaded.board.knows(visitId)) return []
  const from = crewDayOf(loaded, visitId)
  return loaded.board.week.crewDays
    .filter(({ id }) => id !== from)
    .map((day) => ({
      day,
      place: loaded.board.bestPlace(day.id, routeWithout(loaded, day.id, visitId), visitId),
    }))
    .filter(({ place }) => place.judged.faults.length === 0)
    .map((each) => ({
      ...each,
      addedSeconds: travelAdded(loaded, visitId, each.day.id, each.place.judged),
    }))
    .sort((a, b) => a.addedSeconds - b.addedSeconds)
}

/** Puts the visit down at a place of a crew-day and shows both crew-days as they would be. */
export function hover(loaded: LoadedBoard, crewDayId: string, position: number): void {
  const { visitId, from, over } = useDrag.getState()
  if (!visitId) return
  if (over?.kind === 'crew-day' && over.crewDayId === crewDayId && over.position === position) return
  const { board } = loaded
  const rest = routeWithout(loaded, crewDayId, visitId)
  const judged = board.judge(crewDayId, [...rest.slice(0, position), visitId, ...rest.slice(position)])
  const previews = new Map([[crewDayId, judged]])
  const left = from && from !== crewDayId ? board.judge(from, routeWithout(loaded, from, visitId)) : undefined
  if (left) previews.set(left.crewDayId, left)
  const addedSeconds = travelAdded(loaded, visitId, crewDayId, judged, left)
  useDrag.setState({
    over: { kind: 'crew-day', crewDayId, position, judged, addedSeconds },
    previews,
  })
}

/** best places of the visit in the air, by crew-day, of one board */
let bestKnown: { loaded: LoadedBoard; visitId: string; places: Map<string, BoardPlace> } | null = null

/** Over a crew-day without an hour, as on the map: the visit is put where it fits best. */
export function hoverBest(loaded: LoadedBoard, crewDayId: string): void {
  const { visitId } = useDrag.getState()
  if (!visitId) return
  if (bestKnown?.loaded !== loaded || bestKnown.visitId !== visitId)
    bestKnown = { loaded, visitId, places: new Map() }
  let place = bestKnown.places.get(crewDayId)
  if (!place) {
    place = loaded.board.bestPlace(crewDayId, routeWithout(loaded, crewDayId, visitId), visitId)
    bestKnown.places.set(crewDayId, place)
  }
  hover(loaded, crewDayId, place.position)
}

/** Several in the air over a crew-day, or over the list of the unplanned: tried between frames where each would stand. */
export function hoverMany(loaded: LoadedBoard, target: ManyTarget): void {
  const { visitId, along, over } = useDrag.getState()
  if (!visitId || (over?.kind === 'many' && sameTarget(over.target, target))) return
  const visitIds = [visitId, ...along]
  const mine: Extract<DropPlace, { kind: 'many' }> = { kind: 'many', visitIds, target, result: null }
  useDrag.setState({ over: mine, previews: new Map() })
  const { board, routes } = loaded
  const left = () => useDrag.getState().over !== mine
  void sliced(moveMany(board, routes, visitIds, target), left).then((result) => {
    if (!result || left()) return
    const previews = new Map(
      result.edits.map(({ crewDayId, visitIds }) => [crewDayId, board.judge(crewDayId, visitIds)]),
    )
    useDrag.setState({ over: { ...mine, result }, previews })
  })
}

const sameTarget = (a: ManyTarget, b: ManyTarget) =>
  a.kind === b.kind && (a.kind !== 'crew-day' || b.kind !== 'crew-day' || a.crewDayId === b.crewDayId)

/** Over the list of the unplanned: it would leave the plan. */
export function hoverOut(loaded: LoadedBoard): void {
  const { visitId, from, over } = useDrag.getState()
  if (!visitId || !from || over?.kind === 'out') return
  useDrag.setState({
    over: { kind: 'out' },
    previews: new Map([[from, loaded.board.judge(from, routeWithout(loaded, from, visitId))]]),
  })
}

export function hoverNothing(): void {
  if (useDrag.getState().over) useDrag.setState({ over: null, previews: new Map() })
}

/** what is left of a frame once it has been drawn, and at most that */
const sliceMilliseconds = 4
/** rows are marked a few times, not one by one: each time they are drawn */
const shownMilliseconds = 120

/** Finds out, a few crew-days in what frames leave over, which of them could take the visit. */
export function findFits(loaded: LoadedBoard, visitId: string): void {
  const left = [...loaded.routes.keys()]
  const fits = new Map<string, Fit>()
  let shown = performance.now()
  const step = (idle: IdleDeadline) => {
    if (useDrag.getState().visitId !== visitId) return
    const until = performance.now() + Math.max(1, Math.min(sliceMilliseconds, idle.timeRemaining()))
    while (left.length > 0 && performance.now() < until) {
      const crewDayId = left.shift()!
      const place = loaded.board.bestPlace(crewDayId, routeWithout(loaded, crewDayId, visitId), visitId)
      fits.set(crewDayId, place.judged.faults.length === 0 ? 'fits' : 'not')
    }
    if (left.length === 0 || performance.now() - shown > shownMilliseconds) {
      shown = performance.now()
      useDrag.setState({ fits: new Map(fits) })
    }
    if (left.length > 0) requestIdleCallback(step, { timeout: shownMilliseconds })
  }
  requestIdleCallback(step, { timeout: shownMilliseconds })
}

/** What a drop changes: the crew-day it came from and the one it goes to. */
export function editsOf(
  loaded: LoadedBoard,
  visitId: string,
  from: string | null,
  over: Exclude<DropPlace, { kind: 'many' }>,
): { crewDayId: string; visitIds: string[] }[] {
  const edits: { crewDayId: string; visitIds: string[] }[] = []
  if (from && (over.kind === 'out' || over.crewDayId !== from))
    edits.push({ crewDayId: from, visitIds: [...routeWithout(loaded, from, visitId)] })
  if (over.kind === 'crew-day') {
    const same = over.judged.visitIds.every((each, at) => each === loaded.routes.get(over.crewDayId)?.[at])
    if (from === over.crewDayId && same) return []
    edits.push({ crewDayId: over.crewDayId, visitIds: [...over.judged.visitIds] })
  }
  return edits
}
