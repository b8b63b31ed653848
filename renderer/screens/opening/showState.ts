import type { DeskState } from '../../../shared/contract/opening.ts'
import { queries, queryClient } from '../../client/queries.ts'

/** Takes what the door answered; once it is open the whole window asks anew. */
export async function showState(state: DeskState): Promise<void> {
  queryClient.setQueryData(queries.desk().queryKey, state)
  if (state.state === 'open') await queryClient.invalidateQueries({ queryKey: queries.session().queryKey })
}
