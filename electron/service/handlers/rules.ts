import { procedures } from '../procedures.ts'
import { listRulePacks } from '../rules.ts'

export const rules = {
  list: procedures.rules.list.handler(async () =>
    (await listRulePacks()).map((pack) => ({
      key: pack.key,
      names: pack.names,
      reach: pack.reach,
      source: pack.source,
      dated: pack.dated,
      confidence: pack.confidence,
      clauses: pack.clauses.map(({ key, strength, citation, texts }) => ({ key, strength, citation, texts })),
    })),
  ),
}
