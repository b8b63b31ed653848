import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Segmented, type InputRef } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { planability, type LocationCandidate } from '../../../shared/model/location.ts'
import { useActions, type Action } from '../../app/actions.ts'
import { useLocale } from '../../app/i18n.ts'
import { navigate, setParams, useRoute } from '../../app/route.ts'
import { Inspector, StatusText } from '../../app/Slots.tsx'
import { offerOf, toast } from '../../app/toast.ts'
import { useBranch, useFormat } from '../../app/useBranch.ts'
import { sayFailure, useChange } from '../../app/useSay.ts'
import { client } from '../../client/client.ts'
import { reasonSentence } from '../../client/errors.ts'
import { makeOld, queries } from '../../client/queries.ts'
import { runWork, useWork } from '../../client/work.ts'
import { BaseMap, Candidates, DragPin, FitView, MapClick, type LonLat } from '../../map/index.ts'
import { AddressLegend, AddressText } from '../../ui/AddressText.tsx'
import { Empty, Failure, Waiting, WorkBar } from '../../ui/Feedback.tsx'
import { LevelMark } from '../../ui/StateMark.tsx'
import { candidatesOf, distinctCandidates } from './candidatesOf.ts'
import { circlePoints } from './circlePoints.ts'
import { AskOutside } from './AskOutside.tsx'
import { CoarseWarning } from './CoarseWarning.tsx'
import { Memory } from './Memory.tsx'
import { Queue } from './Queue.tsx'
import './locate.css'

const locateWork = 'locate'
const includes = ['review', 'doubtful', 'all'] as const
type Include = (typeof includes)[number]

type Found = Awaited<ReturnType<typeof client.locate.search>> & { byProvider?: boolean }
/** the geocoder's reason where the address names a place that the region does not hold */
const outsideCode = 'address-outside-region'
/** where the street is not there: nobody has said yet that another one, of a like name or section, is meant */
const offersOther = (
  reason: { code: string } | null | undefined,
  candidates: readonly LocationCandidate[],
) =>
  reason?.code === 'address-street-like-named'
    ? candidates.length > 0
    : reason?.code === 'address-street-unknown' &&
      candidates.some(({ level, radiusMetres }) => planability(level, radiusMetres) !== 'review')

/** Review of addresses: the queue, the candidates on the map, one key each. */
export default function Locate() {
  const { t } = useTranslation('locate')
  const { t: w } = useTranslation('words')
  const locale = useLocale()
  const format = useFormat()
  const branch = useBranch()
  const { params } = useRoute()
  const change = useChange()
  const include: Include = includes.includes(params.include as Include)
    ? (params.include as Include)
    : 'doubtful'
  const query = useQuery(queries.reviewQueue(include))
  /** put off for now: they come last until the screen is left */
  const [deferred, setDeferred] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => {
    const all = query.data ?? []
    const later = all.filter(({ addressId }) => deferred.has(addressId))
    return later.length === 0 ? all : [...all.filter((each) => !later.includes(each)), ...later]
  }, [query.data, deferred])
  const [memoryOpen, setMemoryOpen] = useState(false)
  const toLocate =
    useQuery(queries.cases({ states: ['to-locate'], limit: 1 })).data?.byState['to-locate'] ?? 0
  const at = Math.max(
    0,
    rows.findIndex((row) => (params.address ? row.addressId === params.address : row.caseId === params.case)),
  )
  const row = rows.at(at)
  const [chosen, setChosen] = useState(0)
  const [pin, setPin] = useState<LonLat | null>(null)
  const [neighbours, setNeighbours] = useState(false)
  /** how often Enter was pressed on what only a second key takes */
  const [warned, setWarned] = useState(0)
  const [again, setAgain] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const searchBox = useRef<InputRef>(null)
  const locating = useWork(locateWork) !== null

  const firstChosen = row && offersOther(row.reason, candidatesOf(row)) ? -1 : 0
  useEffect(() => {
    setChosen(firstChosen)
    setPin(null)
    setFound(null)
    setAgain('')
    setNeighbours(false)
    setWarned(0)
  }, [row?.addressId, firstChosen])

  const candidates = useMemo<LocationCandidate[]>(() => {
    if (found) return distinctCandidates(found.candidates)
    if (!row) return []
    return candidatesOf(row)
  }, [row, found])
  const candidate = candidates[chosen] as LocationCandidate | undefined
  /** the middle of a town or district: nobody lives there, so it is taken only by a second, different key */
  const coarse =
    !pin && candidate !== undefined && planability(candidate.level, candidate.radiusMetres) === 'review'
  /** the address says another city or country: what is found here is only a place of the same name */
  const reasonCode = (found?.reason ?? row?.reason)?.code
  const elsewhere = !pin && candidate !== undefined && reasonCode === outsideCode
  const likeNamed = !pin && !found?.byProvider && offersOther(found?.reason ?? row?.reason, candidates)
  const guarded = coarse || elsewhere || likeNamed
  const why = elsewhere ? 'elsewhere' : coarse ? 'coarse' : 'like-named'
  const choose = (index: number) => {
    setChosen(index)
    setPin(null)
    setWarned(0)
  }

  const show = (value: Include) => setParams({ include: value, address: null })
  const step = (by: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))]
    if (next) setParams({ address: next.addressId })
  }
  /** the one after this, seen from the queue before it loses this one */
  const leave = () => {
    const next = rows[at + 1] ?? rows[at - 1]
    setParams({ address: next ? next.addressId : null })
  }
  const accept = async (knowingly = false) => {
    if (!row) return
    if (guarded && !knowingly) {
      setWarned(warned + 1)
      return
    }
    const to: LonLat | null = pin ?? (candidate ? [candidate.lon, candidate.lat] : null)
    if (!to) {
      toast(t('nothing-chosen'), { kind: 'doubt' })
      return
    }
    const done = await change(async () => {
      const result = await client.locate.confirm({
        addressId: row.addressId,
        at: [to[0], to[1]],
        // the pin bears the address, unless what was taken is the very door: a street alone would not say which of its
        // doors was confirmed, and what was taken against a warning is not what the address names
        label: !pin && !guarded && candidate?.level === 'building' ? candidate.label : row.text,
        ...(pin || !candidate ? {} : { radiusMetres: candidate.radiusMetres }),
        neighbours: neighbours && row.neighbours > 0,
      })
      leave()
      await makeOld(['locations'])
      return result
    })
    if (done) toast(t('confirmed', { count: done.confirmed }), { undo: offerOf(done) })
  }
  const markWrong = () => {
    if (!row) return
    void change(async () => {
      const marked = await client.locate.markWrong({ addressId: row.addressId })
      leave()
      await makeOld(['locations', 'cases'])
      return marked
    }, t('marked-wrong'))
  }
  const defer = () => {
    if (!row) return
    leave()
    setDeferred(new Set(deferred).add(row.addressId))
    toast(t('deferred'))
  }
  const startPin = () => {
    const start = candidate ?? candidates.at(0)
    setWarned(0)
    if (pin) setPin(null)
    else if (start) setPin([start.lon, start.lat])
    else setPin(null)
    if (!pin && !start) toast(t('click-map'), { kind: 'doubt' })
  }
  const search = async () => {
    if (again.trim() === '') {
      setFound(null)
      return
    }
    try {
      const result = await client.locate.search({ text: again.trim() })
      setFound(result)
      // the keyboard goes back to the queue: a number chooses, Enter accepts
      searchBox.current?.blur()
      choose(offersOther(result.reason, distinctCandidates(result.candidates)) ? -1 : 0)
      if (result.candidates.length === 0)
        toast(reasonSentence(result.reason, locale) || t('none-found'), { kind: 'doubt' })
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
    run: () => choose(index),
  }))
  useActions([
    {
      id: 'locate-accept',
      label: t('key.accept'),
      keys: ['Enter'],
      group,
      disabled: !row,
      run: () => void accept(),
    },
    {
      id: 'locate-accept-coarse',
      label: t(why === 'coarse' ? 'key.accept-coarse' : `accept-${why}`),
      keys: ['shift+Enter'],
      group,
      disabled: !row || !guarded || !candidate,
      run: () => void accept(true),
    },
    {
      id: 'locate-next',
      label: t('key.next'),
      keys: ['j', 'ArrowDown'],
      group,
      keysOnly: true,
      run: () => step(1),
    },
    {
      id: 'locate-before',
      label: t('key.before'),
      keys: ['k', 'ArrowUp'],
      group,
      keysOnly: true,
      run: () => step(-1),
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
      run: () => setNeighbours(!neighbours),
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
      run: () => show(includes[(includes.indexOf(include) + 1) % includes.length]),
    },
    { id: 'locate-run', label: t('run'), keys: ['r'], group, disabled: locating, run: () => void run() },
    ...picks,
  ])

  const emptyKey = branch.cases === 0 ? 'empty.cases' : toLocate > 0 ? 'empty.to-locate' : 'empty.title'
  const describe = (index: number) => {
    const each = candidates[index]
    return t('candidate', {
      number: index + 1,
      label: each.label,
      level: w(`level.${each.level}`),
      radius: format.distance(each.radiusMetres),
    })
  }
  const fitPoints = useMemo<LonLat[]>(
    () =>
      candidates
        .slice(0, 3)
        .flatMap((each) =>
          circlePoints([each.lon, each.lat], Math.min(1500, Math.max(60, each.radiusMetres))),
        ),
    [candidates],
  )

  return (
    <div className="screen-body">
      <div className="screen-head">
        <h1>{t('title')}</h1>
        <Segmented
          size="small"
          value={include}
          onChange={show}
          options={includes.map((each) => ({ value: each, label: t(`include.${each}`) }))}
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
            <Queue
              rows={rows}
              activeId={row?.addressId ?? null}
              onSelect={(addressId) => setParams({ address: addressId })}
            />
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
            <BaseMap regionId={branch.regionId} label={t('map')}>
              <FitView
                points={fitPoints}
                on={`${row.addressId} ${found ? found.candidates.length : ''}`}
                padding={64}
              />
              <Candidates
                candidates={candidates.map((each) => ({
                  at: [each.lon, each.lat],
                  radiusMetres: each.radiusMetres,
                  label: each.label,
                }))}
                chosen={pin ? -1 : chosen}
                onChoose={choose}
                describe={describe}
              />
              {pin ? <DragPin at={pin} label={t('pin')} onMove={setPin} /> : null}
              <MapClick onClick={(to) => (pin || candidates.length === 0 ? setPin(to) : undefined)} />
            </BaseMap>
          ) : (
            <Empty icon="map" title={t('no-region')} />
          )}
        </div>
      )}
      {row ? (
        <Inspector title={`${row.borrower}  ${row.caseNo}`} width={360}>
          <div className="section locate-text">
            <AddressText text={row.text} tokens={row.tokens} />
            <AddressLegend text={row.text} tokens={row.tokens} />
            <p className="soft">{reasonSentence(row.reason, locale)}</p>
          </div>
          <div className="section">
            <h3>
              {found
                ? t('found', { count: found.candidates.length })
                : t('candidates', { count: candidates.length })}
            </h3>
            {candidates.length === 0 ? <p className="doubt">{t('no-candidates')}</p> : null}
            <ol className="candidate-list">
              {candidates.map((each, index) => (
                <li key={`${each.lon} ${each.lat}`}>
                  <button type="button" aria-pressed={!pin && index === chosen} onClick={() => choose(index)}>
                    <kbd>{index + 1}</kbd>
                    <span>
                      <span className="candidate-label">{each.label}</span>
                      <span
                        className="small soft num candidate-facts"
                        title={t([`source.${each.source}`, 'source.other'], { source: each.source })}
                      >
                        <LevelMark level={each.level} /> ·{' '}
                        {planability(each.level) === 'review' && each.level !== 'none'
                          ? t('sure-area', {
                              confidence: format.percent(each.confidence),
                              level: w(`level.${each.level}`),
                            })
                          : t('sure', { confidence: format.percent(each.confidence) })}{' '}
                        · ±{format.distance(each.radiusMetres)} ·{' '}
                        {t([`source.${each.source}`, 'source.other'], {
                          // the licence is for the title; here it would cut the line
                          source: each.source.replace(/\s*[(（].*$/u, ''),
                        })}
                      </span>
                    </span>
                  </button>
                </li>
              ))}
            </ol>
            <form
              onSubmit={(event) => {
                event.preventDefault()
                void search()
              }}
            >
              <Input
                ref={searchBox}
                value={again}
                allowClear
                placeholder={t('search')}
                aria-label={t('search')}
                onKeyDown={(event) => {
                  if (event.key === 'Escape') event.currentTarget.blur()
                }}
                onChange={(event) => {
                  setAgain(event.target.value)
                  if (event.target.value === '') setFound(null)
                }}
              />
            </form>
            <AskOutside
              key={again.trim() || row.addressId}
              text={again.trim() || row.text}
              onFound={(candidates) => {
                setFound({ tokens: row.tokens, candidates, reason: row.reason, byProvider: true })
                choose(0)
                if (candidates.length === 0) toast(t('none-found'), { kind: 'doubt' })
              }}
            />
          </div>
          <div className="section locate-actions">
            {pin ? (
              <p className="doubt small num">
                {t('pin-at', { lat: pin[1].toFixed(5), lon: pin[0].toFixed(5) })}
              </p>
            ) : null}
            {row.neighbours > 0 ? (
              <Checkbox checked={neighbours} onChange={(event) => setNeighbours(event.target.checked)}>
                {t('neighbours', { count: row.neighbours })}
              </Checkbox>
            ) : null}
            {guarded ? (
              <CoarseWarning
                key={warned}
                why={why}
                candidate={candidate}
                urgent={warned > 0}
                onAccept={() => void accept(true)}
              />
            ) : (
              <Button type="primary" block disabled={!pin && !candidate} onClick={() => void accept()}>
                {pin ? t('accept-pin') : t('accept', { number: chosen + 1 })}{' '}
                <kbd className="on-accent">Enter</kbd>
              </Button>
            )}
            <div className="three-buttons">
              <Button type={guarded ? 'primary' : 'default'} onClick={startPin}>
                {pin ? t('drop-pin') : t('drag')} <kbd className={guarded ? 'on-accent' : undefined}>D</kbd>
              </Button>
              <Button onClick={defer}>
                {t('defer')} <kbd>S</kbd>
              </Button>
              <Button onClick={markWrong}>
                {t('wrong')} <kbd>W</kbd>
              </Button>
            </div>
          </div>
        </Inspector>
      ) : null}
      {rows.length > 0 ? <StatusText>{t('status', { at: at + 1, count: rows.length })}</StatusText> : null}
    </div>
  )
}
