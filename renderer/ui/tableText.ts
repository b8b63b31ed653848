/** A cell that a spreadsheet would run as a formula is led by an apostrophe; also after white space. */
export function neutralise(cell: string): string {
  return /^[\s\0]*[=+\-@＝＋－＠\t\r\0]/.test(cell) && !/^[+-]?[\d,.\s]+$/.test(cell) ? `'${cell}` : cell
}

/** Rows as a spreadsheet pastes them. */
export function tabSeparated(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => neutralise(cell.replace(/[\t\r\n]+/g, ' '))).join('\t'))
    .join('\n')
}

/** Rows as a CSV file with a byte order mark, so that Excel reads its Chinese. */
export function commaSeparated(rows: readonly (readonly string[])[]): string {
  const quote = (cell: string) => {
    const safe = neutralise(cell)
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return '\ufeff' + rows.map((row) => row.map(quote).join(',')).join('\r\n') + '\r\n'
}
