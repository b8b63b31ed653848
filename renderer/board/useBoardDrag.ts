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

/**
 * Drag and drop on the board: bars of the timeline and rows of the unplanned carry `data-visit`, rows of the timeline
 * `data-crew-day` and `data-middles` (where its visits stand), the list of the unplanned `data-drop-out`. The handler goes on whatever holds them all.
 * @param onDrop a place that broke no rule, or one that does: the caller says so
 */
export function useBoardDrag(
  loaded: LoadedBoard | null,
  onDrop: (visitId: string, from: string | null, over: DropPlace) => void,
) {
  const newest = useRef({ loaded, onDrop })
  newest.current = { loaded, onDrop }
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
    let waiting = false
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
      if (!dragging && Math.hypot(x - fromX, y - fromY) >= threshold) begin()
      if (frame === 0) frame = requestAnimationFrame(look)
    }
    const begin = () => {
      const { loaded: current } = newest.current
      waiting = !current
      if (!current?.board.knows(visitId)) return
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
      document.body.classList.remove('dragging')
      cancelAnimationFrame(frame)
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
    stop.current = leave
  }
}
