import { app, utilityProcess } from 'electron'
import { fileURLToPath } from 'node:url'

/**
 * The arguments of `roundsman plan …` as an installed copy gets them; undefined when a window is wanted. A command is
 * a plain word: files and addresses that a system passes along have a dot, a slash or a colon.
 */
export function commandOf(argv: readonly string[], packaged: boolean): string[] | undefined {
  const given = argv.slice(packaged ? 1 : 2)
  const [first] = given
  if (first === '--help' || first === '--version') return given
  return first !== undefined && /^[a-z]+$/.test(first) ? given : undefined
}

/** Runs the command line in Electron's own Node, without window or screen, and ends with its exit code. */
export async function runCommand(args: string[]): Promise<void> {
  app.commandLine.appendSwitch('ozone-platform', 'headless')
  await app.whenReady()
  const file = fileURLToPath(new URL('../cli/main.js', import.meta.url))
  const child = utilityProcess.fork(file, args, { serviceName: 'roundsman', stdio: 'inherit' })
  child.on('exit', (code) => app.exit(code))
}
