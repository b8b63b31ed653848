import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HandedOut } from '../../../shared/contract/versions.ts'
import type { PlanView } from '../../../shared/contract/week.ts'
import { useFormat } from '../../app/useBranch.ts'
import { Icon } from '../../ui/Icon.tsx'
import { openVersions } from './versions/address.ts'
import { useVersionActions } from './versions/useVersionActions.ts'

const mostNamed = 6

/** What people hold in their hands, when that is not, or may no longer be, the plan that stands. */
export function PlanStanding({
  plan,
  onPrint,
}: {
  plan: PlanView
  /** run sheets of these crew-days */
  onPrint: (crewDayIds: string[]) => void
}) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const actions = useVersionActions(plan.week)
  const { version, handedOut } = plan
  if (version?.status === 'published')
    return (
      <div className="plan-standing" role="status">
        <Icon name="check" size={15} />
        <span>
          {t('standing.published', { name: version.name, when: format.dayTime(version.publishedAt!) })}
        </span>
        <Button size="small" onClick={() => void actions.reopen()}>
          {t('versions.reopen')}
        </Button>
      </div>
    )
  if (!version || !handedOut) return null
  const { days, name, publishedAt } = handedOut
  const said = { name, when: format.dayTime(publishedAt) }
  if (days.length === 0)
    return (
      <div className="plan-standing" role="status">
        <Icon name="check" size={15} />
        <span>{t('standing.same', said)}</span>
      </div>
    )
  const people = byCollector(days)
  const printed = days.filter((day) => day.kind !== 'gone').map((day) => day.crewDayId)
  return (
    <div className="plan-outdated plan-stale" role="status">
      <Icon name="warning" size={15} />
      <span>
        {t('standing.stale', said)}{' '}
        {people.slice(0, mostNamed).map(([who, theirs]) => (
          <span key={who} className="plan-stale-who">
            <b>{who}</b>{' '}
            <span className="num">
              {theirs
                .map((day) =>
                  day.kind === 'gone'
                    ? t('standing.gone', { day: format.weekday(day.date) })
                    : format.weekday(day.date),
                )
                .join(format.locale === 'en' ? ', ' : '、')}
            </span>
          </span>
        ))}
        {people.length > mostNamed ? t('standing.more', { count: people.length - mostNamed }) : null}
      </span>
      <span className="spring" />
      <Button size="small" onClick={() => openVersions([handedOut.versionId, version.id])}>
        {t('standing.compare')}
      </Button>
      <Button size="small" disabled={printed.length === 0} onClick={() => onPrint(printed)}>
        {t('standing.print', { count: printed.length })}
      </Button>
    </div>
  )
}

/** Who needs new sheets, of which days; those of most days first. */
function byCollector(days: HandedOut['days']): [who: string, days: HandedOut['days']][] {
  const people = new Map<string, HandedOut['days']>()
  for (const day of days)
    for (const who of day.collectorNames) people.set(who, [...(people.get(who) ?? []), day])
  return [...people]
    .map(([who, theirs]): [string, HandedOut['days']] => [
      who,
      theirs.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    ])
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
}
