import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { leastPassphraseCharacters, type Appearance, type DeskState } from '../../shared/contract/opening.ts'
import type { Locale } from '../../shared/model/reasons.ts'
import { RefusalError, type Refusal } from '../../shared/model/refusal.ts'
import { rememberAppearance, rememberedAppearance } from './appearance.ts'
import { hasKeys } from './database/keys.ts'
import type { ServiceOptions } from './host.ts'
import { databaseName } from './dataFolder.ts'
import { openDesk, type OpenDesk, type PassphraseFor } from './openDesk.ts'
import { programVersion } from './resources.ts'
import { createTries } from './tries.ts'

/**
 * The desk's door. A service that has no key starts behind it, so that the window, and not a terminal or an error box,
 * asks for the passphrase; once it is open the same ports serve the whole contract. The folder's lock is held only
 * while the desk is open: a locked window keeps nobody out.
 */
export interface Opening {
  /** null while it is not open */
  desk(): OpenDesk | null
  state(): DeskState
  /** the state now and whenever it changes; ends with `signal` or when the service goes */
  follow(signal?: AbortSignal): AsyncGenerator<DeskState, void, void>
  /**
   * Opens without asking where the passphrase was given or the keystore has the key.
   * @param strict throws the refusal, where nobody is to be asked
   */
  start(strict?: boolean): Promise<void>
  /** @throws RefusalError passphrase-short, desk-exists */
  create(input: { passphrase: string; locale?: Locale | undefined }): Promise<DeskState>
  /** @throws RefusalError passphrase-wrong, passphrase-wait */
  unlock(passphrase: string): Promise<DeskState>
  tryAgain(): Promise<DeskState>
  /** @throws RefusalError disk-full, file-unwritable */
  setAppearance(change: { [K in keyof Appearance]?: Appearance[K] | undefined }): Promise<DeskState>
  /**
   * Whether somebody who is not at a window has the passphrase of the desk that is open.
   * @throws RefusalError passphrase-wrong, passphrase-wait, desk-locked
   */
  prove(passphrase: string): Promise<void>
  close(): Promise<void>
}

/** What a passphrase mends, or what is about the passphrase itself: the person is asked (again). */
const aboutPassphrase = new Set<Refusal['code']>(['passphrase-needed', 'passphrase-wrong', 'desk-exists'])

/**
 * @param onOpen runs each time the desk has been opened; what it gives back runs before the desk is closed
 * @param opened a desk that is open already
 */
export function createOpening(
  options: ServiceOptions,
  onOpen: (desk: OpenDesk) => Promise<() => Promise<void>> = async () => async () => {},
  opened: OpenDesk | null = null,
): Opening {
  const { dataFolder, trial } = options
  const version = programVersion()
  const tries = createTries(options.seconds ?? (() => performance.now() / 1000))
  const closing = new AbortController()
  const listeners = new Set<() => void>()
  let desk = opened
  let leave = async () => {}
  let failure: Refusal | null = null
  let last: Promise<unknown> = Promise.resolve()

  /** One thing at a time: two windows may press the button at once. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = last.then(task, task)
    last = mine.catch(() => {})
    return mine
  }

  function state(): DeskState {
    const fresh = !hasKeys(dataFolder, databaseName) && !existsSync(join(dataFolder, databaseName + '.db'))
    return {
      state: desk ? 'open' : failure ? 'failed' : fresh ? 'new' : 'locked',
      reason: failure && { code: failure.code, ...(failure.params ? { params: failure.params } : {}) },
      dataFolder,
      version,
      waitSeconds: tries.waitSeconds(),
      trial: trial ?? null,
      keystore: options.keystore !== undefined,
      appearance: rememberedAppearance(dataFolder),
    }
  }

  const tell = () => {
    for (const listener of listeners) listener()
  }

  async function open(more: Partial<ServiceOptions>, meant: PassphraseFor): Promise<void> {
    try {
      const found = await openDesk({ ...options, ...more }, meant)
      try {
        leave = await onOpen(found)
      } catch (error) {
        await found.close()
        throw error
      }
      desk = found
      failure = null
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error
      failure = aboutPassphrase.has(error.refusal.code) ? null : error.refusal
      throw error
    } finally {
      tell()
    }
  }

  /** A passphrase that turns out wrong is counted; while the wait lasts none is looked at. */
  async function counted(task: () => Promise<void>): Promise<void> {
    tries.check()
    try {
      await task()
      tries.right()
    } catch (error) {
      if (error instanceof RefusalError && error.refusal.code === 'passphrase-wrong') tries.wrong()
      throw error
    }
  }

  /** What a passphrase does not mend is told by the state; what is about the passphrase is thrown. */
  async function openOrTell(more: Partial<ServiceOptions>, meant: PassphraseFor): Promise<void> {
    try {
      await open(more, meant)
    } catch (error) {
      if (!failure) throw error
    }
  }

  /** Asks for nothing; leaves the desk open, locked, new or failed. */
  async function openUnasked(strict = false): Promise<void> {
    // a desk that was made to try things on opens by itself; a new one is asked for, with that passphrase on offer
    const tried = options.passphrase === undefined && hasKeys(dataFolder, databaseName) ? trial : undefined
    try {
      await open(tried === undefined ? {} : { passphrase: tried }, 'either')
    } catch (error) {
      if (strict || !(error instanceof RefusalError)) throw error
    }
  }

  return {
    desk: () => desk,
    state,
    async *follow(signal) {
      let changed = true
      let wake = () => {}
      const listener = () => {
        changed = true
        wake()
      }
      listeners.add(listener)
      signal?.addEventListener('abort', listener)
      closing.signal.addEventListener('abort', listener)
      try {
        while (!signal?.aborted && !closing.signal.aborted) {
          if (changed) {
            changed = false
            yield state()
          } else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        listeners.delete(listener)
        signal?.removeEventListener('abort', listener)
        closing.signal.removeEventListener('abort', listener)
      }
    },
    start: (strict) => inTurn(() => openUnasked(strict)),
    create: ({ passphrase, locale }) =>
      inTurn(async () => {
        if (desk) throw new RefusalError('desk-exists')
        if ([...passphrase.normalize('NFKC')].length < leastPassphraseCharacters)
          throw new RefusalError('passphrase-short', { least: leastPassphraseCharacters })
        await openOrTell({ passphrase, ...(locale ? { locale } : {}) }, 'create')
        return state()
      }),
    unlock: (passphrase) =>
      inTurn(async () => {
        if (desk) return state()
        await counted(() => openOrTell({ passphrase }, 'unlock'))
        return state()
      }),
    tryAgain: () =>
      inTurn(async () => {
        if (!desk) await openUnasked()
        return state()
      }),
    setAppearance: ({ locale, theme }) =>
      inTurn(async () => {
        await rememberAppearance(dataFolder, {
          ...(locale === undefined ? {} : { locale }),
          ...(theme === undefined ? {} : { theme }),
        })
        return state()
      }),
    prove: (passphrase) =>
      inTurn(async () => {
        const open = desk
        if (!open) throw new RefusalError('desk-locked')
        await counted(() => open.prove(passphrase))
      }),
    close: () =>
      inTurn(async () => {
        closing.abort()
        await leave()
        const was = desk
        desk = null
        await was?.close()
      }),
  }
}
