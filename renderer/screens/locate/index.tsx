import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, type InputRef } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reviewParts, type ReviewRow } from '../../../shared/contract/cases.ts'
import { useActions, type Action } from '../../app/actions.ts'
import { useLocale } from '../../app/i18n.ts'
import { navigate } from '../../app/route.ts'
import { StatusText } from '../../app/Slots.tsx'
import { offerOf, toast } from '../../app/toast.ts'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import { sayFailure } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { explain, reasonSentence } from '../../client/errors.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { runWork, useWork } from '../../client/work.ts'
import { BaseMap, Candidates, DragPin, FitView, MapClick, type LonLat } from '../../map/index.ts'
import { Empty, Failure, Waiting, WorkBar } from '../../ui/Feedback.tsx'
import { circlePoints } from './circlePoints.ts'
import { Memory } from './Memory.tsx'
import { Queue } from './Queue.tsx'
import { RowInspector } from './RowInspector.tsx'
import { useChoice, type Choosing } from './useChoice.ts'
import { useReviewQueue } from './useReviewQueue.ts'
import { useUnhurried } from './useUnhurried.ts'
import './locate.css'

const locateWork = 'locate'

/** Review of addresses: the queue, the candidates on the map, one key each. */
export default function Locate() {
  const { t } = useTranslation('locate')
  const locale = useLocale()
  const format = useFormat()
  const branch = useBranch()
  const queue = useReviewQueue((failed, error) =>
    toast(t('stands-again', { address: failed.text, why: explain(error, locale) }), { kind: 'failed' }),
  )
  const { query, include, rows, at, row } = queue
  const choice = useChoice(row)
  const onMap = useUnhurried({ row, choice }, row?.addressId ?? '')
  const { candidates, candidate, pin, guard } = choice
  const [memoryOpen, setMemoryOpen] = useState(false)
  const toLocate =
    useQuery(queries.cases({ states: ['to-locate'], limit: 1 })).data?.byState['to-locate'] ?? 0
  const searchBox = useRef<InputRef>(null)
  const locating = useWork(locateWork) !== null

  const accept = (knowingly = false) => {
    if (!row) return
    if (guard && !knowingly) {
      choice.change({ warned: choice.warned + 1 })
      return
    }
    const to: LonLat | null = pin ?? (candidate ? [candidate.lon, candidate.lat] : null)
    if (!to) {
      toast(t('nothing-chosen'), { kind: 'doubt' })
      return
    }
    const given = {
      addressId: row.addressId,
      at: [to[0], to[1]] as [number, number],
      // the pin bears the address, unless what was taken is the very door: a street alone would not say which of its
      // doors was confirmed, and what was taken against a warning is not what the address names
      label: !pin && !guard && candidate?.level === 'building' ? candidate.label : row.text,
      ...(pin || !candidate ? {} : { radiusMetres: candidate.radiusMetres }),
      neighbours: choice.neighbours && row.neighbours > 0,
    }
    choice.reset()
    queue.settle(row, 'confirmed', async () => {
      const done = await client.locate.confirm(given)
      toast(t('confirmed', { count: done.confirmed }), { undo: offerOf(done) })
      return done
    })
  }
  const markWrong = () => {
    if (!row) return
    const { addressId } = row
    choice.reset()
    queue.settle(row, 'gone', async () => {
      const done = await client.locate.markWrong({ addressId })
      toast(t('marked-wrong'), { undo: offerOf(done) })
      return done
    })
  }
  const defer = () => {
    if (!row) return
    queue.defer(row)
    toast(t('deferred'))
  }
  const startPin = () => {
    const start = candidate ?? candidates.at(0)
    choice.change({ warned: 0, pin: !pin && start ? [start.lon, start.lat] : null })
    if (!pin && !start) toast(t('click-map'), { kind: 'doubt' })
  }
  const search = async () => {
    const text = choice.again.trim()
    if (text === '') {
      choice.change({ found: null, chosen: null })
      return
    }
    try {
      const found = await client.locate.search({ text })
      choice.change({ found, chosen: null, pin: null, warned: 0 })
      // the keyboard goes back to the queue: a number chooses, Enter accepts
      searchBox.current?.blur()
      if (found.candidates.length === 0)
        toast(reasonSentence(found.reason, locale) || t('none-found'), { kind: 'doubt' })
    } catch (error) {
      sayFailure(error)
    }
  }
  const run = async () => {
    try {
      const result = await runWork(locateWork, t('locating'), (signal) =>
        client.locate.run(undefined, { signal }),
      )
      await makeOld(['locations', 'cases'])
      if (result)
        toast(
          t('located', {
            count: result.located,
            located: format.number(result.located),
            review: format.number(result.review),
          }),
        )
    } catch (error) {
      sayFailure(error)
    }
  }

  const group = t('keys')
  const picks: Action[] = candidates.map((_, index) => ({
    id: `locate-pick-${index}`,
    label: t('key.pick', { number: index + 1 }),
    keys: [String(index + 1)],
    group,
    keysOnly: true,
    run: () => choice.choose(index),
  }))
  useActions([
    {
      id: 'locate-accept',
      label: t('key.accept'),
      keys: ['Enter'],
      group,
      disabled: !row,
      run: () => accept(),
    },
    {
      id: 'locate-accept-coarse',
      label: t(guard && guard !== 'coarse' ? `accept-${guard}` : 'key.accept-coarse'),
      keys: ['shift+Enter'],
      group,
      disabled: !row || !guard || !candidate,
      run: () => accept(true),
    },
    {
      id: 'locate-next',
      label: t('key.next'),
      keys: ['j', 'ArrowDown'],
      group,
      keysOnly: true,
      run: () => queue.step(1),
    },
    {
      id: 'locate-before',
      label: t('key.before'),
      keys: ['k', 'ArrowUp'],
      group,
      keysOnly: true,
      run: () => queue.step(-1),
    },
    { id: 'locate-drag', label: t('key.drag'), keys: ['d'], group, disabled: !row, run: startPin },
    { id: 'locate-defer', label: t('key.defer'), keys: ['s'], group, disabled: !row, run: defer },
    {
      id: 'locate-memory',
      label: t('key.memory'),
      keys: ['m'],
      group,
      run: () => setMemoryOpen(true),
    },
    { id: 'locate-wrong', label: t('key.wrong'), keys: ['w'], group, disabled: !row, run: markWrong },
    {
      id: 'locate-neighbours',
      label: t('key.neighbours'),
      keys: ['n'],
      group,
      disabled: !row || row.neighbours === 0,
      run: () => choice.change({ neighbours: !choice.neighbours }),
    },
    {
      id: 'locate-search',
      label: t('key.search'),
      keys: ['/'],
      group,
      run: () => searchBox.current?.focus(),
    },
    {
      id: 'locate-include',
      label: t('key.include'),
      keys: ['f'],
      group,
      run: () => queue.show(reviewParts[(reviewParts.indexOf(include) + 1) % reviewParts.length]!),
    },
    { id: 'locate-run', label: t('run'), keys: ['r'], group, disabled: locating, run: () => void run() },
    ...picks,
  ])

  const emptyKey = branch.cases === 0 ? 'empty.cases' : toLocate > 0 ? 'empty.to-locate' : 'empty.title'

  return (
    <div className="screen-body">
      <div className="screen-head">
        <h1>{t('title')}</h1>
        <Segmented
          size="small"
          value={include}
          onChange={queue.show}
          options={reviewParts.map((each) => ({ value: each, label: t(`include.${each}`) }))}
        />
        <span className="spring" />
        <Button onClick={() => setMemoryOpen(true)}>
          {t('memory.open')} <kbd>M</kbd>
        </Button>
        {locating ? null : (
          <Button type={toLocate > 0 ? 'primary' : 'default'} onClick={() => void run()}>
            {toLocate > 0 ? t('run-count', { count: toLocate, number: format.number(toLocate) }) : t('run')}
          </Button>
        )}
      </div>
      {memoryOpen ? <Memory onClose={() => setMemoryOpen(false)} /> : null}
      {locating ? (
        <div className="locate-work">
          <WorkBar workKey={locateWork} note={t('locating-note')} />
        </div>
      ) : null}
      {query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <div className="locate-panes">
          <aside className="locate-left">
            <Queue rows={rows} activeId={row?.addressId ?? null} onSelect={queue.goTo} />
          </aside>
          {query.isPending ? (
            <Waiting label={t('loading')} />
          ) : !row ? (
            <div className="locate-empty">
              <Empty icon="locate" title={t(emptyKey)} text={t(`${emptyKey}-text`)}>
                {toLocate > 0 ? (
                  <Button type="primary" onClick={() => void run()}>
                    {t('run')}
                  </Button>
                ) : (
                  <Button onClick={() => navigate(branch.cases === 0 ? 'cases' : 'plan')}>
                    {branch.cases === 0 ? t('empty.to-cases') : t('empty.plan')}
                  </Button>
                )}
              </Empty>
            </div>
          ) : branch.regionId ? (
            <CandidateMap regionId={branch.regionId} row={onMap.row ?? row} choice={onMap.choice} />
          ) : (
            <Empty icon="map" title={t('no-region')} />
          )}
        </div>
      )}
      {row ? (
        <RowInspector
          row={row}
          choice={choice}
          searchBox={searchBox}
          onSearch={() => void search()}
          onAccept={accept}
          onPin={startPin}
          onDefer={defer}
          onWrong={markWrong}
        />
      ) : null}
      {rows.length > 0 ? <StatusText>{t('status', { at: at + 1, count: rows.length })}</StatusText> : null}
    </div>
  )
}

/** Where the address may lie; a click sets the pin where one is wanted. */
function CandidateMap({ regionId, row, choice }: { regionId: string; row: ReviewRow; choice: Choosing }) {
  const { t } = useTranslation('locate')
  const { t: w } = useTranslation('words')
  const format = useFormat()
  const { candidates, chosen, pin, found } = choice
  const setPin = (to: LonLat) => choice.change({ pin: to })
  const markers = useMemo(
    () =>
      candidates.map(({ lon, lat, radiusMetres, label }) => ({
        at: [lon, lat] as LonLat,
        radiusMetres,
        label,
      })),
    [candidates],
  )
  const fitPoints = useMemo<LonLat[]>(
    () =>
      candidates
        .slice(0, 3)
        .flatMap((each) =>
          circlePoints([each.lon, each.lat], Math.min(1500, Math.max(60, each.radiusMetres))),
        ),
    [candidates],
  )
  const describe = (index: number) => {
    const each = candidates[index]!
    return t('candidate', {
      number: index + 1,
      label: each.label,
      level: w(`level.${each.level}`),
      radius: format.distance(each.radiusMetres),
    })
  }
  return (
    <BaseMap regionId={regionId} label={t('map')}>
      <FitView
        points={fitPoints}
        on={`${row.addressId} ${found ? found.candidates.length : ''}`}
        padding={64}
        still
      />
      <Candidates
        candidates={markers}
        chosen={pin ? -1 : chosen}
        onChoose={choice.choose}
        describe={describe}
      />
      {pin ? <DragPin at={pin} label={t('pin')} onMove={setPin} /> : null}
      <MapClick onClick={(to) => (pin || candidates.length === 0 ? setPin(to) : undefined)} />
    </BaseMap>
  )
}
