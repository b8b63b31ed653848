import { branch } from './handlers/branch.ts'
import { calls } from './handlers/calls.ts'
import { cases } from './handlers/cases.ts'
import { collectors } from './handlers/collectors.ts'
import { desk } from './handlers/desk.ts'
import { exports } from './handlers/exports.ts'
import { audit, history } from './handlers/history.ts'
import { imports } from './handlers/imports.ts'
import { interchange } from './handlers/interchange.ts'
import { locate } from './handlers/locate.ts'
import { memory } from './handlers/memory.ts'
import { outcomes } from './handlers/outcomes.ts'
import { plan } from './handlers/plan.ts'
import { providers } from './handlers/providers.ts'
import { regions } from './handlers/regions.ts'
import { reports } from './handlers/reports.ts'
import { rules } from './handlers/rules.ts'
import { session } from './handlers/session.ts'
import { travel } from './handlers/travel.ts'
import { versions } from './handlers/versions.ts'
import { assemble } from './procedures.ts'

/** Every procedure of the contract with its handler; one that is missing does not compile. */
export const router = assemble({
  audit,
  branch,
  calls,
  cases,
  collectors,
  desk,
  exports: { ...exports, interchange },
  history,
  imports,
  locate,
  memory,
  outcomes,
  plan,
  providers,
  regions,
  reports,
  rules,
  session,
  travel,
  versions,
})
