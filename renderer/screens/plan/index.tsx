import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportFormats, type PlanPartial, type PlanView } from '../../../shared/contract/week.ts'
import { useActions } from '../../app/actions.ts'
import { useLocale } from '../../app/i18n.ts'
import { navigate, setParams, useRoute } from '../../app/route.ts'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import { reasonSentence } from '../../client/errors.ts'
import { queries } from '../../client/queries.ts'
import { useWork } from '../../client/work.ts'
import { useHovered } from '../../board/hovered.ts'
import { stopStatus } from '../../board/stopStatus.ts'
import { Timeline } from '../../board/Timeline.tsx'
import { BaseMap, FitView, Halo, Routes, Stops, type LonLat } from '../../map/index.ts'
import { Empty, Failure, Waiting, WorkBar } from '../../ui/Feedback.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { DayInspector } from './DayInspector.tsx'
import { PublishSheet } from './PublishSheet.tsx'
import { StopInspector } from './StopInspector.tsx'
import { Unplanned } from './Unplanned.tsx'
import { exportWork, planWork, usePlanActions } from './usePlanActions.ts'
import './plan.css'

/** beyond so many stops on the map they are dots without their number */
const mostNumbered = 90
const secondsChoices = [5, 20, 60, 180]
type View = 'both' | 'map' | 'timeline'

/** The board: the week on the map and on the clock, what found no place, and the way to a better plan. */
export default function Plan() {
  const { t } = useTranslation('plan')
  const branch = useBranch()
  const look = useQuery(queries.plan(branch.week))
  if (look.isError && !look.data) return <Failure error={look.error} retry={() => void look.refetch()} />
  if (!look.data) return <Waiting label={t('loading')} />
  return <Board plan={look.data} />
}

function Board({ plan }: { plan: PlanView }) {
  const { t } = useTranslation('plan')
  const locale = useLocale()
  const format = useFormat()
  const branch = useBranch()
  const { params } = useRoute()
  const actions = usePlanActions(plan.week)
  const [seconds, setSeconds] = useState(20)
  const [view, setView] = useState<View>('both')
  const [busy, setBusy] = useState(false)
  const [publishing, setPublishing] = useState(false)
  const work = useWork(planWork)
  const partial = work?.partial as PlanPartial | null | undefined
  const selectedVisit = params.visit ?? null
  const selectedDay = params.day ?? null
  const date = params.date ?? null
  const findings = useMemo(
    () => new Set(plan.findings.flatMap((finding) => (finding.visitId ? [finding.visitId] : []))),
    [plan.findings],
  )
  const dates = [...new Set(plan.crewDays.map((day) => day.date))]
  /** `23 周一`, `Mon 23`: the week's month stands in the bar above */
  const shortDay = (each: string) => {
    const name = format.weekday(each).replace(format.day(each), '').trim()
    const number = Number(each.slice(8))
    return locale === 'en' ? `${name} ${number}` : `${number} ${name}`
  }
  const days = date ? plan.crewDays.filter((day) => day.date === date) : plan.crewDays
  const stops = days.flatMap((day) => day.stops)
  const order = stops.map((stop) => stop.visitId)
  const step = (by: number) => {
    if (order.length === 0) return
    const at = selectedVisit ? order.indexOf(selectedVisit) : -1
    const next = order[Math.max(0, Math.min(order.length - 1, at < 0 ? 0 : at + by))]
    setParams({ visit: next })
  }
  const chosen = plan.crewDays
    .flatMap((day) => day.stops.map((stop) => ({ day, stop })))
    .find(({ stop }) => stop.visitId === selectedVisit)
  const chosenDay = plan.crewDays.find((day) => day.id === selectedDay)
  const guarded = async (change: () => Promise<unknown>) => {
    setBusy(true)
    await change()
    setBusy(false)
  }
  const crewDayIds = selectedDay
    ? [selectedDay]
    : days.filter((day) => day.stops.length > 0).map((day) => day.id)
  const canPlan = plan.missing.length === 0 && !work
  const canPublish = plan.version !== null && plan.version.status !== 'published' && !work

  useActions([
    {
      id: 'plan-optimise',
      label: t('optimise'),
      keys: ['p'],
      disabled: !canPlan,
      run: () => void actions.optimise(seconds, false),
    },
    {
      id: 'plan-repair',
      label: t('repair'),
      keys: ['r'],
      disabled: !canPlan || !plan.version,
      run: () => void actions.optimise(Math.min(seconds, 5), true),
    },
    {
      id: 'plan-publish',
      label: t('publish'),
      keys: ['u'],
      disabled: !canPublish,
      run: () => setPublishing(true),
    },
    {
      id: 'plan-pdf',
      label: t('export.pdf'),
      keys: ['e'],
      disabled: !plan.version,
      run: () => void actions.exportDays('pdf', crewDayIds),
    },
    { id: 'plan-next', label: t('key.next'), keys: ['ArrowRight', 'j'], keysOnly: true, run: () => step(1) },
    {
      id: 'plan-previous',
      label: t('key.previous'),
      keys: ['ArrowLeft', 'k'],
      keysOnly: true,
      run: () => step(-1),
    },
    {
      id: 'plan-lock',
      label: t('key.lock'),
      keys: ['x'],
      disabled: !chosen,
      run: () => chosen && void actions.lock(chosen.stop.visitId, !chosen.stop.locked),
    },
    {
      id: 'plan-close',
      label: t('key.close'),
      keys: ['Escape'],
      keysOnly: true,
      disabled: !selectedVisit && !selectedDay,
      run: () => setParams({ visit: null, day: null }),
    },
  ])

  if (!plan.version && !work)
    return (
      <Empty
        icon="plan"
        title={t('empty.title')}
        text={plan.missing.length > 0 ? undefined : t('empty.text')}
      >
        {plan.missing.length > 0 ? (
          <ul className="plan-missing">
            {plan.missing.map((reason) => (
              <li key={reason.code}>{reasonSentence(reason, locale)}</li>
            ))}
          </ul>
        ) : (
          <Button type="primary" size="large" onClick={() => void actions.optimise(seconds, false)}>
            {t('optimise')}
          </Button>
        )}
        {plan.missing.some((reason) => ['nothing-located', 'cases-outside-region'].includes(reason.code)) ? (
          <Button onClick={() => navigate('locate')}>{t('go-locate')}</Button>
        ) : null}
      </Empty>
    )
  return (
    <div className="screen-body">
      <div className="screen-head">
        <h1>{t('title')}</h1>
        <Segmented
          size="small"
          value={date ?? ''}
          onChange={(value) => setParams({ date: value || null, day: null })}
          options={[
            { value: '', label: t('all-days') },
            ...dates.map((each) => ({ value: each, label: shortDay(each), title: format.weekday(each) })),
          ]}
        />
        <span className="spring" />
        <Segmented
          size="small"
          value={view}
          onChange={setView}
          options={(['both', 'map', 'timeline'] as const).map((value) => ({
            value,
            label: t(`view.${value}`),
          }))}
        />
        <Dropdown
          trigger={['click']}
          menu={{
            items: exportFormats.map((each) => ({ key: each, label: t(`export.${each}`) })),
            onClick: ({ key }) => void actions.exportDays(key as (typeof exportFormats)[number], crewDayIds),
          }}
        >
          <Button disabled={!plan.version || crewDayIds.length === 0} icon={<Icon name="export" size={15} />}>
            {t(selectedDay ? 'export.one' : 'export.all')}
          </Button>
        </Dropdown>
        <Button disabled={!canPublish} onClick={() => setPublishing(true)}>
          {t(plan.version?.status === 'published' ? 'published' : 'publish.ask')}
        </Button>
        <Button
          disabled={!canPlan || !plan.version}
          onClick={() => void actions.optimise(Math.min(seconds, 5), true)}
        >
          {t('repair')}
        </Button>
        <div className="plan-go">
          <Select
            value={seconds}
            onChange={setSeconds}
            aria-label={t('seconds')}
            options={secondsChoices.map((value) => ({ value, label: t('seconds-choice', { value }) }))}
          />
          <Button type="primary" disabled={!canPlan} onClick={() => void actions.optimise(seconds, false)}>
            {t(plan.version ? 'optimise-again' : 'optimise')}
          </Button>
        </div>
      </div>
      {work ? (
        <WorkBar
          workKey={planWork}
          stopLabel={partial ? t('stop-search') : undefined}
          note={
            partial
              ? t('best', {
                  planned: format.number(partial.planned),
                  unplanned: format.number(partial.unplanned),
                  travel: format.duration(partial.travelSeconds),
                })
              : undefined
          }
        />
      ) : null}
      <WorkBar workKey={exportWork} />
      {plan.outdated.length > 0 ? (
        <div className="plan-outdated" role="status">
          <Icon name="warning" size={15} />
          <span>{plan.outdated.map((reason) => reasonSentence(reason, locale)).join(' ')}</span>
          <Button
            size="small"
            disabled={!canPlan}
            onClick={() => void actions.optimise(Math.min(seconds, 5), true)}
          >
            {t('outdated.repair')}
          </Button>
        </div>
      ) : null}
      {plan.notes.length > 0 ? (
        <p className="plan-notes soft">{plan.notes.map((note) => reasonSentence(note, locale)).join(' ')}</p>
      ) : null}
      <div className="plan-middle">
        <div className={`plan-board view-${plan.version ? view : 'map'}`}>
          {view !== 'timeline' || !plan.version ? (
            <PlanMap
              plan={plan}
              days={days}
              findings={findings}
              partial={partial ?? null}
              selectedVisit={selectedVisit}
              selectedDay={selectedDay}
              regionId={branch.regionId}
            />
          ) : null}
          {view !== 'map' && plan.version ? (
            <Timeline
              days={days}
              findings={findings}
              selectedVisit={selectedVisit}
              selectedDay={selectedDay}
              onSelectVisit={(visitId) => setParams({ visit: visitId })}
              onSelectDay={(id) => setParams({ day: id === selectedDay ? null : id, visit: null })}
            />
          ) : null}
        </div>
        {chosen ? (
          <StopInspector
            key={chosen.stop.visitId}
            plan={plan}
            day={chosen.day}
            stop={chosen.stop}
            busy={busy}
            onLock={(locked) => void guarded(() => actions.lock(chosen.stop.visitId, locked))}
            onMove={(crewDayId) => void guarded(() => actions.move(chosen.stop.visitId, crewDayId))}
            onClose={() => setParams({ visit: null })}
          />
        ) : chosenDay ? (
          <DayInspector day={chosenDay} findings={findings} onClose={() => setParams({ day: null })} />
        ) : plan.version ? (
          <Unplanned
            entries={plan.unplanned}
            selected={selectedVisit}
            onSelect={(visitId) => setParams({ visit: visitId })}
          />
        ) : null}
      </div>
      {publishing ? (
        <PublishSheet
          plan={plan}
          onPublish={() => void actions.publish()}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </div>
  )
}

function PlanMap({
  plan,
  days,
  findings,
  partial,
  selectedVisit,
  selectedDay,
  regionId,
}: {
  plan: PlanView
  days: PlanView['crewDays']
  findings: ReadonlySet<string>
  partial: PlanPartial | null
  selectedVisit: string | null
  selectedDay: string | null
  regionId: string | null
}) {
  const { t } = useTranslation('plan')
  const format = useFormat()
  const geometry = useQuery({
    ...queries.geometry(plan.week, plan.version?.id ?? ''),
    enabled: plan.version !== null,
  }).data
  const hoveredDay = useHovered((hovered) => hovered.crewDayId)
  /** the crew-day that is looked at, itself or by one of its stops */
  const nearDay =
    days.find((day) => day.stops.some((stop) => stop.visitId === selectedVisit))?.id ?? selectedDay
  const lines = useMemo(() => new Map(geometry?.map((each) => [each.crewDayId, each.line])), [geometry])
  const routes = useMemo(
    () =>
      partial
        ? partial.routes.map((route) => ({
            id: `${route.date}/${route.crewName}`,
            line: route.line,
            colour: route.colour,
          }))
        : days
            .filter((day) => day.stops.length > 0)
            .map((day) => ({
              id: day.id,
              line: lines.get(day.id) ?? [],
              colour: day.colour,
              dim: nearDay !== null && nearDay !== day.id,
              lit: hoveredDay === day.id,
            })),
    [partial, days, lines, nearDay, hoveredDay],
  )
  const many = days.reduce((count, day) => count + day.stops.length, 0) > mostNumbered
  const stops = useMemo(
    () =>
      partial
        ? []
        : days.flatMap((day) =>
            day.stops.map((stop) => ({
              id: stop.visitId,
              at: stop.at,
              order: stop.order,
              status: stopStatus(stop, findings),
              colour: day.colour,
              title: `${stop.order} · ${stop.borrower} · ${format.dayTime(stop.arrival)} · ${day.crewName}`,
              dim: nearDay !== null && nearDay !== day.id,
              // with a whole week on the map numbers would hide the routes, but for the one looked at
              small: many && day.id !== nearDay,
            })),
          ),
    [partial, days, findings, nearDay, many, format],
  )
  const unplanned = useMemo(
    () => plan.unplanned.filter((entry) => entry.visitId === selectedVisit && entry.at),
    [plan.unplanned, selectedVisit],
  )
  const focus = useMemo((): { points: LonLat[]; on: string } => {
    const stop = stops.find((each) => each.id === selectedVisit)
    if (stop) return { points: [stop.at], on: `visit ${stop.id}` }
    if (unplanned[0]?.at) return { points: [unplanned[0].at], on: `visit ${unplanned[0].visitId}` }
    const shown = selectedDay ? days.filter((day) => day.id === selectedDay) : days
    return {
      points: shown.flatMap((day) => day.stops.map((each) => each.at)),
      on: `days ${selectedDay ?? days.map((day) => day.date).join()} ${plan.version?.id ?? ''}`,
    }
  }, [stops, unplanned, selectedVisit, selectedDay, days, plan.version?.id])
  if (!regionId) return null
  return (
    <BaseMap regionId={regionId} label={t('map.label')}>
      <Routes
        routes={routes}
        onSelect={(id) => setParams({ day: id === selectedDay ? null : id, visit: null })}
        onHover={(crewDayId) => useHovered.setState({ crewDayId })}
      />
      <HoveredPlace plan={plan} />
      <Stops
        stops={stops}
        selectedId={selectedVisit}
        onSelect={(id) => setParams({ visit: id })}
        onHover={(visitId) => useHovered.setState({ visitId })}
      />
      <Stops
        stops={unplanned.map((entry) => ({
          id: entry.visitId,
          at: entry.at!,
          order: null,
          status: 'finding' as const,
          colour: 6,
          title: entry.borrower,
        }))}
        selectedId={selectedVisit}
      />
      <FitView points={focus.points} on={focus.on} maxZoom={15} padding={24} />
    </BaseMap>
  )
}

/** Where the visit lies that the pointer is on in timeline or list. */
function HoveredPlace({ plan }: { plan: PlanView }) {
  const visitId = useHovered((hovered) => hovered.visitId)
  if (!visitId) return null
  const stops = [...plan.crewDays.flatMap((day) => day.stops), ...plan.unplanned]
  const at = stops.find((stop) => stop.visitId === visitId)?.at
  return at ? <Halo at={at} /> : null
}
