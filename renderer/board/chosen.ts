import { create } from 'zustand'

/** Visits that were chosen together, by Ctrl or Shift, on map, timeline and lists alike; fewer than two: none. */
export const useChosen = create<{ visitIds: ReadonlySet<string> }>(() => ({ visitIds: new Set() }))

/** How a visit was pressed. */
export interface Pressed {
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
}

/**
 * What is chosen after a visit was pressed: alone; with Ctrl or ⌘ it joins or leaves the others; with Shift all from the
 * one looked at to it, in the order of the list that it was pressed in.
 * @param looked the visit that is looked at
 */
export function chosenAfter(
  chosen: ReadonlySet<string>,
  looked: string | null,
  visitId: string,
  pressed: Pressed,
  order: readonly string[],
): ReadonlySet<string> {
  if (pressed.shiftKey) {
    const [from, to] = [order.indexOf(looked ?? visitId), order.indexOf(visitId)]
    if (from < 0 || to < 0) return new Set([...chosen, ...(looked ? [looked] : []), visitId])
    return new Set([...chosen, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)])
  }
  if (!pressed.ctrlKey && !pressed.metaKey) return new Set()
  const next = new Set(chosen.size > 0 ? chosen : looked ? [looked] : [])
  if (next.has(visitId)) next.delete(visitId)
  else next.add(visitId)
  return next
}

export const choose = (visitIds: Iterable<string>): void =>
  useChosen.setState({ visitIds: new Set(visitIds) })
export const chooseNone = (): void => {
  if (useChosen.getState().visitIds.size > 0) choose([])
}
