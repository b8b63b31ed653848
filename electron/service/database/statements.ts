import type { Database as SqliteDatabase, Statement } from 'better-sqlite3'
import { SelectQueryNode, type CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely'

/** Texts that are kept prepared; the program has about two hundred of its own. */
const mostKept = 256
/** A longer text names its values one by one, seldom twice as many: it is not met again. */
const longestKept = 4_000

export interface Statements {
  /** the statement of this text, prepared at its first use */
  of(sql: string): Statement<unknown[]>
  /** after the tables themselves have changed */
  forget(): void
}

/** Prepared statements of one connection by their text, the longest unused given up first. */
export function createStatements(raw: SqliteDatabase): Statements {
  const kept = new Map<string, Statement<unknown[]>>()
  return {
    of(sql) {
      const known = kept.get(sql)
      if (known) {
        kept.delete(sql)
        kept.set(sql, known)
        return known
      }
      const made = raw.prepare<unknown[]>(sql)
      if (sql.length > longestKept) return made
      kept.set(sql, made)
      if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
      return made
    },
    forget: () => kept.clear(),
  }
}

/** A connection for Kysely on {@link Statements}: preparing costs several times what most queries do. */
export class PreparedConnection implements DatabaseConnection {
  readonly #raw: SqliteDatabase
  readonly #statements: Statements
  constructor(raw: SqliteDatabase, statements: Statements) {
    this.#raw = raw
    this.#statements = statements
  }
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#statements.of(sql)
    if (statement.reader) return { rows: statement.all(parameters as unknown[]) as R[] }
    const { changes, lastInsertRowid } = statement.run(parameters as unknown[])
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] }
  }
  async *streamQuery<R>({ sql, parameters, query }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    if (!SelectQueryNode.is(query)) throw new Error('only a select can be streamed')
    // its own statement: a kept one may be asked again before this has ended
    for (const row of this.#raw.prepare(sql).iterate(parameters)) yield { rows: [row as R] }
  }
}
