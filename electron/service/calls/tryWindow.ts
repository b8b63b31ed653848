import type * as z from 'zod'
import type { windowTrial } from '../../../shared/contract/week.ts'
import { clockAt, epochOf, utcIso } from '../../../shared/core/lib/time.ts'
import { RefusalError } from '../../../shared/model/refusal.ts'
import type { RequestContext } from '../context.ts'
import type { BranchRow } from '../database/tables.ts'
import { weekToRead } from '../planning/weekDesk.ts'
import { callSetting } from './record.ts'
import { isOpen, refuseCall } from './rules.ts'
import { lawfulSpans, searchSlots } from './slots.ts'

export type WindowTrial = z.infer<typeof windowTrial>

/**
 * What it would take to visit within a window that the borrower names herself: the crew, the cost and who moves; or why
 * it cannot be agreed on. Where it cannot, the nearest that can stands beside it. Nothing is changed.
 * @throws RefusalError plan-missing, row-gone
 */
export async function tryWindow(
  context: RequestContext,
  branch: BranchRow,
  { week, visitId, window }: { week: string; visitId: string; window: { start: string; end: string } },
  signal?: AbortSignal,
): Promise<WindowTrial> {
  const inputs = await weekToRead(context, branch, week)
  const visit = inputs.records.get(visitId)
  if (!visit) throw new RefusalError('row-gone')
  const utc = { start: utcIso(epochOf(window.start)), end: utcIso(epochOf(window.end)) }
  const refusal = refuseCall(callSetting(inputs), {
    calledEpoch: inputs.nowEpoch,
    result: 'confirmed',
    phoneId: null,
    window: utc,
    callBackAt: null,
    attempts: inputs.attempts.get(visitId) ?? [],
    visit,
    stopFlag: visit.stopFlag,
    open: isOpen(visit),
  })
  if (!refusal) {
    const [slot] = await searchSlots(context, branch, week, visitId, { window: utc }, signal)
    if (slot) return { refusal: null, slot, nearest: null }
  }
  const wanted = epochOf(utc.start)
  const others = await searchSlots(context, branch, week, visitId, { most: Infinity }, signal)
  const far = (start: string) => Math.abs(epochOf(start) - wanted)
  const nearest = others.reduce<(typeof others)[number] | null>(
    (best, each) => (!best || far(each.window.start) < far(best.window.start) ? each : best),
    null,
  )
  return { refusal: refusal ?? { code: 'window-no-crew' }, slot: null, nearest }
}

/** Hours of visits to this borrower that are lawful and worked, by day: what "after three" ends at. */
export async function visitHours(
  context: RequestContext,
  branch: BranchRow,
  week: string,
  visitId: string,
): Promise<{ date: string; fromMinutes: number; toMinutes: number }[]> {
  const inputs = await weekToRead(context, branch, week)
  const visit = inputs.visits.find((each) => each.id === visitId)
  if (!visit) throw new RefusalError('row-gone')
  const now = clockAt(inputs.nowEpoch, inputs.zone)
  return lawfulSpans(inputs, visit).flatMap((span) => {
    const shifts = inputs.crewDays.filter((day) => day.date === span.date).map((day) => day.shift)
    const worked = {
      date: span.date,
      fromMinutes: Math.max(span.fromMinutes, Math.min(...shifts.map((shift) => shift.fromMinutes))),
      toMinutes: Math.min(span.toMinutes, Math.max(...shifts.map((shift) => shift.toMinutes))),
    }
    const isOver = span.date < now.date || (span.date === now.date && worked.toMinutes <= now.minutes)
    return isOver || shifts.length === 0 || worked.fromMinutes >= worked.toMinutes ? [] : [worked]
  })
}
