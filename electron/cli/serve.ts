import { parseArgs } from 'node:util'
import { clockFromEnvironment } from '../service/clock.ts'
import { hasKeys } from '../service/database/keys.ts'
import { dataFolder } from '../service/dataFolder.ts'
import { windowFolders } from '../service/resources.ts'
import { createService, databaseName } from '../service/service.ts'
import { startWebHost } from '../web/server.ts'
import type { Command } from './main.ts'
import { openBrowser } from './openBrowser.ts'
import { findPassphrase, trialPassphrase } from './passphrase.ts'

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Waits for Ctrl C or a polite kill; Enter on a terminal gives an address for one more browser. */
function untilStopped(onEnter: () => void): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done())
    if (process.stdin.isTTY) process.stdin.on('data', onEnter).resume()
  })
}

/** The app in a browser on loopback: the same service, the same window. */
export const serve: Command = {
  usage: 'serve [--port N] [--data DIR] [--passphrase-file FILE] [--open] [--json]',
  about: 'the app in a browser on this machine; prints an address that opens once',
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
      })
    } catch (error) {
      say(`The passphrase file cannot be read: ${(error as Error).message}`)
      return 2
    }
    if (passphrase === undefined) {
      say('A passphrase is needed: --passphrase-file FILE, ROUNDSMAN_PASSPHRASE, or type it on a terminal.')
      return 2
    }
    if (options.trial && passphrase === trialPassphrase)
      say(`The desk in ${data} opens with “${trialPassphrase}”.`)
    const clock = clockFromEnvironment()
    const service = await createService({ dataFolder: data, passphrase, ...(clock ? { clock } : {}) })
    try {
      const host = await startWebHost({ folders, port, attach: (socket) => service.attachWebSocket(socket) })
      const tell = (address: string) =>
        process.stdout.write(
          options.json
            ? `${JSON.stringify({ url: address, port: host.port })}\n`
            : `Roundsman is open at ${address}\n`,
        )
      const address = host.address()
      tell(address)
      if (options.open) openBrowser(address)
      if (!options.json) say('Ctrl C ends it; Enter gives an address for one more browser.')
      await untilStopped(() => tell(host.address()))
      await host.close()
      return 0
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      say(`Port ${port} is taken; choose another with --port, or leave it out for a free one.`)
      return 1
    } finally {
      await service.close()
    }
  },
}
