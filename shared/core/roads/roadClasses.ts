import { roadClassNames, type RoadClass } from '../../model/travel.ts'

const byHighway: Record<string, RoadClass> = {
  motorway: 'motorway',
  trunk: 'trunk',
  primary: 'primary',
  secondary: 'secondary',
  tertiary: 'tertiary',
  unclassified: 'residential',
  residential: 'residential',
  road: 'residential',
  living_street: 'residential',
  busway: 'residential',
  service: 'service',
}

/** The kind of a way, as an index of {@link roadClassNames}; slip roads are of the road that they serve. */
export function classOfWay(tags: Record<string, string>): number {
  if (tags.route === 'ferry' && !tags.highway) return roadClassNames.indexOf('ferry')
  const highway = plain(tags.highway)
  return roadClassNames.indexOf(Object.hasOwn(byHighway, highway) ? byHighway[highway] : 'path')
}

const ranks: Record<string, number> = {
  motorway: 6,
  trunk: 5,
  primary: 4,
  secondary: 3,
  tertiary: 2,
  unclassified: 1,
  residential: 1,
  road: 1,
  living_street: 1,
}

/** Who gives way to whom at a junction without signals: the smaller to the larger. */
export function rankOfWay(tags: Record<string, string>): number {
  const highway = plain(tags.highway)
  // who is in a roundabout goes first, whatever its class
  if (tags.junction === 'roundabout' || tags.junction === 'circular') return 6
  return Object.hasOwn(ranks, highway) ? ranks[highway] : 0
}

const plain = (highway: string | undefined) => (highway ?? '').replace(/_link$/, '')
