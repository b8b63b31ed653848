import { RefusalError } from '../../shared/model/refusal.ts'

/** Wrong passphrases in a row that cost nothing: a typing error is not an attack. */
const freeTries = 2
const firstWaitSeconds = 2
const longestWaitSeconds = 60

/** Slows whoever guesses: each wrong passphrase after the first two doubles the wait before the next, up to a minute. */
export interface Tries {
  /** 0: the next one is taken now */
  waitSeconds(): number
  /** @throws RefusalError passphrase-wait */
  check(): void
  wrong(): void
  right(): void
}

/** @param seconds a clock that only goes forward */
export function createTries(seconds: () => number): Tries {
  let count = 0
  let next = -Infinity
  const waitSeconds = () => Math.max(0, Math.ceil(next - seconds()))
  return {
    waitSeconds,
    check() {
      const wait = waitSeconds()
      if (wait > 0) throw new RefusalError('passphrase-wait', { seconds: wait })
    },
    wrong() {
      count += 1
      if (count > freeTries)
        next = seconds() + Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (count - freeTries - 1))
    },
    right() {
      count = 0
      next = -Infinity
    },
  }
}
