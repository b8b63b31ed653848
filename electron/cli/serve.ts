import { parseArgs } from 'node:util'
import { sentence } from '../../shared/model/reasons.ts'
import { hasKeys } from '../service/database/keys.ts'
import { databaseName, dataFolder } from '../service/dataFolder.ts'
import { trialPassphrase } from '../service/host.ts'
import { terminalLocale } from '../service/locale.ts'
import { windowFolders } from '../service/resources.ts'
import { PortTakenError, startHostProcess, type HostProcess } from './hostProcess.ts'
import type { Command } from './main.ts'
import { openBrowser } from './openBrowser.ts'
import { findPassphrase } from './passphrase.ts'
import { say } from './shell.ts'

/**
 * Waits for Ctrl C or a polite kill, or for the service to end by itself; Enter on a terminal gives an address for one
 * more browser. @returns how the service ended, null when it was asked to
 */
function untilStopped(host: HostProcess, onEnter: () => void): Promise<string | null> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, host.stop)
  if (process.stdin.isTTY) process.stdin.on('data', onEnter).resume()
  return host.ended.finally(() => process.stdin.pause())
}

/** The app in a browser on loopback: the same service, the same window. */
export const serve: Command = {
  usage: 'serve [--port N] [--data DIR] [--passphrase-file FILE] [--open] [--json]',
  about: 'the app in a browser on this machine; prints an address that opens once',
  details: `
Without a passphrase (--passphrase-file, ROUNDSMAN_PASSPHRASE, or typed on a terminal) the window asks for it.
While it runs, other commands on the same data folder go through it.`,
  async run(args) {
    let options
    try {
      options = parseArgs({
        args,
        options: {
          port: { type: 'string' },
          data: { type: 'string' },
          'passphrase-file': { type: 'string' },
          open: { type: 'boolean' },
          trial: { type: 'boolean' },
          json: { type: 'boolean' },
        },
      }).values
    } catch (error) {
      say(`${(error as Error).message}\nUsage: roundsman ${serve.usage}`)
      return 2
    }
    const port = options.port === undefined ? 0 : Number(options.port)
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      say(`--port takes a whole number up to 65535, not “${options.port}”.`)
      return 2
    }
    const folders = windowFolders()
    if (!folders) {
      say('The window has not been built here; run `npm run build` in the checkout.')
      return 1
    }
    const data = options.data ?? dataFolder()
    let passphrase
    try {
      passphrase = await findPassphrase({
        file: options['passphrase-file'],
        trial: options.trial ?? false,
        folder: data,
        fresh: !hasKeys(data, databaseName),
        window: true,
      })
    } catch (error) {
      say(`The passphrase file cannot be read: ${(error as Error).message}`)
      return 2
    }
    if (options.trial && passphrase === trialPassphrase)
      say(`The desk in ${data} opens with “${trialPassphrase}”.`)
    let host: HostProcess
    try {
      host = await startHostProcess({
        dataFolder: data,
        port,
        ...(passphrase === undefined ? {} : { passphrase }),
        ...(options.trial ? { trial: trialPassphrase } : {}),
      })
    } catch (error) {
      if (!(error instanceof PortTakenError)) throw error
      say(`Port ${port} is taken; choose another with --port, or leave it out for a free one.`)
      return 1
    }
    // before the address is told: whoever reads it may end us at once
    const stopped = untilStopped(host, () => void host.nextAddress().then(tell))
    const tell = (address: string) =>
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ url: address, port: host.port })}\n`
          : `Roundsman is open at ${address}\n`,
      )
    tell(host.address)
    if (options.open) openBrowser(host.address)
    if (!options.json) {
      if (passphrase === undefined)
        say(
          options.trial
            ? `The window asks for a passphrase; a desk to try things on opens with “${trialPassphrase}”.`
            : 'The window asks for the passphrase.',
        )
      say('Ctrl C ends it; Enter gives an address for one more browser.')
    }
    const detail = await stopped
    if (detail === null) return 0
    say(sentence('service-ended', { detail }, terminalLocale()))
    return 1
  },
}
