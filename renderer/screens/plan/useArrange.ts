import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingView, PlanView } from '../../../shared/contract/week.ts'
import type { BoardFault } from '../../../shared/core/plan/board.ts'
import { mostSteps, moveMany, type ManyMoved, type ManyTarget } from '../../../shared/core/plan/moveMany.ts'
import { takeOver } from '../../../shared/core/plan/takeOver.ts'
import { looksOf } from '../../board/previewDay.ts'
import {
  bestPlaces,
  crewDayOf,
  editsOf,
  settleDrop,
  routeWithout,
  travelAdded,
  type DropPlace,
} from '../../board/drag.ts'
import { signed } from '../../board/DragTip.tsx'
import { sliced } from '../../board/sliced.ts'
import type { LoadedBoard } from '../../board/useBoard.ts'
import { useLocale } from '../../app/i18n.ts'
import { useFormat } from '../../app/useBranch.ts'
import { sayFailure } from '../../app/useSay.ts'
import { offerOf, toast } from '../../app/toast.ts'
import { client } from '../../client/client.ts'
import { reasonSentence, refusalOf } from '../../client/errors.ts'
import { showChange } from '../../client/planChange.ts'
import { makeOld } from '../../client/queries.ts'
import type { TakeOver } from './versions/Compare.tsx'

/** Soft rules that a change by hand would break: it waits for a yes. */
export interface Asked {
  findings: FindingView[]
  accept: () => void
  decline: () => void
}

/** One change by key or button. */
export type Command =
  /** onto a crew-day, at its best place */
  | { kind: 'put'; visitId: string; crewDayId: string }
  /** so many places earlier or later on its crew-day */
  | { kind: 'shift'; visitId: string; by: number }
  /** out of the plan */
  | { kind: 'out'; visitId: string }
  /** into the plan, where it costs least */
  | { kind: 'place'; visitId: string }
  /** onto a crew-day in place of another visit, which goes to another crew-day or out of the plan */
  | { kind: 'instead'; visitId: string; crewDayId: string; leaving: string; to: string | null }
  /** several at once, as one step: what finds no lawful place stays where it is */
  | { kind: 'many'; visitIds: readonly string[]; target: ManyTarget }

/** reasons of visits that stay, named one by one */
const mostNamed = 3

type Edits = { crewDayId: string; visitIds: string[] }[]
type Answer = Awaited<ReturnType<typeof client.plan.arrange>>

/** Changes of the plan by hand: each is judged before it is sent, saved at once, and can be undone. */
export function useArrange(plan: PlanView, loaded: LoadedBoard | null) {
  const { t } = useTranslation('plan')
  const locale = useLocale()
  const format = useFormat()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [busy, setBusy] = useState(false)
  /** ends the search for places of many visits */
  const giveUp = useRef<(() => void) | null>(null)
  /** share of the steps that have been taken at most; null: nothing is searched */
  const [searched, setSearched] = useState<number | null>(null)
  const { week } = plan
  const send = async (
    call: (accept: boolean) => Promise<Answer | null>,
    done: string,
    accept = false,
    kind: 'done' | 'doubt' = 'done',
  ) => {
    setBusy(true)
    try {
      const answer = await call(accept)
      if (answer && answer.asked.length > 0)
        setAsked({
          findings: answer.asked,
          accept: () => {
            setAsked(null)
            void send(call, done, true, kind)
          },
          decline: () => {
            setAsked(null)
            settleDrop()
          },
        })
      else {
        if (!answer?.change || !showChange(answer.change)) await makeOld(['plan'])
        settleDrop()
        if (answer) toast(done, { kind, undo: offerOf(answer) })
        else toast(t('tidy.nothing'))
      }
    } catch (error) {
      sayFailure(error)
      settleDrop()
      if (refusalOf(error)?.code === 'plan-moved-on') await makeOld(['plan'])
    } finally {
      setBusy(false)
    }
  }

  const arrange = (visitId: string, edits: Edits, done: string) => {
    if (!loaded || edits.length === 0) return settleDrop()
    const { versionId } = loaded
    void send((accept) => client.plan.arrange({ week, versionId, visitId, edits, accept }), done)
  }

  /** Every reason, each with the visit that it is about: the one that was moved, or one that it would hurt. */
  const refuse = (visitId: string, faults: readonly BoardFault[]) => {
    settleDrop()
    const looks = looksOf(plan.crewDays, plan.unplanned)
    const nameOf = (fault: BoardFault) => looks.get(fault.visitId ?? visitId)?.borrower ?? ''
    const said = [...new Set(faults.map(nameOf))].map((name) => {
      const sentences = faults
        .filter((fault) => nameOf(fault) === name)
        .map((fault) => reasonSentence(fault.reason, locale))
      return t('drop.refused', { name, why: sentences.join(locale === 'en' ? ' ' : '') })
    })
    toast(said.join('\n'), { kind: 'failed' })
  }

  /** What went out is changed by nobody's slip of the hand: it says so, and nothing happens. */
  const refusedAsPublished = (): boolean => {
    if (plan.version?.status !== 'published') return false
    settleDrop()
    toast(reasonSentence({ code: 'plan-published' }, locale), { kind: 'doubt' })
    return true
  }

  const drop = (visitId: string, from: string | null, over: DropPlace) => {
    if (!loaded || refusedAsPublished()) return
    if (over.kind === 'many') return void many({ kind: 'many', visitIds: over.visitIds, target: over.target })
    const faults =
      over.kind === 'crew-day'
        ? over.judged.faults
        : loaded.board.confirmed(visitId)
          ? [{ visitId, reason: { code: 'drop-confirmed-out' as const } }]
          : []
    if (faults.length > 0) return refuse(visitId, faults)
    arrange(
      visitId,
      editsOf(loaded, visitId, from, over),
      over.kind === 'out'
        ? t('drop.done-out')
        : t('drop.done', { travel: signed(over.addedSeconds, format.duration) }),
    )
  }

  /** onto a crew-day, at its best place or a given one */
  const put = (visitId: string, crewDayId: string, position?: number) => {
    if (!loaded) return
    const { board } = loaded
    const from = crewDayOf(loaded, visitId)
    const rest = routeWithout(loaded, crewDayId, visitId)
    const place =
      position === undefined
        ? board.bestPlace(crewDayId, rest, visitId)
        : board.places(crewDayId, rest, visitId)[position]
    if (!place) return
    drop(visitId, from, {
      kind: 'crew-day',
      crewDayId,
      position: place.position,
      judged: place.judged,
      addedSeconds: travelAdded(loaded, visitId, crewDayId, place.judged),
    })
  }

  const place = (visitId: string) => {
    const best = loaded ? bestPlaces(loaded, visitId)[0] : undefined
    if (best) put(visitId, best.day.id)
    else toast(t('places.none'), { kind: 'doubt' })
  }

  const instead = ({ visitId, crewDayId, leaving, to }: Extract<Command, { kind: 'instead' }>) => {
    if (!loaded) return
    const { board, routes } = loaded
    const edits: Edits = []
    for (const [day, rest, comes] of [
      [crewDayId, routeWithout(loaded, crewDayId, leaving), visitId],
      ...(to ? [[to, routes.get(to) ?? [], leaving] as const] : []),
    ] as const) {
      const { judged } = board.bestPlace(day, rest, comes)
      if (judged.faults[0]) return refuse(comes, judged.faults)
      edits.push({ crewDayId: day, visitIds: [...judged.visitIds] })
    }
    arrange(visitId, edits, t(to ? 'instead.moved' : 'instead.out'))
  }

  /** why some stay where they are, the first by name */
  const sayStayed = (stayed: ManyMoved['stayed']): string[] => {
    const looks = looksOf(plan.crewDays, plan.unplanned)
    const said = stayed.slice(0, mostNamed).map(({ visitId, reason }) =>
      t('drop.refused', {
        name: looks.get(visitId)?.borrower ?? '',
        why: reasonSentence(reason, locale),
      }),
    )
    const rest = stayed.length - said.length
    return rest > 0 ? [...said, t('many.stay-more', { count: rest })] : said
  }

  const many = async ({ visitIds, target }: Extract<Command, { kind: 'many' }>) => {
    if (!loaded) return
    const { board, routes, versionId } = loaded
    let ended = false
    giveUp.current = () => (ended = true)
    setBusy(true)
    setSearched(0)
    const most = mostSteps(visitIds.length, routes.size, target)
    const result = await sliced(
      moveMany(board, routes, visitIds, target),
      () => ended,
      (steps) => setSearched(Math.min(1, steps / most)),
    )
    giveUp.current = null
    setSearched(null)
    setBusy(false)
    if (!result) return settleDrop()
    const stay = sayStayed(result.stayed)
    if (result.edits.length === 0) {
      settleDrop()
      return toast([t('many.nothing'), ...stay].join('\n'), { kind: 'doubt' })
    }
    const done = t(target.kind === 'out' ? 'many.done-out' : 'many.done', {
      count: result.moved.length,
      travel: signed(result.addedSeconds, format.duration),
    })
    void send(
      (accept) => client.plan.arrange({ week, versionId, edits: result.edits, accept }),
      [done, ...stay].join('\n'),
      false,
      stay.length > 0 ? 'doubt' : 'done',
    )
  }

  const taking = ({ from, visitIds }: TakeOver) => {
    if (!loaded || refusedAsPublished()) return
    const { board, routes, versionId } = loaded
    const other = new Map(from.crewDays.map((day) => [day.id, day.stops.map((stop) => stop.visitId)]))
    const result = takeOver(board, routes, other, visitIds)
    const stay = sayStayed(result.stayed)
    if (result.edits.length === 0)
      return toast([t('versions.take-none'), ...stay].join('\n'), { kind: 'doubt' })
    void send(
      (accept) =>
        client.plan.arrange({
          week,
          versionId,
          edits: result.edits,
          accept,
          fromVersionId: from.version.id,
        }),
      [t('versions.taken', { count: result.moved.length, name: from.version.name }), ...stay].join('\n'),
      false,
      stay.length > 0 ? 'doubt' : 'done',
    )
  }

  const perform = (command: Command) => {
    if (!loaded || refusedAsPublished()) return
    if (command.kind === 'many') return void many(command)
    if (command.kind === 'place') return place(command.visitId)
    if (command.kind === 'instead') return instead(command)
    if (command.kind === 'put') return put(command.visitId, command.crewDayId)
    const from = crewDayOf(loaded, command.visitId)
    if (!from) return
    if (command.kind === 'out') return drop(command.visitId, from, { kind: 'out' })
    const route = loaded.routes.get(from)!
    const to = route.indexOf(command.visitId) + command.by
    if (to >= 0 && to < route.length) put(command.visitId, from, to)
  }
  const waiting = useRef<Command[]>([])
  const ready = loaded !== null && !busy && asked === null
  useEffect(() => {
    const next = ready ? waiting.current.shift() : undefined
    if (next) perform(next)
  })

  useEffect(() => () => giveUp.current?.(), [])

  return {
    asked,
    busy,
    /** how far places have been looked for that many visits could go to; {@link stop} leaves them where they are */
    searched,
    stop: () => giveUp.current?.(),
    drop,
    /** keys are faster than saving: each waits for the one before, on the plan as that one left it */
    do(command: Command) {
      if (ready && waiting.current.length === 0) perform(command)
      else waiting.current.push(command)
    },
    /** changes of another version, as one step */
    takeOver: taking,
    tidy(crewDayId: string, fill: boolean) {
      if (!loaded || refusedAsPublished()) return
      const { versionId } = loaded
      void send(
        (accept) => client.plan.tidy({ week, versionId, crewDayId, fill, accept }),
        t(fill ? 'tidy.filled' : 'tidy.done'),
      )
    },
  }
}
