import { providerDescriptions } from '../../../shared/core/exchange/providers/index.ts'
import {
  providerKinds,
  providerNames,
  type ProviderKind,
  type ProviderSettings,
} from '../../../shared/model/providers.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { LonLat } from '../../../shared/model/travel.ts'
import type { ProviderView } from '../../../shared/contract/providers.ts'
import type { RequestContext } from '../context.ts'
import { auditRowsOf } from '../database/stores/history.ts'
import { parseJson } from '../database/stores/json.ts'
import { storedProviders } from '../database/stores/providers.ts'
import { procedures } from '../procedures.ts'
import { egressRequestAction } from '../sources/egress.ts'

/** Seconds that a request is given where nobody has said otherwise. */
const usualTimeoutSeconds = 20
/** A key in what is shown. */
const coveredKey = '••••••••'
const mostLogged = 200

async function views({ deps }: RequestContext): Promise<ProviderView[]> {
  const stored = await storedProviders(deps.database.reader)
  return providerKinds.map((kind) => {
    const { purpose, sends, keyed, profiles } = providerDescriptions[kind]
    const set = stored.find((one) => one.kind === kind)
    return {
      kind,
      purpose,
      sends,
      keyed,
      url: set?.settings.url ?? '',
      hasKey: (set?.settings.key ?? null) !== null,
      timeoutSeconds: set?.settings.timeoutSeconds ?? usualTimeoutSeconds,
      profiles: set?.settings.profiles ?? profiles,
      open: set?.open ?? false,
      openedBy: set?.openedBy ?? null,
      openedAt: set?.openedAt ?? null,
    }
  })
}

/**
 * An address as it is kept: no trailing slash, nothing of a request in it.
 * @throws RefusalError provider-url
 */
function baseUrl(text: string): string {
  const url = ((): URL => {
    try {
      return new URL(text)
    } catch {
      throw new RefusalError('provider-url', { url: text })
    }
  })()
  // who is asked is said by host and path alone; a name and password in it would end up in the log
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!/^https?:$/.test(url.protocol) || !isPlain) throw new RefusalError('provider-url', { url: text })
  return url.href.replace(/\/+$/, '')
}

/** A place that says nothing about anybody: the middle of a region of this desk. */
async function samplePlace({ deps }: RequestContext): Promise<LonLat> {
  const [region] = await deps.regions.list()
  if (!region) return [0, 0]
  const [west, south, east, north] = region.bbox
  return [(west + east) / 2, (south + north) / 2]
}

async function set(
  context: RequestContext,
  input: {
    kind: ProviderKind
    url: string
    key?: string | null | undefined
    timeoutSeconds: number
    profiles: ProviderSettings['profiles']
    open: boolean
  },
): Promise<ProviderView[]> {
  const { deps, actor } = context
  const provider = providerNames[input.kind]
  const standing = (await storedProviders(deps.database.reader)).find((one) => one.kind === input.kind)
  const url = input.url === '' ? '' : baseUrl(input.url)
  const key = input.key === undefined ? (standing?.settings.key ?? null) : input.key || null
  if (input.open && url === '') throw new RefusalError('provider-unset', { provider })
  if (input.open && providerDescriptions[input.kind].keyed && key === null)
    throw new RefusalError('provider-key-missing', { provider })
  // another address is another opening: it says who did it
  const opens = input.open && (!standing?.open || standing.settings.url !== url)
  const fields = {
    url,
    api_key: key,
    timeout_seconds: input.timeoutSeconds,
    profiles: JSON.stringify(input.profiles),
    open: input.open ? 1 : 0,
    opened_by: input.open ? (opens ? actor.userName : standing!.openedBy) : null,
    opened_at: input.open ? (opens ? deps.clock().toISOString() : standing!.openedAt) : null,
  }
  await deps.changes.change(
    actor,
    {
      branchId: null,
      action: opens ? 'egress.open' : standing?.open && !input.open ? 'egress.shut' : 'egress.set',
      params: { provider, url },
      undoable: false,
    },
    async (tx) => {
      if (standing) await tx.update('providers', standing.id, fields)
      else await tx.insert('providers', [{ id: deps.newId(), kind: input.kind, ...fields }])
    },
  )
  deps.events.emit('providers')
  return views(context)
}

export const providers = {
  list: procedures.providers.list.handler(({ context }) => views(context)),
  set: procedures.providers.set.handler(({ context, input }) => set(context, input)),

  preview: procedures.providers.preview.handler(async ({ context, input }) => {
    const description = providerDescriptions[input.kind]
    const request = description.sample(
      {
        url: baseUrl(input.url),
        key: description.keyed ? coveredKey : null,
        timeoutSeconds: usualTimeoutSeconds,
        profiles: input.profiles,
      },
      await samplePlace(context),
    )
    // only the key is not what would be sent: dots, not the bytes of dots
    return { ...request, url: request.url.replaceAll(encodeURIComponent(coveredKey), coveredKey) }
  }),

  test: procedures.providers.test.handler(async ({ context, input, signal }) => {
    const { deps, actor } = context
    const description = providerDescriptions[input.kind]
    const opened = await deps.egress.opened(input.kind)
    if (!opened) throw new RefusalError('egress-closed', { provider: providerNames[input.kind] })
    const request = description.sample(opened.settings, await samplePlace(context))
    const began = performance.now()
    try {
      description.readSample(await deps.egress.ask(actor, input.kind, request, signal))
    } finally {
      deps.events.emit('providers')
    }
    return { milliseconds: Math.round(performance.now() - began) }
  }),

  log: procedures.providers.log.handler(async ({ context }) =>
    (await auditRowsOf(context.deps.database.reader, egressRequestAction, mostLogged)).map((row) => {
      const said = parseJson<Record<string, string | number>>(row.summary) ?? {}
      return {
        at: row.at,
        userName: row.user_name,
        provider: String(said.provider ?? ''),
        host: String(said.host ?? ''),
        what: String(said.what ?? ''),
        count: Number(said.count ?? 0),
        bytes: Number(said.bytes ?? 0),
      }
    }),
  ),
}
