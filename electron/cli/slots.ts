import { slots as slotsOf, windowGrid, type Slot } from '../../shared/core/advise/slots.ts'
import { epochOf, localIso } from '../../shared/core/lib/time.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import { withDesk } from './desk.ts'
import { planPlace, readPlanFolder } from './planFolder.ts'
import { deliver, numberOption, options, required, withPool, type Command } from './shell.ts'

/** One window that may be offered. */
interface Offer {
  crew: string
  date: string
  window_start: string
  window_end: string
  arrival: string
  added_minutes: number
  /** its travel is reckoned from the straight line; a plan folder does not say */
  straight?: boolean
  shifted: number
  displaced: number
  current: boolean
}

const windowSeconds = 7200
const stepSeconds = 3600
const noticeableSeconds = 900

async function fromFiles(folder: string, caseNo: string): Promise<Offer[]> {
  return withPool(async (pool) => {
    const { problem, solution, zeroEpoch, zone } = await readPlanFolder(folder, pool)
    const job =
      problem.jobs.find((one) => one.description === caseNo) ??
      problem.jobs.find((one) => String(one.id) === caseNo)
    if (!job) throw new RefusalError('visit-unknown', { id: caseNo })
    // what the problem allows is what is lawful and wanted: nothing outside is offered
    const candidates = windowGrid(problem, windowSeconds, stepSeconds).flatMap((candidate) =>
      (job.time_windows ?? [candidate.window]).flatMap(([from, to]) => {
        const start = Math.max(from, candidate.window[0])
        const end = Math.min(to, candidate.window[1])
        return start < end ? [{ ...candidate, window: [start, end] as [number, number] }] : []
      }),
    )
    const local = (seconds: number) => localIso(zeroEpoch + seconds, zone)
    const day = new Map(
      problem.vehicles.map((vehicle) => [vehicle.id, vehicle.description ?? String(vehicle.id)]),
    )
    return slotsOf(problem, solution, job.id, candidates).map((slot: Slot) => {
      const [date = '', ...crew] = day.get(slot.vehicle)!.split('/')
      return {
        crew: crew.join('/'),
        date,
        window_start: local(slot.window[0]),
        window_end: local(slot.window[1]),
        arrival: local(slot.arrival),
        added_minutes: Math.round(slot.addedSeconds / 60),
        shifted: slot.shifts.filter((shift) => Math.abs(shift.bySeconds) >= noticeableSeconds).length,
        displaced: slot.displaced.length,
        current: slot.current,
      }
    })
  }, 1)
}

async function fromDesk(
  folder: string,
  passphraseFile: string | undefined,
  wanted: string,
): Promise<Offer[]> {
  return withDesk({ data: folder, 'passphrase-file': passphraseFile }, async (client) => {
    const { branch } = await client.session.get()
    if (!branch) throw new RefusalError('no-branch')
    const plan = await client.plan.get({ week: branch.week })
    const known = [...plan.crewDays.flatMap((day) => day.stops), ...plan.unplanned]
    const visit = known.find((one) => one.caseNo === wanted || one.visitId === wanted)
    if (!visit) throw new RefusalError('visit-unknown', { id: wanted })
    const local = (iso: string) => localIso(epochOf(iso), branch.timeZone)
    return (await client.calls.slots({ week: branch.week, visitId: visit.visitId })).map((slot) => ({
      crew: slot.crewName,
      date: slot.date,
      window_start: local(slot.window.start),
      window_end: local(slot.window.end),
      arrival: local(slot.arrival),
      added_minutes: Math.round(slot.addedSeconds / 60),
      straight: slot.straight,
      shifted: slot.shifts.length,
      displaced: slot.displaced.length,
      current: slot.current,
    }))
  })
}

const line = (offer: Offer): string => {
  const effects = [
    offer.current
      ? 'as planned'
      : `${offer.straight ? '≈ ' : ''}${offer.added_minutes >= 0 ? '+' : ''}${offer.added_minutes} min travel`,
    ...(offer.shifted > 0 ? [`${offer.shifted} shifted`] : []),
    ...(offer.displaced > 0 ? [`${offer.displaced} displaced`] : []),
  ]
  return `${offer.date} ${offer.window_start.slice(11, 16)}–${offer.window_end.slice(11, 16)}  ${offer.crew}  there ${offer.arrival.slice(11, 16)}, ${effects.join(', ')}`
}

export const slots: Command = {
  usage: 'slots --plan DIR|DB --visit CASE_NO [--count N] [--passphrase-file FILE] [--json]',
  about: 'the best lawful windows for one visit, with the travel they add and whom they would displace',
  details: `
--plan    a folder that plan or demo wrote, or the data folder (or database) of a desk
--visit   its case number
--count   how many to show, 10 by default`,
  async run(args) {
    const { values } = options(
      args,
      {
        plan: { type: 'string' },
        visit: { type: 'string' },
        count: { type: 'string' },
        'passphrase-file': { type: 'string' },
        json: { type: 'boolean' },
      },
      { least: 0, most: 0, names: '' },
    )
    const visit = required(values.visit, 'visit')
    const count = numberOption(values.count, 'count', { least: 1, most: 1000 }) ?? 10
    const place = planPlace(required(values.plan, 'plan'))
    const found =
      place.kind === 'files'
        ? await fromFiles(place.folder, visit)
        : await fromDesk(place.folder, values['passphrase-file'], visit)
    if (found.length === 0) throw new RefusalError('visit-no-slot', { visit })
    const best = found.slice(0, count)
    await deliver(
      values.json ? `${JSON.stringify(best)}\n` : best.map((offer) => line(offer) + '\n').join(''),
      undefined,
    )
    return 0
  },
}
