import type { TravelMode } from '../../model/travel.ts'

/**
 * How one way of travelling uses the map, as data. Speeds are km/h by `highway` class; a class that is missing is not
 * travelled unless a tag says so explicitly (`explicitSpeeds`).
 */
export interface RoadProfile {
  mode: TravelMode
  /** tags that say who may pass, the most telling last: the last one present decides */
  accessKeys: string[]
  /** km/h by highway class */
  speeds: Record<string, number>
  /** km/h for classes that are open only where an access tag names this traffic (`bicycle=yes` on a footway) */
  explicitSpeeds: Record<string, number>
  /** km/h that no road exceeds */
  topSpeed: number
  /** km/h on poor ground, a cap by value of `surface`, `smoothness` or `tracktype` */
  groundCaps: Record<string, number>
  /** whether `maxspeed` caps the speed */
  obeysMaxspeed: boolean
  /** one-way tags in order of authority, strongest first; empty when one-ways do not matter (on foot) */
  onewayKeys: string[]
  /** values of `barrier` on a node that stop this traffic unless its access tags let it through */
  blockingBarriers: string[]
  /** share of the speed on ways open only to those who live or deliver there, so that no route cuts through */
  destinationFactor: number
  /** km/h on a ferry without a `duration` */
  ferrySpeed: number
  /** seconds lost on average at a traffic signal */
  signalSeconds: number
  /** seconds lost on average by who gives way to a larger road, or at a sign */
  crossingSeconds: number
  /** seconds that turning round at the end of a dead end takes */
  uTurnSeconds: number
  /** highway classes at whose side nobody can stop: visits are not placed on them */
  noStopping: string[]
}

const poorGround = {
  gravel: 40,
  fine_gravel: 40,
  compacted: 60,
  unpaved: 40,
  dirt: 30,
  earth: 30,
  ground: 30,
  sand: 20,
  mud: 15,
  grass: 20,
  cobblestone: 30,
  sett: 40,
  unhewn_cobblestone: 20,
  pebblestone: 30,
  grass_paver: 30,
  wood: 30,
  bad: 40,
  very_bad: 20,
  horrible: 10,
  very_horrible: 5,
  impassable: 0,
  grade2: 40,
  grade3: 30,
  grade4: 20,
  grade5: 15,
}

/** Everything that stops a car; gates and lift gates are open unless their access says otherwise. */
const carBarriers = [
  'bollard',
  'block',
  'chain',
  'jersey_barrier',
  'cycle_barrier',
  'motorcycle_barrier',
  'kissing_gate',
  'stile',
  'turnstile',
  'full-height_turnstile',
  'horse_stile',
  'wicket_gate',
  'log',
  'debris',
  'wall',
  'fence',
  'hedge',
  'ditch',
  'planter',
  'kerb_barrier',
  'bus_trap',
  'sump_buster',
]

const roadClasses = {
  primary: 65,
  primary_link: 30,
  secondary: 55,
  secondary_link: 25,
  tertiary: 40,
  tertiary_link: 20,
  unclassified: 25,
  residential: 25,
  road: 25,
  living_street: 10,
  service: 15,
}

export const carProfile: RoadProfile = {
  mode: 'car',
  accessKeys: ['access', 'vehicle', 'motor_vehicle', 'motorcar'],
  speeds: { motorway: 90, motorway_link: 45, trunk: 85, trunk_link: 40, ...roadClasses },
  explicitSpeeds: { track: 15, pedestrian: 10, cycleway: 10, path: 10, busway: 20 },
  topSpeed: 130,
  groundCaps: poorGround,
  obeysMaxspeed: true,
  onewayKeys: ['oneway:motorcar', 'oneway:motor_vehicle', 'oneway:vehicle', 'oneway'],
  blockingBarriers: carBarriers,
  destinationFactor: 0.6,
  ferrySpeed: 8,
  signalSeconds: 2,
  crossingSeconds: 2,
  uTurnSeconds: 20,
  noStopping: ['motorway', 'motorway_link', 'trunk_link'],
}

const even = (classes: string[], kmh: number) => Object.fromEntries(classes.map((name) => [name, kmh]))

/**
 * 电动自行车, as GB 17761 has it: at most 25 km/h, cycle tracks allowed and carriageways too, motorways not. The map
 * knows it as a kind of bicycle.
 */
export const scooterProfile: RoadProfile = {
  mode: 'scooter',
  accessKeys: ['access', 'vehicle', 'bicycle', 'electric_bicycle'],
  speeds: {
    ...even(['trunk', 'trunk_link', 'primary', 'primary_link', 'secondary', 'secondary_link'], 23),
    ...even(['tertiary', 'tertiary_link', 'unclassified', 'residential', 'road'], 22),
    ...even(['cycleway'], 20),
    ...even(['service'], 15),
    ...even(['living_street', 'track'], 12),
  },
  explicitSpeeds: { path: 12, footway: 8, pedestrian: 8, bridleway: 8, busway: 20 },
  topSpeed: 25,
  groundCaps: {
    ...poorGround,
    gravel: 12,
    unpaved: 15,
    dirt: 12,
    earth: 12,
    ground: 12,
    sand: 6,
    mud: 5,
    cobblestone: 12,
  },
  obeysMaxspeed: true,
  onewayKeys: ['oneway:bicycle', 'oneway:vehicle', 'oneway'],
  blockingBarriers: [
    'stile',
    'kissing_gate',
    'turnstile',
    'full-height_turnstile',
    'wall',
    'fence',
    'hedge',
    'ditch',
    'debris',
  ],
  destinationFactor: 0.6,
  ferrySpeed: 8,
  signalSeconds: 4,
  crossingSeconds: 2,
  uTurnSeconds: 5,
  noStopping: ['trunk_link'],
}

export const bicycleProfile: RoadProfile = {
  ...scooterProfile,
  mode: 'bicycle',
  accessKeys: ['access', 'vehicle', 'bicycle'],
  speeds: {
    ...even(['trunk', 'trunk_link', 'primary', 'primary_link', 'secondary', 'secondary_link'], 16),
    ...even(['tertiary', 'tertiary_link', 'unclassified', 'residential', 'road', 'cycleway'], 16),
    ...even(['service', 'living_street', 'track'], 12),
  },
  explicitSpeeds: { path: 12, footway: 6, pedestrian: 6, bridleway: 8, busway: 16 },
  topSpeed: 18,
  destinationFactor: 1,
}

export const footProfile: RoadProfile = {
  mode: 'foot',
  accessKeys: ['access', 'foot'],
  speeds: {
    ...even(['trunk', 'trunk_link', 'primary', 'primary_link', 'secondary', 'secondary_link'], 5),
    ...even(
      ['tertiary', 'tertiary_link', 'unclassified', 'residential', 'road', 'service', 'living_street'],
      5,
    ),
    ...even(['footway', 'pedestrian', 'path', 'track', 'bridleway', 'corridor', 'platform'], 5),
    cycleway: 5,
    steps: 3,
  },
  explicitSpeeds: {},
  topSpeed: 5,
  groundCaps: {},
  obeysMaxspeed: false,
  onewayKeys: ['oneway:foot'],
  blockingBarriers: ['wall', 'fence', 'hedge', 'ditch', 'jersey_barrier', 'debris'],
  destinationFactor: 1,
  ferrySpeed: 8,
  signalSeconds: 8,
  crossingSeconds: 0,
  uTurnSeconds: 0,
  noStopping: [],
}

export const roadProfiles: Record<TravelMode, RoadProfile> = {
  car: carProfile,
  scooter: scooterProfile,
  bicycle: bicycleProfile,
  foot: footProfile,
}
