import { setTimeout as pause } from 'node:timers/promises'
import { CancelledError } from '../../../shared/core/lib/cancel.ts'
import { providerNames, type OutgoingRequest, type ProviderKind } from '../../../shared/model/providers.ts'
import type { Actor } from '../../../shared/model/people.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { ChangeLog } from '../database/change.ts'
import type { OpenedDatabase } from '../database/open.ts'
import { countAudit } from '../database/stores/history.ts'
import { storedProviders, type StoredProvider } from '../database/stores/providers.ts'

/**
 * The only way out of the program. The gate starts closed: a provider is reached only after a person has opened it, only
 * at the address that she gave, and each request leaves a row in the audit trail before it leaves the machine. The
 * linter forbids every other module to name the network.
 */
export interface Egress {
  state(): Promise<{ open: boolean; requests: number }>
  /** the provider as it was set up, if it is open; null otherwise */
  opened(kind: ProviderKind): Promise<StoredProvider | null>
  /**
   * Asks a provider and returns the JSON that it answered. Tried again where the server was only busy or away.
   * @throws RefusalError egress-closed, provider-elsewhere, provider-unreachable, provider-timeout, provider-status,
   *   provider-answer
   * @throws CancelledError
   */
  ask(actor: Actor, kind: ProviderKind, request: OutgoingRequest, signal?: AbortSignal): Promise<unknown>
}

export const egressRequestAction = 'egress.request'

/** Waits before the second and the third try, milliseconds. */
const pauses = [300, 1_200]
/** A table of 2,500 pairs is a tenth of that; more is not what was asked for. */
const mostAnswerBytes = 32_000_000
/** Too many requests, or the server behind the gateway is starting. */
const passing = new Set([429, 502, 503, 504])

/** An answer that may be another one in a moment. */
class PassingError extends Error {
  readonly refusal: RefusalError
  constructor(refusal: RefusalError) {
    super(refusal.message)
    this.refusal = refusal
  }
}

export function createEgress(database: OpenedDatabase, changes: ChangeLog): Egress {
  const opened = async (kind: ProviderKind) =>
    (await storedProviders(database.reader)).find((one) => one.kind === kind && one.open) ?? null
  return {
    async state() {
      return {
        open: (await storedProviders(database.reader)).some((one) => one.open),
        requests: await countAudit(database.reader, egressRequestAction),
      }
    },
    opened,
    async ask(actor, kind, request, signal) {
      const provider = providerNames[kind]
      for (let tries = 0; ; tries++) {
        // each time anew: somebody may have shut the gate meanwhile
        const set = await opened(kind)
        if (!set) throw new RefusalError('egress-closed', { provider })
        const url = new URL(request.url)
        if (!isWithin(url, set.settings.url))
          throw new RefusalError('provider-elsewhere', { provider, host: url.host })
        await changes.change(
          actor,
          {
            branchId: null,
            action: egressRequestAction,
            params: {
              provider,
              host: url.host,
              what: request.sends.what,
              count: request.sends.count,
              bytes: request.url.length + (request.body?.length ?? 0),
            },
            undoable: false,
          },
          async () => {},
        )
        try {
          return await send(provider, url, request, set.settings.timeoutSeconds, signal)
        } catch (error) {
          if (!(error instanceof PassingError)) throw error
          if (tries >= pauses.length) throw error.refusal
          await pause(pauses[tries], undefined, signal ? { signal } : {}).catch(() => {
            throw new CancelledError()
          })
        }
      }
    },
  }
}

/** The request goes to the server that was opened, and below the path that was opened. */
function isWithin(url: URL, base: string): boolean {
  const allowed = new URL(base)
  const path = allowed.pathname.replace(/\/+$/, '')
  return url.origin === allowed.origin && (url.pathname === path || url.pathname.startsWith(`${path}/`))
}

async function send(
  provider: string,
  url: URL,
  { method, body }: OutgoingRequest,
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const timeout = AbortSignal.timeout(seconds * 1000)
  const params = { provider, host: url.host }
  try {
    const response = await fetch(url, {
      method,
      ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
      // followed, it could lead to a host that nobody opened
      redirect: 'manual',
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    })
    const text = await boundedText(response, provider)
    if (!response.ok) {
      const refusal = new RefusalError('provider-status', {
        ...params,
        status: response.status,
        detail: plainDetail(text) || response.statusText || '—',
      })
      throw passing.has(response.status) ? new PassingError(refusal) : refusal
    }
    return parsed(text, provider)
  } catch (error) {
    if (error instanceof RefusalError || error instanceof PassingError) throw error
    if (signal?.aborted) throw new CancelledError()
    if (timeout.aborted) throw new RefusalError('provider-timeout', { ...params, seconds })
    const cause = (error as { cause?: { code?: string; message?: string } }).cause
    const refusal = new RefusalError('provider-unreachable', {
      ...params,
      detail: cause?.code ?? cause?.message ?? (error as Error).message,
    })
    throw new PassingError(refusal)
  }
}

async function boundedText(response: Response, provider: string): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += (chunk as Uint8Array).length
    if (bytes > mostAnswerBytes) throw new RefusalError('provider-answer', { provider, detail: '> 32 MB' })
    text += decoder.decode(chunk as Uint8Array, { stream: true })
  }
  return text + decoder.decode()
}

function parsed(text: string, provider: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RefusalError('provider-answer', { provider, detail: `${text.slice(0, 40)}…` })
  }
}

/** What a server says of its refusal, in one short line. */
function plainDetail(text: string): string {
  try {
    const said = JSON.parse(text) as { message?: unknown; error?: unknown; code?: unknown }
    const first = [said.message, said.error, said.code].find((one) => typeof one === 'string')
    if (typeof first === 'string') return first.slice(0, 120)
  } catch {
    // no JSON: a gateway's page
  }
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
}
