import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { IconName } from '../ui/Icon.tsx'

/** The rail, in the order of the week's work. A screen is a folder in `screens/` whose index.tsx exports it. */
const rail: readonly { key: IconName; letter: string }[] = [
  { key: 'cases', letter: 'c' },
  { key: 'locate', letter: 'l' },
  { key: 'plan', letter: 'p' },
  { key: 'calls', letter: 't' },
  { key: 'outcomes', letter: 'o' },
  { key: 'balance', letter: 'b' },
  { key: 'coverage', letter: 'v' },
  { key: 'settings', letter: 's' },
]

export interface Screen {
  key: string
  icon: IconName
  /** after `g` */
  letter: string
  component: LazyExoticComponent<ComponentType>
  /** fetches the screen's code before it is opened; one that cannot be had is told of when it is opened */
  preload: () => void
}

const modules = import.meta.glob<{ default: ComponentType }>('../screens/*/index.tsx')

export const screens: readonly Screen[] = rail.flatMap(({ key, letter }) => {
  const load = modules[`../screens/${key}/index.tsx`]
  return load
    ? [{ key, icon: key, letter, component: lazy(load), preload: () => void load().catch(() => {}) }]
    : []
})

export const welcome = lazy(() => import('../screens/welcome/index.tsx'))
export const opening = lazy(() => import('../screens/opening/index.tsx'))
