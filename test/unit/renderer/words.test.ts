import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../../../resources/locales', import.meta.url))
const languages = ['zh-CN', 'zh-TW', 'en'] as const
const words = (language: string, area: string) =>
  JSON.parse(readFileSync(join(folder, language, area), 'utf8')) as Record<string, string>
const areas = readdirSync(join(folder, 'zh-CN')).filter((name) => name.endsWith('.json'))

/** Chinese has one plural form, English two: the key without its form is what must be there in each. */
const bare = (keys: string[]) => [...new Set(keys.map((key) => key.replace(/_(one|other)$/, '')))].sort()
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

describe('words of the window', () => {
  it('has areas', () => expect(areas.length).toBeGreaterThan(5))

  it('speaks as Taiwan does in traditional Chinese, not as a converter', () => {
    // 釋出: a converter's word for 發布; 箇, 瓦片, 社群, 示例 and so on likewise
    const foreign = /箇|釋出|瓦片|示例|社群|文本|默認|屏幕|鼠標|質量|激活|破產程式/u
    const found = areas.flatMap((area) =>
      Object.entries(words('zh-TW', area)).flatMap(([key, text]) =>
        foreign.test(text) ? [`${area} ${key}`] : [],
      ),
    )
    expect(found).toEqual([])
  })

  for (const area of areas)
    describe(area, () => {
      const texts = Object.fromEntries(languages.map((language) => [language, words(language, area)]))

      it('has the same words in three languages', () => {
        for (const language of ['zh-TW', 'en'])
          expect(bare(Object.keys(texts[language])), language).toEqual(bare(Object.keys(texts['zh-CN'])))
      })

      it('fills the same places in three languages', () => {
        for (const [key, text] of Object.entries(texts['zh-CN']))
          for (const language of ['zh-TW', 'en'] as const) {
            const other = texts[language][key]
            if (other !== undefined && !key.endsWith('_other'))
              expect([key, ...holes(other)], language).toEqual([key, ...holes(text)])
          }
      })

      it('never shouts', () => {
        for (const language of languages)
          for (const [key, text] of Object.entries(texts[language]))
            expect(text, `${language} ${key}`).not.toMatch(/[!！]/)
      })

      it('writes Chinese with full-width punctuation', () => {
        for (const language of ['zh-CN', 'zh-TW'] as const)
          for (const [key, text] of Object.entries(texts[language]))
            expect(text, `${language} ${key}`).not.toMatch(
              /[\u4e00-\u9fff][,;:?]|[,;:?][\u4e00-\u9fff]|[\u4e00-\u9fff]\(|\)[\u4e00-\u9fff]/,
            )
      })
    })
})
