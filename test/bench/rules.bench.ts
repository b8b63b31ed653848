import { readFileSync } from 'node:fs'
import { bindRules } from '../../shared/core/compliance/book.ts'
import { findings, type JudgedVisit } from '../../shared/core/compliance/findings.ts'
import { readPack } from '../../shared/core/compliance/pack.ts'
import { epochOf } from '../../shared/core/lib/time.ts'
import type { ContactAttempt } from '../../shared/core/compliance/attempts.ts'
import type { Measure } from './measure.ts'

const zone = 'Asia/Shanghai'
const packs = ['cn-cba-2026', 'cn-card', 'kr', 'th'].map((key) => {
  const file = new URL(`../../resources/rules/${key}.json`, import.meta.url)
  const read = readPack(JSON.parse(readFileSync(file, 'utf8')), key)
  if (!read.ok) throw new Error(key)
  return read.value
})

/** 25 crew-days of 20 visits, every other a credit card, six calls each in the week before. */
function week() {
  const visits: JudgedVisit[] = []
  const attempts = new Map<string, ContactAttempt[]>()
  const crewDays = Array.from({ length: 25 }, (_, d) => {
    const date = `2026-11-${23 + (d % 5)}`
    const begins = epochOf(`${date}T08:30:00+08:00`)
    const stops = Array.from({ length: 20 }, (_, i) => {
      const id = `v${d}-${i}`
      visits.push({
        id,
        caseNo: `C-${id}`,
        stopFlag: null,
        appointment: null,
        addressKind: 'home',
        product: i % 2 ? '信用卡' : '房贷',
      })
      attempts.set(
        id,
        Array.from({ length: 6 }, (_, k) => ({
          at: `2026-11-${16 + k}T02:0${k}:00Z`,
          channel: 'call' as const,
          contactId: id,
          answered: k % 2 === 0,
          conversation: false,
          invalidNumber: false,
        })),
      )
      const arrivalEpoch = begins + i * 1_500
      return { visitId: id, arrivalEpoch, departureEpoch: arrivalEpoch + 1_200, serviceSeconds: 1_200 }
    })
    return { key: `${date}/${d}`, date, crewName: `Crew ${d}`, collectorIds: ['a', 'b'], stops }
  })
  return { plan: { zone, crewDays }, visits, attempts, holidays: { off: {}, working: {}, years: [2026] } }
}

export const measures: Measure[] = [
  {
    name: 'What four rule packs say against a week of 500 visits with six calls each, processor time',
    unit: 'ms',
    atMost: 20,
    run() {
      const times = Array.from({ length: 15 }, () => {
        // nothing is remembered from the run before: other rules, other attempts
        const input = { pack: bindRules(packs), ...week() }
        const before = process.cpuUsage()
        findings(input)
        const { user, system } = process.cpuUsage(before)
        return (user + system) / 1_000
      }).sort((a, b) => a - b)
      return Promise.resolve({
        value: times[7]!,
        note: `median of 15, slowest ${Math.round(times.at(-1)!)} ms; ${Math.round((100 * times[7]!) / 20)} % of the target`,
      })
    },
  },
]
