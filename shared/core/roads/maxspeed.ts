/** Words that stand for a limit, after their country prefix (`CN:urban`), in km/h. 0 says: no limit known. */
const implicit: Record<string, number> = {
  urban: 50,
  rural: 80,
  trunk: 100,
  motorway: 120,
  expressway: 100,
  living_street: 10,
  bicycle_road: 30,
  pedestrian_zone: 10,
  walk: 6,
  none: 0,
  signals: 0,
  variable: 0,
}

/** Countries whose limit differs from the usual one. Sources: their road traffic acts, as the OSM wiki lists them. */
const byCountry: Record<string, number> = {
  'cn:urban': 50,
  'cn:rural': 70,
  'cn:motorway': 120,
  'tw:urban': 50,
  'de:rural': 100,
  'de:motorway': 0,
  'de:living_street': 7,
  'at:rural': 100,
  'at:motorway': 130,
  'ch:rural': 80,
  'ch:motorway': 120,
  'fr:rural': 80,
  'fr:motorway': 130,
  'br:urban': 60,
  'ru:urban': 60,
  'ru:rural': 90,
  'ru:living_street': 20,
}

const kmhPerMile = 1.609344
const kmhPerKnot = 1.852

/**
 * A `maxspeed` value in km/h: `50`, `30 mph`, `CN:urban`, `DE:zone30`, `walk`. 0 when it says nothing usable.
 * https://wiki.openstreetmap.org/wiki/Key:maxspeed
 */
export function parseMaxspeed(value: string | undefined): number {
  if (!value) return 0
  const text = value.trim().toLowerCase().split(';')[0]
  const number = /^(\d{1,3}(?:\.\d{1,2})?)\s*(km\/h|kmh|kph|mph|knots)?$/.exec(text)
  if (number) {
    const unit = number[2] === 'mph' ? kmhPerMile : number[2] === 'knots' ? kmhPerKnot : 1
    return Number(number[1]) * unit
  }
  if (Object.hasOwn(byCountry, text)) return byCountry[text]
  const word = text.includes(':') ? text.slice(text.indexOf(':') + 1) : text
  const zone = /^zone:?(\d{1,3})$/.exec(word)
  if (zone) return Number(zone[1])
  return Object.hasOwn(implicit, word) ? implicit[word] : 0
}
