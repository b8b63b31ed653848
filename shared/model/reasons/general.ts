import type { Sentences } from './languages.ts'

/** What any part may answer: the machine, the files, a branch that is not there. */
export const general = {
  'internal-error': {
    en: 'Something went wrong inside Roundsman: {detail}. Nothing was changed.',
    'zh-CN': '程序内部出错：{detail}。未做任何更改。',
    'zh-TW': '程式內部出錯：{detail}。未做任何更改。',
  },
  cancelled: {
    en: 'Cancelled. Nothing was changed.',
    'zh-CN': '已取消，未做任何更改。',
    'zh-TW': '已取消，未做任何更改。',
  },
  'file-not-found': {
    en: 'The file {file} was not found. Check the name and the folder.',
    'zh-CN': '找不到文件 {file}，请检查文件名和所在文件夹。',
    'zh-TW': '找不到檔案 {file}，請檢查檔名和所在資料夾。',
  },
  'file-unreadable': {
    en: 'The file {file} cannot be read ({detail}). Check that it is not open elsewhere and that you may read it.',
    'zh-CN': '无法读取文件 {file}（{detail}），请确认它未被其他程序占用且有读取权限。',
    'zh-TW': '無法讀取檔案 {file}（{detail}），請確認它未被其他程式佔用且有讀取權限。',
  },
  'disk-full': {
    en: 'The disk is full while writing {file}. Free some space and try again; nothing was half-written.',
    'zh-CN': '写入 {file} 时磁盘已满，请清理空间后重试；没有留下不完整的文件。',
    'zh-TW': '寫入 {file} 時磁碟已滿，請清理空間後重試；沒有留下不完整的檔案。',
  },
  'no-branch': {
    en: 'No branch is open. Open a sample branch or create one.',
    'zh-CN': '尚未打开任何分行，请打开示例分行或新建分行。',
    'zh-TW': '尚未開啟任何分行，請開啟範例分行或新建分行。',
  },
  'sample-missing': {
    en: 'The sample branch {sample} is not part of this installation.',
    'zh-CN': '本次安装不含示例分行 {sample}。',
    'zh-TW': '本次安裝不含範例分行 {sample}。',
  },
  'connection-lost': {
    en: 'The connection to the program was lost before it answered. Once it is back, look whether the change was made.',
    'zh-CN': '程序未答复连接就已断开。恢复连接后，请查看更改是否已生效。',
    'zh-TW': '程式未答覆連線就已中斷。恢復連線後，請查看變更是否已生效。',
  },
} as const satisfies Sentences
