import { deflateSync, zstdCompressSync } from 'node:zlib'

/** Writes small OpenStreetMap PBF files for tests, independently of the reader: https://wiki.openstreetmap.org/wiki/PBF_Format */

export interface TestNode {
  id: number
  lon: number
  lat: number
  tags?: Record<string, string>
}
export interface TestWay {
  id: number
  nodes: number[]
  tags?: Record<string, string>
}
export interface TestRelation {
  id: number
  members: { type: 'node' | 'way' | 'relation'; ref: number; role: string }[]
  tags?: Record<string, string>
}
export interface TestMap {
  nodes?: TestNode[]
  ways?: TestWay[]
  relations?: TestRelation[]
}
export interface PbfOptions {
  compression?: 'raw' | 'zlib' | 'zstd' | 'lz4'
  dense?: boolean
  requiredFeatures?: string[]
  timestampSeconds?: number
  blockSize?: number
}

const bytes = (...parts: (number[] | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => Uint8Array.from(part)))

function varint(value: number): number[] {
  const out: number[] = []
  let left = BigInt.asUintN(64, BigInt(value))
  do {
    const seven = Number(left & 0x7fn)
    left >>= 7n
    out.push(left > 0n ? seven | 0x80 : seven)
  } while (left > 0n)
  return out
}
const zigzag = (value: number) => {
  const big = BigInt(value)
  return varint(Number(big >= 0n ? big * 2n : -big * 2n - 1n))
}
const field = (number: number, content: Uint8Array | number[]) =>
  bytes(varint(number * 8 + 2), varint(content.length), content)
const numberField = (number: number, value: number) => bytes(varint(number * 8), varint(value))
const text = (value: string) => Buffer.from(value, 'utf8')
const packed = (values: number[], write: (value: number) => number[]) => values.flatMap(write)
const deltas = (values: number[]) => values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]))

function blob(type: string, content: Uint8Array, compression: PbfOptions['compression']): Buffer {
  const size = numberField(2, content.length)
  const body =
    compression === 'zlib'
      ? bytes(size, field(3, deflateSync(content)))
      : compression === 'zstd'
        ? bytes(size, field(7, zstdCompressSync(content)))
        : compression === 'lz4'
          ? bytes(size, field(6, content))
          : field(1, content)
  const header = bytes(field(1, text(type)), numberField(3, body.length))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  return bytes(length, header, body)
}

function block(map: TestMap, dense: boolean): Buffer {
  const strings: string[] = ['']
  const at = (value: string) => {
    const known = strings.indexOf(value)
    return known > 0 ? known : strings.push(value) - 1
  }
  const entries = (tags: Record<string, string> | undefined) => Object.entries(tags ?? {})
  const keys = (tags?: Record<string, string>) =>
    packed(
      entries(tags).map(([k]) => at(k)),
      varint,
    )
  const values = (tags?: Record<string, string>) =>
    packed(
      entries(tags).map(([, v]) => at(v)),
      varint,
    )
  const e7 = (degrees: number) => Math.round(degrees * 1e7)
  const parts: Buffer[] = []
  const nodes = map.nodes ?? []
  if (nodes.length > 0 && dense) {
    parts.push(
      field(
        2,
        bytes(
          field(1, packed(deltas(nodes.map((n) => n.id)), zigzag)),
          field(8, packed(deltas(nodes.map((n) => e7(n.lat))), zigzag)),
          field(9, packed(deltas(nodes.map((n) => e7(n.lon))), zigzag)),
          field(
            10,
            packed(
              nodes.flatMap((n) => [...entries(n.tags).flatMap(([k, v]) => [at(k), at(v)]), 0]),
              varint,
            ),
          ),
        ),
      ),
    )
  } else {
    for (const n of nodes)
      parts.push(
        field(
          1,
          bytes(
            [8],
            zigzag(n.id),
            field(2, keys(n.tags)),
            field(3, values(n.tags)),
            [64],
            zigzag(e7(n.lat)),
            [72],
            zigzag(e7(n.lon)),
          ),
        ),
      )
  }
  for (const w of map.ways ?? [])
    parts.push(
      field(
        3,
        bytes(
          numberField(1, w.id),
          field(2, keys(w.tags)),
          field(3, values(w.tags)),
          field(8, packed(deltas(w.nodes), zigzag)),
        ),
      ),
    )
  const types = ['node', 'way', 'relation']
  for (const r of map.relations ?? [])
    parts.push(
      field(
        4,
        bytes(
          numberField(1, r.id),
          field(2, keys(r.tags)),
          field(3, values(r.tags)),
          field(
            8,
            packed(
              r.members.map((m) => at(m.role)),
              varint,
            ),
          ),
          field(9, packed(deltas(r.members.map((m) => m.ref)), zigzag)),
          field(
            10,
            packed(
              r.members.map((m) => types.indexOf(m.type)),
              varint,
            ),
          ),
        ),
      ),
    )
  const table = bytes(...strings.map((value) => field(1, text(value))))
  // granularity 100 nanodegrees: the default, so it is left out
  return bytes(field(1, table), field(2, bytes(...parts)))
}

/** The bytes of a PBF with this map, nodes before ways before relations. */
export function osmPbf(map: TestMap, options: PbfOptions = {}): Buffer {
  const { compression = 'zlib', dense = true, blockSize = 8000 } = options
  const features = options.requiredFeatures ?? ['OsmSchema-V0.6', 'DenseNodes']
  const header = bytes(
    ...features.map((feature) => field(4, text(feature))),
    options.timestampSeconds === undefined ? [] : numberField(32, options.timestampSeconds),
  )
  const out = [blob('OSMHeader', header, compression === 'lz4' ? 'raw' : compression)]
  for (const kind of ['nodes', 'ways', 'relations'] as const) {
    const all = map[kind] ?? []
    for (let i = 0; i < all.length; i += blockSize)
      out.push(blob('OSMData', block({ [kind]: all.slice(i, i + blockSize) }, dense), compression))
  }
  return Buffer.concat(out)
}
