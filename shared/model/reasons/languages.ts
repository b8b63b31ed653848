/** The languages of the program; every sentence is written in each. */
export const locales = ['zh-CN', 'zh-TW', 'en'] as const
export type Locale = (typeof locales)[number]

/** The reason codes of one area with their sentences; `{name}` stands for a parameter. */
export type Sentences = Record<string, Record<Locale, string>>
