/**
 * What a region holds: words shared by the reader of OpenStreetMap files, the address index, the roads and the map.
 *
 * ## Vector tiles in a region
 * Mapbox Vector Tiles 2 (extent 4096), gzip-compressed, addressed z/x/y as on the web (y grows southwards), z0–z15.
 * Layer and attribute names follow the Protomaps basemap, version 4, so that its paint rules fit as they are.
 *
 * | layer       | geometry      | from zoom | attributes |
 * |-------------|---------------|-----------|------------|
 * | `earth`     | polygon       | 0 | `kind`: `earth`. Fills every tile of the region: what is not water is land |
 * | `landuse`   | polygon       | 7 (woods) or 9, small areas later, by size | `kind`: `forest wood park grass grassland meadow garden golf_course cemetery recreation_ground pitch playground nature_reserve village_green allotments farmland orchard vineyard scrub wetland residential industrial commercial military school college university hospital pedestrian parking railway aerodrome beach sand glacier bare_rock` |
 * | `water`     | polygon, line | 0 (sea), 6 (areas, by size), 9 (rivers), 11 (canals), 13 (streams), 15 (ditches) | `kind`: `ocean water lake river stream canal ditch swimming_pool`; names |
 * | `buildings` | polygon       | 13 | `kind`: `building`; `height` metres where known |
 * | `buildings` | point         | 15 | `kind`: `address`; `addr_housenumber` |
 * | `roads`     | line          | motorway 5, trunk 6, primary 8, secondary 10, tertiary 11, residential 12, pedestrian 13, service and paths 14, steps 15; rail and ferry 10 | `kind`: `highway` (motorway, trunk), `major_road` (primary, secondary, tertiary), `minor_road` (residential, unclassified, service …), `path` (foot, cycle, steps, track), `rail`, `ferry`, `other` (runways); `kind_detail`: the class as tagged, without `_link`; `is_link`, `is_tunnel`, `is_bridge`: true; `oneway`: `yes` or `-1`; `ref`, `shield_text_length`; names |
 * | `boundaries`| line          | 0, 4, 7, 10 by kind | `kind`: `country region county locality`; `kind_detail`: admin_level as a number |
 * | `places`    | point         | 0–14 by kind | `kind`: `country region county locality neighbourhood`; `kind_detail`: `city town village hamlet suburb quarter neighbourhood isolated_dwelling`; `population`, `population_rank` (0–17), `min_zoom`; names |
 * | `pois`      | point         | 14 | `kind`: value of amenity, shop, tourism, leisure, railway or office, or of a named ground `estate industrial commercial cemetery`; `min_zoom`; names |
 *
 * `sort_rank` orders features where it matters. Names: `name` as the map has it, then `name:zh`, `name:zh-Hans`,
 * `name:zh-Hant`, `name:en`, `name:pt` where they differ from it; a missing language falls back to `name`. Tiles reach
 * about 1.5 km beyond the region's box; there are none farther out.
 */

export type AddressFeatureKind = 'address' | 'street' | 'building' | 'place' | 'poi' | 'postcode' | 'boundary'

/**
 * One thing of the map that an address may name.
 * - `address`: has `addr:housenumber` (or `addr:housename`, `addr:conscriptionnumber`), on a point, building or area
 * - `street`: one OSM way with a highway tag and a name; a long street arrives as many of them, with `line`
 * - `building`: a building or estate (小区: landuse=residential, place=neighbourhood area …) that has a name
 * - `place`: a `place=*` point or area with a name
 * - `poi`: a named shop, office, school, station …
 * - `postcode`: an area or point whose only word is a postcode
 * - `boundary`: an administrative area, with `rings` and `tags.admin_level`
 * The same object may arrive twice, as `address` and as `poi` or `building`.
 */
export interface AddressFeature {
  kind: AddressFeatureKind
  /** `n123`, `w123` or `r123` */
  osmId: string
  /** the `name` tag */
  name?: string
  /** other names by language (`zh`, `zh-Hant`, `en`, `de` …) or by use (`alt`, `old`, `short`, `official`, `loc`) */
  names?: Record<string, string>
  /** `addr:*`, place, amenity, shop, tourism, office, building, landuse, highway, ref, postal_code, admin_level, population, boundary */
  tags: Record<string, string>
  /** a point that stands for the thing (inside it, for areas; on it, for lines), WGS-84 degrees */
  lon: number
  lat: number
  /** streets: lon, lat, lon, lat … along the way, WGS-84 degrees */
  line?: Float64Array
  /** boundaries and place areas: outer rings, closed, lon, lat …; holes are left out */
  rings?: Float64Array[]
}

/** What `region info` and the window say about an installed region. */
export interface RegionInfo {
  name: string
  /** west, south, east, north of its roads, degrees */
  bbox: [west: number, south: number, east: number, north: number]
  /** ISO instant of the OpenStreetMap data; empty where the file does not say */
  osmTimestamp: string
  attribution: string
  /** ISO instant */
  builtAt: string
  schemaVersion: number
  /** IANA zone at the middle of the region */
  timeZone: string
  minZoom: number
  maxZoom: number
  profiles: string[]
  counts: Record<string, number>
  sizeBytes: number
}
