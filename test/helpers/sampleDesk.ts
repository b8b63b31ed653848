import { afterAll, beforeAll } from 'vitest'
import type { Client } from '../../shared/contract/contract.ts'
import { caseFile, collectorFile, openSample, optimise, ownBranch } from './desk.ts'
import { startService, type TestService } from './service.ts'

/** The Monday of the week that the tests on a sample desk plan. */
export const week = '2026-11-23'
/** Friday 20 November 2026, ten in the morning in Taipei. */
export const friday = '2026-11-20T02:00:00Z'

export interface SampleDesk {
  readonly service: TestService
  readonly client: Client
  /** moves the hand of the clock */
  at(iso: string): void
  /** closes the desk and opens it anew, as after a restart */
  reopen(): Promise<void>
}

/**
 * One service for a whole file of tests, with the Taipei sample opened, so that its region is there for branches of
 * one's own; its clock begins at {@link friday}. Called at the top of a file: it starts before the tests, ends after.
 */
export function sampleDesk(): SampleDesk {
  let now = new Date(friday)
  let service: TestService
  beforeAll(async () => {
    service = await startService({ clock: () => now })
    await openSample(service.client)
  })
  afterAll(() => service.end())
  return {
    get service() {
      return service
    },
    get client() {
      return service.client
    },
    at: (iso) => void (now = new Date(iso)),
    async reopen() {
      service = await service.reopen()
    },
  }
}

let made = 0

/** A branch of its own for one group of tests: doors, a crew a collector, the week named but not planned yet. */
export async function doorsBranch(
  desk: SampleDesk,
  options: { rulePacks?: string[]; cases?: File; collectors?: File } = {},
) {
  const branch = await ownBranch(desk.client, {
    name: `Doors ${++made}`,
    rulePacks: options.rulePacks ?? ['tw'],
    collectors: options.collectors ?? collectorFile(['Chen', 'Lin']),
    cases: options.cases ?? caseFile(Array.from({ length: 12 }, (_, index) => ({ no: `C${index}` }))),
  })
  await desk.client.branch.update({ week })
  return branch
}

/** {@link doorsBranch} on Friday morning, its week planned. */
export async function plannedBranch(desk: SampleDesk, options: Parameters<typeof doorsBranch>[1] = {}) {
  desk.at(friday)
  const branch = await doorsBranch(desk, options)
  await optimise(desk.client, week)
  return branch
}
