import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { TravelView } from '../../shared/contract/travel.ts'
import type { Client } from '../../shared/contract/contract.ts'
import { readTravelFile, writeTravelFile } from '../../shared/core/exchange/travelFile.ts'
import type { TravelSettings } from '../../shared/model/travelSettings.ts'
import { deskOptions, withDesk } from './desk.ts'
import { deliver, existing, options, say, UsageError, type Command } from './shell.ts'

const settingsOf = ({ hours, closures }: TravelView): TravelSettings => ({
  hours,
  closures: closures.map(({ ring, street, hours: span, from, to, reason }) => ({
    ring,
    ...(street === null ? {} : { street }),
    ...(span === null ? {} : { hours: span }),
    from,
    to,
    reason,
  })),
})

/** Puts hours and closures of a file beside what the branch has; hours take the place of its own. */
export async function takeTravelFile(client: Client, path: string): Promise<TravelView> {
  const { hours, closures } = readTravelFile(await readFile(existing(path), 'utf8'), basename(path))
  let view = await client.travel.get()
  if (hours) view = await client.travel.setHours({ hours })
  if (closures.length > 0)
    view = await client.travel.addClosures({
      closures: closures.map(({ street = null, hours: span = null, ...rest }) => ({
        ...rest,
        street,
        hours: span,
      })),
    })
  return view
}

export const travel: Command = {
  usage:
    'travel show [--data DIR] [--passphrase-file FILE] [--out FILE.json]\ntravel import FILE.json [--data DIR] [--passphrase-file FILE]\ntravel open-again [--data DIR] [--passphrase-file FILE]',
  about: 'how fast the branch drives at which hour, and what is closed when',
  details: `
show        hours and closures as JSON; closures are GeoJSON
import      takes hours in the place of the branch's own, and adds the closures, which any map program can draw
open-again  takes away the closures whose last day is over`,
  async run([verb, ...args]) {
    const { values, files } = options(
      args,
      { ...deskOptions, out: { type: 'string' } },
      { least: verb === 'import' ? 1 : 0, most: verb === 'import' ? 1 : 0, names: 'FILE.json' },
    )
    if (verb === 'show') {
      const view = await withDesk(values, (client) => client.travel.get())
      await deliver(writeTravelFile(settingsOf(view)), values.out)
      return 0
    }
    if (verb === 'import') {
      const view = await withDesk(values, (client) => takeTravelFile(client, files[0]!))
      say(`${view.hours?.starts.length ?? 0} periods, ${view.closures.length} closures`)
      return 0
    }
    if (verb === 'open-again') {
      const count = await withDesk(values, async (client) => {
        const today = (await client.session.get()).now.slice(0, 10)
        const over = (await client.travel.get()).closures.filter((one) => one.to < today)
        for (const { id } of over) await client.travel.removeClosure({ id })
        return over.length
      })
      say(`${count} closures taken away`)
      return 0
    }
    throw new UsageError(
      verb === undefined ? 'Missing: show, import or open-again' : `There is no “travel ${verb}”.`,
    )
  },
}
