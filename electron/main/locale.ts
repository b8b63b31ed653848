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
