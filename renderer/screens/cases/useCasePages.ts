import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { CaseRow, VisitState } from '../../../shared/contract/cases.ts'
import { queries, queryClient } from '../../client/queries.ts'
import type { Sort } from '../../ui/columns.ts'

const pageRows = 200

export type CaseSort =
  'caseNo' | 'borrower' | 'dpd' | 'amountMinor' | 'priority' | 'state' | 'arrival' | 'level'

/** A map of its own for every question asked. */
function emptyPages(_input: unknown): Map<number, CaseRow[]> {
  return new Map()
}

/** The cases that match, page by page as they come into sight. */
export function useCasePages(filter: { text: string; states: VisitState[] }, sort: Sort) {
  const [range, setRange] = useState<[first: number, last: number]>([0, 0])
  const input = useCallback(
    (page: number) => ({
      ...filter,
      sort: sort.key as CaseSort,
      descending: sort.descending,
      offset: page * pageRows,
      limit: pageRows,
    }),
    [filter, sort],
  )
  const head = useQuery({ ...queries.cases(input(0)), placeholderData: keepPreviousData })
  const firstPage = Math.floor(range[0] / pageRows)
  const lastPage = Math.floor(range[1] / pageRows)
  const wanted: number[] = []
  for (let page = firstPage; page <= lastPage; page++) wanted.push(page)
  const pages = useQueries({ queries: wanted.map((page) => queries.cases(input(page))) })
  const byPage = useMemo(() => emptyPages(input), [input])
  if (head.data && !head.isPlaceholderData) byPage.set(0, head.data.rows)
  wanted.forEach((page, index) => {
    const rows = pages[index].data?.rows
    if (rows) byPage.set(page, rows)
  })

  const total = head.data?.total ?? 0
  const rowAt = useCallback(
    (index: number): CaseRow | undefined => {
      const page = Math.floor(index / pageRows)
      const rows = byPage.get(page) ?? queryClient.getQueryData(queries.cases(input(page)).queryKey)?.rows
      return rows?.[index - page * pageRows] ?? (page === 0 ? head.data?.rows[index] : undefined)
    },
    [byPage, input, head.data],
  )
  const need = useCallback(
    async (first: number, last: number) => {
      setRange((old) =>
        old[0] === first && old[1] === last ? old : [first, Math.min(last, first + 4 * pageRows)],
      )
      const missing: Promise<unknown>[] = []
      for (let page = Math.floor(first / pageRows); page <= Math.floor(last / pageRows); page++)
        missing.push(queryClient.ensureQueryData(queries.cases(input(page))))
      await Promise.all(missing).catch(() => {
        // The table's own look shows the failure.
      })
    },
    [input],
  )
  return { head, total, byState: head.data?.byState ?? {}, rowAt, need, key: JSON.stringify([filter, sort]) }
}
