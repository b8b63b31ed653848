import { create } from 'zustand'

/** What the pointer is on, on map, timeline or list alike: the other views light it up too. */
export const useHovered = create<{ visitId: string | null; crewDayId: string | null }>(() => ({
  visitId: null,
  crewDayId: null,
}))

/** Handlers of an element that stands for a visit. */
export const hoversVisit = (visitId: string) => ({
  onPointerEnter: () => useHovered.setState({ visitId }),
  onPointerLeave: () => useHovered.setState({ visitId: null }),
  onFocus: () => useHovered.setState({ visitId }),
  onBlur: () => useHovered.setState({ visitId: null }),
})

/** Handlers of an element that stands for a crew-day. */
export const hoversCrewDay = (crewDayId: string) => ({
  onPointerEnter: () => useHovered.setState({ crewDayId }),
  onPointerLeave: () => useHovered.setState({ crewDayId: null }),
})
