import { finishWork } from '../../electron/service/work.ts'
import type { ImportKind, ImportPreview } from '../../shared/contract/cases.ts'
import type { Client } from '../../shared/contract/contract.ts'
import type { HistoryRow } from '../../shared/contract/desk.ts'
import type { CallRow, PlanView } from '../../shared/contract/week.ts'
import type { ReasonCode } from '../../shared/model/reasons.ts'

export const csv = (name: string, text: string): File => new File([new TextEncoder().encode(text)], name)

/** Reads a file, takes the columns that are proposed, and shows what the import would do. */
export async function preview(
  client: Client,
  kind: ImportKind,
  file: File,
): Promise<ImportPreview & { commit: () => Promise<{ importId: string } & Counts> }> {
  const table = await finishWork(await client.imports.read({ kind, file }))
  const { tableId, mapping } = table
  const shown = await client.imports.preview({ tableId, mapping })
  return {
    ...shown,
    commit: async () => finishWork(await client.imports.commit({ tableId, mapping })),
  }
}
interface Counts {
  added: number
  changed: number
  same: number
  gone: number
  rejected: number
}

export const importFile = async (client: Client, kind: ImportKind, file: File) =>
  (await preview(client, kind, file)).commit()

export const counts = ({ added, changed, same, gone, rejected }: Counts): Counts => ({
  added,
  changed,
  same,
  gone,
  rejected,
})

/** The reason code that a call on the contract was refused with; anything else fails the test. */
export async function refusal(promise: Promise<unknown>): Promise<ReasonCode> {
  const error = (await promise.then(
    (value) => {
      throw new Error(`was not refused: ${JSON.stringify(value)?.slice(0, 200)}`)
    },
    (caught: unknown) => caught,
  )) as { code?: string; data?: { code: ReasonCode }; message?: string }
  if (error.code !== 'REFUSED') throw error
  return error.data!.code
}

/**
 * One step back, as by a person who reads what she is told and goes on: past facts, somebody else's step, and one that
 * can no longer be taken back. @returns the step, or null where nothing is left to take back
 */
export async function undo(client: Client): Promise<HistoryRow | null> {
  let answer = await client.history.undo()
  while (answer.kind === 'stands' && answer.next)
    answer = await client.history.undo({ entryId: answer.next.id })
  return answer.kind === 'done' ? answer.row : null
}
export async function redo(client: Client): Promise<HistoryRow | null> {
  const answer = await client.history.redo()
  return answer.kind === 'done' ? answer.row : null
}

export const openSample = async (client: Client, sample = 'taipei') =>
  finishWork(await client.branch.openSample({ sample, locale: 'en' }))

export const optimise = async (
  client: Client,
  week: string,
  options: { seed?: number; keep?: boolean; limitSeconds?: number } = {},
) => finishWork(await client.plan.optimise({ week, limitSeconds: 1, ...options }))

export const stopsOf = (plan: PlanView) =>
  plan.crewDays.flatMap((day) => day.stops.map((stop) => ({ ...stop, crewDayId: day.id, date: day.date })))

export const callable = (queue: CallRow[]): CallRow => {
  const row = queue.find((one) => one.permitted && one.appointment === null)
  if (!row) throw new Error('nobody may be called')
  return row
}

/** Doors in Taipei on a grid of some hundred metres, near roads of the sample's region. */
export const door = (index: number): { lat: number; lon: number } => ({
  lat: 25.03 + (index % 40) * 0.001,
  lon: 121.52 + (Math.floor(index / 40) % 40) * 0.001,
})

export interface CaseLine {
  no: string
  borrower?: string
  phone?: string
  rest?: string
}
/** A case file whose addresses come with coordinates; `rest`: further cells after `dpd`. */
export function caseFile(rows: CaseLine[], headers = '', name = 'cases.csv'): File {
  const lines = rows.map(({ no, borrower, phone, rest }, index) => {
    const { lat, lon } = door(index)
    return [
      no,
      borrower ?? `Person ${no}`,
      phone ?? `09${String(10_000_000 + index)}`,
      `Lane ${index}`,
      lat,
      lon,
      30 + index,
      ...(rest === undefined ? [] : [rest]),
    ].join(',')
  })
  return csv(
    name,
    [`case_no,borrower,phone,address,lat,lon,dpd${headers ? ',' + headers : ''}`, ...lines].join('\n'),
  )
}

export const collectorFile = (names: string[], rest = { headers: '', cells: '' }): File =>
  csv(
    'collectors.csv',
    [
      `name,start,shift,days,mode${rest.headers}`,
      ...names.map((name) => `${name},"121.53,25.04",08:30-17:30,Mon-Fri,car${rest.cells}`),
    ].join('\n'),
  )

/** A branch of one's own on the sample's region: its clock is the machine's, not the sample's. */
export async function ownBranch(
  client: Client,
  options: { name?: string; rulePacks?: string[]; cases?: File; collectors?: File } = {},
) {
  const [region] = await client.regions.list()
  const branch = await client.branch.create({
    name: options.name ?? 'Own',
    regionId: region!.id,
    currency: 'TWD',
    rulePacks: options.rulePacks ?? [],
  })
  if (options.collectors) await importFile(client, 'collectors', options.collectors)
  if (options.cases) {
    await importFile(client, 'cases', options.cases)
    await finishWork(await client.locate.run())
  }
  return branch
}
