import { create } from 'qrcode'

/**
 * A QR code as SVG, dark modules of a row drawn as one bar. Level L: a sheet is folded, not torn, and fewer, larger
 * modules are read faster by a telephone.
 * @param side in points, quiet zone left to the paper around it
 */
export function qrSvg(text: string, side: number): string {
  const { modules } = create(text, { errorCorrectionLevel: 'L' })
  const count = modules.size
  let d = ''
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++) {
      if (!modules.get(row, column)) continue
      let end = column + 1
      while (end < count && modules.get(row, end)) end++
      d += `M${column} ${row}h${end - column}v1h${column - end}z`
      column = end
    }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${count} ${count}">` +
    `<path d="${d}" fill="#000000"/></svg>`
  )
}
