import { describe, expect, it } from 'vitest'
import { areasOfReasons, fillIn, locales, reasons } from '../../../shared/model/reasons.ts'

const areas = Object.entries(areasOfReasons)
const written = areas.flatMap(([area, codes]) =>
  Object.entries(codes).map(([code, words]) => ({ area, code, words })),
)
const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('reason codes', () => {
  it('stand in one area each, and all in the one list', () => {
    const homes = Map.groupBy(written, ({ code }) => code)
    expect([...homes].filter(([, places]) => places.length > 1).map(([code]) => code)).toEqual([])
    expect(Object.keys(reasons).sort()).toEqual([...homes.keys()].sort())
  })

  it('are kebab-case', () => {
    expect(written.map(({ code }) => code).filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([])
  })

  it('have a sentence in every language, with the same parameters', () => {
    const wrong = written.flatMap(({ code, words }) => {
      const texts = locales.map((locale) => words[locale])
      const same = new Set(texts.map((text) => parameters(text).join()))
      return Object.keys(words).length === locales.length &&
        texts.every((text) => text.trim()) &&
        same.size === 1
        ? []
        : [code]
    })
    expect(wrong).toEqual([])
  })

  it('set Latin words and figures off from Chinese by a blank, Chinese from Chinese by none', () => {
    expect(fillIn('{column} 为空，请补填。', { column: '地址' }, 'zh-CN')).toBe('地址为空，请补填。')
    expect(fillIn('{column} 为空，请补填。', { column: 'address' }, 'zh-CN')).toBe('address 为空，请补填。')
    expect(fillIn('文件 {file} 中有 {count} 行', { file: '案件', count: 3 }, 'zh-CN')).toBe(
      '文件 案件 中有 3 行',
    )
    expect(fillIn('{file} holds {count} rows', { file: '案件', count: 3 }, 'en')).toBe('案件 holds 3 rows')
    expect(fillIn('{date} {crew} 超时', { date: '周一' }, 'zh-CN')).toBe('周一 {crew} 超时')
  })
})
