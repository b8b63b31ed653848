import { create } from 'zustand'
import { useDrag } from './drag.ts'

/** What the pointer is on, on map, timeline or list alike: the other views light it up too. */
export const useHovered = create<{ visitId: string | null; crewDayId: string | null }>(() => ({
  visitId: null,
  crewDayId: null,
}))

/** While something is in the air what lies under it is no longer looked at: lighting it up would redraw the map. */
const look = (visitId: string | null) => {
  if (useDrag.getState().visitId === null) useHovered.setState({ visitId })
}

/** Handlers of an element that stands for a visit. */
export const hoversVisit = (visitId: string) => ({
  onPointerEnter: () => look(visitId),
  onPointerLeave: () => look(null),
  onFocus: () => look(visitId),
  onBlur: () => look(null),
})

/** Handlers of an element that stands for a crew-day. */
export const hoversCrewDay = (crewDayId: string) => ({
  onPointerEnter: () => {
    if (useDrag.getState().visitId === null) useHovered.setState({ crewDayId })
  },
  onPointerLeave: () => useHovered.setState({ crewDayId: null }),
})
