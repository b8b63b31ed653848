import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'
import { reserved, rooms } from './test/architecture/house.ts'

/**
 * The house again, as the linter sees it while one types: per room, the rooms and modules that may not be imported.
 * Patterns match how an import is written; the architecture test follows the files that it really means.
 */
function importRules(room) {
  const { from, may = [] } = rooms[room]
  const covered = (other) => [room, ...from].some((one) => other === one || other.startsWith(`${one}/`))
  // A folder named in a relative path; `../optimiser/x.ts` inside core, `../../electron/…` from anywhere.
  const foreign = Object.keys(rooms)
    .filter(
      (other) =>
        !covered(other) && !Object.keys(rooms).some((one) => one !== other && other.startsWith(`${one}/`)),
    )
    .map((other) => ({
      regex: other.startsWith('shared/core/')
        ? `^\\.\\.?/(.*/)?(core/)?${other.slice('shared/core/'.length)}/`
        : `^\\.\\.?/(.*/)?${other}/`,
      message: `${room} may not import ${other}.`,
    }))
    // Words such as `plan` name folders elsewhere too; inside core they mean the room.
    .filter(({ regex }) => room.startsWith('shared/core/') || !regex.includes('(core/)?'))
  const kept = Object.entries(reserved)
    .filter(([name]) => !may.includes(name))
    .map(([, { modules, why }]) => ({ regex: modules.source, message: `${why}.`, allowTypeImports: true }))
  return { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...foreign, ...kept] }] }
}

const connections = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'WebTransport']
function noConnections(except = []) {
  const banned = connections.filter((name) => !except.includes(name))
  // With a severity alone the linter would keep the list of an outer room.
  if (banned.length === 0) return { 'no-restricted-globals': 'off' }
  const message = `${reserved.network.why}.`
  return { 'no-restricted-globals': ['error', ...banned.map((name) => ({ name, message }))] }
}

const handWrittenMessages = {
  selector:
    'MemberExpression[object.name=/^ipc(Main|Renderer)$/][property.name=/^(handle|invoke|sendSync|handleOnce)$/]',
  message: 'The contract is the only way between window and service; main hands over one port.',
}

export default ts.config(
  { ignores: ['dist/', 'out/', 'resources/', 'node_modules/', 'test/fixtures/'] },
  js.configs.recommended,
  ts.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, allowDefaultCaseForExhaustiveSwitch: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', 600],
      // A label on a hot loop and a control character in a parser are meant.
      'no-control-regex': 'off',
      'no-constant-condition': ['error', { checkLoops: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-function': 'off',
      // Declarations for untyped packages stand beside those who need them; Node strips the reference.
      '@typescript-eslint/triple-slash-reference': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': ['error', handWrittenMessages],
    },
  },
  ...Object.keys(rooms).map((room) => ({
    files: [`${room}/**/*.{ts,tsx}`, `${room}.ts`],
    rules: {
      ...importRules(room),
      ...noConnections(rooms[room].may?.includes('network') ? connections : rooms[room].may),
    },
  })),
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Randomness is an argument (shared/core/lib/random.ts).',
        },
        { object: 'Date', property: 'now', message: 'The clock is an argument.' },
        { object: 'performance', property: 'now', message: 'The clock is an argument.' },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "JSXAttribute[name.name='dangerouslySetInnerHTML'], AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/]",
          message: 'Names are text nodes, never HTML.',
        },
      ],
    },
  },
  {
    files: ['**/*.{mjs,js}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
)
