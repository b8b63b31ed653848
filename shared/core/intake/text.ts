/** Folding of cell and header text, so that 全形, 繁體 and stray blanks do not matter. */

/** Traditional form, then simplified: the characters of headers and of the words for days, results and states. */
const pairs =
  '編编 號号 碼码 單单 帳账 戶户 貸贷 電电 話话 聯联 絡络 機机 訪访 員员 類类 別别 時时 間间 點点 長长 鐘钟 數数 額额 ' +
  '欄栏 結结 離离 開开 達达 還还 諾诺 備备 註注 階阶 級级 優优 權权 約约 預预 見见 對对 繫系 債债 誰谁 誤误 錯错 線线 ' +
  '聽听 絕绝 爭争 議议 濟济 難难 無无 關关 閉闭 計计 劃划 協协 禮礼 週周 處处 組组 車车 騎骑 評评 術术 語语 經经 緯纬 ' +
  '標标 專专 業业 務务 資资 項项 誌志 總总 與与 隊队 聲声 錄录 區区 縣县 鄉乡 鎮镇 門门 證证 於于 簽签 滿满 後后 齡龄 ' +
  '擇择 請请 擾扰 訴诉 決决 認认 賬账 帐账 籤签 壹一 幣币 種种 產产 狀状 態态 齊齐 償偿 憑凭 選选 職职 屬属 親亲 稱称 ' +
  '擔担 兩两 過过 發发 場场 學学 現现 實实 際际 終终 興兴 許许 攜携 縮缩 寫写 轉转 撥拨 諮咨 詢询 確确 掛挂 斷断 臺台 ' +
  '萬万 億亿 圓元 圆元 國国 從从 動动 遷迁 麼么 聖圣 貨货 銷销 險险 歿殁 喪丧 導导 順顺 訊讯 記记 執执 責责 駕驾 駛驶 ' +
  '徵征 應应 歸归 來来 會会 繳缴 費费 給给 領领 歷历 樓楼 裡里 裏里 銀银 戰战 財财 滯滞 納纳 營营 遲迟 廠厂 內内 東东 ' +
  '傳传 簡简 壽寿 '
const toSimplified = new Map(
  pairs
    .trim()
    .split(' ')
    .map((pair) => [pair[0], pair[1]] as const),
)

/** Full-width to half-width, compatibility forms unified, outer blanks (also U+3000, U+00A0, zero-width) removed. */
export function tidy(text: string): string {
  let plain = true
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 126) {
      plain = false
      break
    }
  }
  return plain
    ? text.trim()
    : text
        .normalize('NFKC')
        .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
        .trim()
}

/** As {@link tidy}, lower case, header vocabulary in simplified characters. */
export function fold(text: string): string {
  const tidied = tidy(text).toLowerCase()
  let folded = ''
  for (const char of tidied) folded += toSimplified.get(char) ?? char
  return folded
}

/** A header as compared: folded, without blanks and punctuation. */
export const headerKey = (header: string): string => fold(header).replace(/[^\p{L}\p{N}]+/gu, '')

/** Cells that say "nothing": empty, dashes, n/a, 无 */
export function isBlank(text: string): boolean {
  if (text === '') return true
  if (text.length > 6) return false
  return /^(?:[-–—/.]+|n\/?a|null|none|nil|无|無|暂无|暫無|空|#n\/a)$/i.test(text)
}

/** Characters that make a spreadsheet run a cell as a formula when they lead it. */
const formulaLead = /^[\s\u3000]*[=+\-@\t\r\0＝＋－＠]/

/** Neutralises a cell that a spreadsheet could run as a formula: a leading apostrophe, which spreadsheets hide. */
export const formulaSafe = (cell: string): string => (formulaLead.test(cell) ? "'" + cell : cell)

/** Takes back {@link formulaSafe}, so that a file of ours can be read again. */
export const formulaUnsafe = (cell: string): string =>
  cell.charCodeAt(0) === 39 && formulaLead.test(cell.slice(1)) ? cell.slice(1) : cell
