import { useEffect, useRef, type PointerEvent as ReactPointerEvent } from 'react'
import {
  crewDayOf,
  endDrag,
  findFits,
  hover,
  hoverNothing,
  hoverOut,
  useDrag,
  type DropPlace,
} from './drag.ts'
import type { LoadedBoard } from './useBoard.ts'

/** pixels that a pointer travels before a press becomes a drag */
const threshold = 5
/** pixels from an edge at which the timeline scrolls by itself, and how far a frame takes it */
const edge = 28
const scrollStep = 10

/** Index among the row's bars at which a stop dropped at `x` would stand; the one in the air does not count. */
function positionAt(row: Element, x: number, visitId: string): number {
  let position = 0
  for (const bar of row.querySelectorAll<HTMLElement>('[data-visit]')) {
    if (bar.dataset.visit === visitId || bar.dataset.fixed !== undefined) continue
    const box = bar.getBoundingClientRect()
    if (x > box.left + box.width / 2) position++
  }
  return position
}

/**
 * Drag and drop on the board: bars of the timeline and rows of the unplanned carry `data-visit`, rows of the timeline
 * `data-crew-day`, the list of the unplanned `data-drop-out`. The handler goes on whatever holds them all.
 * @param onDrop a place that broke no rule, or one that does: the caller says so
 */
export function useBoardDrag(
  loaded: LoadedBoard | null,
  onDrop: (visitId: string, from: string | null, over: DropPlace) => void,
) {
  const newest = useRef({ loaded, onDrop })
  newest.current = { loaded, onDrop }
  const stop = useRef<(() => void) | null>(null)
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
    if (event.button !== 0 || event.pointerType === 'touch' || !visitId || !board?.board.knows(visitId))
      return
    const [fromX, fromY] = [event.clientX, event.clientY]
    let dragging = false
    let frame = 0
    let [x, y] = [fromX, fromY]

    const look = () => {
      frame = 0
      const { loaded: current } = newest.current
      if (!dragging || !current) return
      useDrag.setState({ x, y })
      const under = document.elementFromPoint(x, y)
      const row = under?.closest<HTMLElement>('[data-crew-day]')
      const crewDayId = row?.dataset.crewDay
      if (row && crewDayId && current.board.has(crewDayId))
        hover(current, crewDayId, positionAt(row, x, visitId))
      else if (under?.closest('[data-drop-out]')) hoverOut(current)
      else hoverNothing()
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
      if (!dragging) {
        if (Math.hypot(x - fromX, y - fromY) < threshold) return
        const { loaded: current } = newest.current
        if (!current) return
        dragging = true
        document.body.classList.add('dragging')
        useDrag.setState({
          visitId,
          from: crewDayOf(current, visitId),
          x,
          y,
          over: null,
          fits: new Map(),
          previews: new Map(),
        })
        findFits(current, visitId)
      }
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    const leave = () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', key, true)
      document.body.classList.remove('dragging')
      if (frame !== 0) cancelAnimationFrame(frame)
      dragging = false
      stop.current = null
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
      if (over) newest.current.onDrop(visitId, from, over)
      else endDrag()
      useDrag.setState({ visitId: null, over: null, fits: new Map() })
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
    stop.current = leave
  }
}
