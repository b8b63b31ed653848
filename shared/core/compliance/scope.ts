import type { ActorKind, BoundClause, ProductKind, RuleScope, Rules } from '../../model/rules.ts'

/** Of a case, what rules ask of it beside its contacts. */
export interface RuleSubject {
  /** the case file's own word, such as 信用卡; null when it does not say */
  product?: string | null
  /** null when the file does not say */
  daysPastDue?: number | null
  /** rules (`pack/clause`) that a team lead has excepted it from, on record */
  exceptions?: readonly string[]
}

const words: Record<ProductKind, RegExp> = {
  'credit-card': /信用卡|贷记卡|貸記卡|credit\s*-?\s*card|\bcards?\b/i,
  'online-consumer':
    /网贷|網貸|互联网|網際網路|网络|網路|线上|線上|消费贷|消費貸|消金|online|internet|consumer/i,
}

/** Whether a product as the file names it is of this kind. One that is not named may be: it counts. */
export function isProduct(kind: ProductKind, product: string | null | undefined): boolean {
  return !product?.trim() || words[kind].test(product)
}

/** Whether a clause or pack binds whoever collects; not said counts as bound. */
export function bindsActor(scope: RuleScope | undefined, actor: ActorKind | null): boolean {
  return !scope?.actors || actor === null || scope.actors.includes(actor)
}

export function bindsProduct(scope: RuleScope | undefined, product: string | null | undefined): boolean {
  return !scope?.products || scope.products.some((kind) => isProduct(kind, product))
}

const narrowed = new WeakMap<Rules, Map<string, Rules>>()

/** Those of the rules that bind one case; remembered, because a week asks it thousands of times. */
export function rulesFor<R extends Rules>(rules: R | null, subject: RuleSubject | undefined): Rules | null {
  const excepted = subject?.exceptions ?? []
  if (!rules || (excepted.length === 0 && !rules.clauses.some((clause) => clause.binds?.products)))
    return rules
  const product = subject?.product ?? ''
  const key = excepted.length === 0 ? product : [product, ...excepted].join('\n')
  let known = narrowed.get(rules)
  if (!known) narrowed.set(rules, (known = new Map<string, Rules>()))
  let found = known.get(key)
  if (!found) {
    const clauses = rules.clauses.filter(
      (clause: BoundClause) => bindsProduct(clause.binds, product) && !excepted.includes(clause.key),
    )
    known.set(key, (found = { clauses }))
  }
  return found
}
