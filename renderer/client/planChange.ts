import type { PlanChange } from '../../shared/contract/planChange.ts'
import type { PlanView } from '../../shared/contract/week.ts'
import { changedPlan } from './changedPlan.ts'
import { client } from './client.ts'
import { queries, queryClient } from './queries.ts'

/**
 * Puts what a change made of the plan into what is on screen, so that the week is not read again for it.
 * @returns false where another version is on screen, or it is being read just now: then it is to be made old
 */
export function showChange(change: PlanChange): boolean {
  const key = queries.plan(change.week).queryKey
  const plan = queryClient.getQueryData(key)
  if (plan?.version?.id !== change.from || queryClient.isFetching({ queryKey: key }) > 0) return false
  const changed = new Set(change.crewDays.map(({ id }) => id))
  carryLines(change, changed)
  const boardKey = queries.board(change.week).queryKey
  const loaded = queryClient.getQueryData(boardKey)
  if (loaded?.versionId === change.from) {
    const { board } = loaded
    const routes = new Map(loaded.routes)
    for (const { id, stops } of change.crewDays)
      if (board.has(id))
        routes.set(
          id,
          stops.flatMap(({ visitId }) => (board.knows(visitId) ? [visitId] : [])),
        )
    queryClient.setQueryData(boardKey, { board, versionId: change.version.id, routes })
  }
  queryClient.setQueryData(key, changedPlan(plan, change))
  return true
}

/** Crew-days that did not change keep their lines; only the others are drawn anew. */
function carryLines({ week, from, version }: PlanChange, changed: ReadonlySet<string>): void {
  const { queryKey } = queries.geometry(week, version.id)
  const lines = queryClient.getQueryData(queries.geometry(week, from).queryKey)
  if (!lines || queryClient.getQueryData(queryKey)) return
  const kept = lines.filter(({ crewDayId }) => !changed.has(crewDayId))
  queryClient.setQueryData(queryKey, kept)
  void client.plan
    .geometry({ week, versionId: version.id, crewDayIds: [...changed] })
    .then((drawn) => queryClient.setQueryData(queryKey, (now) => [...(now ?? kept), ...drawn]))
    .catch(() => queryClient.invalidateQueries({ queryKey }))
}

/** Whether some week on screen, or kept, stands at a version. */
export const isShown = (versionId: string): boolean =>
  queryClient
    .getQueriesData<PlanView>({ queryKey: ['plan', 'view'] })
    .some(([, plan]) => plan?.version?.id === versionId)

/** What {@link showChange} has brought up to date. */
export const isOfPlanShown = ([head, part]: readonly unknown[]): boolean =>
  head === 'plan' && (part === 'view' || part === 'board' || part === 'geometry')
