import type { CrewDay, PlanCollector, PlanVisit } from '../../../shared/model/week.ts'
import type { TravelMatrix } from '../../../shared/model/travel.ts'

/** A Monday. */
export const monday = '2026-11-23'
export const zone = 'Asia/Taipei'
export const branch: [number, number] = [121.5, 25.03]

export const collector = (name: string, more: Partial<PlanCollector> = {}): PlanCollector => ({
  id: `id-${name}`,
  name,
  skills: [],
  shift: { fromMinutes: 510, toMinutes: 1050 },
  days: [],
  lunch: { fromMinutes: 690, toMinutes: 810, minutes: 45 },
  mode: 'car',
  start: branch,
  end: null,
  maxVisits: null,
  crew: null,
  leave: [],
  ...more,
})

export const visit = (id: string, more: Partial<PlanVisit> = {}): PlanVisit => ({
  id,
  caseNo: `C-${id}`,
  lonLat: [121.55, 25.05],
  level: 'building',
  priority: 50,
  serviceMinutes: 20,
  allowedDays: null,
  weekdays: null,
  windows: null,
  dueOn: null,
  notBefore: null,
  skills: [],
  crewSize: 1,
  preferredCollectors: [],
  excludedCollectors: [],
  stopFlag: null,
  appointment: null,
  ...more,
})

export const crewDay = (date: string, crewName: string, more: Partial<CrewDay> = {}): CrewDay => ({
  key: `${date}/${crewName}`,
  date,
  crewName,
  collectorIds: [`id-${crewName}`],
  skills: [],
  mode: 'car',
  shift: { fromMinutes: 510, toMinutes: 1050 },
  lunch: { fromMinutes: 690, toMinutes: 810, minutes: 45 },
  start: branch,
  end: branch,
  maxVisits: null,
  size: 1,
  overtimeMinutes: 0,
  ...more,
})

/** Ten minutes and five kilometres from anywhere to anywhere else. */
export function evenMatrix(size: number): TravelMatrix {
  const seconds = new Uint32Array(size * size).fill(600)
  const metres = new Uint32Array(size * size).fill(5000)
  for (let i = 0; i < size; i++) seconds[i * size + i] = metres[i * size + i] = 0
  return { size, seconds, metres }
}

/** Hours of the problem's clock: Monday 00:00 is 0. */
export const hoursOn = (day: number, hours: number): number => day * 86_400 + hours * 3600
