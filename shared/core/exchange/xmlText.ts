import { cleanText } from '../../model/runsheet.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text as it stands between tags or in an attribute of XML 1.0. */
export const xmlText = (text: string): string =>
  cleanText(text).replace(/[&<>"']/gu, (sign) => entities[sign]!)

/** Seven decimals are a centimetre; no exponent, no needless zeros. */
export const degrees = (value: number): string => String(Number(value.toFixed(7)))
