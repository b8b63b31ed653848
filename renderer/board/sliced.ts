const sliceMilliseconds = 6

/** Runs steps a few at a time, so that the window goes on drawing. @returns null when `ended` says so before the end */
export async function sliced<T>(steps: Iterator<undefined, T>, ended: () => boolean): Promise<T | null> {
  for (;;) {
    const until = performance.now() + sliceMilliseconds
    while (performance.now() < until) {
      const step = steps.next()
      if (step.done) return step.value
    }
    await new Promise((next) => setTimeout(next))
    if (ended()) return null
  }
}
