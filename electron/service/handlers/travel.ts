import { areTravelHours } from '../../../shared/core/roads/byHour.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { LonLat, RoadClosure } from '../../../shared/model/travel.ts'
import { maxClosures } from '../../../shared/model/travelSettings.ts'
import type { BranchHoursInput, ClosureView, TravelView } from '../../../shared/contract/travel.ts'
import type { RequestContext } from '../context.ts'
import { closureRows, hoursRow, toClosure, toHours } from '../database/stores/travel.ts'
import type { BranchRow, RoadClosureRow } from '../database/tables.ts'
import { learnedTravel } from '../planning/learned.ts'
import { procedures } from '../procedures.ts'
import { currentBranch } from '../scope.ts'

async function view({ deps }: RequestContext, branch: BranchRow): Promise<TravelView> {
  const [hours, closures] = await Promise.all([
    hoursRow(deps.database.reader, branch.id),
    closureRows(deps.database.reader, branch.id),
  ])
  return {
    hours: hours && toHours(hours),
    hoursBy: hours && { name: hours.user_name, at: hours.updated_at },
    closures: closures.map(closureView),
  }
}

function closureView(row: RoadClosureRow): ClosureView {
  const { street = null, hours = null, ...closure } = toClosure(row)
  return { ...closure, street, hours, id: row.id, by: row.user_name, at: row.updated_at }
}

const changed = ({ deps }: RequestContext) => deps.events.emit('travel', 'plan', 'history')

async function setHours(
  context: RequestContext,
  { hours, learned }: { hours: BranchHoursInput | null; learned?: number | undefined },
): Promise<TravelView> {
  const { deps, actor } = context
  const branch = await currentBranch(context)
  if (hours && !areTravelHours(hours)) throw new RefusalError('travel-hours', {})
  const standing = await hoursRow(deps.database.reader, branch.id)
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: learned ? 'travel.learn' : hours ? 'travel.hours' : 'travel.no-hours',
      params: {
        ...(hours ? { periods: hours.starts.length, modes: hours.modes.join(', ') } : {}),
        ...(learned ? { count: learned } : {}),
      },
      entity: branch.id,
      undoable: true,
    },
    async (tx) => {
      const fields = hours && {
        starts: JSON.stringify(hours.starts),
        speeds: JSON.stringify(hours.speeds),
        modes: JSON.stringify(hours.modes),
        user_name: actor.userName,
      }
      if (standing && fields) await tx.update('travel_hours', standing.id, fields)
      else if (standing) await tx.remove('travel_hours', [standing.id])
      else if (fields) await tx.insert('travel_hours', [{ id: tx.newId(), ...fields }])
    },
  )
  changed(context)
  return view(context, branch)
}

interface GivenClosure {
  ring: LonLat[]
  street: string | null
  hours: [number, number] | null
  from: string
  to: string
  reason: string
}

/** Twice the area of a ring in square degrees: nothing is closed by a line that runs back on itself. */
function doubleArea(ring: readonly LonLat[]): number {
  return Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length]!
      return sum + (x * nextY - nextX * y)
    }, 0),
  )
}

/** @throws RefusalError closure-dates, closure-hours, closure-outline, closure-no-road */
async function check({ deps }: RequestContext, branch: BranchRow, closures: GivenClosure[]): Promise<void> {
  for (const { ring, hours, from, to } of closures) {
    if (to < from) throw new RefusalError('closure-dates', { from, to })
    if (hours && hours[0] === hours[1] % 86_400) throw new RefusalError('closure-hours', {})
    if (doubleArea(ring) < 1e-12) throw new RefusalError('closure-outline', {})
  }
  if (!branch.region_id) return
  const info = (await deps.regions.open(branch.region_id)).info()
  // the roads of those who go everywhere: what bars a walker bars everybody
  const mode = (['foot', 'car', 'scooter', 'bicycle'] as const).find((one) => info.profiles.includes(one))
  if (!mode) return
  const counts = await deps.pool.run('closed-roads', {
    regionPath: await deps.regions.path(branch.region_id),
    mode,
    closures: closures.map(roadClosure),
  })
  const none = counts.indexOf(0)
  if (none >= 0)
    throw new RefusalError('closure-no-road', { street: closures[none]!.street ?? '—', region: info.name })
}

const roadClosure = ({ ring, street }: GivenClosure): RoadClosure => ({
  ring,
  ...(street === null ? {} : { street }),
})

const closureFields = (closure: GivenClosure, userName: string) => ({
  ring: JSON.stringify(closure.ring),
  street: closure.street,
  hours_from: closure.hours?.[0] ?? null,
  hours_to: closure.hours?.[1] ?? null,
  date_from: closure.from,
  date_to: closure.to,
  reason: closure.reason,
  user_name: userName,
})

const saidOf = ({ street, from, to, reason }: GivenClosure) => ({ street: street ?? '', from, to, reason })

async function addClosures(context: RequestContext, closures: GivenClosure[]): Promise<TravelView> {
  const { deps, actor } = context
  const branch = await currentBranch(context)
  await check(context, branch, closures)
  const there = await closureRows(deps.database.reader, branch.id)
  if (there.length + closures.length > maxClosures)
    throw new RefusalError('closures-too-many', { most: maxClosures })
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'travel.close',
      params: { count: closures.length, ...saidOf(closures[0]!) },
      entity: branch.id,
      undoable: true,
    },
    (tx) =>
      tx.insert(
        'road_closures',
        closures.map((one) => ({ id: tx.newId(), ...closureFields(one, actor.userName) })),
      ),
  )
  changed(context)
  return view(context, branch)
}

async function found(context: RequestContext, branch: BranchRow, id: string): Promise<RoadClosureRow> {
  const row = (await closureRows(context.deps.database.reader, branch.id)).find((one) => one.id === id)
  if (!row) throw new RefusalError('row-gone')
  return row
}

async function changeClosure(
  context: RequestContext,
  { id, ...closure }: GivenClosure & { id: string },
): Promise<TravelView> {
  const { deps, actor } = context
  const branch = await currentBranch(context)
  await found(context, branch, id)
  await check(context, branch, [closure])
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'travel.change-closure',
      params: saidOf(closure),
      entity: id,
      undoable: true,
    },
    (tx) => tx.update('road_closures', id, closureFields(closure, actor.userName)),
  )
  changed(context)
  return view(context, branch)
}

async function removeClosure(context: RequestContext, id: string): Promise<TravelView> {
  const { deps, actor } = context
  const branch = await currentBranch(context)
  const row = await found(context, branch, id)
  await deps.changes.change(
    actor,
    {
      branchId: branch.id,
      action: 'travel.open-again',
      params: { street: row.street ?? '', from: row.date_from, to: row.date_to, reason: row.reason },
      entity: id,
      undoable: true,
    },
    (tx) => tx.remove('road_closures', [id]),
  )
  changed(context)
  return view(context, branch)
}

export const travel = {
  get: procedures.travel.get.handler(async ({ context }) => view(context, await currentBranch(context))),
  setHours: procedures.travel.setHours.handler(({ context, input }) => setHours(context, input)),
  learned: procedures.travel.learned.handler(async ({ context, signal }) =>
    learnedTravel(context, await currentBranch(context), signal),
  ),
  addClosures: procedures.travel.addClosures.handler(({ context, input }) =>
    addClosures(context, input.closures),
  ),
  changeClosure: procedures.travel.changeClosure.handler(({ context, input }) =>
    changeClosure(context, input),
  ),
  removeClosure: procedures.travel.removeClosure.handler(({ context, input }) =>
    removeClosure(context, input.id),
  ),
  reach: procedures.travel.reach.handler(async ({ context, input, signal }) => {
    const { deps } = context
    const branch = await currentBranch(context)
    if (!branch.region_id) throw new RefusalError('region-missing', { region: branch.name })
    return deps.pool.run(
      'isochrone',
      {
        regionPath: await deps.regions.path(branch.region_id),
        mode: input.mode,
        from: input.from,
        seconds: input.minutes * 60,
      },
      signal ? { signal } : {},
    )
  }),
  streetAt: procedures.travel.streetAt.handler(async ({ context, input, signal }) => {
    const { deps } = context
    const branch = await currentBranch(context)
    if (!branch.region_id) throw new RefusalError('region-missing', { region: branch.name })
    const info = (await deps.regions.open(branch.region_id)).info()
    const mode = (['car', 'foot', 'scooter', 'bicycle'] as const).find((one) => info.profiles.includes(one))
    if (!mode) return null
    return deps.pool.run(
      'street-at',
      { regionPath: await deps.regions.path(branch.region_id), mode, at: input.at },
      signal ? { signal } : {},
    )
  }),
}
