import {
  providerKinds,
  type ProviderKind,
  type ProviderSettings,
} from '../../../../shared/model/providers.ts'
import type { Reader } from '../open.ts'
import type { ProviderRow } from '../tables.ts'
import { parseJson } from './json.ts'

/** A provider as somebody has set it up on this desk. */
export interface StoredProvider {
  id: string
  kind: ProviderKind
  settings: ProviderSettings
  open: boolean
  openedBy: string | null
  openedAt: string | null
}

function toProvider(row: ProviderRow): StoredProvider[] {
  // one that a newer program knew stays shut
  const kind = providerKinds.find((one) => one === row.kind)
  if (!kind) return []
  return [
    {
      id: row.id,
      kind,
      settings: {
        url: row.url,
        key: row.api_key,
        timeoutSeconds: row.timeout_seconds,
        profiles: parseJson<ProviderSettings['profiles']>(row.profiles) ?? {},
      },
      open: row.open === 1,
      openedBy: row.opened_by,
      openedAt: row.opened_at,
    },
  ]
}

/** Those that were ever set up, open or not. */
export async function storedProviders(reader: Reader): Promise<StoredProvider[]> {
  const rows = await reader.selectFrom('providers').selectAll().orderBy('kind').execute()
  return rows.flatMap(toProvider)
}
