import { createORPCClient, DynamicLink, type ClientContext } from '@orpc/client'
import type { Client } from '../../shared/contract/contract.ts'
import { currentLink } from './connection.ts'

/** Every procedure of the contract, typed. The only way from the window to data. */
export const client: Client = createORPCClient(new DynamicLink<ClientContext>(() => currentLink()))
