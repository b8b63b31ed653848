import { useMemo, useState } from 'react'
import type { ReviewRow } from '../../../shared/contract/cases.ts'
import type { LocationCandidate } from '../../../shared/model/location.ts'
import type { client } from '../../client/client.ts'
import type { LonLat } from '../../map/index.ts'
import { candidatesOf, distinctCandidates } from './candidatesOf.ts'
import { guardOf, offersOther, type Guard } from './guard.ts'

/** What a search in other words came to; `byProvider`: a geocoder outside was asked. */
export type Found = Awaited<ReturnType<typeof client.locate.search>> & { byProvider?: boolean }

interface Choice {
  /** 0-based among the candidates, -1 for none; null: nobody has chosen, the likeliest is taken */
  chosen: number | null
  pin: LonLat | null
  neighbours: boolean
  /** how often Enter was pressed on what only a second key takes */
  warned: number
  /** the other words, as they are typed */
  again: string
  found: Found | null
}

const untouched: Choice = {
  chosen: null,
  pin: null,
  neighbours: false,
  warned: 0,
  again: '',
  found: null,
}

export interface Choosing extends Omit<Choice, 'chosen'> {
  candidates: LocationCandidate[]
  /** 0-based, -1 for none */
  chosen: number
  candidate: LocationCandidate | undefined
  guard: Guard | null
  change(patch: Partial<Choice>): void
  choose(index: number): void
  /** as if nobody had looked at it yet */
  reset(): void
}

/** What a person has chosen for the address that stands there; another address begins anew, in the same picture. */
export function useChoice(row: ReviewRow | undefined): Choosing {
  const of = row?.addressId ?? null
  const [state, setState] = useState<{ of: string | null; choice: Choice }>({ of, choice: untouched })
  const choice = state.of === of ? state.choice : untouched
  const { pin, found } = choice
  const candidates = useMemo(
    () => (found ? distinctCandidates(found.candidates) : row ? candidatesOf(row) : []),
    [row, found],
  )
  const reason = found?.reason ?? row?.reason
  const chosen = choice.chosen ?? (offersOther(reason, candidates) && !found?.byProvider ? -1 : 0)
  const candidate = candidates.at(chosen < 0 ? candidates.length : chosen)
  const change = (patch: Partial<Choice>) =>
    setState((before) => ({ of, choice: { ...(before.of === of ? before.choice : untouched), ...patch } }))
  return {
    ...choice,
    candidates,
    chosen,
    candidate,
    guard: pin ? null : guardOf(candidate, reason, candidates, found?.byProvider ?? false),
    change,
    choose: (index) => change({ chosen: index, pin: null, warned: 0 }),
    reset: () => setState({ of, choice: untouched }),
  }
}
