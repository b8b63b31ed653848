import type { Content, ContentCanvas } from 'pdfmake/interfaces.js'

/** The part of pdfkit that draws on finished pages. */
export interface Drawing {
  switchToPage(index: number): void
  registerFont(name: string, source: Uint8Array): Drawing
  save(): Drawing
  restore(): Drawing
  translate(x: number, y: number): Drawing
  scale(factor: number): Drawing
  rect(x: number, y: number, width: number, height: number): Drawing
  clip(): Drawing
  link(x: number, y: number, width: number, height: number, url: string): Drawing
  addContent(operators: string): Drawing
  circle(x: number, y: number, radius: number): Drawing
  lineWidth(width: number): Drawing
  fillAndStroke(fill: string, stroke: string): Drawing
  fillColor(colour: string): Drawing
  font(name: string): Drawing
  fontSize(size: number): Drawing
  widthOfString(text: string): number
  text(text: string, x: number, y: number, look: { lineBreak: boolean; baseline: 'alphabetic' }): Drawing
}

/** Draws into a room that the layout left, whose upper left corner lies at `x`, `y` of the current page; points. */
export type Draw = (drawing: Drawing, x: number, y: number) => void

/**
 * Room in the layout for what is drawn by {@link drawPlaces} once everything has its place: an SVG of thousands of
 * lines, read three times by pdfmake, costs more than all the rest of a sheet together.
 */
export function drawnPlace(
  width: number,
  height: number,
  draw: Draw,
  look: Partial<ContentCanvas> = {},
): Content {
  // what pdfmake copies about while it breaks pages is the shape, so the shape carries what is drawn over it
  const shape = { type: 'rect', x: 0, y: 0, w: width, h: height, color: '#ffffff', draw } as const
  return { canvas: [shape], ...look }
}

/** Draws every {@link drawnPlace} of a document that has been laid out. */
export function drawPlaces(drawing: Drawing): void {
  // where pdfmake keeps, page by page, what it has placed
  const { _pdfMakePages: pages } = drawing as Drawing & {
    _pdfMakePages: { items: { item: { x: number; y: number; draw?: Draw } }[] }[]
  }
  for (const [index, { items }] of pages.entries())
    for (const { item } of items) {
      if (!item.draw) continue
      drawing.switchToPage(index)
      drawing.save()
      item.draw(drawing, item.x, item.y)
      drawing.restore()
    }
}
