import { client } from '../client/client.ts'
import { makeOld } from '../client/queries.ts'
import { sayFailure } from './useSay.ts'

/** The week that the desk works on becomes the one that begins on this Monday. A failure is said at the foot. */
export async function selectWeek(week: string): Promise<void> {
  try {
    await client.branch.update({ week })
    await makeOld(['branch'])
  } catch (error) {
    sayFailure(error)
  }
}
