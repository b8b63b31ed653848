const reloadedKey = 'roundsman.reloaded'
/** a second failure so soon after a reload has another cause, and reloading again would never end */
const soonMilliseconds = 20_000

/** A part of the window that is gone from the host: the program was built or updated under the open window. */
export function isGonePart(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|Importing a module script failed|Unable to preload CSS/u.test(error.message)
  )
}

/** Loads the window anew for a program that has changed beneath it. False where that has just been tried. */
export function reloadForNewProgram(): boolean {
  const before = Number(sessionStorage.getItem(reloadedKey) ?? 0)
  if (Date.now() - before < soonMilliseconds) return false
  sessionStorage.setItem(reloadedKey, String(Date.now()))
  window.location.reload()
  return true
}
