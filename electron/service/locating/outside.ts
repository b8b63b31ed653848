import { setTimeout as pause } from 'node:timers/promises'
import { outgoingAddress } from '../../../shared/core/address/outgoing.ts'
import { parseAddress } from '../../../shared/core/address/parse.ts'
import { addressProviders } from '../../../shared/core/exchange/providers/address.ts'
import type { LocationCandidate } from '../../../shared/model/location.ts'
import {
  addressProviderKinds,
  providerNames,
  type AddressProviderKind,
} from '../../../shared/model/providers.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import { loadGazetteer } from '../database/region/addressesGazetteer.ts'

/** Answers of a day's work; nothing of it is written down. */
const mostCached = 2_000
const cached = new Map<string, LocationCandidate[]>()
/** when each server may be asked next, and the queue up to there */
const turns = new Map<string, Promise<void>>()

function strip(text: string): string {
  const { addresses } = parseAddress(text, loadGazetteer())
  return outgoingAddress(
    text,
    addresses.flatMap((address) => address.tokens),
  )
}

/** What of a text would leave, and who could be asked. */
export async function outgoing({ deps }: RequestContext, text: string) {
  const providers: AddressProviderKind[] = []
  for (const kind of addressProviderKinds) if (await deps.egress.opened(kind)) providers.push(kind)
  return { text: strip(text), providers }
}

/** One after the other, no quicker than the server likes. */
async function takeTurn(key: string, milliseconds: number): Promise<void> {
  const before = turns.get(key) ?? Promise.resolve()
  turns.set(
    key,
    before.then(() => pause(milliseconds, undefined, { ref: false })),
  )
  await before
}

/**
 * Asks a geocoder outside, with the address and nothing else; the same text is asked once.
 * @throws RefusalError egress-closed, address-empty and those of the gate
 */
export async function askOutside(
  { deps, actor }: RequestContext,
  kind: AddressProviderKind,
  written: string,
  signal: AbortSignal | undefined,
): Promise<{ sent: string; candidates: LocationCandidate[] }> {
  const opened = await deps.egress.opened(kind)
  if (!opened) throw new RefusalError('egress-closed', { provider: providerNames[kind] })
  const sent = strip(written)
  if (sent === '') throw new RefusalError('address-empty')
  const { url } = opened.settings
  const key = [kind, url, sent].join('\n')
  let candidates = cached.get(key)
  if (!candidates) {
    const provider = addressProviders[kind]
    await takeTurn(kind + url, provider.pauseMilliseconds)
    try {
      candidates = provider.read(
        await deps.egress.ask(actor, kind, provider.ask(opened.settings, sent), signal),
      )
    } finally {
      deps.events.emit('providers')
    }
    if (cached.size >= mostCached) cached.clear()
    cached.set(key, candidates)
  }
  return { sent, candidates }
}
