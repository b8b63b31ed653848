import { useQuery } from '@tanstack/react-query'
import type { PlanView } from '../../shared/contract/week.ts'
import type { Board } from '../../shared/core/plan/board.ts'
import { queries } from '../client/queries.ts'

/** The board of one version of the plan, ready to judge. */
export interface LoadedBoard {
  board: Board
  versionId: string
  /** visits that can still be moved, by crew-day, in their order; every crew-day that can be changed is named */
  routes: ReadonlyMap<string, readonly string[]>
}

/** Null until it is there, or while it belongs to another version than the one on screen. */
export function useBoard(plan: PlanView): LoadedBoard | null {
  const loaded = useQuery({ ...queries.board(plan.week), enabled: plan.version !== null }).data
  return loaded && loaded.versionId === plan.version?.id ? loaded : null
}
