import { fractionAlong, haversineMetres, metresPerDegree, metresPerDegreeLon } from '../geo/distance.ts'

/**
 * Segments of road shapes in a grid of equal cells: segment p goes from shape point p to p + 1. Coordinates are
 * degrees × 1e7. `cellItems[cellFirst[c] … cellFirst[c + 1]]` are the segments that touch cell c = row × columns + column.
 */
export interface SegmentGrid {
  westE7: number
  southE7: number
  cellLonE7: number
  cellLatE7: number
  columns: number
  rows: number
  cellFirst: Int32Array
  cellItems: Int32Array
}

export interface NearestSegment {
  segment: number
  /** 0–1 along the segment */
  fraction: number
  metres: number
}

const segmentsPerCell = 2
const maxCells = 4_000_000

/** `segments` are the numbers of the segments to find again; the rest of the shape points are not. */
export function buildSegmentGrid(lonE7: Int32Array, latE7: Int32Array, segments: Int32Array): SegmentGrid {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (const p of segments) {
    for (const q of [p, p + 1]) {
      west = Math.min(west, lonE7[q])
      east = Math.max(east, lonE7[q])
      south = Math.min(south, latE7[q])
      north = Math.max(north, latE7[q])
    }
  }
  if (segments.length === 0) west = south = east = north = 0
  const middle = (south + north) / 2e7
  const width = ((east - west) / 1e7) * metresPerDegreeLon(middle) + 1
  const height = ((north - south) / 1e7) * metresPerDegree + 1
  const cells = Math.min(maxCells, Math.max(1, segments.length / segmentsPerCell))
  const side = Math.max(20, Math.sqrt((width * height) / cells))
  const columns = Math.max(1, Math.ceil(width / side))
  const rows = Math.max(1, Math.ceil(height / side))
  const grid: SegmentGrid = {
    westE7: west,
    southE7: south,
    cellLonE7: Math.max(1, Math.ceil((east - west + 1) / columns)),
    cellLatE7: Math.max(1, Math.ceil((north - south + 1) / rows)),
    columns,
    rows,
    cellFirst: new Int32Array(columns * rows + 1),
    cellItems: new Int32Array(0),
  }
  for (const p of segments) eachCell(grid, lonE7, latE7, p, (cell) => grid.cellFirst[cell + 1]++)
  for (let c = 0; c < columns * rows; c++) grid.cellFirst[c + 1] += grid.cellFirst[c]
  grid.cellItems = new Int32Array(grid.cellFirst[columns * rows])
  const fill = grid.cellFirst.slice(0, columns * rows)
  for (const p of segments) eachCell(grid, lonE7, latE7, p, (cell) => (grid.cellItems[fill[cell]++] = p))
  return grid
}

/** Calls back for every cell that the segment may touch: long ones are walked in pieces no larger than a cell. */
function eachCell(
  grid: SegmentGrid,
  lonE7: Int32Array,
  latE7: Int32Array,
  p: number,
  found: (cell: number) => void,
): void {
  const { westE7, southE7, cellLonE7, cellLatE7, columns } = grid
  const x1 = (lonE7[p] - westE7) / cellLonE7
  const y1 = (latE7[p] - southE7) / cellLatE7
  const x2 = (lonE7[p + 1] - westE7) / cellLonE7
  const y2 = (latE7[p + 1] - southE7) / cellLatE7
  const pieces = Math.max(1, Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1))))
  let left = -1
  let right = -1
  let bottom = -1
  let top = -1
  for (let i = 0; i < pieces; i++) {
    const xa = x1 + ((x2 - x1) * i) / pieces
    const xb = x1 + ((x2 - x1) * (i + 1)) / pieces
    const ya = y1 + ((y2 - y1) * i) / pieces
    const yb = y1 + ((y2 - y1) * (i + 1)) / pieces
    const columnFrom = clamp(Math.floor(Math.min(xa, xb)), columns)
    const columnTo = clamp(Math.floor(Math.max(xa, xb)), columns)
    const rowFrom = clamp(Math.floor(Math.min(ya, yb)), grid.rows)
    const rowTo = clamp(Math.floor(Math.max(ya, yb)), grid.rows)
    for (let row = rowFrom; row <= rowTo; row++) {
      for (let column = columnFrom; column <= columnTo; column++) {
        // the piece before has had these
        if (column >= left && column <= right && row >= bottom && row <= top) continue
        found(row * columns + column)
      }
    }
    left = columnFrom
    right = columnTo
    bottom = rowFrom
    top = rowTo
  }
}

const clamp = (value: number, count: number) => (value < 0 ? 0 : value >= count ? count - 1 : value)

/** The segments that touch the cell of a place within the grid, coordinates × 1e7; each once. */
export function segmentsNear(grid: SegmentGrid, lonE7: number, latE7: number): Int32Array {
  const column = clamp(Math.floor((lonE7 - grid.westE7) / grid.cellLonE7), grid.columns)
  const row = clamp(Math.floor((latE7 - grid.southE7) / grid.cellLatE7), grid.rows)
  const cell = row * grid.columns + column
  return grid.cellItems.subarray(grid.cellFirst[cell], grid.cellFirst[cell + 1])
}

/** The nearest segment to a point in degrees, however far, or null when the grid is empty. */
export function nearestSegment(
  grid: SegmentGrid,
  lonE7: Int32Array,
  latE7: Int32Array,
  lon: number,
  lat: number,
): NearestSegment | null {
  const { westE7, southE7, cellLonE7, cellLatE7, columns, rows, cellFirst, cellItems } = grid
  if (cellItems.length === 0) return null
  const x = (lon * 1e7 - westE7) / cellLonE7
  const y = (lat * 1e7 - southE7) / cellLatE7
  const column = Math.floor(x)
  const row = Math.floor(y)
  // the most a degree can be worth less than here, within the grid: keeps the bound below true distance
  const farLat = Math.max(
    Math.abs(lat),
    Math.abs(southE7 / 1e7),
    Math.abs((southE7 + rows * cellLatE7) / 1e7),
  )
  const cellMetres = Math.min(
    (cellLonE7 / 1e7) * metresPerDegreeLon(Math.min(farLat, 89.9)),
    (cellLatE7 / 1e7) * metresPerDegree,
  )
  const outside = Math.max(0, -column, column - columns + 1, -row, row - rows + 1)
  const lastRing = Math.max(column, columns - 1 - column, row, rows - 1 - row, 0)
  let best: NearestSegment | null = null
  for (let ring = outside; ring <= lastRing; ring++) {
    // nothing in this ring is nearer than the square inside it is wide
    const inset = Math.min(x - column, column + 1 - x, y - row, row + 1 - y)
    if (best && best.metres <= (ring - 1 + inset) * cellMetres) break
    const fromRow = Math.max(0, row - ring)
    const toRow = Math.min(rows - 1, row + ring)
    for (let r = fromRow; r <= toRow; r++) {
      const isEdgeRow = r === row - ring || r === row + ring
      const step = isEdgeRow || ring === 0 ? 1 : ring * 2
      for (let c = column - ring; c <= column + ring; c += step) {
        if (c < 0 || c >= columns) continue
        const cell = r * columns + c
        for (let i = cellFirst[cell]; i < cellFirst[cell + 1]; i++) {
          const p = cellItems[i]
          const lon1 = lonE7[p] / 1e7
          const lat1 = latE7[p] / 1e7
          const lon2 = lonE7[p + 1] / 1e7
          const lat2 = latE7[p + 1] / 1e7
          const fraction = fractionAlong(lon, lat, lon1, lat1, lon2, lat2)
          const metres = haversineMetres(
            lon,
            lat,
            lon1 + (lon2 - lon1) * fraction,
            lat1 + (lat2 - lat1) * fraction,
          )
          if (!best || metres < best.metres) best = { segment: p, fraction, metres }
        }
      }
    }
  }
  return best
}
