import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { throwIfCancelled } from '../../../../shared/core/lib/cancel.ts'
import { RefusalError } from '../../../../shared/model/refusal.ts'
import { megabytes } from './pbfFile.ts'
import {
  onGlobe,
  type OsmFile,
  type OsmHandlers,
  type OsmMember,
  type OsmMemberType,
  type OsmTags,
} from './entities.ts'

/** XML is for small extracts; a file that unpacks to more belongs in a PBF. */
const maxXmlBytes = 512 * 1024 * 1024

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{2,4});/g, (whole, name: string) => {
    if (name[0] !== '#') return entities[name] ?? whole
    const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

const attributePattern = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

function attributes(text: string): Record<string, string> {
  const found = Object.create(null) as Record<string, string>
  attributePattern.lastIndex = 0
  for (let match = attributePattern.exec(text); match; match = attributePattern.exec(text))
    found[match[1]] = unescapeXml(match[2] ?? match[3])
  return found
}

/**
 * OpenStreetMap XML (https://wiki.openstreetmap.org/wiki/OSM_XML), plain or gzip: the elements that matter, walked one
 * tag at a time without building a tree.
 */
export function openXml(path: string, isGzip: boolean): OsmFile {
  const file = path
  let bytes: Uint8Array = readFileSync(path)
  const sizeBytes = bytes.length
  if (isGzip) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: maxXmlBytes })
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'Z_BUF_ERROR')
        throw new RefusalError('osm-truncated', { file, megabytes: megabytes(sizeBytes) }, { file })
      throw new RefusalError('osm-damaged', { file, byte: 0, detail: 'gzip is broken' }, { file })
    }
  }
  if (bytes.length > maxXmlBytes)
    throw new RefusalError(
      'osm-damaged',
      { file, byte: maxXmlBytes, detail: 'XML larger than 512 MiB' },
      { file },
    )
  const text = new TextDecoder('utf-8').decode(bytes)
  const root = /<(osm|osmChange)\b([^>]*)>/.exec(text.slice(0, 4096))
  if (!root) throw new RefusalError('osm-not-osm', { file }, { file })
  if (root[1] === 'osmChange') throw new RefusalError('osm-history', { file }, { file })
  if (!/<\/osm\s*>\s*$/.test(text.slice(-200)) && !/\/>\s*$/.test(root[0]))
    throw new RefusalError('osm-truncated', { file, megabytes: megabytes(sizeBytes) }, { file })
  const stamp = attributes(root[2])
  const time = Date.parse(stamp.osmosis_replication_timestamp ?? stamp.timestamp ?? '')
  return {
    path,
    sizeBytes,
    header: {
      timestamp: Number.isNaN(time) ? '' : new Date(time).toISOString(),
      writer: stamp.generator ?? '',
    },
    read(handlers, { cancel, progress }) {
      let seen = 0
      walk(text, handlers, (position) => {
        if (++seen % 20_000 !== 0) return
        throwIfCancelled(cancel)
        progress({ stage: 'read-map', done: position, total: text.length })
      })
      progress({ stage: 'read-map', done: text.length, total: text.length })
    },
    close() {},
  }
}

const memberTypes = new Set<string>(['node', 'way', 'relation'])

function walk(text: string, handlers: OsmHandlers, step: (position: number) => void): void {
  let kind: 'node' | 'way' | 'relation' | null = null
  let own: Record<string, string> = Object.create(null) as Record<string, string>
  let tags: OsmTags = Object.create(null) as OsmTags
  let hasTags = false
  let refs = new Float64Array(1024)
  let refCount = 0
  let members: OsmMember[] = []
  const finish = () => {
    const id = Number(own.id)
    if (kind && Number.isSafeInteger(id) && own.visible !== 'false') {
      if (kind === 'node') {
        const lonE7 = Math.round(Number(own.lon ?? NaN) * 1e7)
        const latE7 = Math.round(Number(own.lat ?? NaN) * 1e7)
        if (onGlobe(lonE7, latE7)) handlers.node?.(id, lonE7, latE7, hasTags ? tags : null)
      } else if (kind === 'way') handlers.way?.(id, refs, refCount, tags)
      else handlers.relation?.(id, members, tags)
    }
    kind = null
  }
  for (let open = text.indexOf('<'); open >= 0; open = text.indexOf('<', open)) {
    if (text.startsWith('<!--', open)) {
      const end = text.indexOf('-->', open)
      if (end < 0) return
      open = end + 3
      continue
    }
    let close = text.indexOf('>', open)
    if (close < 0) return
    // a `>` inside quotes belongs to the value
    const firstQuote = text.indexOf('"', open)
    if (firstQuote >= 0 && firstQuote < close) close = endOfTag(text, open)
    if (close < 0) return
    const isEnd = text[open + 1] === '/'
    const selfClosing = text[close - 1] === '/'
    const nameEnd = nameStop(text, isEnd ? open + 2 : open + 1)
    const name = text.slice(isEnd ? open + 2 : open + 1, nameEnd)
    if (isEnd) {
      if (name === kind) finish()
    } else if (name === 'node' || name === 'way' || name === 'relation') {
      step(open)
      kind = name
      hasTags = false
      refCount = 0
      tags = Object.create(null) as OsmTags
      members = []
      if (handlers[name]) own = attributes(text.slice(nameEnd, close))
      else kind = null
      if (selfClosing) finish()
    } else if (kind && name === 'tag') {
      const pair = attributes(text.slice(nameEnd, close))
      if (pair.k !== undefined && pair.v !== undefined) {
        tags[pair.k] = pair.v
        hasTags = true
      }
    } else if (kind === 'way' && name === 'nd') {
      const ref = Number(attributes(text.slice(nameEnd, close)).ref)
      if (Number.isSafeInteger(ref)) {
        if (refCount === refs.length) {
          const larger = new Float64Array(refCount * 2)
          larger.set(refs)
          refs = larger
        }
        refs[refCount++] = ref
      }
    } else if (kind === 'relation' && name === 'member') {
      const member = attributes(text.slice(nameEnd, close))
      const ref = Number(member.ref)
      if (memberTypes.has(member.type) && Number.isSafeInteger(ref))
        members.push({ type: member.type as OsmMemberType, ref, role: member.role ?? '' })
    }
    open = close + 1
  }
}

function nameStop(text: string, from: number): number {
  let i = from
  while (i < text.length) {
    const code = text.charCodeAt(i)
    // space, tab, line ends, `/`, `>`
    if (code === 32 || code === 9 || code === 10 || code === 13 || code === 47 || code === 62) break
    i++
  }
  return i
}

function endOfTag(text: string, from: number): number {
  let quote = 0
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (quote) {
      if (code === quote) quote = 0
    } else if (code === 34 || code === 39) quote = code
    else if (code === 62) return i
  }
  return -1
}
