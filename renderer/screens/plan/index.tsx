import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { type PlanDiff, type PlanPartial, type PlanView } from '../../../shared/contract/week.ts'
import { useActions } from '../../app/actions.ts'
import { useLocale } from '../../app/i18n.ts'
import { setParams, useRoute } from '../../app/route.ts'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import { reasonSentence } from '../../client/errors.ts'
import { queries } from '../../client/queries.ts'
import { useWork } from '../../client/work.ts'
import { choose, chooseNone, chosenAfter, useChosen, type Pressed } from '../../board/chosen.ts'
import { DragTip } from '../../board/DragTip.tsx'
import { looksOf } from '../../board/previewDay.ts'
import { Timeline } from '../../board/Timeline.tsx'
import { useBoard } from '../../board/useBoard.ts'
import { useStable } from '../../board/useStable.ts'
import { useBoardDrag } from '../../board/useBoardDrag.ts'
import type { FindLine } from '../../map/index.ts'
import { Empty, Failure, Waiting, WorkBar } from '../../ui/Feedback.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useSameSet } from '../../ui/useSameSet.ts'
import { Splitter, useShare } from '../../ui/Splitter.tsx'
import { AskDialog } from './AskDialog.tsx'
import { ChangesDialog } from './ChangesDialog.tsx'
import { Chosen } from './Chosen.tsx'
import { DayInspector } from './DayInspector.tsx'
import { ExportMenu, printKey, sheetKey } from './ExportMenu.tsx'
import { PlanMap } from './PlanMap.tsx'
import { PublishSheet } from './PublishSheet.tsx'
import { StopInspector } from './StopInspector.tsx'
import { Unplanned } from './Unplanned.tsx'
import { PlanStanding } from './PlanStanding.tsx'
import { useArrange } from './useArrange.ts'
import { openVersions } from './versions/address.ts'
import { VersionsSheet } from './versions/VersionsSheet.tsx'
import type { ManyTarget } from '../../../shared/core/plan/moveMany.ts'
import { MendMissing } from './MendMissing.tsx'
import { OtherWeeks } from './OtherWeeks.tsx'
import { exportWork, planWork, usePlanActions, weekText } from './usePlanActions.ts'
import './plan.css'

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
  const loaded = useBoard(plan)
  const arrange = useArrange(plan, loaded)
  const readOnly = plan.version?.status === 'published'
  const findOnMap = useRef<FindLine | null>(null)
  const onPointerDown = useBoardDrag(
    readOnly ? null : loaded,
    arrange.drop,
    (x, y) => findOnMap.current?.(x, y) ?? null,
  )
  const looks = useMemo(() => looksOf(plan.crewDays, plan.unplanned), [plan.crewDays, plan.unplanned])
  const [share, setShare] = useShare('plan-timeline', 0.46)
  const [seconds, setSeconds] = useState(20)
  const [view, setView] = useState<View>('both')
  /** stops are chosen on the map by a line drawn round them */
  const [lasso, setLasso] = useState(false)
  const [busy, setBusy] = useState(false)
  const [publishing, setPublishing] = useState(false)
  /** what re-planning a published week changed */
  const [changes, setChanges] = useState<PlanDiff | null>(null)
  const work = useWork(planWork(plan.week))
  const partial = work?.partial as PlanPartial | null | undefined
  const selectedVisit = params.visit ?? null
  const selectedDay = params.day ?? null
  const date = params.date ?? null
  const findings = useSameSet(plan.findings.flatMap((finding) => finding.visitId ?? []))
  const dates = [...new Set(plan.crewDays.map((day) => day.date))]
  /** `23 周一`, `Mon 23`: the week's month stands in the bar above */
  const shortDay = (each: string) => {
    const name = format.weekday(each).replace(format.day(each), '').trim()
    const number = Number(each.slice(8))
    return locale === 'en' ? `${name} ${number}` : `${number} ${name}`
  }
  const days = useMemo(
    () => (date ? plan.crewDays.filter((day) => day.date === date) : plan.crewDays),
    [plan.crewDays, date],
  )
  const stops = days.flatMap((day) => day.stops)
  const order = stops.map((stop) => stop.visitId)
  const chosenSet = useChosen((state) => state.visitIds)
  // one that was taken in with others and is gone meanwhile is chosen no longer
  const many = useMemo(() => {
    const known = [...chosenSet].filter((visitId) => looks.has(visitId))
    return known.length > 1 ? known : []
  }, [chosenSet, looks])
  const manySet = useSameSet(many)
  useEffect(() => chooseNone, [])
  /** a press on a visit, and what it leaves chosen */
  const press = (visitId: string, pressed: Pressed | undefined, among: readonly string[]) => {
    if (pressed) choose(chosenAfter(manySet, selectedVisit, visitId, pressed, among))
    setParams({ visit: visitId })
  }
  const pressOnBoard = useStable((visitId: string, pressed?: Pressed) => press(visitId, pressed, order))
  const pressDay = useStable((id: string) => {
    chooseNone()
    setParams({ day: id === selectedDay ? null : id, visit: null })
  })
  const keepFinder = useStable((find: FindLine | null) => {
    findOnMap.current = find
  })
  /** in a crew-day's own list: several are chosen while the list stays in sight */
  const pressInDay = (visitId: string, pressed: Pressed, among: readonly string[]) => {
    const several = pressed.shiftKey || pressed.ctrlKey || pressed.metaKey
    if (several) choose(chosenAfter(chosenSet, [...chosenSet].at(-1) ?? null, visitId, pressed, among))
    else setParams({ visit: visitId })
  }
  const moveAll = (target: ManyTarget) => arrange.do({ kind: 'many', visitIds: many, target })
  const step = (by: number, extend = false) => {
    if (order.length === 0) return
    const at = selectedVisit ? order.indexOf(selectedVisit) : -1
    const next = order[Math.max(0, Math.min(order.length - 1, at < 0 ? 0 : at + by))]!
    const pressed = { shiftKey: extend, ctrlKey: false, metaKey: false }
    press(next, pressed, order)
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
  const optimise = async (limit: number, keep: boolean) => {
    const isOut = plan.version?.status === 'published' || plan.handedOut !== null
    const diff = await actions.optimise(limit, keep)
    if (isOut && diff && diff.changes.length > 0) setChanges(diff)
  }
  /** the crew-day in the row above or below */
  const neighbour = (by: number) => days[days.findIndex((day) => day.id === chosen?.day.id) + by]
  const canArrange = chosen !== undefined && (loaded?.board.knows(chosen.stop.visitId) ?? true)
  const crewDayIds = selectedDay
    ? [selectedDay]
    : days.filter((day) => day.stops.length > 0).map((day) => day.id)
  const canExport = plan.version !== null && crewDayIds.length > 0
  const exported = new Set(crewDayIds)
  const stopsToExport = days.reduce((sum, day) => sum + (exported.has(day.id) ? day.stops.length : 0), 0)
  const canPlan = plan.missing.length === 0 && !work
  const canPublish = plan.version !== null && plan.version.status !== 'published' && !work

  useActions([
    {
      id: 'plan-optimise',
      label: t('optimise'),
      keys: ['p'],
      disabled: !canPlan,
      run: () => void optimise(seconds, false),
    },
    {
      id: 'plan-repair',
      label: t('repair'),
      keys: ['r'],
      disabled: !canPlan || !plan.version,
      run: () => void optimise(Math.min(seconds, 5), true),
    },
    {
      id: 'plan-publish',
      label: t('publish'),
      keys: ['u'],
      disabled: !canPublish,
      run: () => setPublishing(true),
    },
    {
      id: 'plan-versions',
      label: t('versions.title'),
      keys: ['v'],
      disabled: !plan.version,
      run: () => openVersions(),
    },
    {
      id: 'plan-pdf',
      label: t('export.pdf'),
      keys: [sheetKey],
      disabled: !canExport,
      run: () => void actions.exportDays(crewDayIds, { format: 'pdf' }),
    },
    {
      id: 'plan-print',
      label: t('export.print'),
      keys: [printKey],
      // the sheet before publishing has a form of its own to print
      disabled: !canExport || publishing,
      run: () => void actions.exportDays(crewDayIds, { format: 'pdf', together: true }),
    },
    { id: 'plan-next', label: t('key.next'), keys: ['ArrowRight', 'j'], keysOnly: true, run: () => step(1) },
    {
      id: 'plan-previous',
      label: t('key.previous'),
      keys: ['ArrowLeft', 'k'],
      keysOnly: true,
      run: () => step(-1),
    },
    ...([1, -1] as const).map((by) => ({
      id: by > 0 ? 'plan-choose-next' : 'plan-choose-previous',
      label: t(by > 0 ? 'key.choose-next' : 'key.choose-previous'),
      keys: [by > 0 ? 'shift+ArrowRight' : 'shift+ArrowLeft'],
      keysOnly: true,
      run: () => step(by, true),
    })),
    {
      id: 'plan-choose-all',
      label: t('key.choose-all'),
      keys: ['mod+a'],
      disabled: order.length < 2,
      run: () => choose(chosenDay ? chosenDay.stops.map((stop) => stop.visitId) : order),
    },
    {
      id: 'plan-cheapest',
      label: t('key.cheapest'),
      keys: ['m'],
      disabled: many.length === 0 || !loaded,
      run: () => moveAll({ kind: 'cheapest' }),
    },
    {
      id: 'plan-lasso',
      label: t('key.lasso'),
      keys: ['a'],
      disabled: view === 'timeline' || !plan.version,
      run: () => setLasso(!lasso),
    },
    {
      id: 'plan-lock',
      label: t('key.lock'),
      keys: ['x'],
      disabled: !chosen,
      run: () => chosen && void actions.lock(chosen.stop.visitId, !chosen.stop.locked),
    },
    {
      id: 'plan-earlier',
      label: t('key.earlier'),
      keys: ['alt+ArrowLeft'],
      disabled: !canArrange,
      run: () => chosen && arrange.do({ kind: 'shift', visitId: chosen.stop.visitId, by: -1 }),
    },
    {
      id: 'plan-later',
      label: t('key.later'),
      keys: ['alt+ArrowRight'],
      disabled: !canArrange,
      run: () => chosen && arrange.do({ kind: 'shift', visitId: chosen.stop.visitId, by: 1 }),
    },
    ...([-1, 1] as const).map((by) => ({
      id: by < 0 ? 'plan-crew-up' : 'plan-crew-down',
      label: t(by < 0 ? 'key.crew-up' : 'key.crew-down'),
      keys: [by < 0 ? 'alt+ArrowUp' : 'alt+ArrowDown'],
      disabled: !canArrange || !neighbour(by),
      run: () => {
        const to = neighbour(by)
        if (many.length > 0 && to) moveAll({ kind: 'crew-day', crewDayId: to.id })
        else if (chosen && to) arrange.do({ kind: 'put', visitId: chosen.stop.visitId, crewDayId: to.id })
      },
    })),
    {
      id: 'plan-take-out',
      label: t('take-out'),
      keys: ['Delete'],
      disabled: many.length > 0 ? !loaded : !canArrange,
      run: () => {
        if (many.length > 0) moveAll({ kind: 'out' })
        else if (chosen) arrange.do({ kind: 'out', visitId: chosen.stop.visitId })
      },
    },
    {
      id: 'plan-close',
      label: t('key.close'),
      keys: ['Escape'],
      keysOnly: true,
      disabled: !selectedVisit && !selectedDay && many.length === 0 && !lasso,
      run: () => {
        if (arrange.searched !== null) arrange.stop()
        else if (lasso) setLasso(false)
        else if (many.length > 0) chooseNone()
        else setParams({ visit: null, day: null })
      },
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
            {plan.missing.map((reason, index) => (
              <li key={reason.code}>
                <span>{reasonSentence(reason, locale)}</span>
                <MendMissing code={reason.code} isFirst={index === 0} />
              </li>
            ))}
          </ul>
        ) : (
          <Button type="primary" size="large" onClick={() => void optimise(seconds, false)}>
            {t('optimise')}
          </Button>
        )}
        <OtherWeeks week={plan.week} />
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
        <ExportMenu
          label={t(selectedDay ? 'export.one' : 'export.all')}
          visits={stopsToExport}
          disabled={!canExport}
          onExport={(choice) => void actions.exportDays(crewDayIds, choice)}
        />
        <Button disabled={!canPublish} onClick={() => setPublishing(true)}>
          {t(plan.version?.status === 'published' ? 'published' : 'publish.ask')}
        </Button>
        <Button
          disabled={!canPlan || !plan.version}
          onClick={() => void optimise(Math.min(seconds, 5), true)}
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
          <Button type="primary" disabled={!canPlan} onClick={() => void optimise(seconds, false)}>
            {t(plan.version ? 'optimise-again' : 'optimise')}
          </Button>
        </div>
      </div>
      <PlanStanding
        plan={plan}
        onPrint={(crewDayIds) => void actions.exportDays(crewDayIds, { format: 'pdf' })}
      />
      {plan.outdated.length > 0 ? (
        <div className="plan-outdated" role="status">
          <Icon name="warning" size={15} />
          <span>{plan.outdated.map((reason) => reasonSentence(reason, locale)).join(' ')}</span>
          <Button size="small" disabled={!canPlan} onClick={() => void optimise(Math.min(seconds, 5), true)}>
            {t('outdated.repair')}
          </Button>
        </div>
      ) : null}
      {plan.notes.length > 0 ? (
        <p className="plan-notes soft">{plan.notes.map((note) => reasonSentence(note, locale)).join(' ')}</p>
      ) : null}
      <div
        className="plan-middle"
        onPointerDown={onPointerDown}
        // the browser's own drag of marked words would take the pointer away
        onDragStart={(event) => event.preventDefault()}
      >
        <div
          className={`plan-board view-${plan.version ? view : 'map'}`}
          style={{ '--timeline-share': `${(100 * share).toFixed(1)}%` } as CSSProperties}
        >
          <div className="plan-work">
            {work ? (
              <WorkBar
                workKey={planWork(plan.week)}
                stopLabel={partial ? t('stop-search') : undefined}
                note={[
                  t('work.week', { week: weekText(plan.week, format) }),
                  ...(partial
                    ? [
                        t('best', {
                          planned: format.number(partial.planned),
                          unplanned: format.number(partial.unplanned),
                          travel: format.duration(partial.travelSeconds),
                        }),
                      ]
                    : []),
                ].join(' · ')}
              />
            ) : null}
            <OtherWeeks week={plan.week} />
            <WorkBar workKey={exportWork} />
          </div>
          {view !== 'timeline' || !plan.version ? (
            <PlanMap
              plan={plan}
              days={days}
              findings={findings}
              partial={partial ?? null}
              selectedVisit={selectedVisit}
              selectedDay={selectedDay}
              chosen={manySet}
              lasso={lasso}
              onLasso={setLasso}
              onSelectVisit={pressOnBoard}
              onFinder={keepFinder}
              regionId={branch.regionId}
            />
          ) : null}
          {view === 'both' && plan.version ? (
            <Splitter label={t('resize')} share={share} onChange={setShare} />
          ) : null}
          {view !== 'map' && plan.version ? (
            <Timeline
              days={days}
              findings={findings}
              board={loaded?.board ?? null}
              looks={looks}
              selectedVisit={selectedVisit}
              selectedDay={selectedDay}
              chosen={manySet}
              onSelectVisit={pressOnBoard}
              onSelectDay={pressDay}
            />
          ) : null}
        </div>
        {many.length > 0 ? (
          <Chosen
            plan={plan}
            visitIds={many}
            looks={looks}
            loaded={loaded}
            busy={arrange.busy}
            searched={arrange.searched}
            onStop={arrange.stop}
            onMove={moveAll}
            onLeave={(visitId) => choose(many.filter((each) => each !== visitId))}
            onClose={chooseNone}
          />
        ) : chosen ? (
          <StopInspector
            key={chosen.stop.visitId}
            plan={plan}
            day={chosen.day}
            stop={chosen.stop}
            busy={busy || arrange.busy}
            loaded={loaded}
            onPut={(crewDayId) => arrange.do({ kind: 'put', visitId: chosen.stop.visitId, crewDayId })}
            onTakeOut={() => arrange.do({ kind: 'out', visitId: chosen.stop.visitId })}
            onLock={(locked) => void guarded(() => actions.lock(chosen.stop.visitId, locked))}
            onMove={(crewDayId) => void guarded(() => actions.move(chosen.stop.visitId, crewDayId))}
            onClose={() => setParams({ visit: null })}
          />
        ) : chosenDay ? (
          <DayInspector
            day={chosenDay}
            chosen={chosenSet}
            onSelect={pressInDay}
            findings={findings}
            canTidy={loaded?.board.has(chosenDay.id) === true && !arrange.busy}
            onTidy={(fill) => arrange.tidy(chosenDay.id, fill)}
            onClose={() => setParams({ day: null })}
          />
        ) : plan.version ? (
          <Unplanned
            plan={plan}
            selected={selectedVisit}
            loaded={loaded}
            busy={arrange.busy}
            onDo={arrange.do}
            onSelect={press}
          />
        ) : null}
      </div>
      {loaded ? <DragTip board={loaded.board} looks={looks} /> : null}
      {arrange.asked ? <AskDialog asked={arrange.asked} /> : null}
      {changes ? <ChangesDialog diff={changes} onClose={() => setChanges(null)} /> : null}
      {params.versions && plan.version ? (
        <VersionsSheet plan={plan} shown={params.versions} loaded={loaded} onTake={arrange.takeOver} />
      ) : null}
      {publishing && plan.version ? (
        <PublishSheet
          plan={plan}
          version={plan.version}
          onPublish={() => void actions.publish()}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </div>
  )
}
