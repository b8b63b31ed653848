const sliceMilliseconds = 6

/**
 * Runs steps a few at a time, so that the window goes on drawing.
 * @param onSlice how many steps have been taken, between two slices
 * @returns null when `ended` says so before the end
 */
export async function sliced<T>(
  steps: Iterator<undefined, T>,
  ended: () => boolean,
  onSlice?: (taken: number) => void,
): Promise<T | null> {
  let taken = 0
  for (;;) {
    const until = performance.now() + sliceMilliseconds
    while (performance.now() < until) {
      const step = steps.next()
      if (step.done) return step.value
      taken++
    }
    onSlice?.(taken)
    await new Promise((next) => setTimeout(next))
    if (ended()) return null
  }
}
