import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { reviewParts, type ReviewPart, type ReviewRow } from '../../../shared/contract/cases.ts'
import { setParams, useRoute } from '../../app/route.ts'
import { queries } from '../../client/queries.ts'
import { followAddresses } from '../../client/reviewQueue.ts'
import { keepUnderWay } from '../../client/underWay.ts'

/** How an address that was just settled looks until the service has answered. */
type Settling = 'confirmed' | 'gone'

const without = <K, V>(map: ReadonlyMap<K, V>, key: K): Map<K, V> => {
  const rest = new Map(map)
  rest.delete(key)
  return rest
}

function shownRows(
  rows: readonly ReviewRow[],
  include: ReviewPart,
  settling: ReadonlyMap<string, Settling>,
  deferred: ReadonlySet<string>,
): readonly ReviewRow[] {
  if (settling.size === 0 && deferred.size === 0) return rows
  const now: ReviewRow[] = []
  const later: ReviewRow[] = []
  for (const row of rows) {
    const as = settling.get(row.addressId)
    if (as === 'gone' || (as && include !== 'all')) continue
    const shown = as ? { ...row, confirmed: true } : row
    if (deferred.has(row.addressId)) later.push(shown)
    else now.push(shown)
  }
  return later.length === 0 ? now : [...now, ...later]
}

/**
 * The queue of the review, where in it the person stands, and how she goes on.
 * @param onFailure an address that she has left behind is not settled after all, and stands in its place again
 */
export function useReviewQueue(onFailure: (row: ReviewRow, error: unknown) => void) {
  const { params } = useRoute()
  const include = reviewParts.find((part) => part === params.include) ?? 'doubtful'
  const query = useQuery(queries.reviewQueue(include))
  /** put off for now: they come last until the screen is left */
  const [deferred, setDeferred] = useState<ReadonlySet<string>>(new Set())
  const [settling, setSettling] = useState<ReadonlyMap<string, Settling>>(new Map())
  /** the same at once: a key may be pressed again before the next picture */
  const begun = useRef(new Set<string>())
  const rows = useMemo(
    () => shownRows(query.data ?? [], include, settling, deferred),
    [query.data, include, settling, deferred],
  )
  const at = Math.max(
    0,
    rows.findIndex((row) => (params.address ? row.addressId === params.address : row.caseId === params.case)),
  )
  const goTo = (row: ReviewRow | undefined) => setParams({ address: row?.addressId ?? null })

  return {
    query,
    include,
    rows,
    /** 0-based */
    at,
    row: rows.at(at),
    goTo,
    show: (part: ReviewPart) => setParams({ include: part, address: null }),
    step(by: number) {
      const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))]
      if (next) goTo(next)
    },
    defer(row: ReviewRow) {
      goTo(rows[at + 1] ?? rows[at - 1])
      setDeferred((before) => new Set(before).add(row.addressId))
    },
    /** Goes on to the next address at once, and lets the service catch up with what `work` asks of it. */
    settle(row: ReviewRow, as: Settling, work: () => Promise<{ changed: string[] }>) {
      if (begun.current.has(row.addressId)) return
      begun.current.add(row.addressId)
      goTo(rows[at + 1] ?? rows[at - 1])
      setSettling((before) => new Map(before).set(row.addressId, as))
      const run = async () => {
        try {
          const { changed } = await work()
          await followAddresses(changed)
        } catch (error) {
          onFailure(row, error)
        } finally {
          begun.current.delete(row.addressId)
          setSettling((before) => without(before, row.addressId))
        }
      }
      keepUnderWay(run())
    },
  }
}
