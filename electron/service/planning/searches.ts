/** Searches that run now, so that a person can stop one and take the best plan that it has found. */
export class Searches {
  readonly #running = new Map<string, Set<AbortController>>()

  /** Runs a search that {@link stop} ends early. */
  async run<T>(branchId: string, week: string, search: (enough: AbortSignal) => Promise<T>): Promise<T> {
    const key = `${branchId} ${week}`
    const enough = new AbortController()
    const own = this.#running.get(key) ?? new Set()
    this.#running.set(key, own.add(enough))
    try {
      return await search(enough.signal)
    } finally {
      own.delete(enough)
      if (own.size === 0) this.#running.delete(key)
    }
  }

  /** Ends the searches of a week; each keeps its best plan. @returns whether any ran */
  stop(branchId: string, week: string): boolean {
    const own = this.#running.get(`${branchId} ${week}`)
    own?.forEach((enough) => enough.abort())
    return own !== undefined
  }
}
