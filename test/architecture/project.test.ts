import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from './imports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

interface Locked {
  version?: string
  resolved?: string
  license?: string
  dev?: boolean
  optional?: boolean
}
const lockfile = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
const manifest = JSON.parse(read('package.json')) as Record<
  'scripts' | 'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
>

/**
 * Licences of what is shipped unbundled. What is bundled is listed by `npm run package`, in THIRD-PARTY.txt; the one
 * there that is not an OSI licence is react-leaflet's (Hippocratic-2.1), kept inside renderer/map.
 */
const permissive =
  /^\(?(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Zlib|Unlicense)\)?( (AND|OR) \(?(MIT|Zlib|ISC|Apache-2\.0|BSD-3-Clause)\)?)*$/

/** Packages whose package.json states no licence: the version whose LICENSE file was read, and what it is. */
const readElsewhere: Record<string, string> = {
  // MIT, in its LICENSE file
  'node_modules/png-js': '1.1.0',
}

describe('the project', () => {
  it('pins every dependency exactly', () => {
    const loose = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    }).filter(([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    expect(loose).toEqual([])
  })

  it('has no hooks around its scripts, and one launcher behind all of them', () => {
    for (const [name, command] of Object.entries(manifest.scripts)) {
      expect(name).not.toMatch(/^(pre|post)|^install$/)
      expect(command).toMatch(/^node electron\/cli\/launch\.mjs \w+/)
    }
  })

  it('records no download addresses, so that a mirror serves as well', () => {
    const addressed = Object.entries(lockfile.packages).filter(([, { resolved }]) => resolved !== undefined)
    expect(addressed.map(([place]) => place)).toEqual([])
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m)
    expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m)
  })

  it('ships only libraries whose licence allows it', () => {
    const shipped = Object.entries(lockfile.packages).filter(
      ([place, { dev, optional }]) => place !== '' && !dev && !optional,
    )
    const unclear: Record<string, string> = {}
    for (const [place, { license, version }] of shipped) {
      const stated =
        license ??
        (JSON.parse(read(`${place}/package.json`)) as { license?: string; licenses?: unknown }).license
      if (readElsewhere[place] === version) continue
      if (!stated || !permissive.test(stated)) unclear[`${place}@${version}`] = stated ?? 'none stated'
    }
    expect(unclear).toEqual({})
  })

  it('keeps every source under 600 lines', () => {
    const long = sourceFiles(root, ['shared', 'renderer', 'electron', 'test'])
      .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
      .filter(({ lines }) => lines > 600)
    expect(long).toEqual([])
  })

  it('runs its launcher on Node alone', () => {
    const names = ['launch.mjs', 'install.mjs', 'stale.mjs', 'electronBinary.mjs']
    for (const name of names)
      for (const [, specifier] of read(`electron/cli/${name}`).matchAll(/from '([^']+)'/g))
        expect(specifier).toMatch(/^node:|^\.\/(install|stale|electronBinary)\.mjs$/)
  })

  it('has a compiler configuration for every layer, and the core knows neither Node nor the DOM', () => {
    const core = JSON.parse(read('shared/tsconfig.json')) as {
      compilerOptions: { lib: string[]; types: string[] }
    }
    expect(core.compilerOptions).toMatchObject({ lib: ['ES2023'], types: [] })
    for (const layer of ['electron', 'renderer', 'test'])
      expect(readdirSync(join(root, layer))).toContain('tsconfig.json')
  })
})
