import type { AddressTokenKind } from '../../model/location.ts'
import {
  endsWithAny,
  findEstateEnd,
  findRoad,
  nameBreakers,
  startsRoadEnd,
  startsWithAny,
} from './chineseNames.ts'
import { isAlnum, readNumber, type NumberAtom } from './chineseNumbers.ts'
import type { Division, DivisionMatch, Gazetteer } from './divisions.ts'
import { joiners, notDivisionBefore, notDivisionEnding, noteWords, positionWords } from './chineseWords.ts'
import { isHan } from './fold.ts'
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
  '纪念',
  '市场',
  '夜市',
  '银行',
  '饭店',
  '酒店',
]
/** Reads one piece of text (no separators inside) into one address. Spaces inside are skipped. */
export class PieceScanner {
  private readonly text: string
  private readonly at: number[] = []
  private readonly gazetteer: Gazetteer | undefined
  private readonly context: Division | undefined
  private readonly address: ParsedAddress = emptyAddress('chinese')
  private divisionCode = ''
  private cityDivision: Division | undefined

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

  scan(): ParsedAddress {
    const text = this.text
    let position = 0
    while (position < text.length) {
      const atom = readNumber(this.text, position)
      if (atom) {
        position = this.takeNumber(atom)
        continue
      }
      let end = position + 1
      while (end < text.length && !readNumber(this.text, end) && !isBreak(text.charCodeAt(end))) end++
      if (!isBreak(text.charCodeAt(position))) this.takeText(position, end)
      else end = position + 1
      position = end
    }
    return this.address
  }

  private has(kind: AddressTokenKind): boolean {
    return this.address.parts[kind] !== undefined
  }

  private add(kind: AddressTokenKind, value: string, start: number, end: number): void {
    addToken(this.address, kind, value, this.at[start]!, this.at[end - 1]! + 1)
  }

  // ---- numbers ---------------------------------------------------------------------------------------------------

  /** Turns a number into a token by its counter and by what is known already; gives where to go on. */
  private takeNumber(atom: NumberAtom): number {
    const { start, after } = atom
    const street = this.has('road') || this.has('lane')
    switch (atom.counter) {
      case 'number':
        if (!this.has('number')) this.add('number', atom.value, start, after)
        else if (this.text[start] === '附') this.address.parts.number += '-' + atom.value
        else this.add(this.has('building') ? 'room' : 'building', atom.value, start, after)
        return after
      case 'building':
        this.add('building', atom.value, start, after)
        return after
      case 'unit':
      case 'room':
        if (atom.counterText.startsWith('号') && street && !this.has('number')) {
          // 29-31号铺位: the shop has the road's number
          this.add('number', atom.value, start, after)
          return after
        }
        // 04单元 keeps its nought: it is a name, not a count
        this.add(
          atom.counter,
          atom.parts.length === 1 && atom.raw !== '' ? atom.raw : atom.value,
          start,
          after,
        )
        return after
      case 'floor': {
        const next = readNumber(this.text, after)
        // 3楼2单元501 is a block, 2楼04单元 a floor with shops
        const door = next?.counter === 'unit' ? readNumber(this.text, next.after) : null
        if (atom.counterText === '楼' && door && !this.has('building')) {
          this.add('building', atom.value, start, after)
          return after
        }
        this.add('floor', atom.value, start, after)
        // 5楼之3: the third door of the fifth floor
        if (this.text[after] === '之') {
          const door = readNumber(this.text, after + 1)
          if (door && !door.counter) {
            this.add('room', door.value, after, door.after)
            return door.after
          }
        }
        return after
      }
      case 'lane':
        if (this.has('number')) this.add('landmark', this.text.slice(start, after), start, after)
        else this.add(this.has('lane') ? 'alley' : 'lane', atom.value, start, after)
        return after
      case 'alley':
        this.add('alley', atom.value, start, after)
        return after
      case 'section':
        if (this.has('road') && !this.has('number')) this.add('section', atom.value, start, after)
        else this.add('remark', this.text.slice(start, after), start, after)
        return after
      case 'phase':
        this.add('phase', atom.value, start, after)
        return after
      case 'zone':
        this.add(
          this.has('road') || this.has('estate') || this.has('village') ? 'phase' : 'landmark',
          atom.value,
          start,
          after,
        )
        return after
      case 'neighbourhood':
        this.add('neighbourhood', atom.value, start, after)
        return after
      case 'gate':
        this.add('remark', this.text.slice(start, after), start, after)
        return after
      case 'line':
      case 'none': {
        let end = after
        while (end < this.text.length && isHan(this.text.charCodeAt(end)) && !readNumber(this.text, end))
          end++
        this.takeLandmark(start, end)
        return end
      }
      case undefined:
        return this.takeBareNumber(atom, street)
    }
  }

  private takeBareNumber(atom: NumberAtom, street: boolean): number {
    const { start, end } = atom
    const within = this.has('number') || this.has('estate') || this.has('building') || this.has('village')
    const [first, second, third] = atom.parts
    const place = (part: number) => {
      // where the part stands in the text, so that each token keeps its own place
      let from = start
      for (let k = 0; k < part; k++) {
        while (from < end && isAlnum(this.text.charCodeAt(from))) from++
        while (from < end && !isAlnum(this.text.charCodeAt(from))) from++
      }
      let to = from
      while (to < end && isAlnum(this.text.charCodeAt(to))) to++
      return [from, Math.max(to, from + 1)] as const
    }
    if (atom.parts.length >= 3 && first && second && third && !this.has('room')) {
      const kinds: AddressTokenKind[] =
        street && !this.has('number') && !this.has('estate')
          ? ['number', 'building', 'room']
          : this.has('building')
            ? ['unit', 'floor', 'room']
            : ['building', 'unit', 'room']
      for (let k = 0; k < 3; k++) this.add(kinds[k]!, atom.parts[k]!, ...place(k))
      return end
    }
    if (street && !this.has('number') && !this.has('estate') && !this.has('building')) {
      this.add('number', atom.value, start, end)
      return end
    }
    if (atom.parts.length === 2 && within && first && second) {
      if (this.has('building')) {
        const isRoom = this.has('unit') || /[a-z]/.test(atom.value)
        if (isRoom) this.add('room', atom.value, start, end)
        else {
          this.add('unit', first, ...place(0))
          this.add('room', second, ...place(1))
        }
      } else if (second.length >= 3) {
        this.add('building', first, ...place(0))
        this.add('room', second, ...place(1))
      } else this.add('room', atom.value, start, end)
      return end
    }
    const floor = /^(?:b(\d)|(\d{1,2})f)$/.exec(atom.value)
    if (floor && !this.has('floor') && (this.has('number') || this.has('estate'))) {
      this.add('floor', floor[1] === undefined ? floor[2]! : '-' + floor[1], start, end)
      return end
    }
    if (this.has('building') || this.has('unit') || this.has('floor') || this.has('number')) {
      this.add(this.has('room') ? 'landmark' : 'room', atom.value, start, end)
      return end
    }
    if (this.has('estate')) {
      this.add('building', atom.value, start, end)
      return end
    }
    if (this.has('village')) {
      this.add('number', atom.value, start, end)
      return end
    }
    // 101大楼, 7-11, 85度C: a name that begins with a number
    let last = end
    while (last < this.text.length && !isBreak(this.text.charCodeAt(last)) && !readNumber(this.text, last))
      last++
    this.takeLandmark(start, last)
    return last
  }

  // ---- names -----------------------------------------------------------------------------------------------------

  private takeText(start: number, end: number): void {
    const text = this.text
    let position = start
    while (position < end) {
      if (!this.has('road') && !this.has('number')) {
        const taken = this.takeDivision(position, end)
        if (taken > position) {
          position = taken
          continue
        }
      }
      const note = startsWithAny(text, position, noteWords)
      if (note && (note !== '近' || this.address.tokens.length > 0)) {
        this.takeNote(position, end, note)
        return
      }
      if (this.has('road') && joiners.includes(text[position]!) && position + 2 < end) {
        const road = findRoad(this.text, position + 1, end)
        if (road) {
          this.takeRoad(position + 1, road)
          position = road
          continue
        }
      }
      if (this.address.tokens.length > 0) {
        const word = startsWithAny(text, position, positionWords)
        // 前门大街 is a road, 对面解放路 is not
        const isRoad = !this.has('road') && !beside.has(word ?? '') && findRoad(this.text, position, end) > 0
        if (word && !isRoad && (word.length > 1 || position + 1 === end)) {
          this.add('remark', text.slice(position, end), position, end)
          return
        }
      }
      const mayBeRoad = !this.has('number') && !this.has('lane')
      const road = mayBeRoad ? findRoad(this.text, position, end) : 0
      const division =
        !this.has('road') && !this.has('number') ? this.findDivisionEnd(position, end) : undefined
      if (division && (!road || division.end <= road)) {
        this.takeNamedDivision(position, division.end, division.kind)
        position = division.end
        continue
      }
      if (road) {
        this.takeRoad(position, road)
        position = road
        continue
      }
      const estate = findEstateEnd(this.text, position, end)
      if (estate) {
        this.add(this.has('estate') ? 'landmark' : 'estate', text.slice(position, estate), position, estate)
        position = estate
        continue
      }
      this.takeLandmark(position, end)
      return
    }
  }

  private takeRoad(start: number, end: number): void {
    const name = this.text.slice(start, end)
    if (!this.has('road')) {
      this.add('road', name, start, end)
      return
    }
    this.add('road', name, start, end)
    if (name !== this.address.parts.road) this.address.crossRoad ??= name
  }

  private takeNote(start: number, end: number, word: string): void {
    if (word === '近') {
      const road = findRoad(this.text, start + 1, end)
      if (road && this.has('road') && !this.has('number'))
        this.address.crossRoad ??= this.text.slice(start + 1, road)
    }
    this.add('remark', this.text.slice(start, end), start, end)
  }

  /** A name without a suffix that is known; what stands behind it says where the door is. */
  private takeLandmark(start: number, end: number): void {
    const text = this.text
    let cut = end
    for (let trimmed = true; trimmed && cut > start;) {
      trimmed = false
      for (const word of positionWords)
        if (cut - word.length >= start && text.startsWith(word, cut - word.length)) {
          // 一 character alone (内湖, 前门) must leave a name in front of it
          if (word.length === 1 && cut - word.length - start < 2 && cut - word.length > start) continue
          cut -= word.length
          trimmed = true
          break
        }
    }
    if (cut > start) this.add('landmark', text.slice(start, cut), start, cut)
    if (cut < end) this.add('remark', text.slice(cut, end), cut, end)
  }

  // ---- divisions -------------------------------------------------------------------------------------------------

  /** A name of the gazetteer at `position`; gives where it ends, or `position`. */
  private takeDivision(position: number, end: number): number {
    const text = this.text
    if (text.startsWith('中国', position) && !this.has('country') && this.address.tokens.length === 0) {
      const last = text.startsWith('中国大陆', position) ? position + 4 : position + 2
      if (last < end && this.gazetteer?.matchAt(text, last).length) {
        this.add('country', text.slice(position, last), position, last)
        return last
      }
    }
    if (!this.gazetteer || this.has('town') || this.has('village')) return position
    const matches = this.gazetteer.matchAt(text, position).filter((match) => position + match.length <= end)
    if (matches.length === 0) return position
    const match = this.chooseDivision(matches, position, end)
    if (!match) return position
    let last = position + match.length
    // 板桥市 for today's 板桥区: an older rank after a name that is known
    const rank = text[last] ?? ''
    if (!match.full && last + 1 < end && '市县区镇乡'.includes(rank))
      if (!(notDivisionBefore[rank] ?? []).some((word) => text.startsWith(word, last + 1))) last++
    const value = match.division.name
    const kind = this.divisionKind(match, last)
    this.add(kind, value, position, last)
    if (kind === 'city' || (kind === 'province' && !this.cityDivision)) this.cityDivision = match.division
    const sameName = matches.filter((other) => other.length === match.length && other.full === match.full)
    const fits = sameName.filter(
      (other) => !this.divisionCode || this.gazetteer!.within(other.division.code, this.divisionCode),
    )
    if (fits.length > 0) {
      if (fits.length === 1 || fits.every((other) => other.division.level !== 'district'))
        this.setDivision(match.division)
    } else if (this.divisionCode && match.division.code.length > this.divisionCode.length)
      this.address.divisionConflict ??= { city: this.cityDivision?.name ?? '', district: value }
    return last
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
    const fresh = this.address.tokens.every((token) => divisionKinds.has(token.kind))
    if (!fresh) return undefined
    const context = this.divisionCode || this.context?.code.slice(0, 4) || ''
    let best: DivisionMatch | undefined
    let bestRank = -Infinity
    for (const match of matches) {
      const last = position + match.length
      const closed = match.full && '省市区县旗州盟'.includes(text[last - 1]!)
      if (last < end && !closed && startsRoadEnd(text, last, end)) continue
      if (
        match.full &&
        (notDivisionBefore[text[last - 1]!] ?? []).some((word) => text.startsWith(word, last))
      ) {
        // 上海市区, 杨浦区政府 — but 上海市北京西路 and 台北市民生東路 stay with the city where a road follows
        if (!findRoad(this.text, last, end) && this.gazetteer!.matchAt(text, last).length === 0) continue
      }
      const inContext = context !== '' && this.gazetteer!.within(match.division.code, context)
      const level = match.division.level
      if (level === 'province' && this.has('province') && this.has('city')) continue
      if (level === 'city' && this.has('district')) continue
      if (level === 'district' && this.has('district')) continue
      if (!match.full) {
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
  private findDivisionEnd(start: number, end: number): { end: number; kind: AddressTokenKind } | undefined {
    const text = this.text
    for (let i = start + 1; i < end && i - start < 14; i++) {
      const long = startsWithAny(text, i, longDivisionSuffixes)
      if (long && i + long.length <= end) {
        if (long === '街道' && (text.startsWith('口', i + 2) || i - start < 1)) continue
        return { end: i + long.length, kind: longDivisionKinds[long]! }
      }
      const kind = shortDivisionKinds[text[i]!]
      if (!kind) continue
      const last = i + 1
      const next = last < end ? text[last]! : ''
      if (endsWithAny(text, start, last, notDivisionEnding)) continue
      if (nameBreakers.has(next) || startsRoadEnd(text, last, end)) continue
      if (
        (notDivisionBefore[text[i]!] ?? []).some(
          (word) => last + word.length <= end && text.startsWith(word, last),
        )
      ) {
        // 台北市民生東路: the city goes with a road behind it
        if (!(text[i] === '市' && findRoad(this.text, last, end))) continue
      }
      if (text[i] === '村' && text[i - 1] === '新') continue
      if (text[i] === '里') {
        const road = findRoad(this.text, last, end)
        if (!road || i - start > 3 || i - start < 2 || !this.isTaiwan()) continue
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

  private takeNamedDivision(start: number, end: number, kind: AddressTokenKind): void {
    const name = this.text.slice(start, end)
    this.add(kind, name, start, end)
    if (kind === 'town' && this.address.division?.level === 'district') {
      const town = this.gazetteer?.townOf(this.address.division.code, name)
      if (town) this.address.division = town
    }
  }
}

const beside = new Set(['对面', '斜对面', '正对面', '旁边', '附近', '隔壁', '对侧'])
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

function isBreak(code: number): boolean {
  return !isHan(code) && !isAlnum(code)
}
