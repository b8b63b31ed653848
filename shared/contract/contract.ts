import type { ContractRouterClient } from '@orpc/contract'
import { cases } from './cases.ts'
import { desk } from './desk.ts'
import { memory } from './memory.ts'
import { opening } from './opening.ts'
import { versions } from './versions.ts'
import { week } from './week.ts'

/** The one contract between the service and everything that uses it: window, browser, command line, tests. */
export const contract = { ...opening, ...desk, ...cases, ...week, memory, versions }
export type Contract = typeof contract
export type Client = ContractRouterClient<Contract>
