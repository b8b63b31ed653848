import type { CoverageArea } from '../../../shared/contract/week.ts'
import type { ThemeName } from '../../app/tokens.ts'

export const measures = ['planned', 'visited', 'neverReached', 'contactRate'] as const
export type Measure = (typeof measures)[number]

/** 0–1; null where the area is too small to show or nothing is known of it. */
export function shareOf(area: CoverageArea, measure: Measure): number | null {
  if (area.suppressed) return null
  if (measure === 'contactRate') return area.contactRate
  return area.due === 0 ? null : Math.min(1, area[measure] / area.due)
}

/** One hue from pale to full, told apart by lightness alone; amber where much means trouble. */
const ramps: Record<'good' | 'bad', Record<ThemeName, string[]>> = {
  good: {
    light: ['#eef5f3', '#c3e0db', '#8cc4bc', '#4a9c93', '#0b6560'],
    dark: ['#1b2625', '#1d413d', '#256159', '#338a7f', '#57bdb2'],
  },
  bad: {
    light: ['#fdf6e6', '#f8e0ab', '#eabf63', '#c98b22', '#8a5600'],
    dark: ['#262118', '#45361a', '#70561f', '#a67d2a', '#f0bd5a'],
  },
}

export function ramp(share: number, measure: Measure, theme: ThemeName): { fill: string } {
  const steps = ramps[measure === 'neverReached' ? 'bad' : 'good'][theme]
  return { fill: steps[Math.min(steps.length - 1, Math.floor(share * steps.length))] }
}
