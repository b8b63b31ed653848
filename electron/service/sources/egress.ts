import { RefusalError } from '../../../shared/model/refusal.ts'
import type { Actor } from '../../../shared/model/people.ts'
import type { ChangeLog } from '../database/change.ts'
import type { OpenedDatabase } from '../database/open.ts'
import { countAudit } from '../database/stores/history.ts'

/**
 * The only way out of the program. The gate starts closed: a provider is reached only after a person has opened it,
 * and each request leaves a row in the audit trail before it leaves the machine. The linter forbids every other
 * module to name the network.
 */
export interface Egress {
  state(): Promise<{ open: boolean; requests: number }>
  /** @throws RefusalError egress-closed */
  request(actor: Actor, provider: string, url: URL, init?: RequestInit): Promise<Response>
}

const openedProviders = 'egress.providers'
const requestAction = 'egress.request'

export function createEgress(database: OpenedDatabase, changes: ChangeLog): Egress {
  const opened = async () => JSON.parse((await changes.setting(openedProviders)) ?? '[]') as string[]
  return {
    async state() {
      return {
        open: (await opened()).length > 0,
        requests: await countAudit(database.reader, requestAction),
      }
    },
    async request(actor, provider, url, init) {
      if (!(await opened()).includes(provider)) throw new RefusalError('egress-closed', { provider })
      await changes.change(
        actor,
        { branchId: null, action: requestAction, params: { provider, host: url.host }, undoable: false },
        async () => {},
      )
      // a redirect could lead to a host that nobody opened
      return fetch(url, { ...init, redirect: 'error' })
    },
  }
}
