import { QueryClient, queryOptions } from '@tanstack/react-query'
import type { ReviewPart } from '../../shared/contract/cases.ts'
import type { ChangeEvent } from '../../shared/contract/desk.ts'
import { createBoard } from '../../shared/core/plan/board.ts'
import { boardWeekOf } from './boardWeek.ts'
import { client } from './client.ts'
import { refusalOf } from './errors.ts'
import { isTyped } from './isTyped.ts'

/** Rows stay fresh until an event says otherwise, so nothing is asked for twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      // The service is on this machine or in this building: a browser that calls itself offline still reaches it.
      networkMode: 'always',
      retry: (count, error) => refusalOf(error) === null && !isTyped(error) && count < 2,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

type Input<P> = P extends (input: infer I, ...rest: never[]) => unknown ? I : never

/** Every look at rows that screens share, with its key. The key's first word says which events make it old. */
export const queries = {
  /** how the desk stands before it is open; the only look that a locked desk grants */
  desk: () =>
    queryOptions({
      queryKey: ['desk'],
      queryFn: ({ signal }) => client.desk.state(undefined, { signal }),
    }),
  session: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }) => client.session.get(undefined, { signal }),
    }),
  waiting: () =>
    queryOptions({
      queryKey: ['waiting'],
      queryFn: ({ signal }) => client.session.waiting(undefined, { signal }),
    }),
  regions: () =>
    queryOptions({
      queryKey: ['regions'],
      queryFn: ({ signal }) => client.regions.list(undefined, { signal }),
    }),
  unusableRegions: () =>
    queryOptions({
      queryKey: ['regions', 'unusable'],
      queryFn: ({ signal }) => client.regions.unusable(undefined, { signal }),
    }),
  placeSearch: (regionId: string, text: string) =>
    queryOptions({
      queryKey: ['regions', 'search', regionId, text],
      queryFn: ({ signal }) => client.regions.search({ regionId, text }, { signal }),
    }),
  providers: () =>
    queryOptions({
      queryKey: ['providers'],
      queryFn: ({ signal }) => client.providers.list(undefined, { signal }),
    }),
  providerLog: () =>
    queryOptions({
      queryKey: ['providers', 'log'],
      queryFn: ({ signal }) => client.providers.log(undefined, { signal }),
    }),
  travel: () =>
    queryOptions({ queryKey: ['travel'], queryFn: ({ signal }) => client.travel.get(undefined, { signal }) }),
  learnedTravel: () =>
    queryOptions({
      queryKey: ['travel', 'learned'],
      queryFn: ({ signal }) => client.travel.learned(undefined, { signal }),
    }),
  reach: (input: Input<typeof client.travel.reach>) =>
    queryOptions({
      queryKey: ['regions', 'reach', input],
      queryFn: ({ signal }) => client.travel.reach(input, { signal }),
    }),
  rules: () =>
    queryOptions({ queryKey: ['rules'], queryFn: ({ signal }) => client.rules.list(undefined, { signal }) }),
  branchRules: () =>
    queryOptions({
      queryKey: ['rules', 'branch'],
      queryFn: ({ signal }) => client.rules.branch(undefined, { signal }),
    }),
  visitRules: (visitId: string) =>
    queryOptions({
      queryKey: ['cases', 'rules', visitId],
      queryFn: ({ signal }) => client.rules.ofVisit({ visitId }, { signal }),
    }),
  history: () =>
    queryOptions({
      queryKey: ['history'],
      queryFn: ({ signal }) => client.history.list(undefined, { signal }),
    }),
  audit: () =>
    queryOptions({ queryKey: ['audit'], queryFn: ({ signal }) => client.audit.list(undefined, { signal }) }),
  cases: (input: Input<typeof client.cases.list>) =>
    queryOptions({
      queryKey: ['cases', 'list', input],
      queryFn: ({ signal }) => client.cases.list(input, { signal }),
    }),
  case: (id: string) =>
    queryOptions({
      queryKey: ['cases', 'one', id],
      queryFn: ({ signal }) => client.cases.get({ id }, { signal }),
    }),
  imports: () =>
    queryOptions({
      queryKey: ['imports'],
      queryFn: ({ signal }) => client.imports.list(undefined, { signal }),
    }),
  collectors: () =>
    queryOptions({
      queryKey: ['people'],
      queryFn: ({ signal }) => client.collectors.list(undefined, { signal }),
    }),
  reviewQueue: (include: ReviewPart) =>
    queryOptions({
      queryKey: ['locate', 'queue', include],
      queryFn: ({ signal }) => client.locate.queue({ include }, { signal }),
    }),
  /** what of a text geocoders outside would be sent, and which of them are open */
  outgoing: (text: string) =>
    queryOptions({
      queryKey: ['providers', 'outgoing', text],
      queryFn: ({ signal }) => client.locate.outgoing({ text }, { signal }),
    }),
  memory: () =>
    queryOptions({
      queryKey: ['locate', 'memory'],
      queryFn: ({ signal }) => client.memory.list(undefined, { signal }),
    }),
  memoryChanges: (pinId: string) =>
    queryOptions({
      queryKey: ['locate', 'memory', pinId],
      queryFn: ({ signal }) => client.memory.changes({ pinId }, { signal }),
    }),
  plan: (week: string) =>
    queryOptions({
      queryKey: ['plan', 'view', week],
      queryFn: ({ signal }) => client.plan.get({ week }, { signal }),
    }),
  geometry: (week: string, versionId: string) =>
    queryOptions({
      queryKey: ['plan', 'geometry', week, versionId],
      queryFn: ({ signal }) => client.plan.geometry({ week, versionId }, { signal }),
    }),
  versions: (week: string) =>
    queryOptions({
      queryKey: ['plan', 'versions', week],
      queryFn: ({ signal }) => client.versions.list({ week }, { signal }),
    }),
  compare: (week: string, a: string, b: string) =>
    queryOptions({
      queryKey: ['plan', 'compare', week, a, b],
      queryFn: ({ signal }) => client.versions.compare({ week, a, b }, { signal }),
    }),
  /** not kept for long: it holds the travel times between all places of the week */
  board: (week: string) =>
    queryOptions({
      queryKey: ['plan', 'board', week],
      gcTime: 0,
      // typed arrays are not compared cell by cell
      structuralSharing: false,
      queryFn: async ({ signal }) => {
        const view = await client.plan.board({ week }, { signal })
        const board = createBoard(await boardWeekOf(view))
        const routes = new Map<string, readonly string[]>(view.crewDays.map(({ id }) => [id, []]))
        for (const { crewDayId, visitIds } of view.routes) routes.set(crewDayId, visitIds)
        return { board, versionId: view.versionId, routes }
      },
    }),
  callQueue: (week: string) =>
    queryOptions({
      queryKey: ['calls', 'queue', week],
      queryFn: ({ signal }) => client.calls.queue({ week }, { signal }),
    }),
  slots: (week: string, visitId: string) =>
    queryOptions({
      queryKey: ['calls', 'slots', week, visitId],
      queryFn: ({ signal }) => client.calls.slots({ week, visitId }, { signal }),
    }),
  /** lawful hours of a visit, by day */
  callHours: (week: string, visitId: string) =>
    queryOptions({
      queryKey: ['calls', 'hours', week, visitId],
      queryFn: ({ signal }) => client.calls.hours({ week, visitId }, { signal }),
    }),
  windowTrial: (week: string, visitId: string, window: { start: string; end: string }) =>
    queryOptions({
      queryKey: ['calls', 'window', week, visitId, window.start, window.end],
      queryFn: ({ signal }) => client.calls.tryWindow({ week, visitId, window }, { signal }),
    }),
  callNumber: (visitId: string) =>
    queryOptions({
      queryKey: ['calls', 'number', visitId],
      queryFn: ({ signal }) => client.calls.number({ visitId }, { signal }),
    }),
  /** asked for anew each time: half an hour from now moves on */
  callLater: (week: string, visitId: string) =>
    queryOptions({
      queryKey: ['calls', 'later', week, visitId],
      queryFn: ({ signal }) => client.calls.later({ week, visitId }, { signal }),
      staleTime: 0,
      gcTime: 0,
    }),
  callHistory: (visitId: string) =>
    queryOptions({
      queryKey: ['calls', 'history', visitId],
      queryFn: ({ signal }) => client.calls.history({ visitId }, { signal }),
    }),
  outcomes: (week: string) =>
    queryOptions({
      queryKey: ['outcomes', week],
      queryFn: ({ signal }) => client.outcomes.list({ week }, { signal }),
    }),
  workload: (week: string) =>
    queryOptions({
      queryKey: ['reports', 'workload', week],
      queryFn: ({ signal }) => client.reports.workload({ week }, { signal }),
    }),
  coverage: (week: string) =>
    queryOptions({
      queryKey: ['reports', 'coverage', week],
      queryFn: ({ signal }) => client.reports.coverage({ week }, { signal }),
    }),
}

/** Which looks grow old with a change of what. `branch` is another desk's worth of rows: everything. */
const madeOld: Record<ChangeEvent['topic'], string[] | 'all'> = {
  branch: 'all',
  cases: ['cases', 'locate', 'waiting', 'plan', 'calls', 'outcomes', 'reports', 'imports', 'session'],
  locations: ['cases', 'locate', 'waiting', 'plan', 'calls', 'outcomes', 'reports'],
  plan: ['plan', 'cases', 'calls', 'waiting', 'outcomes', 'reports'],
  calls: ['calls', 'cases', 'waiting', 'plan'],
  outcomes: ['outcomes', 'cases', 'waiting', 'plan', 'reports', 'travel'],
  people: ['people', 'plan', 'calls', 'reports', 'waiting'],
  regions: ['regions', 'session'],
  history: ['history', 'audit', 'plan'],
  providers: ['providers', 'session', 'audit'],
  travel: ['travel', 'plan'],
}

/** Marks what the topics made old, but for `kept`; what is on screen is asked for again. */
export async function makeOld(
  topics: Iterable<ChangeEvent['topic']>,
  kept?: (queryKey: readonly unknown[]) => boolean,
): Promise<void> {
  const heads = new Set<string>()
  for (const topic of topics) {
    const list = madeOld[topic]
    if (list === 'all') return queryClient.invalidateQueries()
    for (const head of list) heads.add(head)
  }
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => heads.has(String(queryKey[0])) && !kept?.(queryKey),
  })
}
