import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** times the width at which all hours of a day are in sight */
export const zooms = [1, 1.5, 2, 3, 4, 6, 8, 12] as const
const key = 'roundsman.zoom.timeline'

function remembered(): number {
  try {
    const stored = Number(window.localStorage.getItem(key))
    return zooms.find((each) => each === stored) ?? 1
  } catch {
    return 1
  }
}

/** What the zoom is, and its next step up or down. */
export interface Zoom {
  zoom: number
  /** @param by steps wider (1) or narrower (−1); 0: all hours in sight */
  step: (by: -1 | 0 | 1) => void
}

/**
 * How far hours are drawn apart, remembered by this window: by buttons and keys, or Ctrl and the wheel. What lies under
 * the pointer, or in the middle, stays there.
 * @param place what scrolls
 */
export function useZoom(place: RefObject<HTMLElement | null>): Zoom {
  const [zoom, setZoom] = useState(remembered)
  /** share of the hours that is to stay at a distance from the left edge, once they are drawn anew */
  const held = useRef<{ share: number; x: number } | null>(null)
  const step = (by: -1 | 0 | 1, clientX?: number) => {
    const at = zooms.findIndex((each) => each === zoom)
    const next = by === 0 ? 1 : zooms[Math.max(0, Math.min(zooms.length - 1, at + by))]!
    if (next === zoom) return
    const track = place.current?.querySelector('.timeline-hours')?.getBoundingClientRect()
    const box = place.current?.getBoundingClientRect()
    if (track && box) {
      const x = clientX ?? box.left + box.width / 2
      held.current = { share: (x - track.left) / track.width, x: x - box.left }
    }
    setZoom(next)
    try {
      window.localStorage.setItem(key, String(next))
    } catch {
      // where storage is denied it holds until the window closes
    }
  }
  const newest = useRef(step)
  newest.current = step
  useLayoutEffect(() => {
    const [board, hold] = [place.current, held.current]
    const track = board?.querySelector('.timeline-hours')?.getBoundingClientRect()
    if (!board || !hold || !track) return
    held.current = null
    board.scrollLeft += track.left + hold.share * track.width - (board.getBoundingClientRect().left + hold.x)
  }, [zoom, place])
  useEffect(() => {
    const board = place.current
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      // else the whole window would grow
      event.preventDefault()
      if (event.deltaY !== 0) newest.current(event.deltaY < 0 ? 1 : -1, event.clientX)
    }
    board?.addEventListener('wheel', onWheel, { passive: false })
    return () => board?.removeEventListener('wheel', onWheel)
  }, [place])
  return { zoom, step: (by) => step(by) }
}
