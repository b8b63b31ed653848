import { readFileSync } from 'node:fs'
import { trialPassphrase } from '../service/host.ts'

export interface PassphraseSources {
  /** `--passphrase-file` */
  file?: string | undefined
  /** offer the trial passphrase, named on the terminal */
  trial?: boolean
  /** the data folder that it opens, named when a person is asked */
  folder: string
  /** a window can ask in the terminal's stead */
  window?: boolean
  /** the folder has no key yet: what is typed sets it, so it is typed twice */
  fresh: boolean
}

/** Keys that came after the end of a line, for the next question: a paste may hold both. */
let ahead = ''

/** Reads one line from the terminal without showing it. */
function ask(question: string): Promise<string> {
  const { stdin, stderr } = process
  stderr.write(question)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  return new Promise((done) => {
    let line = ''
    const end = (rest: string) => {
      ahead = rest
      stdin.off('data', take)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
      done(line)
    }
    const take = (text: string) => {
      for (const [at, key] of [...text].entries()) {
        if (key === '\r' || key === '\n') return end([...text].slice(at + 1).join(''))
        if (key === '\u0003') {
          stdin.setRawMode(false)
          process.exit(130)
        }
        if (key === '\u007f' || key === '\b') line = line.slice(0, -1)
        else if (key >= ' ') line += key
      }
    }
    stdin.on('data', take).resume()
    const waiting = ahead
    ahead = ''
    if (waiting) take(waiting)
  })
}

/**
 * The passphrase of the data folder: from the file, from `ROUNDSMAN_PASSPHRASE`, or typed. Undefined when none is
 * given and nobody can be asked: the command then ends with exit code 2, or the window asks.
 */
export async function findPassphrase(sources: PassphraseSources): Promise<string | undefined> {
  if (sources.file !== undefined) return readFileSync(sources.file, 'utf8').replace(/\r?\n$/, '')
  if (process.env.ROUNDSMAN_PASSPHRASE) return process.env.ROUNDSMAN_PASSPHRASE
  if (!process.stdin.isTTY) return undefined
  const hint = sources.trial
    ? ` (Enter for “${trialPassphrase}”, to try things)`
    : sources.window
      ? ' (Enter to type it in the window)'
      : ''
  const question = `${sources.fresh ? 'Choose a passphrase for' : 'Passphrase of'} ${sources.folder}${hint}: `
  for (;;) {
    const typed = await ask(question)
    if (!typed) return sources.trial ? trialPassphrase : undefined
    if (!sources.fresh || (await ask('Once more: ')) === typed) return typed
    process.stderr.write('The two differ.\n')
  }
}
