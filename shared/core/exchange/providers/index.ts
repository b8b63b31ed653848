import type { ProviderKind } from '../../../model/providers.ts'
import { addressProviders } from './address.ts'
import type { ProviderDescription } from './description.ts'
import { osrm } from './osrm.ts'
import { valhalla } from './valhalla.ts'

/** Every kind of provider that the gate can be opened for. */
export const providerDescriptions: Record<ProviderKind, ProviderDescription> = {
  osrm,
  valhalla,
  ...addressProviders,
}
