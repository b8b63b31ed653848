import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { CancelledError, type Progress } from '../../shared/core/lib/cancel.ts'
import { reasons, sentence, type Locale, type ReasonCode } from '../../shared/model/reasons.ts'
import { RefusalError, type Refusal } from '../../shared/model/refusal.ts'
import { writeFileAtomic } from '../service/exports/atomicFile.ts'
import { createJobPool, type JobPool } from '../service/jobs/pool.ts'
import { terminalLocale } from '../service/locale.ts'

/** One subcommand: its usage lines, what it is for, and what it does. Returns the exit code. */
export interface Command {
  /** one line; several ways to call it stand on several lines */
  usage: string
  about: string
  /** what `--help` adds: options, files, examples */
  details?: string
  run(args: string[]): Promise<number>
}

/** A wrong call: told with the usage, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Messages and progress go to stderr; stdout belongs to results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Options as `parseArgs` takes them; anything unknown is a {@link UsageError}. `--help` is answered before. */
export function options<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  config: T,
  positionals: { least: number; most: number; names: string },
) {
  const parsed = (() => {
    try {
      return parseArgs({ args, options: config, allowPositionals: true, strict: true })
    } catch (error) {
      throw new UsageError((error as Error).message.split('. To specify')[0])
    }
  })()
  const count = parsed.positionals.length
  if (count < positionals.least) throw new UsageError(`Missing: ${positionals.names}`)
  if (count > positionals.most)
    throw new UsageError(`Too many arguments: ${parsed.positionals.slice(positionals.most).join(' ')}`)
  return { values: parsed.values, files: parsed.positionals }
}

/** A whole or broken number within bounds. */
export function numberOption(
  text: string | undefined,
  name: string,
  bounds: { least: number; most: number; whole?: boolean },
): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  const whole = bounds.whole ?? true
  if (text.trim() === '' || !Number.isFinite(value) || (whole && !Number.isInteger(value)))
    throw new UsageError(`--${name} takes a ${whole ? 'whole ' : ''}number, not “${text}”.`)
  if (value < bounds.least || value > bounds.most)
    throw new UsageError(`--${name} lies between ${bounds.least} and ${bounds.most}, not ${text}.`)
  return value
}

export function oneOf<T extends string>(
  text: string | undefined,
  name: string,
  known: readonly T[],
): T | undefined {
  if (text === undefined) return undefined
  const found = known.find((one) => one === text)
  if (!found) throw new UsageError(`--${name} takes ${known.join(', ')}, not “${text}”.`)
  return found
}

export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new UsageError(`--${name} is missing.`)
  return value
}

/** A file that must be there. @throws RefusalError file-not-found */
export function existing(path: string): string {
  let found
  try {
    found = statSync(path)
  } catch {
    throw new RefusalError('file-not-found', { file: path })
  }
  if (found.isDirectory()) throw new RefusalError('file-unreadable', { file: path, detail: 'a folder' })
  return path
}

/** `cases.csv:14: the sentence`, in the terminal's language. */
export function told({ code, params, at }: Refusal, locale: Locale = terminalLocale()): string {
  const file = at?.file === undefined ? undefined : basename(at.file)
  const words = sentence(code, params, locale)
  // a sentence that names the file already need not begin with it
  const place = [
    file !== undefined && at?.line === undefined && words.includes(file) ? undefined : file,
    at?.line,
    at?.column ?? at?.path,
  ]
    .filter((part) => part !== undefined)
    .join(':')
  return `${place ? `${place}: ` : ''}${words}`
}

/**
 * The refusal that an error stands for, or null for a bug. Over the contract a refusal arrives as oRPC's typed error
 * `REFUSED`, told by its shape.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof RefusalError) return error.refusal
  if (error instanceof CancelledError) return { code: 'cancelled' }
  const wire = error as { code?: unknown; data?: { code?: unknown } } | null
  if (wire?.code === 'REFUSED' && typeof wire.data?.code === 'string' && wire.data.code in reasons)
    return wire.data as Refusal
  return null
}

export function reasonText(reason: {
  code: string
  params?: Record<string, string | number> | undefined
}): string {
  return sentence(reason.code as ReasonCode, reason.params, terminalLocale())
}

/**
 * Progress on stderr: one line that renews itself on a terminal; elsewhere one line a stage, or nothing where `name`
 * says that the caller names the whole when it is done.
 */
export function progressLine(
  stream: NodeJS.WriteStream = process.stderr,
  name?: string,
): { report: Progress; end(): void } {
  let stage = ''
  let shown = 0
  return {
    report(step) {
      const words = `${name === undefined ? '' : `${name}: `}${step.stage.replaceAll('-', ' ')}`
      if (!stream.isTTY) {
        if (step.stage !== stage && name === undefined) stream.write(`${words} …\n`)
        stage = step.stage
        return
      }
      const now = performance.now()
      if (step.stage === stage && now - shown < 80 && step.done < step.total) return
      stage = step.stage
      shown = now
      const part = step.total > 0 ? ` ${Math.floor((100 * step.done) / step.total)} %` : ''
      stream.write(`\r\u001b[K${words}${part}`)
    },
    end() {
      if (stream.isTTY && stage) stream.write('\r\u001b[K')
      stage = ''
    },
  }
}

/** Worker threads for one command, with progress on stderr and Ctrl C as cancel. */
export async function withPool<T>(
  run: (pool: JobPool, on: { progress: Progress; signal: AbortSignal }) => Promise<T>,
  threads?: number,
): Promise<T> {
  const pool = threads === undefined ? createJobPool() : createJobPool(threads)
  const line = progressLine()
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    return await run(pool, { progress: line.report, signal: stop.signal })
  } finally {
    line.end()
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    await pool.close()
  }
}

/** A result: to `--out`, whole or not at all, else to stdout. */
export async function deliver(content: string | Uint8Array, out: string | undefined): Promise<void> {
  if (out !== undefined) return writeFileAtomic(out, content)
  await new Promise<void>((done, fail) =>
    process.stdout.write(content, (error) => (error ? fail(error) : done())),
  )
}

/** Two columns, for people. */
export function aligned(rows: readonly (readonly [string, string | number])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('')
}
