/** Whether two objects have the same fields, each the very same value or, of a short list, the same members. */
export function sameFields<T extends object>(a: T, b: T): boolean {
  if (a === b) return true
  const [names, others] = [Object.keys(a), Object.keys(b)] as (keyof T)[][]
  return names!.length === others!.length && names!.every((name) => sameValue(a[name], b[name]))
}

const sameValue = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) ||
  (Array.isArray(a) &&
    Array.isArray(b) &&
    a.length === b.length &&
    a.length <= 2 &&
    a.every((each, at) => Object.is(each, b[at])))
