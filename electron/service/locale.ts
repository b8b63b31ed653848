import type { Locale } from '../../shared/model/reasons.ts'

/** The first language of the system that Roundsman speaks: Chinese by its script or place, English otherwise. */
export function chosenLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const lower = tag.toLowerCase()
    if (lower.startsWith('zh')) return /hant|-tw|-hk|-mo/.test(lower) ? 'zh-TW' : 'zh-CN'
    if (lower.startsWith('en')) return 'en'
  }
  return 'en'
}

/** The language of a terminal, from the variables that POSIX reads, the strongest first. */
export function terminalLocale(env: Record<string, string | undefined> = process.env): Locale {
  const named = env.ROUNDSMAN_LOCALE || env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return chosenLocale([named.replace(/\..*$/, '').replace('_', '-')])
}
