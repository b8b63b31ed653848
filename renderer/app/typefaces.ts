import type { Locale } from '../../shared/model/reasons.ts'

const longestWaitMilliseconds = 3_000
/** wide enough that a missing glyph's box cannot be taken for a Chinese character */
const emPixels = 100

/** Whether this machine draws Chinese with typefaces of its own: every Chinese character is exactly one em wide. */
function drawsChinese(): boolean {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return true
  pen.font = `${emPixels}px "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif`
  return Math.abs(pen.measureText('访').width - emPixels) < 1
}

/**
 * Waits for the typefaces that come with the program where the machine has none for Chinese. Chromium keeps the boxes
 * of words that it drew before a typeface came, so nothing is drawn before; a host that is slow to hand them out holds
 * the window up for three seconds at most.
 */
export async function typefacesReady(locale: Locale): Promise<void> {
  if (drawsChinese()) return
  const families = locale === 'zh-TW' ? ['Roundsman Han TC', 'Roundsman Han'] : ['Roundsman Han']
  const faces = families.flatMap((family) =>
    [400, 700].map((weight) => document.fonts.load(`${weight} 13px "${family}"`, '访')),
  )
  await Promise.race([
    Promise.allSettled(faces),
    new Promise((done) => setTimeout(done, longestWaitMilliseconds)),
  ])
}
