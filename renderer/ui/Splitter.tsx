import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import './Splitter.css'

const [least, most, step] = [0.15, 0.85, 0.04]
const within = (share: number) => Math.min(most, Math.max(least, share))

/** A share of a pane's height that this window remembers. */
export function useShare(name: string, first: number): [number, (share: number) => void] {
  const key = `roundsman.share.${name}`
  const [share, setShare] = useState(() => {
    try {
      const stored = Number(window.localStorage.getItem(key))
      return stored > 0 ? within(stored) : first
    } catch {
      return first
    }
  })
  return [
    share,
    (next) => {
      const kept = within(next)
      setShare(kept)
      try {
        window.localStorage.setItem(key, String(kept))
      } catch {
        // where storage is denied it holds until the window closes
      }
    },
  ]
}

/** The bar between two panes, one above the other; `share` is the lower one's. By pointer, or by arrow keys. */
export function Splitter({
  label,
  share,
  onChange,
}: {
  label: string
  share: number
  onChange: (share: number) => void
}) {
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return
    const box = event.currentTarget.parentElement!.getBoundingClientRect()
    onChange((box.bottom - event.clientY) / box.height)
  }
  const key = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? step : event.key === 'ArrowDown' ? -step : 0
    if (by === 0) return
    event.preventDefault()
    event.stopPropagation()
    onChange(share + by)
  }
  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={Math.round(100 * share)}
      aria-valuemin={100 * least}
      aria-valuemax={100 * most}
      tabIndex={0}
      title={label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        event.stopPropagation()
      }}
      onPointerMove={drag}
      onKeyDown={key}
    />
  )
}
