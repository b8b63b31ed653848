import { parseMaxspeed } from './maxspeed.ts'
import type { RoadProfile } from './profiles.ts'

type Tags = Record<string, string>

/** How a way may be used by one profile. km/h; 0 where that direction is closed. */
export interface WayUse {
  forwardKmh: number
  backwardKmh: number
  /** false where nobody can stop and get out: motorways, tunnels */
  stopping: boolean
  /** minutes of a ferry's crossing, spread over its length instead of a speed; 0 for roads */
  ferryMinutes: number
}

export type Access = 'open' | 'destination' | 'closed'

const openValues = new Set([
  'yes',
  'permissive',
  'designated',
  'official',
  'public',
  'optional_sidepath',
  'permit',
])
const destinationValues = new Set(['destination', 'delivery', 'customers', 'residents', 'visitors'])
const truth = new Set(['yes', 'true', '1'])

/** What the most telling access tag says; undefined when none is there. */
function taggedAccess(tags: Tags, keys: string[]): { access: Access; key: string } | undefined {
  for (let i = keys.length - 1; i >= 0; i--) {
    const value = tags[keys[i]]
    if (value === undefined) continue
    const access = openValues.has(value) ? 'open' : destinationValues.has(value) ? 'destination' : 'closed'
    return { access, key: keys[i] }
  }
  return undefined
}

function onewayOf(tags: Tags, profile: RoadProfile): 1 | -1 | 0 {
  if (profile.onewayKeys.length === 0) return 0
  const isFoot = profile.mode === 'foot'
  const cyclesFreely =
    profile.onewayKeys.includes('oneway:bicycle') &&
    (tags.cycleway?.startsWith('opposite') ||
      tags['cycleway:left']?.startsWith('opposite') ||
      tags['cycleway:right']?.startsWith('opposite'))
  if (cyclesFreely && tags['oneway:bicycle'] === undefined) return 0
  for (const key of profile.onewayKeys) {
    const value = tags[key]
    if (value === undefined) continue
    if (truth.has(value)) return 1
    if (value === '-1' || value === 'reverse') return -1
    return 0
  }
  if (isFoot) return 0
  if (tags.junction === 'roundabout' || tags.junction === 'circular') return 1
  return tags.highway === 'motorway' || tags.highway === 'motorway_link' ? 1 : 0
}

/** `hh:mm`, `hh:mm:ss`, `PT20M` or plain minutes, in minutes; 0 when unreadable. */
export function parseDurationMinutes(value: string | undefined): number {
  if (!value) return 0
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(value)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60
  const iso = /^PT(?:(\d{1,2})H)?(?:(\d{1,3})M)?$/.exec(value)
  if (iso) return Number(iso[1] ?? 0) * 60 + Number(iso[2] ?? 0)
  return /^\d{1,4}$/.test(value) ? Number(value) : 0
}

const closed: WayUse = { forwardKmh: 0, backwardKmh: 0, stopping: false, ferryMinutes: 0 }

/**
 * Who may use a way, in which direction, how fast: the tags of one OSM way seen by one profile.
 * Null when it is not a way for this profile at all.
 */
export function wayUse(tags: Tags, profile: RoadProfile): WayUse | null {
  if (tags.route === 'ferry') return ferryUse(tags, profile)
  const highway = tags.highway
  if (!highway || tags.area === 'yes' || highway === 'construction' || highway === 'proposed') return null
  const tagged = taggedAccess(tags, profile.accessKeys)
  if (tagged?.access === 'closed') return null
  // a word about this very traffic, not about all traffic, opens what is otherwise closed to it
  const own = profile.accessKeys.slice(2)
  let kmh = Object.hasOwn(profile.speeds, highway) ? profile.speeds[highway] : 0
  if (!kmh && tagged && own.includes(tagged.key) && Object.hasOwn(profile.explicitSpeeds, highway))
    kmh = profile.explicitSpeeds[highway]
  if (
    !kmh &&
    highway === 'track' &&
    tags.tracktype === 'grade1' &&
    Object.hasOwn(profile.explicitSpeeds, 'track')
  )
    kmh = profile.explicitSpeeds.track
  if (!kmh) return null
  if (tags.motorroad === 'yes' && profile.mode !== 'car') return null
  for (const key of ['surface', 'smoothness', 'tracktype'] as const) {
    const value = tags[key]
    if (value && Object.hasOwn(profile.groundCaps, value)) kmh = Math.min(kmh, profile.groundCaps[value])
  }
  kmh = Math.min(kmh, profile.topSpeed)
  if (kmh <= 0) return null
  if (tagged?.access === 'destination') kmh *= profile.destinationFactor

  let forwardKmh = kmh
  let backwardKmh = kmh
  if (profile.obeysMaxspeed) {
    const both = parseMaxspeed(tags.maxspeed)
    const ahead = parseMaxspeed(tags['maxspeed:forward']) || both
    const back = parseMaxspeed(tags['maxspeed:backward']) || both
    // below 3 km/h is a mistake or a joke, and would make a street a wall
    if (ahead >= 3) forwardKmh = Math.min(forwardKmh, ahead)
    if (back >= 3) backwardKmh = Math.min(backwardKmh, back)
  }
  const oneway = onewayOf(tags, profile)
  const stopping =
    !profile.noStopping.includes(highway) &&
    (tags.tunnel === undefined || tags.tunnel === 'no' || tags.tunnel === 'building_passage')
  return {
    forwardKmh: oneway === -1 ? 0 : forwardKmh,
    backwardKmh: oneway === 1 ? 0 : backwardKmh,
    stopping,
    ferryMinutes: 0,
  }
}

function ferryUse(tags: Tags, profile: RoadProfile): WayUse | null {
  const access = taggedAccess(tags, profile.accessKeys)?.access
  // ferries carry people unless told otherwise, and vehicles only when told so
  if (access === 'closed' || (access === undefined && profile.mode !== 'foot')) return null
  const kmh = profile.ferrySpeed
  const oneway = onewayOf(tags, profile)
  return {
    ...closed,
    forwardKmh: oneway === -1 ? 0 : kmh,
    backwardKmh: oneway === 1 ? 0 : kmh,
    ferryMinutes: Math.min(parseDurationMinutes(tags.duration), 24 * 60),
  }
}

/** Whether a node of a road stops this traffic: a barrier it cannot pass, or a gate that it may not. */
export function nodeBlocks(tags: Tags, profile: RoadProfile): boolean {
  if (tags.barrier === undefined) return false
  const access = taggedAccess(tags, profile.accessKeys)?.access
  if (access !== undefined) return access === 'closed'
  if (tags.locked === 'yes') return true
  if (tags.bollard === 'rising') return false
  return profile.blockingBarriers.includes(tags.barrier)
}
