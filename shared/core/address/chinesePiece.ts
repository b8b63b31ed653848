import type { AddressTokenKind } from '../../model/location.ts'
import { DivisionScanner } from './chineseDivisions.ts'
import { findEstateEnd, findRoad, findSideSection, startsWithAny } from './chineseNames.ts'
import { isAlnum, readNumber, type NumberAtom } from './chineseNumbers.ts'
import { addressLabels, harbourAreas, joiners, noteWords, positionWords } from './chineseWords.ts'
import { isHan } from './fold.ts'
import type { ParsedAddress } from './parsed.ts'

/** Reads one piece of text (no separators inside) into one address. Spaces inside are skipped. */
export class PieceScanner extends DivisionScanner {
  scan(): ParsedAddress {
    const text = this.text
    let position = 0
    while (position < text.length) {
      const numbered = this.takeNumeralDivision(position)
      if (numbered > position) {
        position = numbered
        continue
      }
      const atom = readNumber(this.text, position)
      if (atom) {
        position = this.takeNumber(atom)
        continue
      }
      let end = position + 1
      while (end < text.length && !readNumber(this.text, end) && !isBreak(text.charCodeAt(end))) end++
      if (isBreak(text.charCodeAt(position))) position++
      else position = Math.max(end, this.takeText(position, end))
    }
    return this.address
  }

  // ---- numbers ---------------------------------------------------------------------------------------------------

  /** Turns a number into a token by its counter and by what is known already; gives where to go on. */
  private takeNumber(atom: NumberAtom): number {
    const { start, after } = atom
    const street = this.has('road') || this.has('lane')
    switch (atom.counter) {
      case 'number':
        // 公园6号出口 is a way out
        if (/^[^\p{L}\d]{0,2}出口/u.test(this.text.slice(after, after + 4)))
          this.add('remark', atom.value, start, after)
        else if (!this.has('number')) this.add('number', atom.value, start, after)
        else if (this.text[start] === '附') this.lengthenNumber(atom.value, after)
        else this.add(this.has('building') ? 'room' : 'building', atom.value, start, after)
        return after
      case 'building':
        // 路88#: the hash is the number's
        if (atom.counterText === '#' && street && !this.has('number')) {
          this.add('number', atom.value, start, after)
          return after
        }
        // 3樓C座: the flat on that floor
        if (
          atom.counterText === '座' &&
          this.has('floor') &&
          !this.has('room') &&
          /^[a-z]$/.test(atom.value)
        ) {
          this.add('room', atom.value, start, after)
          return after
        }
        this.landmarkIsEstate(start)
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
        this.add('floor', atom.value.replace(/^b(?=\d$)/, '-'), start, after)
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
        this.landmarkIsEstate(start)
        this.add('phase', atom.value, start, after)
        return after
      case 'zone':
        if (!this.has('road') || this.has('number')) this.landmarkIsEstate(start)
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

  /** 15号附3号 is 15-3. */
  private lengthenNumber(value: string, end: number): void {
    const { address } = this
    const token = address.tokens.find(({ kind }) => kind === 'number')!
    token.value += '-' + value
    token.end = this.at[end - 1]! + 1
    address.parts.number = token.value
  }

  /** A name right before a phase or a building is an estate's, whatever it ends in: 保利香槟国际2期. */
  private landmarkIsEstate(start: number): void {
    const { address } = this
    const token = address.tokens.at(-1)
    if (token?.kind !== 'landmark' || this.has('estate') || token.end !== this.at[start - 1]! + 1) return
    token.kind = 'estate'
    address.parts.estate = token.value
    address.landmarks = address.landmarks.filter((name) => name !== token.value)
    delete address.parts.landmark
    if (address.landmarks[0] !== undefined) address.parts.landmark = address.landmarks[0]
  }

  private isNextToStreet(start: number): boolean {
    const last = this.address.tokens.at(-1)!
    return ofStreet.has(last.kind) && start - last.end <= 2
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
      // 三民路113巷口 … 1=1: digits behind other words are no number of the road
      this.add(this.isNextToStreet(start) ? 'number' : 'remark', atom.value, start, end)
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

  /** Reads words up to the next number; gives where it stopped, which may be behind a numeral within a name. */
  private takeText(start: number, end: number): number {
    const text = this.text
    let position = start
    while (position < end) {
      if (!this.has('road') && !this.has('number')) {
        const division = this.takeDivision(position, end)
        const taken = division > position ? division : this.takeZone(position, end)
        if (taken > position) {
          position = taken
          continue
        }
      }
      const label = this.address.tokens.length === 0 && startsWithAny(text, position, addressLabels)
      if (label && position + label.length <= end) {
        this.add('remark', label, position, position + label.length)
        position += label.length
        continue
      }
      const area = this.takeHarbourArea(position, end)
      if (area > position) {
        position = area
        continue
      }
      if (this.takeNumeralRoom(position, end)) return end
      const note = startsWithAny(text, position, noteWords)
      if (note && (note !== '近' || this.address.tokens.length > 0)) {
        this.takeNote(position, end, note)
        return end
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
        const besideDoor = word === '旁' && this.has('number')
        if (word && !isRoad && (word.length > 1 || position + 1 === end || besideDoor)) {
          this.add('remark', text.slice(position, end), position, end)
          return end
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
        position = findSideSection(text, road, end)
        if (position > road) this.add('section', text.slice(road, position), road, position)
        continue
      }
      const estate = findEstateEnd(this.text, position, end)
      if (estate) {
        this.add(this.has('estate') ? 'landmark' : 'estate', text.slice(position, estate), position, estate)
        position = estate
        continue
      }
      this.takeLandmark(position, end)
      return end
    }
    return position
  }

  /** 香港湾仔轩尼诗道: an area by usage stands before the road. */
  private takeHarbourArea(position: number, end: number): number {
    const inHarbour = this.divisionCode.startsWith('81') || this.divisionCode.startsWith('82')
    if (!inHarbour || this.has('road')) return position
    const area = startsWithAny(this.text, position, harbourAreas)
    if (!area) return position
    const rest = position + area.length
    if (findRoad(this.text, rest, end) < rest + 3) return position
    this.add('landmark', area, position, rest)
    return rest
  }

  /** 五零二 behind a building or a unit is a room. */
  private takeNumeralRoom(start: number, end: number): boolean {
    if (this.has('room') || !(this.has('building') || this.has('unit') || this.has('floor'))) return false
    if (end - start < 3 || end - start > 5) return false
    let value = ''
    for (let i = start; i < end; i++) {
      const digit = '零一二三四五六七八九'.indexOf(this.text[i]!)
      if (digit < 0) return false
      value += String(digit)
    }
    this.add('room', value, start, end)
    return true
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
          // as must a gate: 老西门 is a place
          const short = word.length === 1 || (word.length === 2 && word[1] === '门')
          if (short && cut - word.length - start < 2 && cut - word.length > start) continue
          cut -= word.length
          trimmed = true
          break
        }
    }
    if (cut > start) this.add('landmark', text.slice(start, cut), start, cut)
    if (cut < end) this.add('remark', text.slice(cut, end), cut, end)
  }
}

const ofStreet = new Set<AddressTokenKind>(['road', 'section', 'lane', 'alley'])
const beside = new Set(['对面', '斜对面', '正对面', '旁边', '附近', '隔壁', '对侧'])
function isBreak(code: number): boolean {
  return !isHan(code) && !isAlnum(code)
}
