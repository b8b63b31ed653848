/** Puts the typefaces that window, tests and PDF share into resources/fonts (not kept in git: 9 MB a face). */
import { copyFileSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Name in resources/fonts → file in its npm package. */
export const fonts = {
  'SourceHanSansCN-Regular.otf': 'source-han-sans-cn/SourceHanSansCN-Regular.otf',
  'SourceHanSansCN-Bold.otf': 'source-han-sans-cn/SourceHanSansCN-Bold.otf',
}

export function gatherFonts(root) {
  const folder = join(root, 'resources/fonts')
  mkdirSync(folder, { recursive: true })
  for (const [name, source] of Object.entries(fonts)) {
    const from = join(root, 'node_modules', source)
    const to = join(folder, name)
    if (statSync(to, { throwIfNoEntry: false })?.size !== statSync(from).size) copyFileSync(from, to)
  }
}
