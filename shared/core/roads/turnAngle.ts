interface Shapes {
  shapeStart: Int32Array
  shapeLonE7: Int32Array
  shapeLatE7: Int32Array
}

/** Degrees that a traveller turns to the left (negative: to the right) from one directed edge into the next, ±180. */
export function headingDifference(shapes: Shapes, from: number, to: number): number {
  const turned = heading(shapes, to, false) - heading(shapes, from, true)
  return turned > 180 ? turned - 360 : turned <= -180 ? turned + 360 : turned
}

/**
 * Direction in which a directed edge begins, or ends; degrees counter-clockwise from the east. Taken over the first
 * ten metres or so: the very first piece of a road often bends into the junction.
 */
function heading({ shapeStart, shapeLonE7, shapeLatE7 }: Shapes, directed: number, atEnd: boolean): number {
  const first = shapeStart[directed >> 1]
  const last = shapeStart[(directed >> 1) + 1] - 1
  const isFirstEnd = ((directed & 1) === 1) === atEnd
  const step = isFirstEnd ? 1 : -1
  const corner = isFirstEnd ? first : last
  const scale = Math.cos((shapeLatE7[corner] / 1e7) * (Math.PI / 180))
  let dx = 0
  let dy = 0
  for (let p = corner + step; p >= first && p <= last; p += step) {
    dx = (shapeLonE7[p] - shapeLonE7[corner]) * scale
    dy = shapeLatE7[p] - shapeLatE7[corner]
    if (Math.abs(dx) + Math.abs(dy) > tenMetresE7) break
  }
  // away from the corner; towards it for who arrives
  return (Math.atan2(atEnd ? -dy : dy, atEnd ? -dx : dx) * 180) / Math.PI
}

const tenMetresE7 = 900
