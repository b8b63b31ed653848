import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const kinds: Record<string, string> = {
  P: 'province',
  C: 'city',
  D: 'district',
  T: 'town',
  V: 'village',
  M: 'community',
  H: 'neighbourhood',
  R: 'road',
  S: 'section',
  L: 'lane',
  A: 'alley',
  N: 'number',
  E: 'estate',
  I: 'phase',
  B: 'building',
  U: 'unit',
  F: 'floor',
  O: 'room',
  Z: 'postcode',
  K: 'landmark',
  W: 'phone',
}
const counted = new Set('SLANIBUFOHZW')

/** Names written without their last word, as a person completes them. */
const short: Record<string, string> = {
  上海: '上海市',
  北京: '北京市',
  重庆: '重庆市',
  杭州: '杭州市',
  南京: '南京市',
  武汉: '武汉市',
  成都: '成都市',
  深圳: '深圳市',
  苏州: '苏州市',
  青岛: '青岛市',
  大连: '大连市',
  济南: '济南市',
  福州: '福州市',
  厦门: '厦门市',
  宁波: '宁波市',
  新乡: '新乡市',
  湖北: '湖北省',
  广东: '广东省',
  浙江: '浙江省',
  山东: '山东省',
  河南: '河南省',
  徐汇: '徐汇区',
  南山: '南山区',
  香港: '香港特别行政区',
  澳门: '澳门特别行政区',
}

export interface Mark {
  kind: string
  value: string
  /** UTF-16 offset in the text */
  start: number
}

export interface Marked {
  text: string
  marks: Mark[]
}

const figures = (text: string) =>
  text.replace(/[０-９]/g, (figure) => String.fromCharCode(figure.charCodeAt(0) - 0xfee0))

/** Reads the marks of a file beside this one; `fold` gives simplified characters. */
export function markedAddresses(fold: (text: string) => string, file = 'markedChinese.txt'): Marked[] {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      let text = ''
      const marks: Mark[] = []
      for (const piece of line.split(/(\[[^\]]*\])/)) {
        if (!piece.startsWith('[')) {
          text += piece
          continue
        }
        const letter = piece[1]!
        const [written = '', given] = piece.slice(2, -1).split('=')
        const kind = kinds[letter]
        if (kind) marks.push({ kind, value: given ?? valueOf(letter, written, fold), start: text.length })
        text += written
      }
      return { text, marks }
    })
}

function valueOf(letter: string, written: string, fold: (text: string) => string): string {
  const folded = fold(written)
  if (counted.has(letter)) return /^[\da-z-]+/.exec(figures(folded))?.[0] ?? folded
  return short[folded] ?? folded
}
