import {
  CenteredTextSymbolizer,
  CircleSymbolizer,
  exp,
  GroupSymbolizer,
  LineSymbolizer,
  OffsetTextSymbolizer,
  PolygonSymbolizer,
  type Feature,
  type LabelRule,
  type PaintRule,
} from 'protomaps-leaflet'
import type { Locale } from '../../shared/model/reasons.ts'
import type { ThemeName } from '../app/tokens.ts'
import { LineName, RoadNumber } from './lineNames.ts'

/**
 * How the region's own tiles are painted (layers and kinds: shared/model/region.ts): a quiet ground on which routes
 * and stops stand out. Roads by class with a casing, names in the chosen language, house numbers when near.
 */
interface Paints {
  land: string
  built: string
  green: string
  wood: string
  field: string
  sand: string
  works: string
  water: string
  building: string
  buildingEdge: string
  motorway: string
  motorwayEdge: string
  major: string
  majorEdge: string
  minor: string
  minorEdge: string
  path: string
  rail: string
  border: string
  name: string
  roadName: string
  waterName: string
  number: string
  halo: string
  parkName: string
  plate: string
  plateText: string
}

export const paints: Record<ThemeName, Paints> = {
  light: {
    land: '#f4f3ef',
    built: '#efeeea',
    green: '#dde9d3',
    wood: '#cfe0c8',
    field: '#eef0e0',
    sand: '#f3ecd9',
    works: '#ebe8ea',
    water: '#c3dbe6',
    building: '#e3dfd8',
    buildingEdge: '#d2ccc2',
    motorway: '#f3d9a6',
    motorwayEdge: '#d3aa5e',
    major: '#fbeccb',
    majorEdge: '#dcc591',
    minor: '#ffffff',
    minorEdge: '#d9d6cf',
    path: '#c5b9a6',
    rail: '#b9b6b2',
    border: '#a995ad',
    name: '#2b3331',
    roadName: '#5b5e58',
    waterName: '#3f7288',
    number: '#7d766b',
    halo: '#ffffff',
    parkName: '#4d7046',
    plate: '#fff6df',
    plateText: '#6a5320',
  },
  dark: {
    land: '#1a1f20',
    built: '#1e2425',
    green: '#1f2d25',
    wood: '#1d2f26',
    field: '#20261f',
    sand: '#2a2820',
    works: '#232426',
    water: '#16303c',
    building: '#2a3132',
    buildingEdge: '#364041',
    motorway: '#6a5631',
    motorwayEdge: '#3a3020',
    major: '#4d4632',
    majorEdge: '#2b2a21',
    minor: '#394243',
    minorEdge: '#222829',
    path: '#4a4f48',
    rail: '#4c5355',
    border: '#6f5f76',
    name: '#dbe3e2',
    roadName: '#a7b1b0',
    waterName: '#79aabe',
    number: '#8a9594',
    halo: '#14191a',
    parkName: '#86a98a',
    plate: '#3a3324',
    plateText: '#d8c391',
  },
}

const kind = (feature: Feature) => String(feature.props.kind ?? '')
const detail = (feature: Feature) => String(feature.props.kind_detail ?? '')
const isKind =
  (...kinds: string[]) =>
  (_zoom: number, feature: Feature) =>
    kinds.includes(kind(feature))

type RoadClass = 'motorway' | 'primary' | 'secondary' | 'tertiary' | 'minor' | 'service'

function roadClass(feature: Feature): RoadClass | null {
  switch (kind(feature)) {
    case 'highway':
      return 'motorway'
    case 'major_road': {
      const way = detail(feature)
      return way === 'primary' || way === 'trunk' ? 'primary' : way === 'secondary' ? 'secondary' : 'tertiary'
    }
    case 'minor_road':
      return ['service', 'alley', 'driveway', 'parking_aisle'].includes(detail(feature)) ? 'service' : 'minor'
    default:
      return null
  }
}

/** Width of the surface in pixels by zoom; the casing stands out on both sides. */
const widths: Record<RoadClass, [zoom: number, pixels: number][]> = {
  motorway: [
    [6, 0.7],
    [10, 2],
    [13, 4],
    [16, 9],
    [19, 26],
  ],
  primary: [
    [8, 0.9],
    [11, 2],
    [13, 3.4],
    [16, 9],
    [19, 26],
  ],
  secondary: [
    [9, 0.5],
    [12, 1.8],
    [14, 3.6],
    [16, 8],
    [19, 23],
  ],
  tertiary: [
    [11, 0.6],
    [13, 1.8],
    [14, 3],
    [16, 7],
    [19, 20],
  ],
  minor: [
    [12, 0.4],
    [14, 1.6],
    [16, 5],
    [19, 17],
  ],
  service: [
    [14, 0.4],
    [16, 2.2],
    [19, 9],
  ],
}
const from: Record<RoadClass, number> = {
  motorway: 5,
  primary: 8,
  secondary: 9,
  tertiary: 11,
  minor: 12,
  service: 14,
}
const order: RoadClass[] = ['service', 'minor', 'tertiary', 'secondary', 'primary', 'motorway']

export function paintRules(theme: ThemeName): PaintRule[] {
  const paint = paints[theme]
  const area = (fill: string, ...kinds: string[]): PaintRule => ({
    dataLayer: 'landuse',
    symbolizer: new PolygonSymbolizer({ fill }),
    filter: isKind(...kinds),
  })
  const surface: Record<RoadClass, string> = {
    motorway: paint.motorway,
    primary: paint.major,
    secondary: paint.major,
    tertiary: paint.minor,
    minor: paint.minor,
    service: paint.minor,
  }
  const edge: Record<RoadClass, string> = {
    motorway: paint.motorwayEdge,
    primary: paint.majorEdge,
    secondary: paint.majorEdge,
    tertiary: paint.minorEdge,
    minor: paint.minorEdge,
    service: paint.minorEdge,
  }
  // far out there is no room for a casing: the darker of the two colours alone stands out from the ground
  const cased = 11
  const road = (each: RoadClass, part: 'tunnel' | 'casing' | 'surface'): PaintRule => ({
    dataLayer: 'roads',
    minzoom: part === 'surface' ? from[each] : Math.max(cased, from[each]),
    symbolizer: new LineSymbolizer({
      color: (zoom: number) => (part !== 'surface' || zoom < cased ? edge[each] : surface[each]),
      width: (zoom: number) => exp(1.6, widths[each])(zoom) + (part === 'casing' ? (zoom < 14 ? 1 : 1.6) : 0),
      ...(part === 'tunnel' ? { opacity: 0.45, dash: [4, 4] } : { lineCap: 'round' }),
      lineJoin: 'round',
    }),
    filter: (zoom, feature) =>
      roadClass(feature) === each &&
      (part === 'tunnel') === (zoom >= cased && feature.props.is_tunnel === true),
  })
  return [
    { dataLayer: 'earth', symbolizer: new PolygonSymbolizer({ fill: paint.land }) },
    area(paint.built, 'residential', 'commercial', 'pedestrian'),
    area(paint.works, 'industrial', 'military', 'railway', 'parking', 'aerodrome'),
    area(paint.works, 'school', 'college', 'university', 'hospital'),
    area(paint.field, 'farmland', 'orchard', 'vineyard', 'meadow'),
    area(
      paint.green,
      'park',
      'grass',
      'grassland',
      'village_green',
      'allotments',
      'garden',
      'golf_course',
      'cemetery',
      'recreation_ground',
      'pitch',
      'playground',
      'nature_reserve',
      'scrub',
      'wetland',
    ),
    area(paint.wood, 'forest', 'wood'),
    area(paint.sand, 'beach', 'bare_rock', 'glacier'),
    {
      dataLayer: 'water',
      symbolizer: new PolygonSymbolizer({ fill: paint.water }),
      filter: (_zoom, feature) => feature.geomType === 3,
    },
    {
      dataLayer: 'water',
      minzoom: 9,
      symbolizer: new LineSymbolizer({
        color: paint.water,
        width: exp(1.6, [
          [9, 0.6],
          [13, 1.6],
          [18, 9],
        ]),
        lineCap: 'round',
      }),
      filter: (_zoom, feature) => feature.geomType === 2 && ['river', 'canal'].includes(kind(feature)),
    },
    {
      dataLayer: 'water',
      minzoom: 13,
      symbolizer: new LineSymbolizer({
        color: paint.water,
        width: exp(1.6, [
          [13, 0.6],
          [18, 3],
        ]),
      }),
      filter: (_zoom, feature) => feature.geomType === 2 && ['stream', 'ditch'].includes(kind(feature)),
    },
    {
      dataLayer: 'roads',
      minzoom: 14,
      symbolizer: new LineSymbolizer({
        color: paint.path,
        width: exp(1.6, [
          [14, 0.6],
          [18, 2],
        ]),
        dash: [3, 3],
      }),
      filter: isKind('path'),
    },
    {
      dataLayer: 'roads',
      minzoom: 11,
      symbolizer: new LineSymbolizer({
        color: paint.rail,
        width: exp(1.6, [
          [11, 0.6],
          [16, 1.8],
        ]),
        dash: [6, 3],
      }),
      filter: isKind('rail'),
    },
    {
      dataLayer: 'roads',
      minzoom: 10,
      symbolizer: new LineSymbolizer({ color: paint.waterName, width: 1, dash: [2, 4] }),
      filter: isKind('ferry'),
    },
    {
      dataLayer: 'buildings',
      minzoom: 14,
      symbolizer: new PolygonSymbolizer({
        fill: paint.building,
        stroke: paint.buildingEdge,
        width: (zoom: number) => (zoom < 16 ? 0 : 0.8),
      }),
      filter: (_zoom, feature) => feature.geomType === 3,
    },
    ...order.map((each) => road(each, 'tunnel')),
    ...order.map((each) => road(each, 'casing')),
    ...order.map((each) => road(each, 'surface')),
    {
      dataLayer: 'boundaries',
      symbolizer: new LineSymbolizer({ color: paint.border, width: 1.2, dash: [6, 4], opacity: 0.7 }),
      filter: isKind('country', 'region'),
    },
    {
      dataLayer: 'boundaries',
      minzoom: 9,
      symbolizer: new LineSymbolizer({ color: paint.border, width: 0.8, dash: [3, 4], opacity: 0.5 }),
      filter: isKind('county'),
    },
  ]
}

const nameProps: Record<Locale, string[]> = {
  'zh-CN': ['name:zh-Hans', 'name:zh', 'name'],
  'zh-TW': ['name:zh-Hant', 'name:zh', 'name'],
  en: ['name:en', 'name'],
}
const family = "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Roundsman Han', system-ui, sans-serif"

export function labelRules(theme: ThemeName, locale: Locale): LabelRule[] {
  const paint = paints[theme]
  const labelProps = nameProps[locale]
  const place = (size: number, weight: number) =>
    new CenteredTextSymbolizer({
      labelProps,
      font: `${weight} ${size}px ${family}`,
      fill: paint.name,
      stroke: paint.halo,
      width: 2.5,
      lineHeight: 1.3,
    })
  const places = (
    kinds: string[],
    size: number,
    weight: number,
    minzoom: number,
    maxzoom?: number,
  ): LabelRule => ({
    dataLayer: 'places',
    minzoom,
    ...(maxzoom === undefined ? {} : { maxzoom }),
    symbolizer: place(size, weight),
    filter: (_zoom, feature) => kinds.includes(detail(feature)),
    sort: (a, b) => Number(b.population_rank ?? 0) - Number(a.population_rank ?? 0),
  })
  const roadNames = (classes: RoadClass[], minzoom: number, size: number): LabelRule => ({
    dataLayer: 'roads',
    minzoom,
    symbolizer: new LineName({
      labelProps,
      font: `400 ${size}px ${family}`,
      size,
      fill: paint.roadName,
      stroke: paint.halo,
      repeatDistance: 320,
    }),
    filter: (_zoom, feature) => {
      const each = roadClass(feature)
      return each !== null && classes.includes(each)
    },
  })
  const grounds = (kinds: string[], minzoom: number, fill: string, size: number): LabelRule => ({
    dataLayer: 'pois',
    minzoom,
    symbolizer: new CenteredTextSymbolizer({
      labelProps,
      font: `500 ${size}px ${family}`,
      fill,
      stroke: paint.halo,
      width: 2.5,
      lineHeight: 1.3,
    }),
    filter: isKind(...kinds),
  })
  const numbers = (classes: RoadClass[], minzoom: number): LabelRule => ({
    dataLayer: 'roads',
    minzoom,
    symbolizer: new RoadNumber({
      font: `600 9.5px ${family}`,
      size: 9.5,
      fill: paint.plate,
      text: paint.plateText,
      edge: paint.motorwayEdge,
    }),
    filter: (_zoom, feature) => {
      const each = roadClass(feature)
      return each !== null && classes.includes(each) && feature.props.is_link !== true
    },
  })
  return [
    places(['city'], 15, 600, 7, 14),
    places(['town'], 14, 600, 9, 15),
    places(['suburb', 'village'], 12.5, 500, 11, 16),
    places(['quarter', 'neighbourhood', 'hamlet'], 11.5, 500, 13),
    numbers(['motorway', 'primary'], 10),
    roadNames(['motorway', 'primary'], 12, 11.5),
    roadNames(['secondary'], 13, 11.5),
    roadNames(['tertiary'], 14, 11.5),
    numbers(['secondary'], 13),
    roadNames(['minor', 'service'], 15, 11),
    {
      dataLayer: 'water',
      minzoom: 12,
      symbolizer: new LineName({
        labelProps,
        font: `500 11px ${family}`,
        size: 11,
        fill: paint.waterName,
        stroke: paint.halo,
        repeatDistance: 480,
      }),
      filter: (_zoom, feature) => feature.geomType === 2,
    },
    grounds(['estate', 'industrial', 'commercial'], 15, paint.name, 11.5),
    grounds(['park', 'nature_reserve', 'cemetery', 'golf_course'], 15, paint.parkName, 11),
    {
      dataLayer: 'buildings',
      minzoom: 17,
      symbolizer: new CenteredTextSymbolizer({
        labelProps: ['addr_housenumber'],
        font: `400 10.5px ${family}`,
        fill: paint.number,
        stroke: paint.halo,
        width: 2,
      }),
      filter: isKind('address'),
    },
    {
      dataLayer: 'pois',
      minzoom: 16,
      symbolizer: new GroupSymbolizer([
        new CircleSymbolizer({ radius: 2, fill: paint.number, stroke: paint.halo, width: 1 }),
        new OffsetTextSymbolizer({
          labelProps,
          font: `400 10.5px ${family}`,
          fill: paint.number,
          stroke: paint.halo,
          width: 2,
          offsetX: 5,
          offsetY: 3,
        }),
      ]),
      filter: (_zoom, feature) =>
        [
          'school',
          'university',
          'hospital',
          'station',
          'townhall',
          'post_office',
          'bank',
          'police',
          'courthouse',
          'fire_station',
          'marketplace',
          'museum',
          'college',
          'theatre',
          'community_centre',
          'place_of_worship',
          'supermarket',
          'mall',
          'library',
          'hotel',
        ].includes(kind(feature)),
    },
  ]
}
