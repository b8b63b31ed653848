import { foldText } from './fold.ts'

export type DivisionLevel = 'province' | 'city' | 'district' | 'town'

/** One administrative division of China. Codes are the Ministry of Civil Affairs' (2, 4, 6 or 9 digits). */
export interface Division {
  code: string
  level: DivisionLevel
  /** folded (simplified) name with its suffix, e.g. `浦东新区` */
  name: string
}

/** A division's name found in a text. */
export interface DivisionMatch {
  division: Division
  /** UTF-16 units matched */
  length: number
  /** false when the suffix was left out (`杨浦` for `杨浦区`) */
  full: boolean
  /** set when the text used a former name: what it was */
  formerName?: string
}

const provinceSuffixes = ['维吾尔自治区', '壮族自治区', '回族自治区', '特别行政区', '自治区', '省', '市']
const lowerSuffixes = [
  '自治州',
  '自治县',
  '自治旗',
  '新区',
  '林区',
  '特区',
  '地区',
  '街道',
  '市',
  '区',
  '县',
  '盟',
  '旗',
  '镇',
  '乡',
]
const peoples =
  '蒙古族 蒙古 藏族 回族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 撒拉族 毛南族 仡佬族 锡伯 普米族 塔吉克 怒族 保安族 裕固族 独龙族 各族 布朗族 阿昌族'.split(
    ' ',
  )

/** `恩施土家族苗族自治州` → `恩施`, `黄浦区` → `黄浦`; names of one character keep their suffix. */
export function shortName(name: string, level: DivisionLevel): string {
  const suffixes = level === 'province' ? provinceSuffixes : lowerSuffixes
  for (const suffix of suffixes) {
    if (!name.endsWith(suffix)) continue
    let stem = name.slice(0, -suffix.length)
    if (suffix.startsWith('自治'))
      for (let found = true; found;) {
        found = false
        for (const people of peoples)
          if (stem.endsWith(people) && stem.length - people.length >= 2) {
            stem = stem.slice(0, -people.length)
            found = true
          }
      }
    return stem.length >= 2 ? stem : name
  }
  return name
}

/**
 * Former names still written in addresses: old name, the code it belongs to today. Sources: the State Council's
 * approvals published by the Ministry of Civil Affairs, and Taiwan's Ministry of the Interior (2010, 2014).
 */
const formerNames: readonly (readonly [string, string])[] = [
  ['崇文区', '110101'],
  ['宣武区', '110102'],
  ['塘沽区', '120116'],
  ['汉沽区', '120116'],
  ['大港区', '120116'],
  ['闸北区', '310106'],
  ['卢湾区', '310101'],
  ['南市区', '310101'],
  ['南汇区', '310115'],
  ['下关区', '320106'],
  ['白下区', '320104'],
  ['沧浪区', '320508'],
  ['平江区', '320508'],
  ['金阊区', '320508'],
  ['下城区', '330105'],
  ['江干区', '330102'],
  ['江东区', '330212'],
  ['东山区', '440104'],
  ['芳村区', '440103'],
  ['萝岗区', '440112'],
  ['襄樊市', '4206'],
  ['思茅市', '5308'],
  ['莱芜市', '3701'],
  ['巢湖市', '3401'],
  ['台北县', '7111'],
  ['桃园县', '7114'],
]

export interface Gazetteer {
  /** Divisions whose full, short or former name begins at `at` in the folded text, longest first. */
  matchAt(folded: string, at: number): DivisionMatch[]
  byCode(code: string): Division | undefined
  /** Towns of a district whose full or short name is this. */
  townOf(districtCode: string, name: string): Division | undefined
  /** True when `child` lies in `parent`; a municipality's province and city count as the same. */
  within(child: string, parent: string): boolean
  readonly districts: readonly Division[]
}

interface Entry {
  name: string
  division: Division
  full: boolean
  formerName?: string
}

/**
 * Reads `resources/divisions/china.txt`: one line a division to county, `code name`, and after a tab the townships of a
 * county as `serial:name` separated by commas. Lines that begin with `#` are comments.
 */
export function createGazetteer(text: string): Gazetteer {
  const byCode = new Map<string, Division>()
  const byStart = new Map<string, Entry[]>()
  const townLists = new Map<string, string>()
  const districts: Division[] = []
  const index = (entry: Entry) => {
    const start = entry.name.slice(0, 2)
    const entries = byStart.get(start)
    if (entries) entries.push(entry)
    else byStart.set(start, [entry])
  }
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const tab = line.indexOf('\t')
    const head = tab < 0 ? line.trimEnd() : line.slice(0, tab)
    const space = head.indexOf(' ')
    const code = head.slice(0, space)
    const level: DivisionLevel = code.length === 2 ? 'province' : code.length === 4 ? 'city' : 'district'
    const division: Division = { code, level, name: foldText(head.slice(space + 1)) }
    byCode.set(code, division)
    if (level === 'district') districts.push(division)
    if (tab >= 0) townLists.set(code, line.slice(tab + 1))
    index({ name: division.name, division, full: true })
    const short = shortName(division.name, level)
    if (short !== division.name) index({ name: short, division, full: false })
  }
  for (const [name, code] of formerNames) {
    const division = byCode.get(code)
    if (division) index({ name, division, full: true, formerName: name })
  }
  for (const entries of byStart.values())
    entries.sort((a, b) => b.name.length - a.name.length || (a.division.code < b.division.code ? -1 : 1))

  const townCache = new Map<string, Map<string, Division>>()
  const townsOf = (districtCode: string) => {
    let towns = townCache.get(districtCode)
    if (!towns) {
      towns = new Map()
      for (const item of (townLists.get(districtCode) ?? '').split(',')) {
        const colon = item.indexOf(':')
        if (colon < 0) continue
        const town: Division = {
          code: districtCode + item.slice(0, colon),
          level: 'town',
          name: foldText(item.slice(colon + 1)),
        }
        towns.set(town.name, town)
        const short = shortName(town.name, 'town')
        if (!towns.has(short)) towns.set(short, town)
      }
      townCache.set(districtCode, towns)
    }
    return towns
  }
  return {
    matchAt(folded, at) {
      const entries = byStart.get(folded.slice(at, at + 2))
      if (!entries) return []
      const found: DivisionMatch[] = []
      for (const entry of entries)
        if (folded.startsWith(entry.name, at))
          found.push({
            division: entry.division,
            length: entry.name.length,
            full: entry.full,
            ...(entry.formerName ? { formerName: entry.formerName } : {}),
          })
      return found
    },
    byCode: (code) => byCode.get(code),
    townOf: (districtCode, name) => townsOf(districtCode).get(foldText(name)),
    within: (child, parent) => {
      if (child.startsWith(parent)) return true
      // 上海市 as city (3101) holds all that 上海市 as province (31) holds; 重庆 is split over 5001 and 5002
      const municipality = ['11', '12', '31', '50', '81', '82'].includes(parent.slice(0, 2))
      return municipality && parent.length === 4 && child.startsWith(parent.slice(0, 2))
    },
    districts,
  }
}
