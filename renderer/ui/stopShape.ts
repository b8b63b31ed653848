/** Where a stop stands, shown by shape as well as by colour. */
export type StopStatus = 'planned' | 'confirmed' | 'locked' | 'finding' | 'failed'

/** Outlines on a 24-unit square. */
export const stopShapes: Record<StopStatus, { path: string; filled: boolean }> = {
  planned: { path: 'M12 2.500a9.500 9.500 0 1 1 0 19 9.500 9.500 0 0 1 0-19z', filled: false },
  confirmed: { path: 'M12 2.500a9.500 9.500 0 1 1 0 19 9.500 9.500 0 0 1 0-19z', filled: true },
  locked: { path: 'M3.500 3.500h17v17h-17z', filled: true },
  finding: { path: 'M12 1.500 23 21.500H1z', filled: true },
  failed: {
    path: 'M7 2.500 12 7.500 17 2.500 21.500 7 16.500 12 21.500 17 17 21.500 12 16.500 7 21.500 2.500 17 7.500 12 2.500 7z',
    filled: true,
  },
}
