import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Refusal } from '../../shared/model/refusal.ts'
import { refusalOf, say, told, UsageError, type Command } from './shell.ts'

export type { Command }

/** Every command that exists, loaded when it is called. */
const commands: Record<string, () => Promise<Command>> = {
  demo: async () => (await import('./demo.ts')).demo,
  region: async () => (await import('./region.ts')).region,
  geocode: async () => (await import('./geocode.ts')).geocode,
  matrix: async () => (await import('./matrix.ts')).matrix,
  plan: async () => (await import('./plan.ts')).plan,
  solve: async () => (await import('./solve.ts')).solve,
  check: async () => (await import('./check.ts')).check,
  slots: async () => (await import('./slots.ts')).slots,
  export: async () => (await import('./export.ts')).exportCommand,
  calls: async () => (await import('./facts.ts')).calls,
  outcomes: async () => (await import('./facts.ts')).outcomes,
  memory: async () => (await import('./memory.ts')).memory,
  travel: async () => (await import('./travel.ts')).travel,
  providers: async () => (await import('./providers.ts')).providers,
  rules: async () => (await import('./rules.ts')).rules,
  serve: async () => (await import('./serve.ts')).serve,
  db: async () => (await import('./db.ts')).db,
}

function version(): string {
  return (
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  ).version
}

const usageLines = (usage: string) => usage.split('\n').map((line) => `  roundsman ${line}`)

async function help(): Promise<string> {
  const lines = ['Roundsman plans home visits to overdue borrowers.', '', 'Commands:']
  for (const load of Object.values(commands)) {
    const { usage, about } = await load()
    lines.push(...usageLines(usage), `      ${about}`)
  }
  return [...lines, '', 'Exit codes: 0 done, 1 failed, 2 bad usage.', ''].join('\n')
}

/**
 * Who asked for JSON gets the refusal as JSON too, `{"error": {code, message, params?, at?}}` on stdout, beside the
 * sentence on stderr. Told by the argument itself: a line that could not be read has no options.
 */
function answer(
  name: string,
  args: string[],
  error: Omit<Refusal, 'code'> & { code: string; message: string },
): void {
  // who starts the service reads its address from the first line, and nothing else
  if (name === 'serve') return
  const end = args.indexOf('--')
  if ((end < 0 ? args : args.slice(0, end)).includes('--json'))
    process.stdout.write(`${JSON.stringify({ error })}\n`)
}

async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await help())
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === '-V') {
    process.stdout.write(`${version()}\n`)
    return 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    process.stderr.write(`There is no command “${name}”. roundsman --help lists them.\n`)
    return 2
  }
  const command = await load()
  const { values } = parseArgs({
    args: rest,
    options: { help: { type: 'boolean', short: 'h' } },
    strict: false,
  })
  if (values.help) {
    const details = command.details ? `\n${command.details.trim()}\n` : ''
    process.stdout.write(`${usageLines(command.usage).join('\n')}\n\n${command.about}\n${details}`)
    return 0
  }
  try {
    return await command.run(rest)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    answer(name, rest, { code: 'usage', message: error.message })
    say(`${error.message}\n${usageLines(command.usage).join('\n')}\nMore: roundsman ${name} --help`)
    return 2
  }
}

// a reader that has seen enough (head, less) closes the pipe: that is no failure of ours
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const refusal = refusalOf(error)
  if (!refusal) throw error
  answer(process.argv[2] ?? '', process.argv.slice(3), { ...refusal, message: told(refusal) })
  say(told(refusal))
  process.exitCode = 1
}
