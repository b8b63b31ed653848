import { editDistance } from './editDistance.ts'

export interface SimilarKey {
  key: string
  /** 0–1; 1 is equal */
  similarity: number
  edits: number
}

const mostSimilar = 12

/**
 * Keys within a few edits of a key: pairs of neighbouring letters choose who is compared, the Damerau–Levenshtein
 * distance decides (one edit to 5 letters, two to 10, three beyond; one for Chinese).
 */
export function createFuzzy(keys: readonly string[]): (key: string) => SimilarKey[] {
  const pairs = new Map<string, number[]>()
  keys.forEach((key, index) => {
    for (const pair of pairsOf(key)) {
      const list = pairs.get(pair)
      if (!list) pairs.set(pair, [index])
      else if (list.at(-1) !== index) list.push(index)
    }
  })
  const counts = new Uint16Array(keys.length)
  const cache = new Map<string, SimilarKey[]>()
  return (key) => {
    if (key.length < 2 || key.length > 60) return []
    const cached = cache.get(key)
    if (cached) return cached
    const touched: number[] = []
    const own = pairsOf(key)
    for (const pair of new Set(own))
      for (const index of pairs.get(pair) ?? []) if (counts[index]!++ === 0) touched.push(index)
    const isHanKey = key.charCodeAt(0) > 0x2e80
    const limit = isHanKey ? (key.length >= 6 ? 2 : 1) : key.length <= 5 ? 1 : key.length <= 10 ? 2 : 3
    const found: SimilarKey[] = []
    for (const index of touched) {
      const shared = counts[index]!
      counts[index] = 0
      const other = keys[index]!
      if (Math.abs(other.length - key.length) > limit) continue
      // one edit spoils at most three pairs (a swap of neighbours)
      if (shared < Math.max(own.length, other.length + 1) - 3 * limit) continue
      const edits = editDistance(key, other, limit)
      if (edits <= limit)
        found.push({ key: other, edits, similarity: 1 - edits / Math.max(key.length, other.length) })
    }
    found.sort((a, b) => b.similarity - a.similarity || (a.key < b.key ? -1 : 1))
    const best = found.slice(0, mostSimilar)
    if (cache.size > 5_000) cache.clear()
    cache.set(key, best)
    return best
  }
}

function pairsOf(key: string): string[] {
  const padded = '^' + key + '$'
  const pairs: string[] = []
  for (let i = 0; i + 1 < padded.length; i++) pairs.push(padded.slice(i, i + 2))
  return pairs
}
