import { useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react'
import {
  crewDayOf,
  endDrag,
  findFits,
  hover,
  hoverBest,
  hoverMany,
  hoverNothing,
  hoverOut,
  useDrag,
  type DropPlace,
} from './drag.ts'
import { useChosen } from './chosen.ts'
import { useHovered } from './hovered.ts'
import type { LoadedBoard } from './useBoard.ts'

/** pixels that a pointer travels before a press becomes a drag */
const threshold = 5
/** pixels from an edge at which the timeline scrolls by itself, and how far a frame takes it */
const edge = 28
const scrollStep = 10

/**
 * Index at which a visit dropped at `x` would stand among the others of a row. Reckoned by where they stand in the
 * plan, not by where they have just made room: else the place would run away from under the pointer.
 */
function positionAt(row: HTMLElement, x: number, visitId: string): number {
  const box = row.querySelector('.timeline-track')!.getBoundingClientRect()
  const share = (x - box.left) / box.width
  const middles = JSON.parse(row.dataset.middles ?? '[]') as [visitId: string, share: number][]
  return middles.filter(([other, middle]) => other !== visitId && middle < share).length
}

/** An element that the pointer belongs to until it goes. */
function holding(pointerId: number): HTMLElement {
  const hold = document.createElement('div')
  hold.className = 'drag-hold'
  document.body.append(hold)
  // a pointer that is gone meanwhile ends the drag by itself
  try {
    hold.setPointerCapture(pointerId)
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
  return hold
}

/** No words are marked while something is held. */
const unmarked = (event: Event) => event.preventDefault()

/**
 * Drag and drop on the board: bars of the timeline, marks of the map and rows of the unplanned carry `data-visit`, rows of the timeline
 * `data-crew-day` and `data-middles` (where its visits stand), the list of the unplanned `data-drop-out`. The handler goes on whatever holds them all.
 * One of several that were chosen together takes the others along.
 * @param onDrop a place that broke no rule, or one that does: the caller says so
 * @param crewDayAt the crew-day whose route lies at a place of the window, where that is a map
 */
export function useBoardDrag(
  loaded: LoadedBoard | null,
  onDrop: (visitId: string, from: string | null, over: DropPlace) => void,
  crewDayAt: (x: number, y: number) => string | null,
) {
  const newest = useRef({ loaded, onDrop, crewDayAt })
  newest.current = { loaded, onDrop, crewDayAt }
  const stop = useRef<(() => void) | null>(null)
  const arrived = useRef<(() => void) | null>(null)
  // a board that comes while something is held: after the change before, or because the plan has changed elsewhere
  useEffect(() => arrived.current?.(), [loaded])
  useEffect(
    () => () => {
      stop.current?.()
      endDrag()
    },
    [],
  )

  return (event: ReactPointerEvent<HTMLElement>) => {
    const source = (event.target as Element).closest<HTMLElement>('[data-visit]')
    const visitId = source?.dataset.visit
    const board = newest.current.loaded
    if (event.button !== 0 || event.pointerType === 'touch' || !visitId) return
    // one that is not there yet is waited for
    if (board && !board.board.knows(visitId)) return
    const [fromX, fromY] = [event.clientX, event.clientY]
    let dragging = false
    let frame = 0
    let hold: HTMLElement | null = null
    let waiting = false
    /** the route on the map that is lit up, being the one that it would go to */
    let lit: string | null = null
    let [x, y] = [fromX, fromY]

    /** on the map: the route of the mark that is pointed at, else the one that lies nearest */
    const mapped = (current: LoadedBoard, under: Element, x: number, y: number): string | null => {
      const mark = under.closest<HTMLElement>('[data-visit]')?.dataset.visit
      const route = mark && mark !== visitId ? crewDayOf(current, mark) : null
      return route ?? newest.current.crewDayAt(x, y)
    }
    const look = () => {
      frame = 0
      const { loaded: current } = newest.current
      if (!dragging || !current) return
      useDrag.setState({ x, y })
      const under = document.elementFromPoint(x, y)
      const row = under?.closest<HTMLElement>('[data-crew-day]')
      const crewDayId = row?.dataset.crewDay
      const onMap = !row && under?.closest('.map') ? mapped(current, under, x, y) : null
      const target = crewDayId ?? onMap
      const many = useDrag.getState().along.length > 0
      if (onMap !== lit) useHovered.setState({ crewDayId: (lit = onMap) })
      if (target && current.board.has(target)) {
        if (many) hoverMany(current, { kind: 'crew-day', crewDayId: target })
        else if (row) hover(current, target, positionAt(row, x, visitId))
        else hoverBest(current, target)
      } else if (!under?.closest('[data-drop-out]')) hoverNothing()
      else if (many) hoverMany(current, { kind: 'out' })
      else hoverOut(current)
      const scroller = under?.closest<HTMLElement>('.timeline-board')
      if (scroller) {
        const box = scroller.getBoundingClientRect()
        const by = y < box.top + edge ? -scrollStep : y > box.bottom - edge ? scrollStep : 0
        if (by !== 0) {
          scroller.scrollTop += by
          frame = requestAnimationFrame(look)
        }
      }
    }
    const move = (moved: PointerEvent) => {
      ;[x, y] = [moved.clientX, moved.clientY]
      if (!dragging && Math.hypot(x - fromX, y - fromY) >= threshold) begin()
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    const begin = () => {
      const { loaded: current } = newest.current
      waiting = !current
      if (!current?.board.knows(visitId)) return
      dragging = true
      document.body.classList.add('dragging')
      hold = holding(event.pointerId)
      const together = useChosen.getState().visitIds
      useDrag.setState({
        visitId,
        along: together.has(visitId) ? [...together].filter((each) => each !== visitId) : [],
        from: crewDayOf(current, visitId),
        x,
        y,
        over: null,
        fits: new Map(),
        previews: new Map(),
      })
      useHovered.setState({ visitId: null, crewDayId: null })
      findFits(current, visitId)
      look()
    }
    arrived.current = () => {
      if (dragging || waiting) begin()
    }
    const leave = () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', key, true)
      window.removeEventListener('selectstart', unmarked, true)
      document.body.classList.remove('dragging')
      hold?.remove()
      hold = null
      cancelAnimationFrame(frame)
      if (lit) useHovered.setState({ crewDayId: null })
      dragging = false
      waiting = false
      stop.current = null
      arrived.current = null
    }
    const up = (last: PointerEvent) => {
      const was = dragging
      if (was) {
        ;[x, y] = [last.clientX, last.clientY]
        look()
        // a click that ends a drag selects nothing
        const swallow = (click: MouseEvent) => {
          click.stopPropagation()
          click.preventDefault()
        }
        window.addEventListener('click', swallow, { capture: true, once: true })
        setTimeout(() => window.removeEventListener('click', swallow, true))
      }
      leave()
      if (!was) return
      const { over, from } = useDrag.getState()
      // nothing is in the air any more; the preview stays until the drop is saved or refused
      useDrag.setState({ visitId: null, over: null, fits: new Map() })
      if (over) newest.current.onDrop(visitId, from, over)
      else endDrag()
    }
    const cancel = () => {
      leave()
      endDrag()
    }
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape' || !dragging) return
      pressed.preventDefault()
      pressed.stopPropagation()
      cancel()
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', key, true)
    window.addEventListener('selectstart', unmarked, true)
    stop.current = leave
  }
}
