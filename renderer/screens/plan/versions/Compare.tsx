import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedVersion } from '../../../../shared/contract/versions.ts'
import type { PlanDiff, PlanView } from '../../../../shared/contract/week.ts'
import { useBranch, useFormat } from '../../../app/useBranch.ts'
import { hoversVisit } from '../../../board/hovered.ts'
import type { LoadedBoard } from '../../../board/useBoard.ts'
import { queries } from '../../../client/queries.ts'
import { Failure, Waiting } from '../../../ui/Feedback.tsx'
import { ChangeCells } from '../../../ui/PlanChanges.tsx'
import { CompareMap } from './CompareMap.tsx'
import { figureOf, figures, figureText, wanted } from './figures.ts'
import { openVersions } from './address.ts'
import { useVersionActions } from './useVersionActions.ts'

/** Changes of another version that are to be taken into the plan that stands. */
export interface TakeOver {
  from: ComparedVersion
  visitIds: readonly string[]
}

/** Two versions on map and table; what the right one has otherwise can be taken over, each change by itself. */
export function Compare({
  plan,
  a,
  b,
  loaded,
  onTake,
  onTurned,
}: {
  plan: PlanView
  a: string
  b: string
  loaded: LoadedBoard | null
  onTake: (take: TakeOver) => void
  onTurned: () => void
}) {
  const { t } = useTranslation('plan')
  const branch = useBranch()
  const rows = useQuery(queries.versions(plan.week)).data
  const look = useQuery(queries.compare(plan.week, a, b))
  const actions = useVersionActions(plan.week)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const changed = useMemo(() => new Set(look.data?.diff.changes.map((change) => change.visitId)), [look.data])
  const points = useMemo(
    () =>
      [look.data?.a, look.data?.b].flatMap(
        (version) => version?.crewDays.flatMap((day) => day.stops.map((stop) => stop.at)) ?? [],
      ),
    [look.data],
  )
  if (look.isError) return <Failure error={look.error} retry={() => void look.refetch()} />
  if (!look.data || !rows) return <Waiting label={t('versions.loading')} />
  const { diff } = look.data
  const stands = plan.version?.id === a
  const readOnly = plan.version?.status === 'published'
  const pick = (label: string, value: string, onChange: (id: string) => void, other: string) => (
    <Select
      aria-label={label}
      value={value}
      onChange={onChange}
      options={rows.map((row) => ({
        value: row.id,
        disabled: row.id === other,
        label: row.current ? t('versions.name-stands', { name: row.name }) : row.name,
      }))}
    />
  )
  const take = [...chosen].filter((visitId) => changed.has(visitId))
  return (
    <>
      <div className="compare">
        <div className="compare-maps">
          {([look.data.a, look.data.b] as const).map((version, index) => (
            <section key={index} aria-label={version.version.name}>
              <div className="bar-row compare-head">
                {index === 0
                  ? pick(t('versions.left'), a, (id) => openVersions([id, b]), b)
                  : pick(t('versions.right'), b, (id) => openVersions([a, id]), a)}
                {index === 1 ? (
                  <Button size="small" onClick={() => openVersions([b, a])}>
                    {t('versions.swap')}
                  </Button>
                ) : null}
              </div>
              {branch.regionId ? (
                <CompareMap
                  version={version}
                  changed={changed}
                  regionId={branch.regionId}
                  week={plan.week}
                  points={points}
                  label={t('versions.map', { name: version.version.name })}
                />
              ) : null}
            </section>
          ))}
        </div>
        <div className="compare-tables">
          <Figures a={look.data.a} b={look.data.b} />
          <Changes
            diff={diff}
            chosen={chosen}
            onChoose={setChosen}
            names={[look.data.a.version.name, look.data.b.version.name]}
          />
        </div>
      </div>
      <footer>
        <span className="faint small">
          {t(stands ? (readOnly ? 'versions.take-published' : 'versions.take-note') : 'versions.take-other')}
        </span>
        <span className="spring" />
        <Button
          disabled={plan.version?.id === b}
          onClick={() => void actions.turn(look.data.b.version).then((done) => done && onTurned())}
        >
          {t('versions.turn-whole', { name: look.data.b.version.name })}
        </Button>
        <Button
          type="primary"
          disabled={!stands || readOnly || !loaded || take.length === 0}
          onClick={() => onTake({ from: look.data.b, visitIds: take })}
        >
          {t('versions.take', { count: take.length })}
        </Button>
      </footer>
    </>
  )
}

function Figures({ a, b }: { a: ComparedVersion; b: ComparedVersion }) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  return (
    <table className="plain-table compare-figures">
      <thead>
        <tr>
          <th />
          <th className="right">{a.version.name}</th>
          <th className="right">{b.version.name}</th>
          <th className="right">{t('versions.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => {
          const [was, is] = [figureOf(a, figure), figureOf(b, figure)]
          const difference = was === null || is === null ? null : is - was
          const text = difference === null ? '' : figureText(difference, figure, format, true)
          const worse = text !== '0' && wanted[figure] * (difference ?? 0) < 0
          return (
            <tr key={figure}>
              <th scope="row">{t(`figure.${figure}`)}</th>
              <td className="right nowrap">{was === null ? '—' : figureText(was, figure, format)}</td>
              <td className="right nowrap">{is === null ? '—' : figureText(is, figure, format)}</td>
              <td className={`right nowrap ${text === '0' ? 'faint' : worse ? 'doubt' : ''}`}>{text}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Changes({
  diff,
  chosen,
  names,
  onChoose,
}: {
  diff: PlanDiff
  chosen: ReadonlySet<string>
  names: readonly [string, string]
  onChoose: (visitIds: ReadonlySet<string>) => void
}) {
  const { t } = useTranslation('plan')
  const { t: u } = useTranslation('ui')
  const changes = diff.changes.toSorted((x, y) => Number(y.callAgain) - Number(x.callAgain))
  const all = changes.length > 0 && changes.every((change) => chosen.has(change.visitId))
  if (changes.length === 0) return <p className="soft compare-changes">{t('versions.same')}</p>
  return (
    <div className="compare-changes">
      <table className="plain-table">
        <thead>
          <tr>
            <th>
              <input
                type="checkbox"
                aria-label={t('versions.choose-all')}
                checked={all}
                onChange={() => onChoose(all ? new Set() : new Set(changes.map((each) => each.visitId)))}
              />
            </th>
            <th>{t('versions.changes', { count: changes.length })}</th>
            <th>{u('diff.what')}</th>
            <th>{names[0]}</th>
            <th>{names[1]}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.visitId} {...hoversVisit(change.visitId)}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`${change.borrower} ${change.caseNo}`}
                  checked={chosen.has(change.visitId)}
                  onChange={() => {
                    const next = new Set(chosen)
                    if (!next.delete(change.visitId)) next.add(change.visitId)
                    onChoose(next)
                  }}
                />
              </td>
              <ChangeCells change={change} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
