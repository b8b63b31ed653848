import type { Sentences } from './languages.ts'

/** What is written for others. */
export const exports = {
  'export-nothing': {
    en: 'There is nothing to export: no crew-day of this week has stops.',
    'zh-CN': '没有可导出的内容：本周没有任何含站点的组日。',
    'zh-TW': '沒有可匯出的內容：本週沒有任何含站點的組日。',
  },
  'file-unwritable': {
    en: 'The file {file} cannot be written ({detail}). Close it elsewhere, or choose a folder that you may write to.',
    'zh-CN': '无法写入文件 {file}（{detail}），请先在其他程序中关闭它，或选择有写入权限的文件夹。',
    'zh-TW': '無法寫入檔案 {file}（{detail}），請先在其他程式中關閉它，或選擇有寫入權限的資料夾。',
  },
  'export-fonts-missing': {
    en: 'The typefaces for printing are missing ({file}). Install Roundsman again, or run its build.',
    'zh-CN': '缺少打印所需的字体（{file}），请重新安装或重新构建程序。',
    'zh-TW': '缺少列印所需的字型（{file}），請重新安裝或重新建置程式。',
  },
  'export-gone': {
    en: 'This export is no longer kept. Export it again.',
    'zh-CN': '这份导出文件已不再保留，请重新导出。',
    'zh-TW': '這份匯出檔已不再保留，請重新匯出。',
  },
} as const satisfies Sentences
