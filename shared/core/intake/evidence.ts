import { tidy } from './text.ts'

/** What a cell looks like, for columns whose header leaves doubt. Cheap tests, not readings. */

/** Share of the filled cells that pass; null when fewer than two are filled. */
export function shareOf(values: readonly string[], test: (text: string) => boolean): number | null {
  const filled = values.filter((value) => value.trim() !== '')
  if (filled.length < 2) return null
  return filled.filter((value) => test(tidy(value))).length / filled.length
}

const digitsIn = (text: string): number => {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) count++
  }
  return count
}

export const phoneLike = (text: string): boolean =>
  /^(?:\+|00|0|1[3-9]|\()[\d\s()./-]+$/.test(text) &&
  digitsIn(text) >= 7 &&
  digitsIn(text) <= 15 &&
  !dateLike(text)

export const amountLike = (text: string): boolean =>
  text.length < 24 && /^[^\d]{0,5}\d[\d,.'’\s]*[^\d]{0,5}$/.test(text)

export const dateLike = (text: string): boolean =>
  /^(?:民国|民國)?\d{1,4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,4}/.test(text) ||
  /^\d{1,2}月\d{1,2}日?/.test(text)

export const windowLike = (text: string): boolean =>
  /\d{1,2}\s?[:点點時时h]/.test(text) || /上午|下午|晚上|中午|morning|afternoon|evening/i.test(text)

export const addressLike = (text: string): boolean =>
  text.length >= 5 &&
  (/[省市区區县縣镇鎮乡鄉村路街道巷弄号號楼樓栋幢室]/.test(text) ||
    (/\p{L}{3}/u.test(text) && /\d/.test(text) && /[\s,]/.test(text)))
