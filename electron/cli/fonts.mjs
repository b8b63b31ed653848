/** Puts the typefaces that window, tests and PDF share into resources/fonts (not kept in git: 7 to 9 MB a face). */
import { copyFileSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Name in resources/fonts → file in its npm package. Source Han Sans CN draws all but 47 characters of the basic
 * CJK block in mainland shapes; Noto Sans TC draws what Taiwan writes in its own shapes and leaves the rest to it.
 */
export const fonts = {
  'SourceHanSansCN-Regular.otf': 'source-han-sans-cn/SourceHanSansCN-Regular.otf',
  'SourceHanSansCN-Bold.otf': 'source-han-sans-cn/SourceHanSansCN-Bold.otf',
  'NotoSansTC-Regular.ttf': '@expo-google-fonts/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf',
  'NotoSansTC-Bold.ttf': '@expo-google-fonts/noto-sans-tc/700Bold/NotoSansTC_700Bold.ttf',
  // Adobe's licence of both families
  'OFL.txt': '@expo-google-fonts/noto-sans-tc/LICENSE_FONT',
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
