import type { Sentences } from './languages.ts'

/** A spreadsheet as a whole: what it is, what it lacks, why it was not opened. */
export const files = {
  'import-column-missing': {
    en: 'The file {file} has no column for {columns}. Found: {found}. Name the column, or choose it in the preview.',
    'zh-CN': '文件 {file} 缺少“{columns}”列。现有列：{found}。请补上该列，或在预览中指定。',
    'zh-TW': '檔案 {file} 缺少「{columns}」欄。現有欄位：{found}。請補上該欄，或在預覽中指定。',
  },
  'import-empty': {
    en: 'The file {file} is empty. Export it again and import the new file.',
    'zh-CN': '文件 {file} 是空的，请重新导出后再导入。',
    'zh-TW': '檔案 {file} 是空的，請重新匯出後再匯入。',
  },
  'import-no-rows': {
    en: 'The file {file} has a header but no rows below it. Check that the right sheet was exported.',
    'zh-CN': '文件 {file} 只有表头、没有数据行，请确认导出的工作表是否正确。',
    'zh-TW': '檔案 {file} 只有表頭、沒有資料列，請確認匯出的工作表是否正確。',
  },
  'import-not-table': {
    en: 'The file {file} is not a table: it looks like {what}. Import a CSV, TSV or XLSX file.',
    'zh-CN': '文件 {file} 不是表格，看起来是 {what}。请导入 CSV、TSV 或 XLSX 文件。',
    'zh-TW': '檔案 {file} 不是表格，看起來是 {what}。請匯入 CSV、TSV 或 XLSX 檔案。',
  },
  'import-xls-old': {
    en: 'The file {file} is in the old Excel format (.xls). Open it in Excel, save it as .xlsx or CSV, and import that.',
    'zh-CN': '文件 {file} 是旧版 Excel 格式（.xls）。请在 Excel 中另存为 .xlsx 或 CSV 后再导入。',
    'zh-TW': '檔案 {file} 是舊版 Excel 格式（.xls）。請在 Excel 中另存為 .xlsx 或 CSV 後再匯入。',
  },
  'import-encrypted': {
    en: 'The workbook {file} is protected by a password. Save it without the password and import that.',
    'zh-CN': '工作簿 {file} 设有密码，请另存为无密码的文件后再导入。',
    'zh-TW': '活頁簿 {file} 設有密碼，請另存為無密碼的檔案後再匯入。',
  },
  'import-truncated': {
    en: 'The file {file} is cut off. Copy or export it again; nothing was imported.',
    'zh-CN': '文件 {file} 不完整（被截断），请重新复制或导出；未导入任何内容。',
    'zh-TW': '檔案 {file} 不完整（被截斷），請重新複製或匯出；未匯入任何內容。',
  },
  'import-damaged': {
    en: 'The workbook {file} is damaged ({detail}). Open it in a spreadsheet program, save it again and import that.',
    'zh-CN': '工作簿 {file} 已损坏（{detail}），请用表格软件打开并重新保存后再导入。',
    'zh-TW': '活頁簿 {file} 已損壞（{detail}），請用試算表軟體開啟並重新儲存後再匯入。',
  },
  'import-too-large': {
    en: 'The file {file} is too large to import: {size}, at most {limit}. Split it into several files.',
    'zh-CN': '文件 {file} 过大：{size}，上限 {limit}。请拆分成多个文件后再导入。',
    'zh-TW': '檔案 {file} 過大：{size}，上限 {limit}。請拆分成多個檔案後再匯入。',
  },
  'import-inflates': {
    en: 'The workbook {file} would unpack to {size}, far more than a table of cases needs. It was not opened; save it again as CSV.',
    'zh-CN': '工作簿 {file} 解压后将达到 {size}，远超案件表所需，已拒绝打开；请另存为 CSV 后再导入。',
    'zh-TW': '活頁簿 {file} 解壓後將達到 {size}，遠超案件表所需，已拒絕開啟；請另存為 CSV 後再匯入。',
  },
  'import-header-forbidden': {
    en: 'The file {file} has a column named {header}, which is not allowed. Rename the column and import again.',
    'zh-CN': '文件 {file} 含有不允许的列名 {header}，请改名后再导入。',
    'zh-TW': '檔案 {file} 含有不允許的欄名 {header}，請改名後再匯入。',
  },
  'import-quote-open': {
    en: 'In {file}, a quotation mark opened at line {line} is never closed. Close it, or remove it, and import again.',
    'zh-CN': '文件 {file} 第 {line} 行的引号没有闭合，请补上或删除后再导入。',
    'zh-TW': '檔案 {file} 第 {line} 列的引號沒有閉合，請補上或刪除後再匯入。',
  },
  'import-sheet-missing': {
    en: 'The workbook {file} has no sheet named {sheet}. Its sheets: {found}.',
    'zh-CN': '工作簿 {file} 中没有名为 {sheet} 的工作表。现有工作表：{found}。',
    'zh-TW': '活頁簿 {file} 中沒有名為 {sheet} 的工作表。現有工作表：{found}。',
  },
  'import-table-gone': {
    en: 'The file that was read is no longer at hand. Choose it once more.',
    'zh-CN': '已读取的文件不在内存中，请重新选择文件。',
    'zh-TW': '已讀取的檔案不在記憶體中，請重新選擇檔案。',
  },
  'import-no-case-known': {
    en: 'None of the {count} case numbers in it is known here. Is this the right branch, or the wrong file?',
    'zh-CN': '其中 {count} 个案件编号在本分行都不存在。是否选错了分行或文件？',
    'zh-TW': '其中 {count} 個案件編號在本分行都不存在。是否選錯了分行或檔案？',
  },
  'import-case-unknown': {
    en: 'No case has the number {caseNo}. Import its case first, or mend the number.',
    'zh-CN': '没有案件编号为 {caseNo} 的案件，请先导入案件或更正编号。',
    'zh-TW': '沒有案件編號為 {caseNo} 的案件，請先匯入案件或更正編號。',
  },
} as const satisfies Sentences
