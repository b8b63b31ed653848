import { describe, expect, it } from 'vitest'
import { candidatesOf, likeliestLevel } from '../../../renderer/screens/locate/candidatesOf.ts'
import { missingOf } from '../../../renderer/screens/plan/readiness.ts'
import type { CallRow, PlanView } from '../../../shared/contract/week.ts'
import type { LocationCandidate } from '../../../shared/model/location.ts'

const candidate = (lon: number, level: LocationCandidate['level']): LocationCandidate => ({
  lon,
  lat: 25,
  level,
  confidence: 0.5,
  radiusMetres: 100,
  label: `${level} ${lon}`,
  source: 'osm',
})

describe('the candidates of an address', () => {
  it('a held one shows how near its guess is, once, before the others', () => {
    const row = {
      best: candidate(121, 'none'),
      alternatives: [candidate(121, 'street'), candidate(122, 'street')],
    }
    expect(candidatesOf(row).map((each) => each.label)).toEqual(['street 121', 'street 122'])
    expect(likeliestLevel(row)).toBe('street')
  })
  it('one that is found comes first; without any the level is none', () => {
    const row = { best: candidate(121, 'building'), alternatives: [candidate(122, 'street')] }
    expect(candidatesOf(row).map((each) => each.level)).toEqual(['building', 'street'])
    expect(likeliestLevel({ best: null, alternatives: [] })).toBe('none')
  })
})

describe('what a week lacks', () => {
  const unplanned = (code: string) => ({ reason: { code } }) as PlanView['unplanned'][number]
  const call = (attempts: number, agreed: boolean) =>
    ({ attempts, appointment: agreed ? { start: '', end: '' } : null }) as CallRow
  it('counts nobody twice: unlocated or unplanned, never called or not agreed', () => {
    const plan = {
      unplanned: [
        unplanned('location-missing'),
        unplanned('location-too-coarse'),
        unplanned('unplanned-no-room'),
      ],
      totals: { softFindings: 4 },
    } as PlanView
    expect(missingOf(plan, [call(0, false), call(0, false), call(2, false), call(1, true)])).toEqual({
      unlocated: 2,
      unplanned: 1,
      'never-called': 2,
      'not-agreed': 1,
      findings: 4,
    })
  })
})
