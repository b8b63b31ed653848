import { onGlobe, type OsmHandlers, type OsmMember, type OsmMemberType, type OsmTags } from './entities.ts'
import { DamagedError, ProtobufCursor, utf8 } from './protobuf.ts'

/** Which kinds of objects a block holds: bit 1 nodes, 2 ways, 4 relations. */
export const NODES = 1
export const WAYS = 2
export const RELATIONS = 4

const memberTypes: OsmMemberType[] = ['node', 'way', 'relation']

/** More in one object than OpenStreetMap's own limits (2,000 nodes a way, 32,000 members) could ever give. */
const maxRefs = 4_000_000

/** Kept between blocks, so that decoding one allocates only what it hands out. */
let refs = new Float64Array(4096)

interface Block {
  bytes: Uint8Array
  stringStart: Uint32Array
  stringEnd: Uint32Array
  strings: (string | undefined)[]
  /** nanodegrees = offset + granularity × value; here in units of 1e-7 degrees */
  granularity: number
  lonOffset: number
  latOffset: number
}

function text(block: Block, index: number): string {
  const known = block.strings[index]
  if (known !== undefined) return known
  if (index < 0 || index >= block.stringStart.length) throw new DamagedError('text number outside its table')
  return (block.strings[index] = utf8(block.bytes, block.stringStart[index], block.stringEnd[index]))
}

function readStringTable(cursor: ProtobufCursor, end: number, block: Block): void {
  const starts: number[] = []
  const ends: number[] = []
  while (cursor.position < end) {
    const key = cursor.key()
    if (key === 10) {
      const textEnd = cursor.lengthDelimited()
      starts.push(cursor.position)
      ends.push(textEnd)
      cursor.position = textEnd
    } else cursor.skip(key)
  }
  block.stringStart = Uint32Array.from(starts)
  block.stringEnd = Uint32Array.from(ends)
  block.strings = new Array<string | undefined>(starts.length)
}

/**
 * Decodes one PrimitiveBlock (https://wiki.openstreetmap.org/wiki/PBF_Format) and calls the handlers.
 * Answers which kinds of objects it holds, whether or not they were asked for.
 */
export function decodePrimitiveBlock(bytes: Uint8Array, handlers: OsmHandlers): number {
  const cursor = new ProtobufCursor(bytes)
  const block: Block = {
    bytes,
    stringStart: new Uint32Array(0),
    stringEnd: new Uint32Array(0),
    strings: [],
    granularity: 1,
    lonOffset: 0,
    latOffset: 0,
  }
  const groups: number[] = []
  while (cursor.position < bytes.length) {
    const key = cursor.key()
    if (key === 10) {
      const end = cursor.lengthDelimited()
      readStringTable(new ProtobufCursor(bytes, cursor.position, end), end, block)
      cursor.position = end
    } else if (key === 18) {
      const end = cursor.lengthDelimited()
      groups.push(cursor.position, end)
      cursor.position = end
    } else if (key === 136) block.granularity = cursor.varint() / 100
    else if (key === 152) block.latOffset = cursor.varint() / 100
    else if (key === 160) block.lonOffset = cursor.varint() / 100
    else cursor.skip(key)
  }
  let kinds = 0
  for (let i = 0; i < groups.length; i += 2)
    kinds |= decodeGroup(new ProtobufCursor(bytes, groups[i], groups[i + 1]), block, handlers)
  return kinds
}

function decodeGroup(cursor: ProtobufCursor, block: Block, handlers: OsmHandlers): number {
  let kinds = 0
  while (cursor.position < cursor.end) {
    const key = cursor.key()
    const wanted =
      key === 10 || key === 18 ? handlers.node : key === 26 ? handlers.way : key === 34 && handlers.relation
    if (key === 10 || key === 18) kinds |= NODES
    else if (key === 26) kinds |= WAYS
    else if (key === 34) kinds |= RELATIONS
    if (!wanted) {
      cursor.skip(key)
      continue
    }
    const end = cursor.lengthDelimited()
    const inner = new ProtobufCursor(block.bytes, cursor.position, end)
    if (key === 18) decodeDense(inner, block, handlers)
    else if (key === 26) decodeWay(inner, block, handlers)
    else if (key === 34) decodeRelation(inner, block, handlers)
    else decodeNode(inner, block, handlers)
    cursor.position = end
  }
  return kinds
}

function packed(cursor: ProtobufCursor): ProtobufCursor {
  const end = cursor.lengthDelimited()
  const inner = new ProtobufCursor(cursor.bytes, cursor.position, end)
  cursor.position = end
  return inner
}

const none = (cursor: ProtobufCursor) => new ProtobufCursor(cursor.bytes, 0, 0)

function decodeDense(cursor: ProtobufCursor, block: Block, handlers: OsmHandlers): void {
  let ids = none(cursor)
  let lats = none(cursor)
  let lons = none(cursor)
  let tagIndexes = none(cursor)
  while (cursor.position < cursor.end) {
    const key = cursor.key()
    if (key === 10) ids = packed(cursor)
    else if (key === 66) lats = packed(cursor)
    else if (key === 74) lons = packed(cursor)
    else if (key === 82) tagIndexes = packed(cursor)
    else cursor.skip(key)
  }
  const node = handlers.node!.bind(handlers)
  const { granularity, lonOffset, latOffset } = block
  const hasTags = tagIndexes.end > tagIndexes.position
  let id = 0
  let lat = 0
  let lon = 0
  while (ids.position < ids.end) {
    id += ids.zigzag()
    lat += lats.zigzag()
    lon += lons.zigzag()
    let tags: OsmTags | null = null
    if (hasTags && tagIndexes.position < tagIndexes.end) {
      for (let keyIndex = tagIndexes.count(); keyIndex !== 0; keyIndex = tagIndexes.count()) {
        tags ??= Object.create(null) as OsmTags
        tags[text(block, keyIndex)] = text(block, tagIndexes.count())
        // some writers leave the last end mark out
        if (tagIndexes.position >= tagIndexes.end) break
      }
    }
    const lonE7 = Math.round(lonOffset + granularity * lon)
    const latE7 = Math.round(latOffset + granularity * lat)
    if (onGlobe(lonE7, latE7)) node(id, lonE7, latE7, tags)
  }
}

function readTags(keys: ProtobufCursor, values: ProtobufCursor, block: Block): OsmTags {
  const tags = Object.create(null) as OsmTags
  while (keys.position < keys.end) tags[text(block, keys.count())] = text(block, values.count())
  return tags
}

function decodeNode(cursor: ProtobufCursor, block: Block, handlers: OsmHandlers): void {
  let id = 0
  let lat = 0
  let lon = 0
  let keys = none(cursor)
  let values = none(cursor)
  while (cursor.position < cursor.end) {
    const key = cursor.key()
    if (key === 8) id = cursor.zigzag()
    else if (key === 18) keys = packed(cursor)
    else if (key === 26) values = packed(cursor)
    else if (key === 64) lat = cursor.zigzag()
    else if (key === 72) lon = cursor.zigzag()
    else cursor.skip(key)
  }
  const tags = keys.position < keys.end ? readTags(keys, values, block) : null
  const lonE7 = Math.round(block.lonOffset + block.granularity * lon)
  const latE7 = Math.round(block.latOffset + block.granularity * lat)
  if (onGlobe(lonE7, latE7)) handlers.node!(id, lonE7, latE7, tags)
}

function decodeWay(cursor: ProtobufCursor, block: Block, handlers: OsmHandlers): void {
  let id = 0
  let keys = none(cursor)
  let values = none(cursor)
  let deltas = none(cursor)
  while (cursor.position < cursor.end) {
    const key = cursor.key()
    if (key === 8) id = cursor.varint()
    else if (key === 18) keys = packed(cursor)
    else if (key === 26) values = packed(cursor)
    else if (key === 66) deltas = packed(cursor)
    else cursor.skip(key)
  }
  let count = 0
  let ref = 0
  while (deltas.position < deltas.end) {
    ref += deltas.zigzag()
    if (count === refs.length) {
      if (count >= maxRefs) throw new DamagedError('way with millions of nodes')
      const larger = new Float64Array(count * 2)
      larger.set(refs)
      refs = larger
    }
    refs[count++] = ref
  }
  handlers.way!(id, refs, count, readTags(keys, values, block))
}

function decodeRelation(cursor: ProtobufCursor, block: Block, handlers: OsmHandlers): void {
  let id = 0
  let keys = none(cursor)
  let values = none(cursor)
  let roles = none(cursor)
  let deltas = none(cursor)
  let types = none(cursor)
  while (cursor.position < cursor.end) {
    const key = cursor.key()
    if (key === 8) id = cursor.varint()
    else if (key === 18) keys = packed(cursor)
    else if (key === 26) values = packed(cursor)
    else if (key === 66) roles = packed(cursor)
    else if (key === 74) deltas = packed(cursor)
    else if (key === 82) types = packed(cursor)
    else cursor.skip(key)
  }
  const members: OsmMember[] = []
  let ref = 0
  while (deltas.position < deltas.end) {
    ref += deltas.zigzag()
    const type = memberTypes[types.count()]
    if (!type) throw new DamagedError('unknown kind of member')
    if (members.length >= maxRefs) throw new DamagedError('relation with millions of members')
    members.push({ type, ref, role: text(block, roles.count()) })
  }
  handlers.relation!(id, members, readTags(keys, values, block))
}
