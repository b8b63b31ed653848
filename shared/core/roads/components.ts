/**
 * Marks the set of vertices that has the most road between them of all sets in which each can reach each other
 * (Tarjan 1972, without recursion). Arc a goes from `arcTail[a]` to `arcHead[a]` and is `length[a]` long.
 */
export function stronglyConnected(
  vertexCount: number,
  arcTail: Int32Array,
  arcHead: Int32Array,
  length: Float64Array,
): Uint8Array {
  const first = new Int32Array(vertexCount + 1)
  for (const v of arcTail) first[v + 1]++
  for (let v = 0; v < vertexCount; v++) first[v + 1] += first[v]
  const heads = new Int32Array(first[vertexCount])
  const fill = first.slice(0, vertexCount)
  for (let a = 0; a < arcTail.length; a++) heads[fill[arcTail[a]]++] = arcHead[a]

  const order = new Int32Array(vertexCount).fill(-1)
  const low = new Int32Array(vertexCount)
  const component = new Int32Array(vertexCount).fill(-1)
  const next = first.slice(0, vertexCount)
  const path: number[] = []
  const waiting: number[] = []
  let counter = 0
  let components = 0
  for (let root = 0; root < vertexCount; root++) {
    if (order[root] >= 0) continue
    path.push(root)
    while (path.length > 0) {
      const v = path[path.length - 1]
      if (order[v] < 0) {
        order[v] = low[v] = counter++
        waiting.push(v)
      }
      let descended = false
      while (next[v] < first[v + 1]) {
        const w = heads[next[v]++]
        if (order[w] < 0) {
          path.push(w)
          descended = true
          break
        }
        if (component[w] < 0 && order[w] < low[v]) low[v] = order[w]
      }
      if (descended) continue
      path.pop()
      const parent = path[path.length - 1]
      if (parent !== undefined && low[v] < low[parent]) low[parent] = low[v]
      if (low[v] !== order[v]) continue
      let w: number
      do {
        w = waiting.pop()!
        component[w] = components
      } while (w !== v)
      components++
    }
  }
  const lengths = new Float64Array(components)
  for (let a = 0; a < arcTail.length; a++) {
    const own = component[arcTail[a]]
    if (own === component[arcHead[a]]) lengths[own] += length[a]
  }
  let best = 0
  for (let c = 1; c < components; c++) if (lengths[c] > lengths[best]) best = c
  const keep = new Uint8Array(vertexCount)
  for (let v = 0; v < vertexCount; v++) keep[v] = component[v] === best ? 1 : 0
  return keep
}
