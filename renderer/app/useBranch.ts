import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { BranchSummary } from '../../shared/contract/desk.ts'
import { queries } from '../client/queries.ts'
import { createFormat, type Format } from './format.ts'
import { useLocale } from './i18n.ts'

/** The branch that the desk works on. Screens are shown only when there is one. */
export function useBranch(): BranchSummary {
  const branch = useQuery(queries.session()).data?.branch
  if (!branch) throw new Error('a screen was shown without a branch')
  return branch
}

/** Numbers, times and money in the person's language and the branch's zone. */
export function useFormat(): Format {
  const locale = useLocale()
  const zone = useQuery(queries.session()).data?.branch?.timeZone ?? 'UTC'
  return useMemo(() => createFormat(locale, zone), [locale, zone])
}

/** The instant that the service takes for now; it stands still where a sample or a test fixed it. */
export function useNow(): string {
  return useQuery(queries.session()).data?.now ?? new Date().toISOString()
}
