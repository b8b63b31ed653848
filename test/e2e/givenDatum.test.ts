import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAddressList } from '../../electron/service/regions/addressList.ts'
import { resourcePath } from '../../electron/service/resources.ts'
import { fromWgs84 } from '../../shared/core/geo/datum.ts'
import { startApp, type RunningApp } from '../helpers/app.ts'
import { Desk, regionCache } from '../helpers/journey.ts'

/** Doors of the sample's building list with coordinates as Amap gives them; the file does not say so. */
function amapCases(count: number): string {
  const list = readAddressList(resourcePath('sample', 'taipei', 'building-list.csv'), 'list')
  const lines = [...list.rows].slice(0, count).map((row, i) => {
    const { lon, lat } = fromWgs84(row.lon, row.lat, 'gcj02')
    return `A${i},林${i},09${10_000_000 + i},${row.address},${lat.toFixed(6)},${lon.toFixed(6)}`
  })
  return ['案件编号,借款人,手机号,地址,纬度,经度', ...lines].join('\n')
}

describe('coordinates whose datum the file does not say', () => {
  let app: RunningApp
  let desk: Desk
  let folder: string
  beforeAll(async () => {
    app = await startApp({
      locale: 'zh-CN',
      env: { ROUNDSMAN_NOW: '2026-11-20T12:00:00+08:00', ...regionCache },
    })
    desk = new Desk(app.page, 'zh-CN')
    await desk.openSample('台北')
    folder = mkdtempSync(join(tmpdir(), 'roundsman-datum-'))
  }, 240_000)
  afterAll(async () => {
    await app.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function toChanges(count: number) {
    const file = join(folder, `${count}.csv`)
    writeFileSync(file, amapCases(count))
    await desk.button('cases:import').first().click()
    const sheet = app.page.getByRole('dialog')
    await sheet.locator('input[type=file]').setInputFiles(file)
    await desk.button('import:see-changes', sheet).click()
    await sheet.locator('.given-datum').waitFor()
    return { sheet, commit: sheet.locator('.import-footer .ant-btn-primary') }
  }

  it('cannot be told from two rows: nothing is imported before a person chooses', async () => {
    const { sheet, commit } = await toChanges(2)
    expect(await sheet.getByRole('radio', { checked: true }).count()).toBe(0)
    expect(await commit.isDisabled()).toBe(true)
    await sheet.getByRole('radio', { name: /BD-09/u }).check()
    await expect.poll(() => commit.isEnabled()).toBe(true)
    await app.page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
  })

  it('are found to be GCJ-02 from sixty, shown with what was measured, and another can be chosen by keyboard', async () => {
    const { sheet, commit } = await toChanges(60)
    expect(await sheet.getByRole('radio', { checked: true }).locator('xpath=..').innerText()).toMatch(
      /GCJ-02[\s\S]*高德[\s\S]* 0 m/u,
    )
    const stored = sheet.locator('.sample-scroll tbody tr').first()
    expect(await stored.innerText()).toContain('GCJ-02')
    await sheet.getByRole('radio', { checked: true }).focus()
    await app.page.keyboard.press('ArrowDown')
    await expect.poll(() => stored.innerText()).toContain('BD-09')
    await app.page.keyboard.press('ArrowUp')
    await expect.poll(() => stored.innerText()).toContain('GCJ-02')
    await expect.poll(() => commit.isEnabled()).toBe(true)
    expect(await commit.innerText()).toBe(desk.say('import:commit.cases-gone', { number: 60, gone: 300 }))
    await commit.click()
    await sheet.locator('.import-done').waitFor({ timeout: 60_000 })
    expect(app.complaints).toEqual([])
  })
})
