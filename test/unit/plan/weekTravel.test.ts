import { describe, expect, it } from 'vitest'
import { travelTables } from '../../../shared/core/plan/travelTables.ts'
import { periodAt, weekTravel } from '../../../shared/core/plan/weekTravel.ts'
import { UNREACHABLE, type LonLat, type TravelMatrix } from '../../../shared/model/travel.ts'
import type { BranchHours, DatedClosure } from '../../../shared/model/travelSettings.ts'

const dates = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']
const hour = 3_600
const hours: BranchHours = {
  starts: [7 * hour, 9 * hour, 17 * hour],
  speeds: [{ primary: 0.5 }, {}, { primary: 0.6 }],
  modes: ['car'],
}
const square: LonLat[] = [
  [0, 0],
  [1, 0],
  [1, 1],
]
const closed = (from: string, to = from, more: Partial<DatedClosure> = {}): DatedClosure => ({
  ring: square,
  from,
  to,
  reason: '',
  ...more,
})
const names = (travel: ReturnType<typeof weekTravel>) => travel.profiles.map((one) => one.name)

describe('the travel of a week', () => {
  it('is one table a way of travelling where nothing was set', () => {
    const travel = weekTravel({ hours: null, closures: [] }, dates, ['car', 'foot'])
    expect(names(travel)).toEqual(['car', 'foot'])
    expect(travel.profiles.every(({ periods }) => periods.length === 1)).toBe(true)
    expect(travel.profileOf('foot', dates[3]!)).toBe('foot')
  })

  it('has a table an hour for those whom the hours are for, and one for the others', () => {
    const travel = weekTravel({ hours, closures: [] }, dates, ['car', 'foot'])
    const [car, foot] = travel.profiles
    expect(travel.starts).toEqual(hours.starts)
    expect(car!.periods.map(({ speeds }) => speeds)).toEqual(hours.speeds)
    expect(foot!.periods).toEqual([{ speeds: {}, closures: [] }])
  })

  // Mon   Tue   Wed   Thu   Fri
  //       ██████████              one closure
  //             ███               another
  it('gives days a profile of their own where other roads are closed, and shares it among days that are alike', () => {
    const first = closed('2026-11-24', '2026-11-25')
    const second = closed('2026-11-25', '2026-11-25', { street: 'High Street' })
    const travel = weekTravel({ hours: null, closures: [first, second] }, dates, ['car'])
    expect(dates.map((date) => travel.profileOf('car', date))).toEqual([
      'car',
      'car 2026-11-24',
      'car 2026-11-25',
      'car',
      'car',
    ])
    expect(travel.profiles.map(({ periods }) => periods[0]!.closures.length)).toEqual([0, 1, 2])
    expect(travel.profiles[2]!.periods[0]!.closures[1]).toEqual({ ring: square, street: 'High Street' })
    const twoDays = weekTravel({ hours: null, closures: [first] }, dates, ['car'])
    expect(names(twoDays)).toEqual(['car', 'car 2026-11-24'])
    expect(twoDays.profileOf('car', '2026-11-25')).toBe('car 2026-11-24')
  })

  it('leaves closures of other weeks out', () => {
    const travel = weekTravel({ hours: null, closures: [closed('2026-11-28', '2026-12-24')] }, dates, ['car'])
    expect(names(travel)).toEqual(['car'])
    const over = weekTravel({ hours: null, closures: [closed('2026-10-01', '2026-11-22')] }, dates, ['car'])
    expect(names(over)).toEqual(['car'])
  })

  it('cuts the day where a closure begins and ends, while four periods suffice', () => {
    const market = closed('2026-11-24', '2026-11-24', { hours: [10 * hour, 12 * hour] })
    const travel = weekTravel({ hours: null, closures: [market] }, dates, ['car'])
    expect(travel.starts).toEqual([0, 10 * hour, 12 * hour])
    const [usual, tuesday] = travel.profiles
    expect(usual!.periods).toHaveLength(1)
    expect(tuesday!.periods.map((one) => one.closures.length)).toEqual([0, 1, 0])
  })

  it('keeps everybody out in every period that a closure touches where there is no room for its borders', () => {
    const market = closed('2026-11-24', '2026-11-24', { hours: [10 * hour, 12 * hour] })
    const four = { ...hours, starts: [0, 7 * hour, 9 * hour, 17 * hour], speeds: [{}, {}, {}, {}] }
    const travel = weekTravel({ hours: four, closures: [market] }, dates, ['car'])
    expect(travel.starts).toEqual(four.starts)
    expect(travel.profiles[1]!.periods.map((one) => one.closures.length)).toEqual([0, 0, 1, 0])
  })

  it('closes through midnight, and the last period runs until the first', () => {
    const night = closed('2026-11-24', '2026-11-24', { hours: [22 * hour, 5 * hour] })
    const travel = weekTravel({ hours, closures: [night] }, dates, ['foot'])
    // 5–7 (of the evening's run), 7–9, 9–17, 17–5: one border found room, the earlier one
    expect(travel.starts).toEqual([5 * hour, 7 * hour, 9 * hour, 17 * hour])
    expect(travel.profiles[1]!.periods.map((one) => one.closures.length)).toEqual([0, 0, 0, 1])
    expect(periodAt(hours.starts, 3 * hour)).toBe(2)
    expect(periodAt(hours.starts, 9 * hour)).toBe(1)
  })
})

describe('the tables of a problem', () => {
  const table = (...cells: number[]): TravelMatrix => ({
    size: 2,
    seconds: Uint32Array.from([0, cells[0]!, cells[1]!, 0]),
    metres: Uint32Array.from([0, cells[0]! * 10, cells[1]! * 10, 0]),
  })
  it('are by hour for those who know hours, and the slowest for the others', () => {
    const travel = weekTravel({ hours, closures: [] }, dates, ['car'])
    const matrices = [table(300, 200), table(100, UNREACHABLE), table(200, 100)]
    const made = travelTables(travel, 2, () => ({ starts: travel.starts, matrices }))
    expect(made.travelByHour!.car!.matrices.map((one) => one.seconds[1])).toEqual([300, 100, 200])
    expect([...made.travel!.car!.seconds]).toEqual([0, 300, UNREACHABLE, 0])
    expect(made.travel!.car!.metres[1]).toBe(3_000)
    expect(() => travelTables(travel, 3, () => table(1, 1))).toThrow('2 places')
  })
})
