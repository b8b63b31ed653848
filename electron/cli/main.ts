import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { sentence } from '../../shared/model/reasons.ts'
import { RefusalError, type Refusal } from '../../shared/model/refusal.ts'
import { terminalLocale } from '../service/locale.ts'

/** One subcommand: its usage line, what it is for, and what it does. Returns the exit code. */
export interface Command {
  usage: string
  about: string
  run(args: string[]): Promise<number>
}

/** Every command that exists, loaded when it is called. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./serve.ts')).serve,
}

function version(): string {
  return (
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  ).version
}

async function help(): Promise<string> {
  const lines = ['Roundsman plans home visits to overdue borrowers.', '', 'Commands:']
  for (const load of Object.values(commands)) {
    const { usage, about } = await load()
    lines.push(`  roundsman ${usage}`, `      ${about}`)
  }
  return [...lines, '', 'Exit codes: 0 done, 1 failed, 2 bad usage.', ''].join('\n')
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
  const { values } = parseArgs({ args: rest, options: { help: { type: 'boolean' } }, strict: false })
  if (values.help) {
    process.stdout.write(`roundsman ${command.usage}\n\n${command.about}\n`)
    return 0
  }
  return command.run(rest)
}

/** `cases.csv:14: the sentence`, in the terminal's language. */
function told({ code, params, at }: Refusal): string {
  const place = [at?.file, at?.line, at?.column ?? at?.path].filter((part) => part !== undefined).join(':')
  return `${place ? `${place}: ` : ''}${sentence(code, params, terminalLocale())}\n`
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof RefusalError)) throw error
  process.stderr.write(told(error.refusal))
  process.exitCode = 1
}
