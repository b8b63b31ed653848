import { loadGazetteer } from '../../electron/service/database/region/addressesGazetteer.ts'
import { readHouseNumber } from '../../shared/core/address/houseNumber.ts'
import { roadKey } from '../../shared/core/address/keys.ts'
import { parseAddress } from '../../shared/core/address/parse.ts'
import type { Query } from './addressSets.ts'

/** How the interpolator came to its place. */
export const interpolatedFrom = ['exact', 'between', 'nearest'] as const
export interface Interpolated {
  from: (typeof interpolatedFrom)[number]
  lon: number
  lat: number
}

interface Door {
  number: number
  lon: number
  lat: number
}

const gazetteer = loadGazetteer()

/** Road, section, lane and alley, and the number in it: as well read as we can, so that only the placing is compared. */
function doorOf(text: string): { street: string; number: number } | null {
  const { parts } = parseAddress(text, gazetteer).addresses[0]!
  const house = parts.number === undefined ? null : readHouseNumber(parts.number, false)
  if (parts.road === undefined || !house) return null
  const street = [roadKey(parts.road, parts.section), parts.lane ?? '', parts.alley ?? ''].join('|')
  return { street, number: house.number }
}

/**
 * The interpolator that the building list's own README speaks of, to be beaten: the number itself, else on the line
 * between the known numbers of the street around it, its own side of the street first, else at the nearest number.
 * It knows nothing of the map. Null where the street is not in the list.
 */
export function plainInterpolator(known: readonly Query[]): (text: string) => Interpolated | null {
  const streets = new Map<string, Door[]>()
  for (const { text, lon, lat } of known) {
    const door = doorOf(text)
    if (!door) continue
    const doors = streets.get(door.street)
    if (doors) doors.push({ number: door.number, lon, lat })
    else streets.set(door.street, [{ number: door.number, lon, lat }])
  }
  for (const doors of streets.values()) doors.sort((a, b) => a.number - b.number)
  return (text) => {
    const wanted = doorOf(text)
    const doors = wanted ? streets.get(wanted.street) : undefined
    if (!wanted || !doors) return null
    const exact = doors.find(({ number }) => number === wanted.number)
    if (exact) return { from: 'exact', lon: exact.lon, lat: exact.lat }
    const ownSide = doors.filter(({ number }) => (number - wanted.number) % 2 === 0)
    for (const side of [ownSide, doors]) {
      const low = side.findLast(({ number }) => number < wanted.number)
      const high = side.find(({ number }) => number > wanted.number)
      if (!low || !high) continue
      const share = (wanted.number - low.number) / (high.number - low.number)
      return {
        from: 'between',
        lon: low.lon + share * (high.lon - low.lon),
        lat: low.lat + share * (high.lat - low.lat),
      }
    }
    const steps = (door: Door) => Math.abs(door.number - wanted.number)
    const { lon, lat } = doors.reduce((best, door) => (steps(door) < steps(best) ? door : best))
    return { from: 'nearest', lon, lat }
  }
}
