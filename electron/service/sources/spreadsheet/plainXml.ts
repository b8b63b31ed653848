/**
 * Two liberties that the format gives and the spreadsheet library does not read: names with a prefix (`<x:row>`, as the
 * Open XML SDK writes them), and rows and cells without a reference, which follow one another (ECMA-376 part 1,
 * 18.3.1.4 and 18.3.1.73). Both are rare, so a part is rewritten only when its beginning shows one.
 */
const rootPrefix = /<([A-Za-z_][\w.-]*):(?:worksheet|sst|styleSheet)[\s>]/

/** True when the library would misread the part that begins like this. */
export function needsPlainXml(beginning: string): boolean {
  if (rootPrefix.test(beginning)) return true
  const firstCell = /<c(?=[\s/>])[^>]*>/.exec(beginning)
  return firstCell !== null && !/\sr\s*=/.test(firstCell[0])
}

const columnLetters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnLetters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26))
const columnIndex = (letters: string): number => {
  let index = 0
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64
  return index - 1
}

/** The same part without prefixes, and with a reference on every row and cell. */
export function plainXml(xml: string): string {
  const prefix = rootPrefix.exec(xml.slice(0, 4096))?.[1]
  const bare = prefix
    ? xml
        .replaceAll(`</${prefix}:`, '</')
        .replaceAll(`<${prefix}:`, '<')
        .replace(`xmlns:${prefix}=`, 'xmlns=')
    : xml
  let row = 0
  let column = -1
  return bare.replace(/<(row|c)(?=[\s/>])([^<>]*)>/g, (whole, name: string, attributes: string) => {
    const reference = /\sr\s*=\s*["']([A-Z]{0,3})(\d{0,7})["']/.exec(attributes)
    if (name === 'row') {
      row = reference?.[2] ? Number(reference[2]) : row + 1
      column = -1
      return reference ? whole : `<row r="${row}"${attributes}>`
    }
    column = reference?.[1] ? columnIndex(reference[1]) : column + 1
    return reference ? whole : `<c r="${columnLetters(column)}${row}"${attributes}>`
  })
}
