/** Who wrote what is shipped: gathered while bundling, written beside the program as THIRD-PARTY.txt. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const inPackage = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//

/** A bundler plugin that lists the packages whose code went into a part, in dist/licences/<part>.json. */
export function licences(part, root) {
  return {
    name: 'roundsman-licences',
    generateBundle(_options, bundle) {
      const found = new Set()
      for (const chunk of Object.values(bundle))
        for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
          const [, folder] = inPackage.exec(id.replaceAll('\\', '/').replace(/^\0/, '')) ?? []
          if (folder) found.add(folder.slice(folder.indexOf('node_modules/')))
        }
      mkdirSync(join(root, 'dist/licences'), { recursive: true })
      writeFileSync(join(root, `dist/licences/${part}.json`), JSON.stringify([...found].sort(), null, 1))
    },
  }
}

/** Packages shipped unbundled: the lockfile's production dependencies, less the runtimes of development. */
function shippedUnbundled(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(packages)
    .filter(([place, { dev, optional }]) => place !== '' && !dev && !optional)
    .map(([place]) => place)
}

/** Every shipped package: its name, version, licence and the text it asks to be passed on. */
export function thirdParty(root) {
  const places = new Set(shippedUnbundled(root))
  const folder = join(root, 'dist/licences')
  for (const file of existsSync(folder) ? readdirSync(folder) : [])
    for (const place of JSON.parse(readFileSync(join(folder, file), 'utf8'))) places.add(place)
  return [...places].sort().flatMap((place) => {
    const home = join(root, place)
    if (!existsSync(join(home, 'package.json'))) return []
    const { name, version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
    const file = readdirSync(home).find((entry) => /^(licen[cs]e|copying|notice)/i.test(entry))
    return [
      {
        name,
        version,
        licence: license ?? 'see text',
        text: file ? readFileSync(join(home, file), 'utf8').trim() : '',
      },
    ]
  })
}

export function writeThirdParty(root) {
  const parts = thirdParty(root).map(
    ({ name, version, licence, text }) => `${name} ${version}\n${licence}\n${text ? `\n${text}\n` : ''}`,
  )
  const line = `\n${'-'.repeat(80)}\n\n`
  writeFileSync(
    join(root, 'dist/THIRD-PARTY.txt'),
    `Software that is part of Roundsman\n${line}${parts.join(line)}`,
  )
}
