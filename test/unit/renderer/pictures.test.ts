import { describe, expect, it } from 'vitest'
import { tokens } from '../../../renderer/app/tokens.ts'
import { balanceSentence } from '../../../renderer/screens/balance/balanceSentence.ts'
import { ramp, shareOf } from '../../../renderer/screens/coverage/measures.ts'
import { crewColour } from '../../../renderer/ui/crewColour.ts'
import type { CoverageArea, WorkloadRow } from '../../../shared/contract/week.ts'

/** WCAG 2.2, relative luminance and contrast ratio */
function luminance(hex: string): number {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

describe('contrast', () => {
  for (const theme of ['light', 'dark'] as const) {
    const colours = tokens[theme]
    for (const ground of ['ground', 'surface', 'sunken'] as const)
      for (const text of ['text', 'textSoft', 'textFaint', 'accent', 'amber', 'red'] as const)
        it(`${theme}: ${text} on ${ground} is AA`, () =>
          expect(contrast(colours[text], colours[ground])).toBeGreaterThanOrEqual(4.5))
    it(`${theme}: text on tinted grounds is AA`, () => {
      expect(contrast(colours.amber, colours.amberWeak)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(colours.text, colours.redWeak)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(colours.accent, colours.accentWeak)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(colours.onAccent, colours.accent)).toBeGreaterThanOrEqual(4.5)
    })
  }
})

describe('crews', () => {
  it('looks different for each of the first 32, and the same every time', () => {
    const looks = Array.from(
      { length: 32 },
      (_, index) => `${crewColour(index).light} ${crewColour(index).dash}`,
    )
    expect(new Set(looks).size).toBe(32)
    expect(crewColour(3)).toEqual(crewColour(3))
  })
  it('writes legible numbers on its own colour', () => {
    for (let index = 0; index < 8; index++) {
      const look = crewColour(index)
      expect(contrast(look.light, look.onLight), `light ${index}`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(look.dark, look.onDark), `dark ${index}`).toBeGreaterThanOrEqual(4.5)
    }
  })
})

const person = (name: string, hours: number): WorkloadRow => ({
  collectorId: name,
  name,
  crewName: name,
  colour: 0,
  visits: 1,
  travelSeconds: 0,
  serviceSeconds: hours * 3600,
  waitingSeconds: 0,
  shiftSeconds: 144000,
  failedVisits: 0,
  byDay: [],
  weeks: [],
})

describe('the sentence on balance', () => {
  it('judges by the gap between the busiest and the least busy, not by an index that hides it', () => {
    expect(balanceSentence([person('a', 30), person('b', 33)])?.kind).toBe('even')
    expect(balanceSentence([person('a', 30), person('b', 40)])?.kind).toBe('near')
    expect(balanceSentence([person('a', 10), person('b', 40)])?.kind).toBe('uneven')
    // Jain's index of these eight is 99 %, and two of them are eleven hours apart
    const week = [28, 33, 34, 34, 35, 35, 34, 39].map((hours, index) => person(`p${index}`, hours))
    expect(balanceSentence(week)).toMatchObject({ kind: 'uneven', gap: 11 / 34 })
  })
  it('names who has most and least', () => {
    const sentence = balanceSentence([person('a', 20), person('b', 40), person('c', 30)])
    expect([sentence?.most.name, sentence?.least.name]).toEqual(['b', 'a'])
  })
  it('says nothing of a week without work', () => {
    expect(balanceSentence([person('a', 0)])).toBeNull()
    expect(balanceSentence([])).toBeNull()
  })
})

describe('coverage', () => {
  const area: CoverageArea = {
    key: 'x',
    label: 'x',
    centre: [0, 0],
    ring: [],
    due: 8,
    planned: 6,
    visited: 0,
    neverReached: 8,
    unlocated: 0,
    contactRate: null,
    suppressed: false,
  }
  it('takes shares of what is due', () => {
    expect(shareOf(area, 'planned')).toBe(0.75)
    expect(shareOf(area, 'contactRate')).toBeNull()
  })
  it('shows nothing of an area with too few people', () =>
    expect(shareOf({ ...area, suppressed: true }, 'planned')).toBeNull())
  it('has one colour for the top of the scale', () =>
    expect(ramp(1, 'planned', 'light').fill).toBe('#0b6560'))
})
