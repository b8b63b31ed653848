import { describe, expect, it } from 'vitest'
import { localeOfLanguage } from '../../../renderer/app/locales.ts'
import { formatRoute, parseRoute } from '../../../renderer/app/routeText.ts'
import { refusalOf, reasonSentence } from '../../../renderer/client/errors.ts'
import { ORPCError } from '@orpc/client'

describe('where the window stands', () => {
  it('survives a reload', () => {
    const route = { screen: 'cases', params: { text: '中山區 #7&x=1', case: 'a' } }
    expect(parseRoute(formatRoute(route))).toEqual(route)
  })
  it('leaves empty words out', () =>
    expect(formatRoute({ screen: 'plan', params: { day: '' } })).toBe('#/plan'))
})

describe('the language of a fresh desk', () => {
  it('follows the system', () => {
    expect(
      ['zh', 'zh-CN', 'zh-Hans-SG', 'zh-TW', 'zh-Hant-HK', 'zh-HK', 'en-GB', 'de'].map(localeOfLanguage),
    ).toEqual(['zh-CN', 'zh-CN', 'zh-CN', 'zh-TW', 'zh-TW', 'zh-TW', 'en', 'en'])
  })
})

describe('what went wrong', () => {
  it('knows a refusal from a bug', () => {
    expect(refusalOf(new ORPCError('REFUSED', { data: { code: 'cancelled' } }))?.code).toBe('cancelled')
    expect(refusalOf(new ORPCError('REFUSED', { data: { code: 'no-such-code' } }))).toBeNull()
    expect(refusalOf(new Error('x'))).toBeNull()
  })
  it('says a reason in the person’s language', () => {
    expect(reasonSentence({ code: 'cancelled' }, 'zh-CN')).toBe('已取消，未做任何更改。')
    expect(reasonSentence(null, 'en')).toBe('')
  })
})
