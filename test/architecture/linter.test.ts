import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const eslint = new ESLint({ cwd: root })

/** The rules that a text would break if it stood in that (existing) file. */
async function broken(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: `${root}/${file}` })
  return (result?.messages ?? [])
    .filter(({ severity }) => severity === 2)
    .map(({ ruleId }) => ruleId ?? 'parse')
}

const imports = '@typescript-eslint/no-restricted-imports'

describe('the linter refuses', () => {
  it.each([
    [
      'the core reaching for the service',
      'shared/core/lib/random.ts',
      "import '../../../electron/service/host.ts'\n",
      imports,
    ],
    ['the core reaching up', 'shared/core/lib/random.ts', "import '../optimiser/a.ts'\n", imports],
    [
      'hidden randomness',
      'shared/core/lib/random.ts',
      'export const a = Math.random()\n',
      'no-restricted-properties',
    ],
    [
      'a hidden clock',
      'shared/core/lib/random.ts',
      'export const a = Date.now()\n',
      'no-restricted-properties',
    ],
    [
      'Electron in the service',
      'electron/service/host.ts',
      "import { app } from 'electron'\napp.quit()\n",
      imports,
    ],
    ['a socket in the service', 'electron/service/host.ts', "import 'node:https'\n", imports],
    ['fetch in the service', 'electron/service/host.ts', "void fetch('http://a')\n", 'no-restricted-globals'],
    ['SQL outside the database', 'electron/service/host.ts', "import 'kysely'\n", imports],
    [
      'a promise nobody waits for',
      'electron/service/host.ts',
      'Promise.resolve(1)\n',
      '@typescript-eslint/no-floating-promises',
    ],
    [
      'hand-written messages',
      'electron/preload/preload.ts',
      "import { ipcRenderer } from 'electron'\nvoid ipcRenderer.invoke('a')\n",
      'no-restricted-syntax',
    ],
  ])('%s', async (_what, file, text, rule) => {
    expect(await broken(file, text)).toContain(rule)
  })

  it('nothing in what stands', async () => {
    expect(
      await broken(
        'electron/service/host.ts',
        "import { join } from 'node:path'\nexport const a = join('a', 'b')\n",
      ),
    ).toEqual([])
  })
})
