import type { AddressToken } from '../../model/location.ts'

/** Says who or which door, not where: it stays here. */
const keptBack = new Set<AddressToken['kind']>(['phone', 'remark', 'unit', 'floor', 'room'])
const separators = /^[\s,，;；、.。-]+$/

/**
 * What of an address may leave the machine: the parts that say where the building stands. Phones, remarks, unit, floor and
 * room stay here, and so does whatever was not understood, since a person's name may be in it; a landmark goes along only
 * where no road, estate or village says where.
 */
export function outgoingAddress(text: string, tokens: readonly AddressToken[]): string {
  const located = tokens.some(({ kind }) => kind === 'road' || kind === 'estate' || kind === 'village')
  let out = ''
  let last = -1
  for (const { kind, start, end } of [...tokens].sort((a, b) => a.start - b.start)) {
    if (keptBack.has(kind) || (kind === 'landmark' && located) || start < last) continue
    if (last >= 0) {
      const gap = text.slice(last, start)
      if (separators.test(gap)) out += gap.includes(',') || gap.includes('，') ? ', ' : ' '
      else if (gap !== '') out += ' '
    }
    out += text.slice(start, end)
    last = end
  }
  return out.trim().slice(0, 200)
}
