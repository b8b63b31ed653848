import { buildingKey, type Pin } from '../../../shared/core/address/geocode.ts'
import type { NameHit } from '../../../shared/core/address/nameSearch.ts'
import type { ReasonCode } from '../../../shared/model/reasons.ts'
import {
  planability,
  type Datum,
  type GeocodeResult,
  type LocationCandidate,
} from '../../../shared/model/location.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { LonLat } from '../../../shared/model/travel.ts'
import type { RequestContext } from '../context.ts'
import { loadGazetteer } from '../database/region/addressesGazetteer.ts'
import { addressesToLocate, pinRows } from '../database/stores/cases.ts'
import type { AddressRow, BranchRow } from '../database/tables.ts'
import type { WorkReport } from '../work.ts'

type Report = Pick<WorkReport<never>, 'progress' | 'signal'>
const quiet: Partial<Report> = {}

/** What people have confirmed, by address and by building; an address's own pin wins over its building's. */
async function memoryOf(context: RequestContext, branch: BranchRow): Promise<[string, Pin][]> {
  const pins = await pinRows(context.deps.database.reader, branch.id)
  return pins.map((pin) => [pin.memory_key, { lon: pin.lon, lat: pin.lat, radiusMetres: pin.radius_metres }])
}

async function geocodeRows(
  context: RequestContext,
  branch: BranchRow,
  rows: { id: string; text: string; lon?: number; lat?: number; datum?: Datum }[],
  report: Partial<Report>,
): Promise<Map<string, GeocodeResult>> {
  if (!branch.region_id) throw new RefusalError('region-missing', { region: branch.name })
  const { deps } = context
  const answer = await deps.pool.run(
    'geocode',
    { regionPath: await deps.regions.path(branch.region_id), rows, memory: await memoryOf(context, branch) },
    report,
  )
  return new Map(answer.results.map(({ id, result }) => [id, result]))
}

/** The columns of an address that the geocoder decides. */
export function locationColumns(text: string, result: GeocodeResult, now: string) {
  const { best } = result
  return {
    memory_key: result.memoryKey,
    building_key: buildingKey(text, loadGazetteer()) || null,
    lon: best?.lon ?? null,
    lat: best?.lat ?? null,
    level: best?.level ?? 'none',
    confidence: best?.confidence ?? null,
    radius_metres: best?.radiusMetres ?? null,
    label: best?.label ?? null,
    source: best?.source ?? null,
    reason: result.reason,
    reason_params: result.reasonParams ? JSON.stringify(result.reasonParams) : null,
    alternatives: JSON.stringify(result.alternatives),
    tokens: JSON.stringify(result.tokens),
    located_at: now,
  }
}

export interface Located {
  located: number
  review: number
  byLevel: Record<string, number>
}

/** Locates every address that has no place yet. */
export async function locateAll(
  context: RequestContext,
  branch: BranchRow,
  report: Report,
): Promise<Located> {
  const { deps, actor } = context
  const waiting = await addressesToLocate(deps.database.reader, branch.id)
  const answer: Located = { located: 0, review: 0, byLevel: {} }
  if (waiting.length === 0) return answer
  const results = await geocodeRows(context, branch, waiting.map(toGeocodeRow), report)
  await deps.changes.change(
    actor,
    { branchId: branch.id, action: 'locate.run', params: { count: waiting.length }, undoable: false },
    async (tx) => {
      // a pin that a person set meanwhile, or another text, is worth more than what was asked before
      const still = new Map((await addressesToLocate(tx.reader, branch.id)).map((row) => [row.id, row]))
      for (const row of waiting) {
        const now = still.get(row.id)
        if (!now || now.version !== row.version) continue
        const result = results.get(row.id)!
        const level = result.best?.level ?? 'none'
        answer.byLevel[level] = (answer.byLevel[level] ?? 0) + 1
        if (planability(level, result.best?.radiusMetres) === 'review') answer.review++
        else answer.located++
        await tx.update('addresses', row.id, locationColumns(row.text, result, tx.now))
      }
    },
  )
  deps.events.emit('locations', 'cases', 'plan')
  return answer
}

function toGeocodeRow(row: AddressRow) {
  return {
    id: row.id,
    text: row.text,
    ...(row.given_lon !== null && row.given_lat !== null
      ? {
          lon: row.given_lon,
          lat: row.given_lat,
          ...(row.given_datum ? { datum: row.given_datum as Datum } : {}),
        }
      : {}),
  }
}

/** The columns that the geocoder decides for one address; null where the branch has no region to look in yet. */
export async function locateOne(
  context: RequestContext,
  branch: BranchRow,
  row: { id: string; text: string },
): Promise<((now: string) => ReturnType<typeof locationColumns>) | null> {
  if (!branch.region_id) return null
  const result = (await geocodeRows(context, branch, [{ id: row.id, text: row.text }], quiet)).get(row.id)
  return result ? (now) => locationColumns(row.text, result, now) : null
}

/** `lon,lat` as it stands, or an address; null when it is found no better than to its town. */
export async function locateText(
  context: RequestContext,
  branch: BranchRow,
  text: string,
): Promise<LonLat | null> {
  const pair = text.split(',').map((part) => Number(part.trim()))
  if (pair.length === 2 && pair.every(Number.isFinite) && Math.abs(pair[0]) <= 180 && Math.abs(pair[1]) <= 90)
    return [pair[0], pair[1]]
  if (text.trim() === '') return null
  const result = (await geocodeRows(context, branch, [{ id: 'text', text }], quiet)).get('text')
  const best = result?.best
  return best && planability(best.level, best.radiusMetres) !== 'review' ? [best.lon, best.lat] : null
}

/** What an address text may mean, for the search box of the review: the address itself, and names that it may begin. */
export async function searchText(context: RequestContext, branch: BranchRow, text: string) {
  if (!branch.region_id) throw new RefusalError('region-missing', { region: branch.name })
  const { result, names } = await search(context, branch.region_id, text, await memoryOf(context, branch))
  return {
    tokens: result.tokens,
    candidates: withNames(result, names),
    reason: {
      code: result.reason as ReasonCode,
      ...(result.reasonParams ? { params: result.reasonParams } : {}),
    },
  }
}

async function search(context: RequestContext, regionId: string, text: string, memory: [string, Pin][]) {
  const { deps } = context
  const { results, names = [] } = await deps.pool.run('geocode', {
    regionPath: await deps.regions.path(regionId),
    rows: [{ id: 'text', text }],
    memory,
    names: text,
  })
  return { result: results[0].result, names }
}

/** The address as it was found first, unless it is no more than a town; then the names, as sure as they were typed. */
function withNames(result: GeocodeResult, names: readonly NameHit[]): LocationCandidate[] {
  const found = result.best ? [result.best, ...result.alternatives] : result.alternatives
  const named = names.map(({ fit, ...hit }) => ({ ...hit, confidence: fit, source: 'osm' }))
  const precise = found.filter(
    (candidate) => planability(candidate.level, candidate.radiusMetres) !== 'review',
  )
  const rest = found.filter((candidate) => planability(candidate.level, candidate.radiusMetres) === 'review')
  return [...precise, ...named, ...rest].slice(0, mostCandidates)
}

const mostCandidates = 12

/** Places and streets of a region by name. */
export async function searchRegion(context: RequestContext, regionId: string, text: string) {
  if (text.trim() === '') return []
  const { result, names } = await search(context, regionId, text, [])
  return withNames(result, names).map((candidate) => ({
    label: candidate.label,
    level: candidate.level as string,
    at: [candidate.lon, candidate.lat] as LonLat,
  }))
}
