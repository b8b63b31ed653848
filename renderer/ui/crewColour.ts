/**
 * One look a crew, the same everywhere: the eight hues of Okabe and Ito, "Color Universal Design" (2008), told apart
 * by every kind of colour vision; from the ninth crew on a dash pattern tells those of one hue apart.
 */
export interface CrewLook {
  /** line or fill on the light and on the dark ground */
  light: string
  dark: string
  /** text on a fill of that colour */
  onLight: string
  onDark: string
  /** SVG stroke-dasharray in pixels; null: a solid line */
  dash: string | null
}

const hues: readonly (readonly [light: string, dark: string, onLight: string, onDark: string])[] = [
  ['#0072b2', '#3a9fd8', '#ffffff', '#000000'],
  ['#d55e00', '#f0883a', '#000000', '#000000'],
  ['#009e73', '#2cc197', '#000000', '#000000'],
  ['#cc79a7', '#dd97bf', '#000000', '#000000'],
  ['#e69f00', '#f0b53a', '#000000', '#000000'],
  ['#56b4e9', '#7cc8f2', '#000000', '#000000'],
  ['#000000', '#d0d6d6', '#ffffff', '#000000'],
  ['#f0e442', '#f0e442', '#000000', '#000000'],
]
const dashes = [null, '9 5', '2 5', '10 4 2 4'] as const

/** @param index 0-based number of the crew, as the service gives it (`colour`) */
export function crewColour(index: number): CrewLook {
  const whole = Math.max(0, Math.trunc(index))
  const [light, dark, onLight, onDark] = hues[whole % hues.length]
  return { light, dark, onLight, onDark, dash: dashes[Math.floor(whole / hues.length) % dashes.length] }
}
