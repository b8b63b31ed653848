export type Mapping = { column: number; field: string }[]

const repeatable = ['phone', 'other_phone', 'address']

/** Gives a column another field; the column that held it before lets go of it, unless the field may repeat. */
export function remap(mapping: Mapping, column: number, field: string): Mapping {
  const rest = mapping.filter(
    (each) => each.column !== column && (each.field !== field || repeatable.includes(field)),
  )
  return field === '' ? rest : [...rest, { column, field }].sort((a, b) => a.column - b.column)
}
