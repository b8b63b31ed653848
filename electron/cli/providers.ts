import { readFile } from 'node:fs/promises'
import type { ProviderView } from '../../shared/contract/providers.ts'
import { providerKinds, providerNames, type ProviderKind } from '../../shared/model/providers.ts'
import { deskOptions, withDesk } from './desk.ts'
import { aligned, deliver, existing, options, say, UsageError, type Command } from './shell.ts'

const kindOf = (word: string | undefined): ProviderKind => {
  const kind = providerKinds.find((one) => one === word)
  if (!kind) throw new UsageError(`Name one of: ${providerKinds.join(', ')}`)
  return kind
}

const stateOf = (provider: ProviderView): string =>
  provider.open
    ? `on, sends ${provider.sends} to ${provider.url}${provider.openedBy ? `, turned on by ${provider.openedBy}` : ''}`
    : provider.url
      ? `off, ${provider.url}`
      : 'off'

const wantsKind = new Set(['open', 'close', 'preview', 'test'])

export const providers: Command = {
  usage:
    'providers show | log [--json] [--data DIR] [--passphrase-file FILE]\nproviders preview KIND --url URL [--data DIR] [--passphrase-file FILE]\nproviders open KIND [--url URL] [--key-file FILE] [--timeout S] [--data DIR] [--passphrase-file FILE]\nproviders close | test KIND [--data DIR] [--passphrase-file FILE]',
  about: 'servers outside this machine that may be asked for travel times or addresses; all are off at first',
  details: `
KIND      ${providerKinds.join(', ')}
show      which are set up, which are on
log       what went out, newest first
preview   the request that \`test\` would send, to the byte; nothing is sent
open      turns one on; from then on it may be asked
close     turns it off
test      asks one that is on once, about no borrower
--url     where the server answers; left out, the address that is kept
--key-file  a file with the key that the server wants, and nothing else
--timeout seconds after which a request is given up`,
  async run([verb, ...args]) {
    const asksKind = verb !== undefined && wantsKind.has(verb)
    const { values, files } = options(
      args,
      {
        ...deskOptions,
        json: { type: 'boolean' },
        url: { type: 'string' },
        'key-file': { type: 'string' },
        timeout: { type: 'string' },
      },
      { least: asksKind ? 1 : 0, most: asksKind ? 1 : 0, names: 'KIND' },
    )
    if (verb === 'show') {
      const list = await withDesk(values, (client) => client.providers.list())
      const text = aligned(list.map((one) => [providerNames[one.kind], stateOf(one)] as const))
      await deliver(values.json ? `${JSON.stringify(list)}\n` : text, undefined)
      return 0
    }
    if (verb === 'log') {
      const rows = await withDesk(values, (client) => client.providers.log())
      const text = aligned(
        rows.map((row) => [row.at, `${row.provider} ${row.host}: ${row.count} ${row.what}, ${row.userName}`]),
      )
      await deliver(values.json ? `${JSON.stringify(rows)}\n` : text, undefined)
      return 0
    }
    if (!asksKind)
      throw new UsageError(
        verb === undefined
          ? 'Missing: show, log, preview, open, close or test'
          : `There is no “providers ${verb}”.`,
      )
    const kind = kindOf(files[0])
    const key = values['key-file'] && (await readFile(existing(values['key-file']), 'utf8')).trim()
    const timeout = values.timeout === undefined ? undefined : Number(values.timeout)
    if (timeout !== undefined && !(timeout >= 1)) throw new UsageError('--timeout is a number of seconds')
    return withDesk(values, async (client) => {
      const standing = (await client.providers.list()).find((one) => one.kind === kind)!
      const url = values.url ?? standing.url
      if (verb === 'test') {
        const { milliseconds } = await client.providers.test({ kind })
        say(`${providerNames[kind]} answered in ${Math.round(milliseconds)} ms.`)
        return 0
      }
      if (verb === 'preview') {
        const request = await client.providers.preview({ kind, url, profiles: standing.profiles })
        await deliver(`${JSON.stringify(request, null, 2)}\n`, undefined)
        return 0
      }
      await client.providers.set({
        kind,
        url,
        ...(key ? { key } : {}),
        timeoutSeconds: timeout ?? standing.timeoutSeconds,
        profiles: standing.profiles,
        open: verb === 'open',
      })
      say(`${providerNames[kind]} is ${verb === 'open' ? `on: ${standing.sends} go to ${url}` : 'off'}.`)
      return 0
    })
  },
}
