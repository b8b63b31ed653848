import { atTheDoor, procedures } from '../procedures.ts'

export const desk = {
  state: atTheDoor.desk.state.handler(({ context }) => context.opening.state()),
  follow: atTheDoor.desk.follow.handler(({ context, signal }) => context.opening.follow(signal)),
  create: atTheDoor.desk.create.handler(({ context, input }) => context.opening.create(input)),
  unlock: atTheDoor.desk.unlock.handler(({ context, input }) => context.opening.unlock(input.passphrase)),
  setAppearance: atTheDoor.desk.setAppearance.handler(({ context, input }) =>
    context.opening.setAppearance(input),
  ),
  tryAgain: atTheDoor.desk.tryAgain.handler(({ context }) => context.opening.tryAgain()),
  problems: procedures.desk.problems.handler(({ context }) => context.deps.database.problems()),
}
