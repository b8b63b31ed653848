import type { Bbox, Feature, Label, LabelSymbolizer, Layout } from 'protomaps-leaflet'

type Point = Feature['geom'][number][number]

/** Where a sign of a name stands on its line, and how far it is turned. */
interface Spot {
  x: number
  y: number
  angle: number
}

/** Between two signs a line may turn so far, and so far over a whole name; more and it cannot be read. */
const mostTurnBetween = (22 * Math.PI) / 180
const mostTurn = (80 * Math.PI) / 180
/** Ideographs on a line steeper than this stand upright below one another, as maps in Chinese have it. */
const steep = (58 * Math.PI) / 180
const ideographs = /^[\p{Script=Han}〇々·・\d]+$/u

/** Points at distances along a line. */
export class Course {
  readonly length: number
  private readonly line: readonly { x: number; y: number }[]
  private readonly before: Float64Array

  constructor(line: readonly { x: number; y: number }[]) {
    this.line = line
    this.before = new Float64Array(line.length)
    for (let i = 1; i < line.length; i++)
      this.before[i] = this.before[i - 1] + Math.hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y)
    this.length = this.before[line.length - 1] ?? 0
  }

  at(distance: number): { x: number; y: number } {
    const { line, before } = this
    let i = 1
    while (i < line.length - 1 && before[i] < distance) i++
    const part = (distance - before[i - 1]) / (before[i] - before[i - 1] || 1)
    const a = line[i - 1]
    const b = line[i]
    return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }
  }
}

const turnBetween = (a: number, b: number) => Math.abs(Math.atan2(Math.sin(b - a), Math.cos(b - a)))

/**
 * Where the signs of a name stand on a line, the first at distance `from`; null where the line turns too sharply.
 * @param advances pixels from the start of the name to the middle of each sign
 * @param width pixels of the whole name
 */
export function spotsAlong(
  course: Course,
  from: number,
  advances: readonly number[],
  width: number,
): { spots: Spot[]; isStraight: boolean } | null {
  const start = course.at(from)
  const end = course.at(from + width)
  // never upside down: then the name runs the other way
  const isBackward = end.x < start.x || (end.x === start.x && end.y < start.y)
  const spots: Spot[] = []
  const chord = Math.atan2(end.y - start.y, end.x - start.x) + (isBackward ? Math.PI : 0)
  let most = 0
  for (const advance of advances) {
    const here = isBackward ? from + width - advance : from + advance
    const reach = Math.max(2, Math.min(6, width / advances.length / 2))
    const a = course.at(here - reach)
    const b = course.at(here + reach)
    const angle = Math.atan2(b.y - a.y, b.x - a.x) + (isBackward ? Math.PI : 0)
    const last = spots.at(-1)
    if (last && turnBetween(last.angle, angle) > mostTurnBetween) return null
    most = Math.max(most, turnBetween(chord, angle))
    if (most > mostTurn / 2) return null
    spots.push({ ...course.at(here), angle })
  }
  return { spots, isStraight: most < Math.PI / 60 }
}

interface NameLook {
  labelProps: string[]
  font: string
  size: number
  fill: string
  stroke: string
  repeatDistance: number
}

const nameOf = (feature: Feature, props: readonly string[]) => {
  for (const prop of props) {
    const name = feature.props[prop]
    if (typeof name === 'string' && name !== '') return name
  }
  return null
}

function boxAround({ x, y }: { x: number; y: number }, half: number): Bbox {
  return { minX: x - half, minY: y - half, maxX: x + half, maxY: y + half }
}

function anchorAt(point: Point, { x, y }: { x: number; y: number }): Point {
  const anchor = point.clone()
  anchor.x = x
  anchor.y = y
  return anchor
}

/**
 * Names along lines that bend: each sign follows the line. The library's own keeps to stretches without a bend of four
 * degrees, so that most streets of an old town would have no name.
 */
export class LineName implements LabelSymbolizer {
  private readonly look: NameLook

  constructor(look: NameLook) {
    this.look = look
  }

  place(layout: Layout, geom: Point[][], feature: Feature): Label[] | undefined {
    const { look } = this
    const name = nameOf(feature, look.labelProps)
    if (name === null) return undefined
    const { scratch } = layout
    scratch.font = look.font
    const width = scratch.measureText(name).width
    const signs = [...name]
    const labels: Label[] = []
    for (const line of geom) {
      const course = new Course(line)
      if (course.length < width + look.size) continue
      for (const middle of middles(course.length, look.repeatDistance)) {
        // a little to either side where the middle lies in a bend
        for (const shift of [0, 0.35, -0.35, 0.7, -0.7, 1.05, -1.05]) {
          const from = middle - width / 2 + shift * width
          if (from < 1 || from + width > course.length - 1) continue
          const label = this.labelAt(scratch, course, from, name, signs, width, line[0])
          if (!label) continue
          labels.push(label)
          break
        }
      }
    }
    return labels.length > 0 ? labels : undefined
  }

  private labelAt(
    scratch: CanvasRenderingContext2D,
    course: Course,
    from: number,
    name: string,
    signs: readonly string[],
    width: number,
    point: Point,
  ): Label | null {
    const { font, fill, stroke, size, repeatDistance } = this.look
    let before = 0
    const advances: number[] = []
    const halves: number[] = []
    let text = ''
    for (const sign of signs) {
      text += sign
      const after = scratch.measureText(text).width
      advances.push((before + after) / 2)
      halves.push((after - before) / 2)
      before = after
    }
    const found = spotsAlong(course, from, advances, width)
    if (!found) return null
    const { spots, isStraight } = found
    const middle = course.at(from + width / 2)
    const tilt = spots[spots.length >> 1].angle
    const isUpright =
      ideographs.test(name) && spots.every(({ angle }) => Math.abs(Math.sin(angle)) > Math.sin(steep))
    const upright = isUpright ? [...spots].sort((a, b) => a.y - b.y) : spots
    return {
      anchor: anchorAt(point, middle),
      bboxes: spots.map((spot) => boxAround(spot, size * 0.6)),
      deduplicationKey: name,
      deduplicationDistance: repeatDistance,
      draw: (ctx) => {
        ctx.globalAlpha = 1
        ctx.font = font
        ctx.fillStyle = fill
        ctx.strokeStyle = stroke
        ctx.lineWidth = 2.5
        ctx.lineJoin = 'round'
        ctx.textBaseline = 'middle'
        const each = (paint: (sign: string, x: number, y: number) => void) => {
          if (isStraight && !isUpright) {
            ctx.save()
            ctx.rotate(tilt)
            paint(name, -width / 2, 0)
            ctx.restore()
            return
          }
          upright.forEach((spot, i) => {
            ctx.save()
            ctx.translate(spot.x - middle.x, spot.y - middle.y)
            if (!isUpright) ctx.rotate(spot.angle)
            paint(signs[i], -halves[i], 0)
            ctx.restore()
          })
        }
        each((sign, x, y) => ctx.strokeText(sign, x, y))
        each((sign, x, y) => ctx.fillText(sign, x, y))
        ctx.textBaseline = 'alphabetic'
      },
    }
  }
}

/** The middle of a line, and places to both sides of it at a distance. */
function middles(length: number, distance: number): number[] {
  const found = [length / 2]
  for (let off = distance; off < length / 2; off += distance) found.push(length / 2 + off, length / 2 - off)
  return found
}

interface ShieldLook {
  font: string
  size: number
  fill: string
  text: string
  edge: string
}

/** The number of a road in a small plate on it. */
export class RoadNumber implements LabelSymbolizer {
  private readonly look: ShieldLook

  constructor(look: ShieldLook) {
    this.look = look
  }

  place(layout: Layout, geom: Point[][], feature: Feature): Label[] | undefined {
    const { font, size, fill, text, edge } = this.look
    const ref = nameOf(feature, ['ref'])
    if (ref === null || ref.length > 8) return undefined
    layout.scratch.font = font
    const half = layout.scratch.measureText(ref).width / 2 + 4
    const high = size / 2 + 2.5
    const labels: Label[] = []
    for (const line of geom) {
      const course = new Course(line)
      if (course.length < half * 3) continue
      for (const middle of middles(course.length, 420)) {
        const { x, y } = course.at(middle)
        labels.push({
          anchor: anchorAt(line[0], { x, y }),
          bboxes: [{ minX: x - half, minY: y - high, maxX: x + half, maxY: y + high }],
          deduplicationKey: 'ref ' + ref,
          deduplicationDistance: 300,
          draw: (ctx) => {
            ctx.globalAlpha = 1
            ctx.beginPath()
            ctx.roundRect(-half, -high, half * 2, high * 2, 3)
            ctx.fillStyle = fill
            ctx.fill()
            ctx.lineWidth = 1
            ctx.strokeStyle = edge
            ctx.stroke()
            ctx.font = font
            ctx.fillStyle = text
            ctx.textAlign = 'center'
            ctx.textBaseline = 'middle'
            ctx.fillText(ref, 0, 0.5)
            ctx.textAlign = 'start'
            ctx.textBaseline = 'alphabetic'
          },
        })
      }
    }
    return labels.length > 0 ? labels : undefined
  }
}
