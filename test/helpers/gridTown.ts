import { seededRandom } from '../../shared/core/lib/random.ts'
import { osmPbf, type TestMap } from './osmPbf.ts'

/**
 * A seeded town of `side` × `side` crossings about 100 m apart: every tenth street a secondary, every fiftieth a
 * primary, the rest residential; one street in ten is one-way, one block in twenty has no street.
 */
export function gridTownPbf(side: number, seed: number): Buffer {
  const random = seededRandom(seed)
  const map: Required<Pick<TestMap, 'nodes' | 'ways'>> = { nodes: [], ways: [] }
  const step = 0.001
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const jitter = () => (random.next() - 0.5) * step * 0.3
      map.nodes.push({ id: 1 + y * side + x, lon: 10 + x * step + jitter(), lat: 20 + y * step + jitter() })
    }
  }
  const street = (at: (i: number) => number, line: number) => {
    const highway = line % 50 === 0 ? 'primary' : line % 10 === 0 ? 'secondary' : 'residential'
    const isOneway = random.next() < 0.1
    let nodes: number[] = []
    const end = () => {
      if (nodes.length > 1)
        map.ways.push({
          id: map.ways.length + 1,
          nodes,
          tags: { highway, ...(isOneway ? { oneway: 'yes' } : {}) },
        })
      nodes = []
    }
    for (let i = 0; i < side; i++) {
      nodes.push(at(i))
      if (highway === 'residential' && random.next() < 0.05) end()
    }
    end()
  }
  for (let line = 0; line < side; line++) {
    street((i) => 1 + line * side + i, line)
    street((i) => 1 + i * side + line, line)
  }
  return osmPbf(map)
}
