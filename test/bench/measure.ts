/** One thing that is measured, and what it must reach. */
export interface Measure {
  /** what a person would ask: "Demo, Liechtenstein, from a clean build to the last file" */
  name: string
  /** `s`, `ms`, `MB`, `%` … of value and target */
  unit: string
  /** the value may not exceed it */
  atMost: number
  /** measures once; a note tells what was measured on (counts, seeds). Undefined: what it needs is not here. */
  run(): Promise<{ value: number; note?: string } | undefined>
}

/** Seconds that a piece of work took by the clock on the wall. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** Seconds of processor that a piece of work took on all threads of this process: what a busy machine alters least. */
export async function processorSeconds(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}
