/** What was read of a house or way, before it has its street and its place. */
export interface PendingHouse {
  lon: number
  lat: number
  base: string
  section: string
  lane: string
  /** the street as written, with its section */
  name: string
  number: string
  city: string
  district: string
  postcode: string
  source: number
  /** Chinese numbers run along a road through districts; Western ones begin anew in each town */
  han: boolean
  place?: number
}

export interface PendingWay {
  base: string
  section: string
  lane: string
  name: string
  line: Float64Array
  aliases: string[]
}
