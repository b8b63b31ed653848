import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clockFromEnvironment } from '../../electron/service/clock.ts'
import { dataFolder } from '../../electron/service/dataFolder.ts'
import { chosenLocale, terminalLocale } from '../../electron/service/locale.ts'

describe('the data folder', () => {
  it('is where each system keeps a person’s application data, and ROUNDSMAN_DATA wins', () => {
    expect(dataFolder({}, 'linux', '/home/wang')).toBe(join('/home/wang', '.local/share', 'roundsman'))
    expect(dataFolder({ XDG_DATA_HOME: '/data' }, 'linux', '/home/wang')).toBe(join('/data', 'roundsman'))
    expect(dataFolder({}, 'darwin', '/Users/wang')).toBe(
      join('/Users/wang', 'Library/Application Support/Roundsman'),
    )
    expect(dataFolder({ LOCALAPPDATA: 'C:/Users/wang/AppData/Local' }, 'win32', 'C:/Users/wang')).toBe(
      join('C:/Users/wang/AppData/Local', 'Roundsman'),
    )
    expect(dataFolder({ ROUNDSMAN_DATA: '/elsewhere' }, 'win32', homedir())).toBe('/elsewhere')
  })
})

describe('the language', () => {
  it.each([
    [['zh-CN', 'en-US'], 'zh-CN'],
    [['zh-Hant-HK'], 'zh-TW'],
    [['zh-TW'], 'zh-TW'],
    [['zh'], 'zh-CN'],
    [['de-DE', 'zh-Hans-SG'], 'zh-CN'],
    [['fr-FR'], 'en'],
    [[], 'en'],
  ])('of %j is %s', (preferred, locale) => {
    expect(chosenLocale(preferred)).toBe(locale)
  })

  it('of a terminal comes from its variables', () => {
    expect(terminalLocale({ LANG: 'zh_TW.UTF-8' })).toBe('zh-TW')
    expect(terminalLocale({ LANG: 'zh_TW.UTF-8', LC_ALL: 'C' })).toBe('en')
    expect(terminalLocale({ LANG: 'en_GB.UTF-8', ROUNDSMAN_LOCALE: 'zh-CN' })).toBe('zh-CN')
    expect(terminalLocale({})).toBe('en')
  })
})

describe('the clock', () => {
  it('is the machine’s, or stands still where ROUNDSMAN_NOW says', () => {
    expect(clockFromEnvironment({})).toBeUndefined()
    const clock = clockFromEnvironment({ ROUNDSMAN_NOW: '2026-11-19T10:00:00+08:00' })
    expect(clock?.().toISOString()).toBe('2026-11-19T02:00:00.000Z')
  })
  it.each(['2026-11-19', '2026-11-19T10:00:00', 'tomorrow', '2026-13-40T00:00:00Z'])('refuses %s', (text) => {
    expect(() => clockFromEnvironment({ ROUNDSMAN_NOW: text })).toThrow(/not an instant/)
  })
})
