import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import ts from 'typescript'
import { mayImport, pure, reserved, roomOf, rooms } from './house.ts'

/** One import as it stands in a file. */
export interface Import {
  file: string
  line: number
  specifier: string
  /** gone after type stripping */
  typeOnly: boolean
  dynamic: boolean
}

const sourceEnding = /\.(ts|tsx|mjs)$/

/** Every source below the given folders, `/`-separated from the root, sorted. */
export function sourceFiles(root: string, folders: string[]): string[] {
  const found: string[] = []
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && entry.name !== 'node_modules') walk(path)
      else if (sourceEnding.test(entry.name)) found.push(relative(root, path).split(sep).join('/'))
    }
  }
  for (const folder of folders) walk(join(root, folder))
  return found.sort()
}

function parse(root: string, file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
}

/** Static and dynamic imports, re-exports, `require` and `process.getBuiltinModule`, as the compiler reads them. */
export function importsOf(root: string, file: string): Import[] {
  const source = parse(root, file)
  const found: Import[] = []
  const add = (node: ts.Node, specifier: ts.Expression | undefined, typeOnly: boolean, dynamic: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    found.push({ file, line, specifier: specifier.text, typeOnly, dynamic })
  }
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause
      const named = clause?.namedBindings
      const allTypes =
        clause !== undefined &&
        !clause.name &&
        named !== undefined &&
        ts.isNamedImports(named) &&
        named.elements.length > 0 &&
        named.elements.every((element) => element.isTypeOnly)
      add(node, node.moduleSpecifier, clause?.phaseModifier === ts.SyntaxKind.TypeKeyword || allTypes, false)
    } else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly, false)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, node.argument.literal as ts.LiteralExpression, true, true)
    else if (ts.isCallExpression(node)) {
      const callee = node.expression.getText()
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node, node.arguments[0], false, true)
      else if (/(^|\.)(require|getBuiltinModule)$/.test(callee)) add(node, node.arguments[0], false, true)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The file a relative import means, from the project's root; undefined for packages and Node's modules. */
export function targetOf({ file, specifier }: Import): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  return posix.normalize(posix.join(dirname(file).split(sep).join('/'), specifier.replace(/\?.*$/, '')))
}

const globalsOfNetwork = new Set(['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'WebTransport'])

/** Where a file names a global that opens a connection (as a value, not as a property of something of ours). */
function networkGlobals(root: string, file: string): { name: string; line: number }[] {
  const source = parse(root, file)
  const found: { name: string; line: number }[] = []
  const imported = new Set<string>()
  const visit = (node: ts.Node) => {
    if (ts.isImportSpecifier(node)) imported.add(node.name.text)
    if (ts.isIdentifier(node) && globalsOfNetwork.has(node.text)) {
      const { parent } = node
      const global =
        ts.isPropertyAccessExpression(parent) && parent.name === node
          ? /^(globalThis|window|self)$/.test(parent.expression.getText())
          : (ts.isCallExpression(parent) && parent.expression === node) ||
            (ts.isNewExpression(parent) && parent.expression === node)
      if (global && !imported.has(node.text))
        found.push({ name: node.text, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Every breach of the house below a root, as sentences with file and line. */
export function breaches(root: string, folders = ['shared', 'renderer', 'electron']): string[] {
  const found: string[] = []
  for (const file of sourceFiles(root, folders)) {
    const room = roomOf(file)
    if (!room) {
      found.push(`${file}: lies in no room of the house (test/architecture/house.ts)`)
      continue
    }
    const may = rooms[room]?.may ?? []
    for (const one of importsOf(root, file)) {
      const at = `${file}:${one.line}`
      const target = targetOf(one)
      if (target !== undefined) {
        if (!mayImport(room, target)) found.push(`${at}: ${room} may not import ${target}`)
        continue
      }
      for (const [name, { modules, why }] of Object.entries(reserved))
        if (modules.test(one.specifier) && !may.includes(name) && !one.typeOnly)
          found.push(`${at}: ${one.specifier}: ${why}`)
      const layer = Object.keys(pure).find((folder) => file.startsWith(`${folder}/`))
      if (layer && !pure[layer]?.test(one.specifier))
        found.push(`${at}: ${layer} is pure and may not import ${one.specifier}`)
      if (file.startsWith('renderer/') && one.specifier.startsWith('node:'))
        found.push(`${at}: the window has no ${one.specifier}`)
    }
    for (const { name, line } of networkGlobals(root, file))
      if (!may.includes('network') && !may.includes(name))
        found.push(`${file}:${line}: ${name}: ${reserved.network?.why}`)
  }
  return found
}

/** Rings of imports that survive type stripping and run when the module is loaded; each as `a → b → a`. */
export function rings(root: string, folders = ['shared', 'renderer', 'electron']): string[] {
  const edges = new Map<string, string[]>()
  for (const file of sourceFiles(root, folders))
    edges.set(
      file,
      importsOf(root, file)
        .filter(({ typeOnly, dynamic }) => !typeOnly && !dynamic)
        .flatMap((one) => targetOf(one) ?? []),
    )
  const found: string[] = []
  const done = new Set<string>()
  const path: string[] = []
  const walk = (file: string) => {
    if (done.has(file)) return
    const start = path.indexOf(file)
    if (start >= 0) {
      found.push([...path.slice(start), file].join(' → '))
      return
    }
    path.push(file)
    for (const next of edges.get(file) ?? []) walk(next)
    path.pop()
    done.add(file)
  }
  for (const file of edges.keys()) walk(file)
  return found
}
