import type { AddressTokenKind } from '../../model/location.ts'
import {
  endsWithAny,
  findRoad,
  isNumberedEstate,
  nameBreakers,
  startsRoadEnd,
  startsWithAny,
} from './chineseNames.ts'
import { isAlnum, readNumber } from './chineseNumbers.ts'
import {
  harbourAreas,
  notDivisionBefore,
  notDivisionEnding,
  positionWords,
  zoneSuffixes,
} from './chineseWords.ts'
import type { Division, DivisionMatch, Gazetteer } from './divisions.ts'
import { isChineseNumeral } from './fold.ts'
import { addToken, emptyAddress, type ParsedAddress } from './parsed.ts'

const notAfterBareDivision = [
  '新村',
  '公园',
  '广场',
  '大厦',
  '大楼',
  '国小',
  '国中',
  '高中',
  '医院',
  '大学',
  '学院',
  '机场',
  '车站',
  '站',
  '花园',
  '小区',
  '公寓',
  '运动中心',
  '大剧院',
  '剧院',
  '大会堂',
  '体育',
  '博物',
  '图书馆',
  '展览',
  '纪念',
  '市场',
  '夜市',
  '银行',
  '饭店',
  '酒店',
]

/** Reads the divisions at the head of an address: those of the gazetteer, and others by their last word. */
export class DivisionScanner {
  protected readonly text: string
  protected readonly at: number[] = []
  protected readonly gazetteer: Gazetteer | undefined
  protected readonly context: Division | undefined
  protected readonly address: ParsedAddress = emptyAddress('chinese')
  protected divisionCode = ''
  private cityDivision: Division | undefined
  /** nothing but divisions and remarks so far: another division may follow */
  private isAtHead = true

  constructor(
    body: string,
    start: number,
    end: number,
    gazetteer: Gazetteer | undefined,
    context: Division | undefined,
  ) {
    let text = ''
    for (let i = start; i < end; i++) {
      const unit = body[i]!
      if (unit === ' ') {
        // a space matters only between two letters or digits
        const last = text.charCodeAt(text.length - 1)
        let next = i + 1
        while (next < end && body[next] === ' ') next++
        const following = next < end ? body.charCodeAt(next) : 0
        if (!(isAlnum(last) && isAlnum(following))) continue
        if (text.endsWith(' ')) continue
      }
      text += unit
      this.at.push(i)
    }
    this.at.push(end)
    this.text = text
    this.gazetteer = gazetteer
    this.context = context
  }

  protected has(kind: AddressTokenKind): boolean {
    return this.address.parts[kind] !== undefined
  }

  protected add(kind: AddressTokenKind, value: string, start: number, end: number): void {
    addToken(this.address, kind, value, this.at[start]!, this.at[end - 1]! + 1)
    this.isAtHead &&= divisionKinds.has(kind) || kind === 'remark'
  }

  /** 二七区: a district whose name begins as a number does. */
  protected takeNumeralDivision(position: number): number {
    if (this.has('road') || this.has('number') || !isChineseNumeral(this.text[position]!)) return position
    const full = this.gazetteer?.matchAt(this.text, position).some((match) => match.full)
    return full ? this.takeDivision(position, this.text.length) : position
  }

  /** A name of the gazetteer at `position`; gives where it ends, or `position`. */
  protected takeDivision(position: number, end: number): number {
    const text = this.text
    if (text.startsWith('中国', position) && !this.has('country') && this.address.tokens.length === 0) {
      const last = text.startsWith('中国大陆', position) ? position + 4 : position + 2
      if (last < end && this.gazetteer?.matchAt(text, last).length) {
        this.add('country', text.slice(position, last), position, last)
        return last
      }
    }
    if (!this.gazetteer || this.has('town') || this.has('village')) return position
    const matches = this.gazetteer.matchAt(text, position)
    if (matches.length === 0) return position
    const match = this.chooseDivision(matches, position, end)
    if (!match) return position
    let last = position + match.length
    // 板桥市 for today's 板桥区: an older rank after a name that is known
    const rank = text[last] ?? ''
    if (!match.full && last + 1 < end && '市县区镇乡'.includes(rank) && !this.holdsNext(match.division, last))
      if (!(notDivisionBefore[rank] ?? []).some((word) => text.startsWith(word, last + 1))) last++
    const value = match.division.name
    const kind = this.divisionKind(match, last)
    this.add(kind, value, position, last)
    if (kind === 'city' || (kind === 'province' && !this.cityDivision)) this.cityDivision = match.division
    const sameName = matches.filter((other) => other.length === match.length && other.full === match.full)
    const around = this.divisionCode || this.context?.code.slice(0, 4) || ''
    const inside = sameName.filter(
      (other) => around === '' || this.gazetteer!.within(other.division.code, around),
    )
    // what a piece before names is a hint, not a frame: a second address may lie elsewhere
    const fits = inside.length === 0 && this.divisionCode === '' ? sameName : inside
    if (fits.length > 0) {
      // 香港特别行政区 is province, city and district at once: the widest
      const nested = fits.every((other) => other.division.code.startsWith(match.division.code))
      if (nested || fits.every((other) => other.division.level !== 'district'))
        this.setDivision(match.division)
    } else if (this.divisionCode && match.division.code.length > this.divisionCode.length)
      this.address.divisionConflict ??= { city: this.cityDivision?.name ?? '', district: value }
    return last
  }

  /**
   * 苏州工业园区 before a road or a town: a district by usage, which no gazetteer lists; within a district it stands as
   * a town does. Gives where it ends, or `position`.
   */
  protected takeZone(position: number, end: number): number {
    if (!this.has('city') && !this.has('district')) return position
    if (this.has('town') || this.has('village')) return position
    for (let i = position; i < end && i - position <= longestZoneName; i++) {
      if ('路街道巷号'.includes(this.text[i]!)) return position
      const suffix = startsWithAny(this.text, i, zoneSuffixes)
      if (!suffix) continue
      const last = i + suffix.length
      if (last >= end || !(findRoad(this.text, last, end) || this.findDivisionEnd(last, end))) return position
      const city = this.address.parts.city?.replace(/市$/, '') ?? ''
      let name = this.text.slice(position, last)
      if (name === city + suffix || name === suffix)
        name = city === '苏州' && suffix === '工业园区' ? city + suffix : suffix
      this.add(this.has('district') ? 'town' : 'district', name, position, last)
      return last
    }
    return position
  }

  /** Whether a division of it is named right behind: 唐山 before 路南区. */
  private holdsNext(division: Division, position: number, inFull = false): boolean {
    return this.gazetteer!.matchAt(this.text, position).some(
      (match) =>
        (match.full || !inFull) &&
        match.division.code.length > division.code.length &&
        this.gazetteer!.within(match.division.code, division.code),
    )
  }

  private setDivision(division: Division): void {
    this.divisionCode = division.code
    this.address.division = division
  }

  private divisionKind(match: DivisionMatch, last: number): 'province' | 'city' | 'district' {
    const { division } = match
    if (division.level !== 'province') return division.level === 'city' ? 'city' : 'district'
    const isMunicipality = ['11', '12', '31', '50'].includes(division.code)
    if (!isMunicipality) return 'province'
    // 上海上海市: the first is the province, the second the city
    const again = this.gazetteer!.matchAt(this.text, last).some(
      (other) => other.division.code === division.code,
    )
    return again ? 'province' : 'city'
  }

  private chooseDivision(matches: DivisionMatch[], position: number, end: number): DivisionMatch | undefined {
    const text = this.text
    if (!this.isAtHead) return undefined
    const context = this.divisionCode || this.context?.code.slice(0, 4) || ''
    let best: DivisionMatch | undefined
    let bestRank = -Infinity
    for (const match of matches) {
      const last = position + match.length
      const closed = match.full && '省市区县旗州盟'.includes(text[last - 1]!)
      const holds = this.holdsNext(match.division, last, true)
      // 澳门路环 is Macau and Coloane, 澳门路 a road
      const area = '8' === match.division.code[0] && startsWithAny(text, last, harbourAreas)
      if (last < end && !closed && !holds && !area && startsRoadEnd(text, last, end)) continue
      if (
        match.full &&
        (notDivisionBefore[text[last - 1]!] ?? []).some((word) => text.startsWith(word, last))
      ) {
        // 上海市区, 杨浦区政府 — but 上海市北京西路 and 台北市民生東路 stay with the city where a road follows
        if (!findRoad(this.text, last, end) && this.gazetteer!.matchAt(text, last).length === 0) continue
      }
      const inContext = context !== '' && this.gazetteer!.within(match.division.code, context)
      // 长安镇 of Dongguan is not Xi'an's 长安区
      if (!match.full && !inContext && '镇乡'.includes(text[last] ?? '?'))
        if (!this.holdsNext(match.division, last)) continue
      const level = match.division.level
      if (level === 'province' && this.has('province') && this.has('city')) continue
      if (level === 'city' && this.has('district')) continue
      if (level === 'district' && this.has('district')) continue
      if (!match.full && !holds) {
        if (last >= end && this.address.tokens.length === 0 && last >= text.length && level === 'district')
          continue
        if (startsWithAny(text, last, notAfterBareDivision)) continue
        const followed =
          this.gazetteer!.matchAt(text, last).length > 0 ||
          findRoad(this.text, last, end) >= last + 3 ||
          this.findDivisionEnd(last, end) !== undefined
        if (
          level === 'district' &&
          !(inContext && (followed || context === '')) &&
          !(context === '' && followed)
        ) {
          if (!inContext || last < end) continue
        }
        if (level !== 'district' && last < end && !followed && !inContext && end - last < 3) continue
      }
      const rank =
        match.length * 4 +
        (match.full ? 2 : 0) +
        (inContext ? 3 : 0) +
        // 济南市中区 is 济南 and 市中区
        (holds ? 7 : 0) -
        (match.formerName === undefined ? 0 : 2) +
        (level === 'province' ? 1 : 0) +
        (this.has('city') && level === 'district' ? 1 : 0)
      if (rank > bestRank) {
        best = match
        bestRank = rank
      }
    }
    return best
  }

  /** A division by its suffix alone: 王家村, 新民镇, 某某社区. */
  protected findDivisionEnd(start: number, end: number): { end: number; kind: AddressTokenKind } | undefined {
    const text = this.text
    for (let i = start + 1; i < end && i - start < 14; i++) {
      const long = startsWithAny(text, i, longDivisionSuffixes)
      if (long && i + long.length <= end) {
        if (long === '街道' && (text.startsWith('口', i + 2) || i - start < 1)) continue
        return { end: i + long.length, kind: longDivisionKinds[long]! }
      }
      if ('组队'.includes(text[i]!) && this.has('village') && i - start >= 2 && i - start <= 3)
        return { end: i + 1, kind: 'neighbourhood' }
      const kind = shortDivisionKinds[text[i]!]
      if (!kind) continue
      const last = i + 1
      const next = last < end ? text[last]! : ''
      if (endsWithAny(text, start, last, notDivisionEnding)) continue
      if (nameBreakers.has(next) || startsRoadEnd(text, last, end) || text.startsWith('社区', last)) continue
      if (
        (notDivisionBefore[text[i]!] ?? []).some(
          (word) => last + word.length <= end && text.startsWith(word, last),
        )
      ) {
        // 台北市民生東路: the city goes with a road behind it
        if (!(text[i] === '市' && findRoad(this.text, last, end))) continue
      }
      if (text[i] === '村' && text[i - 1] === '新') continue
      if (isNumberedEstate(text, start, i) && !this.has('town')) continue
      if (text[i] === '村' && text.startsWith('村委会', last)) return { end: last + 3, kind }
      if (text[i] === '里') {
        const road = findRoad(this.text, last, end)
        const isBeforeNeighbours = readNumber(text, last)?.counter === 'neighbourhood'
        if (!(road || isBeforeNeighbours) || i - start > 3 || i - start < 2 || !this.isTaiwan()) continue
      }
      if (text[i] === '屯' && last < end && !startsWithAny(text, last, positionWords)) continue
      if (text[i] === '市') return { end: last, kind: this.has('city') ? 'district' : 'city' }
      if (text[i] === '县' && this.has('district')) continue
      return { end: last, kind }
    }
    return undefined
  }

  private isTaiwan(): boolean {
    return this.divisionCode.startsWith('71') || (this.context?.code.startsWith('71') ?? false)
  }

  protected takeNamedDivision(start: number, end: number, kind: AddressTokenKind): void {
    const name = this.text.slice(start, end)
    this.add(kind, name, start, end)
    if (kind === 'town' && this.address.division?.level === 'district') {
      const town = this.gazetteer?.townOf(this.address.division.code, name)
      if (town) this.address.division = town
    }
  }
}

const longestZoneName = 6
const divisionKinds = new Set<AddressTokenKind>(['country', 'province', 'city', 'district', 'postcode'])
const longDivisionSuffixes = [
  '自治区',
  '自治州',
  '自治县',
  '自治旗',
  '居委会',
  '村委会',
  '居民委员会',
  '村民委员会',
  '街道',
  '社区',
  '小组',
  '嘎查',
  '苏木',
]
const longDivisionKinds: Record<string, AddressTokenKind> = {
  自治区: 'province',
  自治州: 'city',
  自治县: 'district',
  自治旗: 'district',
  居委会: 'community',
  村委会: 'village',
  居民委员会: 'community',
  村民委员会: 'village',
  街道: 'town',
  社区: 'community',
  小组: 'neighbourhood',
  嘎查: 'village',
  苏木: 'town',
}
const shortDivisionKinds: Record<string, AddressTokenKind> = {
  省: 'province',
  市: 'city',
  区: 'district',
  县: 'district',
  旗: 'district',
  镇: 'town',
  乡: 'town',
  村: 'village',
  里: 'village',
  屯: 'neighbourhood',
}
