import type { CrewDay, Holidays, Lunch, MinuteSpan, PlanCollector, Reason } from '../../model/week.ts'
import type { LonLat, TravelMode } from '../../model/travel.ts'
import { weekDates, weekdayOf } from '../lib/time.ts'

export interface CrewsInput {
  collectors: readonly PlanCollector[]
  /** Monday */
  weekStart: string
  holidays: Holidays
  /** what the rule pack asks for; 2 or more makes pairs of those who travel alone */
  requiredCrewSize: number
}

/** Two who pair up must share at least this much of the day. */
const leastCommonMinutes = 120

/**
 * Who travels with whom on each date of the week. Collectors who share `crew` travel together; where the law asks for
 * more people than a crew has, those who are alone are paired for the day and the notes say so; one left over stays
 * alone, so that visits which need two never reach her. Leave, holidays and worked weekend days are honoured.
 */
export function crewDaysOfWeek(input: CrewsInput): { crewDays: CrewDay[]; notes: Reason[] } {
  const { collectors, weekStart, holidays } = input
  const notes: Reason[] = []
  const crewDays: CrewDay[] = []
  const together = new Map<string, string>()
  const paired = new Map<string, string[]>()
  const leftOver = new Map<string, string[]>()
  const borrowed = new Map<string, string[]>()
  const nowhere = new Map<string, string[]>()
  const remember = (kept: Map<string, string[]>, name: string, date: string) =>
    kept.set(name, [...(kept.get(name) ?? []), date])

  for (const date of weekDates(weekStart)) {
    notes.push(...holidayNotes(date, collectors, holidays))
    const present = collectors.filter((collector) => worksOn(collector, date, holidays))
    for (const crew of uniquelyNamed(crewsOf(present, input.requiredCrewSize, together))) {
      const crewDay = crewDayOf(crew.name, crew.members, date, collectors)
      if (!crewDay) {
        notes.push({ code: 'crew-no-common-hours', params: { crew: crew.name, date } })
        continue
      }
      if (crew.madeByUs) remember(paired, crew.name, date)
      if (crewDay.size < input.requiredCrewSize) remember(leftOver, crew.name, date)
      if (!crewDay.start) remember(nowhere, crew.name, date)
      else if (!crew.members.some((member) => member.start)) remember(borrowed, crew.name, date)
      crewDays.push(crewDay)
    }
  }
  for (const [crew, dates] of borrowed)
    notes.push({ code: 'crew-start-borrowed', params: { crew, dates: dates.join(', ') } })
  for (const [crew, dates] of nowhere)
    notes.push({ code: 'crew-start-unknown', params: { crew, dates: dates.join(', ') } })
  for (const [crew, dates] of paired)
    notes.push({ code: 'crews-paired', params: { crew, dates: dates.join(', ') } })
  for (const [crew, dates] of leftOver)
    notes.push({
      code: 'crew-left-over',
      params: { crew, dates: dates.join(', '), least: input.requiredCrewSize },
    })
  return { crewDays, notes: once(notes) }
}

const once = (notes: Reason[]): Reason[] => [
  ...new Map(notes.map((note) => [JSON.stringify(note), note])).values(),
]

/** Empty days, or Monday to Friday, mean "every working day": holidays are off and worked weekend days are not. */
function worksOn(collector: PlanCollector, date: string, holidays: Holidays): boolean {
  if (collector.leave.some((leave) => leave.from <= date && date <= leave.to)) return false
  if (date in holidays.off) return false
  const weekday = weekdayOf(date)
  const workingDays =
    collector.days.length === 0 || [1, 2, 3, 4, 5].every((day) => collector.days.includes(day))
  if (date in holidays.working && workingDays) return true
  return collector.days.length === 0 ? weekday <= 5 : collector.days.includes(weekday)
}

function holidayNotes(date: string, collectors: readonly PlanCollector[], holidays: Holidays): Reason[] {
  const year = Number(date.slice(0, 4))
  if (!holidays.years.includes(year)) return [{ code: 'holidays-unknown', params: { year } }]
  if (date in holidays.working)
    return [{ code: 'holiday-worked', params: { date, name: holidays.working[date]! } }]
  const name = holidays.off[date]
  if (name === undefined) return []
  const plain = { ...holidays, off: {} }
  const matters = collectors.some((collector) => worksOn(collector, date, plain))
  return matters ? [{ code: 'holiday-off', params: { date, name } }] : []
}

interface Crew {
  name: string
  members: PlanCollector[]
  madeByUs: boolean
}

/** Two people may bear one name; their crew-days may not. */
function uniquelyNamed(crews: Crew[]): Crew[] {
  const uses = new Map<string, number>()
  return crews.map((crew) => {
    const use = (uses.get(crew.name) ?? 0) + 1
    uses.set(crew.name, use)
    return use === 1 ? crew : { ...crew, name: `${crew.name} (${use})` }
  })
}

/** `together` remembers from day to day who was paired with whom, so that pairs last for the week where they can. */
function crewsOf(present: PlanCollector[], required: number, together: Map<string, string>): Crew[] {
  const named = new Map<string, PlanCollector[]>()
  const alone: PlanCollector[] = []
  for (const collector of present)
    if (collector.crew === null) alone.push(collector)
    else named.set(collector.crew, [...(named.get(collector.crew) ?? []), collector])

  const crews: Crew[] = []
  for (const [name, members] of named)
    // somebody is away: who is left may join another who is alone
    if (members.length < required) alone.push(...members)
    else crews.push({ name, members, madeByUs: false })
  if (required < 2)
    return [
      ...crews,
      ...alone.map((one) => ({ name: one.crew ?? one.name, members: [one], madeByUs: false })),
    ]

  const pool = present.filter((collector) => alone.includes(collector))
  while (pool.length > 0) {
    const members = [pool.shift()!]
    while (members.length < required) {
      const partner = bestPartner(members, pool, together)
      if (!partner) break
      pool.splice(pool.indexOf(partner), 1)
      members.push(partner)
    }
    const whole = members.length >= required
    if (whole)
      for (const one of members)
        for (const other of members)
          // a stand-in for one day does not part a pair for the week
          if (one !== other && !together.has(one.id)) together.set(one.id, other.id)
    crews.push({ name: members.map((one) => one.name).join(' + '), members, madeByUs: whole })
  }
  return crews
}

/** The partner of the week first, then the one who travels alike and starts nearest. */
function bestPartner(
  members: PlanCollector[],
  pool: PlanCollector[],
  together: Map<string, string>,
): PlanCollector | null {
  const first = members[0]!
  let best: PlanCollector | null = null
  let bestScore = Infinity
  for (const candidate of pool) {
    const common = commonShift([...members, candidate])
    if (common.toMinutes - common.fromMinutes < leastCommonMinutes) continue
    const score =
      (together.get(first.id) === candidate.id ? -1e9 : 0) +
      (together.has(candidate.id) ? 1e6 : 0) +
      (candidate.mode === first.mode ? 0 : 1e5) +
      degreesApart(first.start, candidate.start)
    if (score < bestScore) {
      best = candidate
      bestScore = score
    }
  }
  return best
}

/** Near enough to compare; an unknown start is far. */
function degreesApart(a: LonLat | null, b: LonLat | null): number {
  if (!a || !b) return 1e3
  return Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1])
}

const commonShift = (members: PlanCollector[]): MinuteSpan => ({
  fromMinutes: Math.max(...members.map((one) => one.shift.fromMinutes)),
  toMinutes: Math.min(...members.map((one) => one.shift.toMinutes)),
})

const modesBySpeed: TravelMode[] = ['car', 'scooter', 'bicycle', 'foot']

function crewDayOf(
  name: string,
  members: PlanCollector[],
  date: string,
  everybody: readonly PlanCollector[],
): CrewDay | null {
  const shift = commonShift(members)
  if (shift.fromMinutes >= shift.toMinutes) return null
  const own = members.find((one) => one.start !== null)
  // an unknown start is taken to be the branch, where most begin
  const start = own?.start ?? everybody.find((one) => one.start !== null)?.start ?? null
  const end = members.find((one) => one.end !== null)?.end ?? start
  const limits = members.map((one) => one.maxVisits).filter((most) => most !== null)
  return {
    key: `${date}/${name}`,
    date,
    crewName: name,
    collectorIds: members.map((one) => one.id),
    skills: [...new Set(members.flatMap((one) => one.skills))].sort(),
    mode: modesBySpeed.find((mode) => members.some((one) => one.mode === mode))!,
    shift,
    lunch: commonLunch(members),
    start,
    end,
    maxVisits: limits.length ? Math.min(...limits) : null,
    size: members.length,
    overtimeMinutes: Math.min(...members.map((one) => one.overtimeMinutes ?? 0)),
  }
}

/** The span that suits all, the longest rest; where no span suits all, the first one's. */
function commonLunch(members: PlanCollector[]): Lunch | null {
  const lunches = members
    .map((one) => one.lunch)
    .filter((lunch) => lunch !== null && lunch.minutes > 0) as Lunch[]
  if (lunches.length === 0) return null
  const minutes = Math.max(...lunches.map((lunch) => lunch.minutes))
  const fromMinutes = Math.max(...lunches.map((lunch) => lunch.fromMinutes))
  const toMinutes = Math.min(...lunches.map((lunch) => lunch.toMinutes))
  return toMinutes - fromMinutes >= minutes ? { fromMinutes, toMinutes, minutes } : lunches[0]!
}
