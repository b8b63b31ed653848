/** Changes that the window has already shown as done, and that the service has not answered for yet. */
const underWay = new Set<Promise<unknown>>()

/** Keeps a change until it is answered for, however it ends. */
export function keepUnderWay(change: Promise<unknown>): void {
  const ended = change.then(
    () => void underWay.delete(ended),
    () => void underWay.delete(ended),
  )
  underWay.add(ended)
}

/** Waits until each is answered for: whoever undoes the newest step means the one that is on its way. */
export async function allAnswered(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay)
}
