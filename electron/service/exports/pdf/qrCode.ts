import { create } from 'qrcode'

/**
 * A QR code as content-stream operators (ISO 32000-1, 8.5), dark modules of a row drawn as one bar, from the upper left
 * corner. Level L: a sheet is folded, not torn, and fewer, larger modules are read faster by a telephone.
 * @param side in points, quiet zone left to the paper around it
 */
export function qrOperators(text: string, side: number): string {
  const { modules } = create(text, { errorCorrectionLevel: 'L' })
  const count = modules.size
  const scale = (side / count).toFixed(5)
  const bars: string[] = []
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++) {
      if (!modules.get(row, column)) continue
      let end = column + 1
      while (end < count && modules.get(row, end)) end++
      bars.push(`${column} ${row} ${end - column} 1 re`)
      column = end
    }
  return `${scale} 0 0 ${scale} 0 0 cm 0 0 0 rg ${bars.join(' ')} f`
}
