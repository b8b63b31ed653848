import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../shared/contract/contract.ts'
import { CancelledError } from '../../shared/core/lib/cancel.ts'
import { RefusalError } from '../../shared/model/refusal.ts'
import type { ProcedureMeta } from '../../shared/contract/base.ts'
import type { HostContext } from './context.ts'
import { databaseRefusal } from './database/open.ts'

function toWire(given: unknown, file: string): unknown {
  // whatever was being read or written: a full disk or a damaged file is said, not guessed at
  const error = databaseRefusal(given, file) ?? given
  if (error instanceof RefusalError)
    return new ORPCError('REFUSED', {
      status: 422,
      defined: true,
      data: error.refusal,
      message: error.message,
    })
  if (error instanceof CancelledError)
    return new ORPCError('REFUSED', {
      status: 422,
      defined: true,
      data: { code: 'cancelled' },
      message: 'cancelled',
    })
  return error
}

async function* mapStreamErrors<T>(stream: AsyncIterable<T>, file: string): AsyncGenerator<T> {
  try {
    yield* stream
  } catch (error) {
    throw toWire(error, file)
  }
}

const contractOfHost = implement(contract).$context<HostContext>()

/** Puts the whole contract together; a procedure that is missing does not compile. */
export const assemble = contractOfHost.router.bind(contractOfHost)

/** What is answered whether or not the desk is open: how to open it. */
export const atTheDoor = contractOfHost.use(async ({ next, context }) => {
  try {
    return await next()
  } catch (error) {
    throw toWire(error, context.opening.state().dataFolder)
  }
})

/**
 * The contract with three things that hold for every procedure: the desk is open, the actor holds one of the roles that
 * the procedure declares, and a refusal travels as the typed error `REFUSED`.
 */
export const procedures = contractOfHost.use(async ({ context, next, procedure, path }) => {
  const desk = context.opening.desk()
  if (!desk) throw toWire(new RefusalError('desk-locked'), '')
  const { deps } = desk
  const { file } = deps.database
  const actor = context.as ?? desk.actor
  const meta = procedure['~orpc'].meta as ProcedureMeta
  if (!actor.roles.some((role) => meta.roles.includes(role)))
    throw new ORPCError('FORBIDDEN', { status: 403, defined: true, data: { procedure: path.join('.') } })
  try {
    const result = await next({ context: { actor, deps } })
    const output = result.output as unknown
    if (typeof output === 'object' && output !== null && Symbol.asyncIterator in output)
      return { ...result, output: mapStreamErrors(output as AsyncIterable<unknown>, file) as never }
    return result
  } catch (error) {
    throw toWire(error, file)
  }
})
