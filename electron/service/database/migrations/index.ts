import type { Kysely } from 'kysely'
import * as ground from './0001-ground.ts'
import * as stopPlaces from './0002-stop-places.ts'
import * as rules from './0003-rules.ts'
import * as pinRadius from './0004-pin-radius.ts'
import * as providers from './0005-providers.ts'
import * as travel from './0006-travel.ts'
import * as pinApproval from './0007-pin-approval.ts'
import * as parking from './0008-parking.ts'
import * as callsTakenBack from './0009-calls-taken-back.ts'
import * as planApproval from './0010-plan-approval.ts'
import * as outcomesTakenBack from './0011-outcomes-taken-back.ts'

/** In order; a migration that has shipped is never edited. `user_version` counts those applied. */
export const migrations: readonly { name: string; up(db: Kysely<unknown>): Promise<void> }[] = [
  ground,
  stopPlaces,
  rules,
  pinRadius,
  providers,
  travel,
  pinApproval,
  parking,
  callsTakenBack,
  planApproval,
  outcomesTakenBack,
]
