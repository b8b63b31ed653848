/** How a crew moves. */
export const travelModes = ['car', 'scooter', 'bicycle', 'foot'] as const
export type TravelMode = (typeof travelModes)[number]

/** A cell of {@link TravelMatrix} that no road joins. */
export const UNREACHABLE = 0xffffffff

/** Travel between `size` points, row-major: cell `from * size + to`. Kept in shared memory so that threads see one copy. */
export interface TravelMatrix {
  size: number
  /** seconds, {@link UNREACHABLE} where no road joins the points */
  seconds: Uint32Array
  /** metres along the same path */
  metres: Uint32Array
}

/** `[lon, lat]`, WGS-84 degrees: the order of every coordinate pair in files and on the contract. */
export type LonLat = [lon: number, lat: number]
