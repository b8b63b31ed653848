import { setParams } from '../../../app/route.ts'

/** What the address names while the sheet is open: the list, or two versions side by side. */
export const openVersions = (compare?: readonly [a: string, b: string]): void =>
  setParams({ versions: compare ? compare.join('~') : 'list' })

export const closeVersions = (): void => setParams({ versions: null })
