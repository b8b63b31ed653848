/**
 * Every colour of the window, light and dark, in one place: written to the document as CSS variables (`--text`, …) and
 * given to Ant Design. Text colours keep 4.5:1 and more on `ground`, `surface` and `sunken`.
 */
export interface Tokens {
  /** behind everything */
  ground: string
  /** where work happens: tables, panes */
  surface: string
  /** table heads, bars, hovered rows */
  sunken: string
  line: string
  lineStrong: string
  text: string
  textSoft: string
  textFaint: string
  accent: string
  accentHover: string
  /** text on accent */
  onAccent: string
  accentWeak: string
  /** doubt */
  amber: string
  amberWeak: string
  amberLine: string
  /** broken or forbidden */
  red: string
  redWeak: string
  redLine: string
  shadow: string
}

const light: Tokens = {
  ground: '#f4f6f6',
  surface: '#ffffff',
  sunken: '#f0f3f3',
  line: '#dfe5e5',
  lineStrong: '#bcc7c7',
  text: '#16201f',
  textSoft: '#43514f',
  textFaint: '#5f6d6b',
  accent: '#0b6560',
  accentHover: '#084f4b',
  onAccent: '#ffffff',
  accentWeak: '#dff0ee',
  amber: '#7f5200',
  amberWeak: '#fff2d2',
  amberLine: '#e2ac34',
  red: '#b1241c',
  redWeak: '#fdeae8',
  redLine: '#e38e87',
  shadow: '0 6px 24px rgb(15 35 33 / 14%), 0 1px 3px rgb(15 35 33 / 12%)',
}

const dark: Tokens = {
  ground: '#101415',
  surface: '#171c1d',
  sunken: '#1e2526',
  line: '#2b3435',
  lineStrong: '#4a5758',
  text: '#e6eceb',
  textSoft: '#b6c2c1',
  textFaint: '#95a3a2',
  accent: '#57bdb2',
  accentHover: '#7bd0c7',
  onAccent: '#05201d',
  accentWeak: '#15322f',
  amber: '#f0bd5a',
  amberWeak: '#35290f',
  amberLine: '#8a681f',
  red: '#ff958c',
  redWeak: '#3b1a18',
  redLine: '#8e3a34',
  shadow: '0 8px 28px rgb(0 0 0 / 55%), 0 1px 3px rgb(0 0 0 / 50%)',
}

export type ThemeName = 'light' | 'dark'
export const tokens: Record<ThemeName, Tokens> = { light, dark }

export function writeTokens(theme: ThemeName): void {
  const root = document.documentElement
  for (const [name, value] of Object.entries(tokens[theme]))
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value)
  root.dataset.theme = theme
  root.style.colorScheme = theme
}
