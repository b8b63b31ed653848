import type { CaseRow, VisitState } from '../../../shared/contract/cases.ts'
import { planability } from '../../../shared/model/location.ts'
import { maskPhone } from '../../../shared/model/runsheet.ts'
import type { VisitRecord } from '../database/stores/cases.ts'
import type { StoredVersion } from '../database/stores/plans.ts'

/** Where a visit stands in the current plan. */
export interface PlannedPlace {
  crewName: string
  arrival: string
  departure: string
}

export function plannedPlaces(stored: StoredVersion | null): Map<string, PlannedPlace> {
  const places = new Map<string, PlannedPlace>()
  if (!stored) return places
  const crews = new Map(stored.crewDays.map((day) => [day.key, day.crew_name]))
  for (const stop of stored.stops)
    places.set(stop.visit_id, {
      crewName: crews.get(stop.crew_day_key) ?? '',
      arrival: stop.arrival,
      departure: stop.departure,
    })
  return places
}

export function stateOf(visit: VisitRecord, place: PlannedPlace | undefined, unplanned: boolean): VisitState {
  if (visit.caseStatus !== 'open') return 'closed'
  if (visit.status === 'stopped' || visit.stopFlag !== null) return 'stopped'
  if (visit.status === 'done') return 'visited'
  if (visit.address.locatedAt === null) return 'to-locate'
  if (place) return visit.appointment ? 'confirmed' : 'planned'
  // found wrong at the door or marked so: it waits for another address, however exactly this one is known
  if (visit.address.status === 'wrong') return 'review'
  const { best } = visit.address
  if (best === null || planability(best.level, best.radiusMetres) === 'review') return 'review'
  return unplanned ? 'unplanned' : 'ready'
}

export function toCaseRow(visit: VisitRecord, state: VisitState, place: PlannedPlace | undefined): CaseRow {
  const best = visit.address.best
  return {
    id: visit.caseId,
    caseNo: visit.caseNo,
    borrower: visit.borrower,
    phone: visit.phone === null ? null : maskPhone(visit.phone),
    address: visit.address.text,
    dpd: visit.dpd,
    amountMinor: visit.amountMinor,
    currency: visit.currency,
    stage: visit.stage,
    product: visit.product,
    rating: visit.rating,
    priority: visit.priority,
    visitId: visit.visitId,
    state,
    level: visit.address.locatedAt === null ? null : (best?.level ?? 'none'),
    confidence: best?.confidence ?? null,
    radiusMetres: best?.radiusMetres ?? null,
    crewName: place?.crewName ?? null,
    arrival: place?.arrival ?? null,
    appointment: visit.appointment ? { start: visit.appointment.start, end: visit.appointment.end } : null,
  }
}
