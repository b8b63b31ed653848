import type { PlanChange } from '../../shared/contract/planChange.ts'
import type { PlanView } from '../../shared/contract/week.ts'

/** The plan with a change of it: crew-days that it does not name are the same objects as before. */
export function changedPlan(plan: PlanView, change: PlanChange): PlanView {
  const { from: _, crewDays, unplanned, ...whole } = change
  const days = new Map(crewDays.map((day) => [day.id, day]))
  const gone = new Set([...unplanned.gone, ...unplanned.shown.map(({ visitId }) => visitId)])
  const left = plan.unplanned.filter(({ visitId }) => !gone.has(visitId))
  return {
    ...plan,
    ...whole,
    crewDays: plan.crewDays.map((day) => days.get(day.id) ?? day),
    // the most valuable first, as the service has them
    unplanned:
      gone.size === 0
        ? plan.unplanned
        : [...left, ...unplanned.shown].sort(
            (a, b) => b.priority - a.priority || (a.caseNo < b.caseNo ? -1 : 1),
          ),
  }
}
