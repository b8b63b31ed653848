/**
 * Every reason code with its sentence in the three languages. A code is kebab-case and never changes its meaning;
 * `{name}` stands for a parameter. One section per area; add yours to the end of its section.
 */
export const reasons = {
  // ---- general -------------------------------------------------------------------------------------------------
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
  // ---- import --------------------------------------------------------------------------------------------------
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
  'cell-empty': {
    en: '{column} is empty. Fill it in.',
    'zh-CN': '{column} 为空，请补填。',
    'zh-TW': '{column} 為空，請補填。',
  },
  'number-unreadable': {
    en: '{column}: "{text}" is not a number. Write digits only.',
    'zh-CN': '{column}：“{text}”不是数字，请只填数字。',
    'zh-TW': '{column}：「{text}」不是數字，請只填數字。',
  },
  'number-out-of-range': {
    en: '{column}: {text} is not between {least} and {most}.',
    'zh-CN': '{column}：{text} 不在 {least} 到 {most} 之间。',
    'zh-TW': '{column}：{text} 不在 {least} 到 {most} 之間。',
  },
  'date-impossible': {
    en: '{column}: "{text}" is no day or time that exists. Correct it, for example 2026-11-27.',
    'zh-CN': '{column}：“{text}”不是存在的日期或时间，请更正，例如 2026-11-27。',
    'zh-TW': '{column}：「{text}」不是存在的日期或時間，請更正，例如 2026-11-27。',
  },
  'date-ambiguous': {
    en: '{column}: "{text}" can be read in two ways. Write it as 2026-11-27.',
    'zh-CN': '{column}：“{text}”有两种读法，请写成 2026-11-27 的形式。',
    'zh-TW': '{column}：「{text}」有兩種讀法，請寫成 2026-11-27 的形式。',
  },
  'date-unreadable': {
    en: '{column}: "{text}" is not a date. Write it as 2026-11-27 or 2026年11月27日.',
    'zh-CN': '{column}：“{text}”不是日期，请写成 2026-11-27 或 2026年11月27日。',
    'zh-TW': '{column}：「{text}」不是日期，請寫成 2026-11-27 或 2026年11月27日。',
  },
  'amount-unreadable': {
    en: '{column}: "{text}" is not an amount that can be read in one way only. Write it as 12345.60.',
    'zh-CN': '{column}：“{text}”不是能唯一读出的金额，请写成 12345.60 的形式。',
    'zh-TW': '{column}：「{text}」不是能唯一讀出的金額，請寫成 12345.60 的形式。',
  },
  'amount-negative': {
    en: '{column}: "{text}" is negative; an amount owed is not.',
    'zh-CN': '{column}：“{text}”为负数，欠款金额不能为负。',
    'zh-TW': '{column}：「{text}」為負數，欠款金額不能為負。',
  },
  'days-unreadable': {
    en: '{column}: "{text}" names no days. Write Mon-Fri, Mon,Wed or 周一至周五.',
    'zh-CN': '{column}：“{text}”看不出是哪几天，请写成 周一至周五 或 Mon,Wed。',
    'zh-TW': '{column}：「{text}」看不出是哪幾天，請寫成 週一至週五 或 Mon,Wed。',
  },
  'window-unreadable': {
    en: '{column}: "{text}" is not a span of time. Write it as 09:00-12:00.',
    'zh-CN': '{column}：“{text}”不是时间段，请写成 09:00-12:00。',
    'zh-TW': '{column}：「{text}」不是時間段，請寫成 09:00-12:00。',
  },
  'window-backwards': {
    en: 'The window {text} ends before it begins. Correct one of the two.',
    'zh-CN': '时间段 {text} 的结束早于开始，请更正。',
    'zh-TW': '時間段 {text} 的結束早於開始，請更正。',
  },
  'lunch-unreadable': {
    en: '{column}: "{text}" is not a break. Write it as 11:30-13:30/45.',
    'zh-CN': '{column}：“{text}”不是午休时间，请写成 11:30-13:30/45。',
    'zh-TW': '{column}：「{text}」不是午休時間，請寫成 11:30-13:30/45。',
  },
  'lunch-outside-shift': {
    en: '{column}: the break {text} does not fit into the shift.',
    'zh-CN': '{column}：午休 {text} 放不进班次。',
    'zh-TW': '{column}：午休 {text} 放不進班次。',
  },
  'word-unknown': {
    en: '{column}: "{text}" is not a word this column knows.',
    'zh-CN': '{column}：无法识别“{text}”。',
    'zh-TW': '{column}：無法識別「{text}」。',
  },
  'status-unknown': {
    en: '{column}: "{text}" does not say whether this case may be visited. Write open, closed or stopped.',
    'zh-CN': '{column}：“{text}”看不出该案件能否外访，请写 待外访、已结清 或 停催。',
    'zh-TW': '{column}：「{text}」看不出該案件能否外訪，請寫 待外訪、已結清 或 停催。',
  },
  'result-unknown': {
    en: '{column}: "{text}" is not a result. Choose one of the list in the guide.',
    'zh-CN': '{column}：无法识别结果“{text}”，请使用指南中列出的词。',
    'zh-TW': '{column}：無法識別結果「{text}」，請使用指南中列出的詞。',
  },
  'currency-unknown': {
    en: '{column}: "{text}" is not a currency. Write its code, such as CNY.',
    'zh-CN': '{column}：“{text}”不是币种，请写代码，例如 CNY。',
    'zh-TW': '{column}：「{text}」不是幣別，請寫代碼，例如 TWD。',
  },
  'currency-conflict': {
    en: 'The amount {text} and the currency {currency} do not agree.',
    'zh-CN': '金额 {text} 与币种 {currency} 不一致。',
    'zh-TW': '金額 {text} 與幣別 {currency} 不一致。',
  },
  'coordinate-unreadable': {
    en: '{column}: "{text}" is not a coordinate. Write decimal degrees, such as 121.5654.',
    'zh-CN': '{column}：“{text}”不是坐标，请写十进制度数，例如 121.5654。',
    'zh-TW': '{column}：「{text}」不是座標，請寫十進位度數，例如 121.5654。',
  },
  'coordinate-half': {
    en: 'Only one of latitude and longitude is given. Give both or neither.',
    'zh-CN': '经纬度只填了一个，请两个都填或都不填。',
    'zh-TW': '經緯度只填了一個，請兩個都填或都不填。',
  },
  'coordinate-impossible': {
    en: 'The coordinates {text} are not a place. Latitude is at most 90, longitude at most 180.',
    'zh-CN': '坐标 {text} 不是有效位置：纬度不超过 90，经度不超过 180。',
    'zh-TW': '座標 {text} 不是有效位置：緯度不超過 90，經度不超過 180。',
  },
  'case-number-twice': {
    en: 'Case {caseNo} stands at line {firstLine} and again at line {line}; the first is taken. Remove one of them.',
    'zh-CN': '案件 {caseNo} 在第 {firstLine} 行和第 {line} 行重复，已采用前一行；请删除其中一行。',
    'zh-TW': '案件 {caseNo} 在第 {firstLine} 列和第 {line} 列重複，已採用前一列；請刪除其中一列。',
  },
  'case-number-digits-lost': {
    en: '{column}: "{text}" has lost digits in a spreadsheet program. Format the column as text and export it again.',
    'zh-CN': '{column}：“{text}”在表格软件中丢失了位数，请把该列设为文本后重新导出。',
    'zh-TW': '{column}：「{text}」在試算表軟體中遺失了位數，請把該欄設為文字後重新匯出。',
  },
  'collector-twice': {
    en: 'Collector {name} stands at line {firstLine} and again at line {line}; the first is taken.',
    'zh-CN': '外访员 {name} 在第 {firstLine} 行和第 {line} 行重复，已采用前一行。',
    'zh-TW': '外訪員 {name} 在第 {firstLine} 列和第 {line} 列重複，已採用前一列。',
  },
  'call-twice': {
    en: 'The call to case {caseNo} at this time stands at line {firstLine} and again at line {line}; it is taken once.',
    'zh-CN': '案件 {caseNo} 的同一通电话在第 {firstLine} 行和第 {line} 行重复，只计一次。',
    'zh-TW': '案件 {caseNo} 的同一通電話在第 {firstLine} 列和第 {line} 列重複，只計一次。',
  },
  'outcome-twice': {
    en: 'The visit to case {caseNo} at this time stands at line {firstLine} and again at line {line}; it is taken once.',
    'zh-CN': '案件 {caseNo} 的同一次外访在第 {firstLine} 行和第 {line} 行重复，只计一次。',
    'zh-TW': '案件 {caseNo} 的同一次外訪在第 {firstLine} 列和第 {line} 列重複，只計一次。',
  },
  'promise-date-missing': {
    en: 'A promise must say for which day. Fill in the promise date.',
    'zh-CN': '承诺还款必须写明日期，请填写承诺日期。',
    'zh-TW': '承諾還款必須寫明日期，請填寫承諾日期。',
  },
  'left-before-visited': {
    en: 'The visit ends before it begins: {text}. Correct one of the two.',
    'zh-CN': '外访结束早于开始：{text}，请更正。',
    'zh-TW': '外訪結束早於開始：{text}，請更正。',
  },
  'phone-digits-lost': {
    en: '{column}: "{text}" has lost digits in a spreadsheet program; the row is kept without this number.',
    'zh-CN': '{column}：“{text}”在表格软件中丢失了位数；该行已保留，但不含此号码。',
    'zh-TW': '{column}：「{text}」在試算表軟體中遺失了位數；該列已保留，但不含此號碼。',
  },
  'phone-unreadable': {
    en: '{column}: "{text}" is not a telephone number; the row is kept without it.',
    'zh-CN': '{column}：“{text}”不是电话号码；该行已保留，但不含此号码。',
    'zh-TW': '{column}：「{text}」不是電話號碼；該列已保留，但不含此號碼。',
  },
  'time-assumed': {
    en: '{column}: "{text}" has no time of day; noon was taken.',
    'zh-CN': '{column}：“{text}”没有时刻，已按中午 12:00 处理。',
    'zh-TW': '{column}：「{text}」沒有時刻，已按中午 12:00 處理。',
  },
  'formula-without-result': {
    en: '{column}: the formula has no stored result; the cell was taken as empty.',
    'zh-CN': '{column}：公式没有保存结果，该单元格按空处理。',
    'zh-TW': '{column}：公式沒有儲存結果，該儲存格按空處理。',
  },
  'cell-error': {
    en: '{column}: the cell shows the error {text}; it was taken as empty.',
    'zh-CN': '{column}：单元格显示错误 {text}，已按空处理。',
    'zh-TW': '{column}：儲存格顯示錯誤 {text}，已按空處理。',
  },
  'characters-lost': {
    en: 'The row has characters that could not be decoded ({text}). Check names and addresses.',
    'zh-CN': '该行有无法解码的字符（{text}），请核对姓名和地址。',
    'zh-TW': '該列有無法解碼的字元（{text}），請核對姓名和地址。',
  },
  // ---- address -------------------------------------------------------------------------------------------------
  'import-table-gone': {
    en: 'The file that was read is no longer at hand. Choose it once more.',
    'zh-CN': '已读取的文件不在内存中，请重新选择文件。',
    'zh-TW': '已讀取的檔案不在記憶體中，請重新選擇檔案。',
  },
  'import-case-unknown': {
    en: 'No case has the number {caseNo}. Import its case first, or mend the number.',
    'zh-CN': '没有案件编号为 {caseNo} 的案件，请先导入案件或更正编号。',
    'zh-TW': '沒有案件編號為 {caseNo} 的案件，請先匯入案件或更正編號。',
  },
  'collector-shift-empty': {
    en: 'The shift of {name} ends before it starts. Set the end later than the start.',
    'zh-CN': '{name} 的班次结束早于开始，请改正。',
    'zh-TW': '{name} 的班次結束早於開始，請改正。',
  },
  'collector-name-taken': {
    en: 'Another collector is called {name}. Give them names that tell them apart.',
    'zh-CN': '已有外访员名为 {name}，请用可区分的姓名。',
    'zh-TW': '已有外訪員名為 {name}，請用可區分的姓名。',
  },
  'address-empty': {
    en: 'There is no address in this row.',
    'zh-CN': '本行没有地址。',
    'zh-TW': '本列沒有地址。',
  },
  'address-exact': {
    en: 'Found: {number} in {street} is in the region.',
    'zh-CN': '已找到：区域包中有{street}{number}号。',
    'zh-TW': '已找到：區域包中有{street}{number}號。',
  },
  'address-number-in-range': {
    en: 'Found: {number} in {street} is one of a range of numbers of one building.',
    'zh-CN': '已找到：{street}{number}号属于同一建筑的号段。',
    'zh-TW': '已找到：{street}{number}號屬於同一建築的號段。',
  },
  'address-number-other-suffix': {
    en: '{street} {number} is not known; the same number with another suffix is.',
    'zh-CN': '未收录{street}{number}号，按同号的其他附号定位。',
    'zh-TW': '未收錄{street}{number}號，按同號的其他附號定位。',
  },
  'address-number-interpolated': {
    en: '{street} {number} is not known; placed between {low} and {high}.',
    'zh-CN': '未收录{street}{number}号，按{low}号与{high}号之间推算。',
    'zh-TW': '未收錄{street}{number}號，按{low}號與{high}號之間推算。',
  },
  'address-number-nearest': {
    en: '{street} {number} is not known; {nearest} is the nearest number that is.',
    'zh-CN': '未收录{street}{number}号，最近的已知门牌是{nearest}号。',
    'zh-TW': '未收錄{street}{number}號，最近的已知門牌是{nearest}號。',
  },
  'address-number-unknown-street-level': {
    en: 'No number of {street} near {number} is known; this is the middle of the street.',
    'zh-CN': '{street}没有{number}号附近的门牌，定位到道路中部。',
    'zh-TW': '{street}沒有{number}號附近的門牌，定位到道路中部。',
  },
  'address-number-missing': {
    en: 'The address names {street} without a number.',
    'zh-CN': '地址只写了{street}，没有门牌号。',
    'zh-TW': '地址只寫了{street}，沒有門牌號。',
  },
  'address-lane-approximate': {
    en: 'Lane {lane} of {street} is known only roughly.',
    'zh-CN': '{street}{lane}弄（巷）只能大致定位。',
    'zh-TW': '{street}{lane}巷（弄）只能大致定位。',
  },
  'address-street-corrected': {
    en: '{written} is not known; read as {found}.',
    'zh-CN': '没有“{written}”，按“{found}”理解，请核对。',
    'zh-TW': '沒有「{written}」，按「{found}」理解，請核對。',
  },
  'address-street-unknown': {
    en: 'The street {street} is not in the region; only {place} is certain.',
    'zh-CN': '区域包中没有{street}，只能确定到{place}。',
    'zh-TW': '區域包中沒有{street}，只能確定到{place}。',
  },
  'address-crossing': {
    en: 'Located at the crossing of {one} and {other}.',
    'zh-CN': '定位到{one}与{other}的路口。',
    'zh-TW': '定位到{one}與{other}的路口。',
  },
  'address-estate': {
    en: 'Located at {name}.',
    'zh-CN': '定位到{name}。',
    'zh-TW': '定位到{name}。',
  },
  'address-landmark': {
    en: 'Located by the landmark {name}.',
    'zh-CN': '按地标{name}定位。',
    'zh-TW': '按地標{name}定位。',
  },
  'address-place-only': {
    en: 'Only {place} is named, no street or building.',
    'zh-CN': '地址只写到{place}，没有道路或楼栋。',
    'zh-TW': '地址只寫到{place}，沒有道路或樓棟。',
  },
  'address-district-not-in-city': {
    en: '{district} does not lie in {city}. Check which of the two is right.',
    'zh-CN': '{district}不属于{city}，请核对哪一个写错了。',
    'zh-TW': '{district}不屬於{city}，請核對哪一個寫錯了。',
  },
  'address-district-differs': {
    en: 'The nearest match, {found}, lies in another district or town than the address says.',
    'zh-CN': '最接近的结果“{found}”与地址所写的区县不一致，请核对。',
    'zh-TW': '最接近的結果「{found}」與地址所寫的區鄉鎮不一致，請核對。',
  },
  'address-uncertain': {
    en: 'The best guess, {found}, is too uncertain to plan.',
    'zh-CN': '最可能的结果“{found}”把握不足，不能直接排程。',
    'zh-TW': '最可能的結果「{found}」把握不足，不能直接排程。',
  },
  'address-ambiguous': {
    en: '{count} places fit equally well, such as {one} and {other}. Choose one.',
    'zh-CN': '有 {count} 个地点同样符合，例如“{one}”和“{other}”，请选择。',
    'zh-TW': '有 {count} 個地點同樣符合，例如「{one}」和「{other}」，請選擇。',
  },
  'address-several': {
    en: 'The cell holds {count} addresses; the one at {found} is used.',
    'zh-CN': '该单元格有 {count} 个地址，采用“{found}”。',
    'zh-TW': '該儲存格有 {count} 個地址，採用「{found}」。',
  },
  'address-outside-region': {
    en: 'The address names a place outside the region.',
    'zh-CN': '地址所在的城市不在本区域包内。',
    'zh-TW': '地址所在的城市不在本區域包內。',
  },
  'address-not-found': {
    en: 'Nothing in the region fits this address.',
    'zh-CN': '区域包中没有与该地址相符的地点。',
    'zh-TW': '區域包中沒有與該地址相符的地點。',
  },
  'address-remembered': {
    en: 'A pin that was confirmed for this address.',
    'zh-CN': '该地址已有人工确认的位置。',
    'zh-TW': '該地址已有人工確認的位置。',
  },
  'address-remembered-building': {
    en: 'A pin that was confirmed for the same building.',
    'zh-CN': '同一楼栋已有人工确认的位置。',
    'zh-TW': '同一樓棟已有人工確認的位置。',
  },
  'address-given': {
    en: 'The coordinates that were given.',
    'zh-CN': '采用给定的坐标。',
    'zh-TW': '採用給定的座標。',
  },
  'address-given-far': {
    en: 'The given coordinates lie {metres} m from what the address says ({found}). Check both.',
    'zh-CN': '给定坐标与地址（{found}）相距 {metres} 米，请核对。',
    'zh-TW': '給定座標與地址（{found}）相距 {metres} 公尺，請核對。',
  },
  'address-given-invalid': {
    en: 'The given coordinates {lat}, {lon} are no place on Earth; the address text was used.',
    'zh-CN': '给定坐标 {lat}, {lon} 无效，已按地址文字定位。',
    'zh-TW': '給定座標 {lat}, {lon} 無效，已按地址文字定位。',
  },
  'address-marked-wrong': {
    en: 'A person has marked this address as wrong. Add another address for the borrower.',
    'zh-CN': '该地址已被人工标记为错误，请为借款人补充其他地址。',
    'zh-TW': '該地址已被人工標記為錯誤，請為借款人補充其他地址。',
  },
  // ---- region and roads ----------------------------------------------------------------------------------------
  'osm-empty': {
    en: 'The map file {file} is empty. Download it again.',
    'zh-CN': '地图文件 {file} 是空的，请重新下载。',
    'zh-TW': '地圖檔案 {file} 是空的，請重新下載。',
  },
  'osm-not-osm': {
    en: 'The file {file} is not an OpenStreetMap file. Choose a file ending in .osm.pbf, .osm or .osm.gz.',
    'zh-CN': '文件 {file} 不是 OpenStreetMap 地图文件，请选择 .osm.pbf、.osm 或 .osm.gz 文件。',
    'zh-TW': '檔案 {file} 不是 OpenStreetMap 地圖檔，請選擇 .osm.pbf、.osm 或 .osm.gz 檔案。',
  },
  'osm-truncated': {
    en: 'The map file {file} ends in the middle, after {megabytes} MB. Download it again.',
    'zh-CN': '地图文件 {file} 不完整（在 {megabytes} MB 处中断），请重新下载。',
    'zh-TW': '地圖檔案 {file} 不完整（在 {megabytes} MB 處中斷），請重新下載。',
  },
  'osm-damaged': {
    en: 'The map file {file} is damaged at byte {byte} ({detail}). Download it again.',
    'zh-CN': '地图文件 {file} 在第 {byte} 字节处损坏（{detail}），请重新下载。',
    'zh-TW': '地圖檔案 {file} 在第 {byte} 位元組處損壞（{detail}），請重新下載。',
  },
  'osm-compression': {
    en: 'The map file {file} is packed with {method}, which Roundsman does not read. Save it with zlib or zstd.',
    'zh-CN': '地图文件 {file} 使用了不支持的压缩方式 {method}，请改用 zlib 或 zstd 保存。',
    'zh-TW': '地圖檔案 {file} 使用了不支援的壓縮方式 {method}，請改用 zlib 或 zstd 儲存。',
  },
  'osm-history': {
    en: 'The map file {file} holds the history of the map, not its present state. Download the ordinary extract.',
    'zh-CN': '地图文件 {file} 是历史数据而非当前数据，请下载普通的地图摘录。',
    'zh-TW': '地圖檔案 {file} 是歷史資料而非現況資料，請下載一般的地圖摘錄。',
  },
  'osm-feature': {
    en: 'The map file {file} needs “{feature}”, which Roundsman does not know. Download the ordinary extract.',
    'zh-CN': '地图文件 {file} 需要不支持的特性“{feature}”，请下载普通的地图摘录。',
    'zh-TW': '地圖檔案 {file} 需要不支援的特性「{feature}」，請下載一般的地圖摘錄。',
  },
  'osm-no-roads': {
    en: 'The map file {file} has no roads that can be travelled. Choose an extract with highways in it.',
    'zh-CN': '地图文件 {file} 中没有可通行的道路，请选择包含道路的地图摘录。',
    'zh-TW': '地圖檔案 {file} 中沒有可通行的道路，請選擇包含道路的地圖摘錄。',
  },
  'region-unreadable': {
    en: 'The region file {file} cannot be read ({detail}). Build the region again from its map file.',
    'zh-CN': '无法读取区域文件 {file}（{detail}），请用地图文件重新生成区域。',
    'zh-TW': '無法讀取區域檔案 {file}（{detail}），請用地圖檔案重新產生區域。',
  },
  'region-newer': {
    en: 'The region file {file} was made by a newer Roundsman (format {found}, this one reads {known}). Update Roundsman.',
    'zh-CN': '区域文件 {file} 由更新版本的程序生成（格式 {found}，当前支持 {known}），请升级程序。',
    'zh-TW': '區域檔案 {file} 由更新版本的程式產生（格式 {found}，目前支援 {known}），請升級程式。',
  },
  'region-older': {
    en: 'The region file {file} has an old format ({found}, now {known}). Build the region again from its map file.',
    'zh-CN': '区域文件 {file} 格式过旧（{found}，当前为 {known}），请用地图文件重新生成区域。',
    'zh-TW': '區域檔案 {file} 格式過舊（{found}，目前為 {known}），請用地圖檔案重新產生區域。',
  },
  'region-no-profile': {
    en: 'The region {name} has no roads for {mode}. Build it again with that way of travelling.',
    'zh-CN': '区域 {name} 没有“{mode}”出行方式的路网，请重新生成并包含该方式。',
    'zh-TW': '區域 {name} 沒有「{mode}」出行方式的路網，請重新產生並包含該方式。',
  },
  'address-list-columns': {
    en: 'The address list {file} needs the columns address, lat, lon, or number, street, lon, lat. Found: {found}.',
    'zh-CN': '地址列表 {file} 需要 address、lat、lon 列，或 number、street、lon、lat 列；实际为：{found}。',
    'zh-TW': '地址清單 {file} 需要 address、lat、lon 欄，或 number、street、lon、lat 欄；實際為：{found}。',
  },
  'point-off-road': {
    en: 'The place lies {metres} m from the nearest road, more than the {limit} m allowed. Check its position on the map.',
    'zh-CN': '该地点距最近道路 {metres} 米，超过允许的 {limit} 米，请在地图上核对位置。',
    'zh-TW': '該地點距最近道路 {metres} 公尺，超過允許的 {limit} 公尺，請在地圖上核對位置。',
  },
  'point-coordinates': {
    en: 'The coordinates {lon}, {lat} are not a place on Earth. Longitude goes to ±180, latitude to ±90.',
    'zh-CN': '坐标 {lon}, {lat} 不是有效的地理位置：经度范围 ±180，纬度范围 ±90。',
    'zh-TW': '座標 {lon}, {lat} 不是有效的地理位置：經度範圍 ±180，緯度範圍 ±90。',
  },
  'region-missing': {
    en: 'The region {region} is not on this desk. Build it or copy its file into the regions folder.',
    'zh-CN': '本机没有区域包 {region}，请重新构建或把文件复制到区域包文件夹。',
    'zh-TW': '本機沒有區域包 {region}，請重新建置或把檔案複製到區域包資料夾。',
  },
  'points-columns': {
    en: 'The list of points {file} needs the columns lon and lat. Found: {found}.',
    'zh-CN': '点列表 {file} 需要 lon 和 lat 列；实际为：{found}。',
    'zh-TW': '點清單 {file} 需要 lon 和 lat 欄；實際為：{found}。',
  },
  // ---- problem and plan ----------------------------------------------------------------------------------------
  'problem-not-json': {
    en: 'The problem file {file} is not readable JSON ({detail}). Check that it is complete.',
    'zh-CN': '问题文件 {file} 不是有效的 JSON（{detail}），请检查文件是否完整。',
    'zh-TW': '問題檔案 {file} 不是有效的 JSON（{detail}），請檢查檔案是否完整。',
  },
  'problem-unknown-format': {
    en: 'The file {file} is neither a VROOM JSON problem nor a Solomon text. Give one of the two.',
    'zh-CN': '文件 {file} 既不是 VROOM JSON 问题，也不是 Solomon 文本，请提供其中一种。',
    'zh-TW': '檔案 {file} 既不是 VROOM JSON 問題，也不是 Solomon 文字，請提供其中一種。',
  },
  'problem-value': {
    en: '{path} is {found}, but must be {expected}.',
    'zh-CN': '{path} 的值为 {found}，应为 {expected}。',
    'zh-TW': '{path} 的值為 {found}，應為 {expected}。',
  },
  'problem-window-backwards': {
    en: 'The window at {path} ends ({to}) before it starts ({from}).',
    'zh-CN': '{path} 的时间窗结束（{to}）早于开始（{from}）。',
    'zh-TW': '{path} 的時間窗結束（{to}）早於開始（{from}）。',
  },
  'problem-duplicate-id': {
    en: 'The id {id} at {path} is already used at {first}. Ids must differ.',
    'zh-CN': '{path} 的编号 {id} 与 {first} 重复，编号必须唯一。',
    'zh-TW': '{path} 的編號 {id} 與 {first} 重複，編號必須唯一。',
  },
  'problem-unknown-vehicle': {
    en: '{path} names vehicle {id}, which is not in the problem.',
    'zh-CN': '{path} 提到的车辆 {id} 不在问题中。',
    'zh-TW': '{path} 提到的車輛 {id} 不在問題中。',
  },
  'problem-unknown-job': {
    en: '{path} names job {id}, which is not in the problem or stands twice.',
    'zh-CN': '{path} 提到的任务 {id} 不在问题中，或重复出现。',
    'zh-TW': '{path} 提到的任務 {id} 不在問題中，或重複出現。',
  },
  'problem-no-vehicles': {
    en: 'There is no vehicle in the problem. Give at least one crew-day.',
    'zh-CN': '问题中没有车辆，请至少提供一个组日。',
    'zh-TW': '問題中沒有車輛，請至少提供一個組日。',
  },
  'problem-vehicle-no-place': {
    en: 'The vehicle at {path} has neither a start nor an end. Give at least one.',
    'zh-CN': '{path} 的车辆既没有起点也没有终点，请至少提供一个。',
    'zh-TW': '{path} 的車輛既沒有起點也沒有終點，請至少提供一個。',
  },
  'problem-no-matrix': {
    en: 'There are no travel times for “{profile}” ({path}). Roundsman asks no server for them: give matrices.{profile}.durations.',
    'zh-CN': '缺少“{profile}”的行驶时间（{path}）。程序不会联网查询，请提供 matrices.{profile}.durations。',
    'zh-TW': '缺少「{profile}」的行駛時間（{path}）。程式不會連網查詢，請提供 matrices.{profile}.durations。',
  },
  'problem-matrix-not-square': {
    en: 'The matrix row {path} has {columns} cells where {rows} are needed.',
    'zh-CN': '矩阵行 {path} 有 {columns} 个单元格，应为 {rows} 个。',
    'zh-TW': '矩陣列 {path} 有 {columns} 個儲存格，應為 {rows} 個。',
  },
  'problem-index-outside': {
    en: '{path} is {index}, but the matrix has places 0 to {last}.',
    'zh-CN': '{path} 为 {index}，但矩阵的位置编号只到 {last}。',
    'zh-TW': '{path} 為 {index}，但矩陣的位置編號只到 {last}。',
  },
  'problem-unsupported': {
    en: '{path}: “{feature}” is not supported yet, and leaving it out would give a wrong plan. Remove it to go on.',
    'zh-CN': '{path}：暂不支持“{feature}”，忽略它会得到错误的计划，请移除后继续。',
    'zh-TW': '{path}：暫不支援「{feature}」，忽略它會得到錯誤的計畫，請移除後繼續。',
  },
  'problem-too-large': {
    en: 'The problem has {count} {what}; this version plans up to {most}. Split it by area or week.',
    'zh-CN': '问题包含 {count} 个 {what}，当前版本最多 {most} 个，请按区域或周拆分。',
    'zh-TW': '問題包含 {count} 個 {what}，目前版本最多 {most} 個，請依區域或週拆分。',
  },
  'problem-time-range': {
    en: 'The times at {path} span more than fifteen years. Check their unit: seconds are expected.',
    'zh-CN': '{path} 的时间跨度超过十五年，请检查单位，应为秒。',
    'zh-TW': '{path} 的時間跨度超過十五年，請檢查單位，應為秒。',
  },
  'solomon-line': {
    en: 'Line {line} of the Solomon text is not right: {expected} expected.',
    'zh-CN': 'Solomon 文本第 {line} 行有误：应为 {expected}。',
    'zh-TW': 'Solomon 文字第 {line} 行有誤：應為 {expected}。',
  },
  'solution-not-solution': {
    en: 'The file {file} is not a solution: {path} is missing or wrong.',
    'zh-CN': '文件 {file} 不是有效的解：{path} 缺失或有误。',
    'zh-TW': '檔案 {file} 不是有效的解：{path} 缺失或有誤。',
  },
  'visit-unknown': {
    en: 'The visit {id} is not in this plan.',
    'zh-CN': '计划中没有外访 {id}。',
    'zh-TW': '計畫中沒有外訪 {id}。',
  },
  'visit-no-crew-with-skill': {
    en: 'No crew-day has the skills this visit needs.',
    'zh-CN': '没有组日具备此外访所需的技能。',
    'zh-TW': '沒有組日具備此外訪所需的技能。',
  },
  'visit-no-allowed-crew': {
    en: 'The crews allowed for this visit have no crew-day.',
    'zh-CN': '此外访允许的外访组没有可用组日。',
    'zh-TW': '此外訪允許的外訪組沒有可用組日。',
  },
  'visit-window-outside-shifts': {
    en: 'None of the visit’s windows lies within a crew’s shift.',
    'zh-CN': '此外访的时间窗都不在任何外访组的班次内。',
    'zh-TW': '此外訪的時間窗都不在任何外訪組的班次內。',
  },
  'visit-window-unreachable': {
    en: 'No crew can be there within the visit’s windows and back before its shift ends.',
    'zh-CN': '没有外访组能在此外访的时间窗内到达并在下班前返回。',
    'zh-TW': '沒有外訪組能在此外訪的時間窗內到達並在下班前返回。',
  },
  'visit-unreachable': {
    en: 'No road leads from the crews’ places to this visit and back.',
    'zh-CN': '从外访组出发地到此外访地点往返无路可通。',
    'zh-TW': '從外訪組出發地到此外訪地點往返無路可通。',
  },
  'visit-over-capacity': {
    en: 'The visit alone is more than any crew-day can carry.',
    'zh-CN': '此外访单独就超出了任何组日的容量。',
    'zh-TW': '此外訪單獨就超出了任何組日的容量。',
  },
  'visit-too-far': {
    en: 'Even alone, the way to this visit takes longer than any crew-day allows.',
    'zh-CN': '即使单独前往，此外访的路程也超出任何组日的时限。',
    'zh-TW': '即使單獨前往，此外訪的路程也超出任何組日的時限。',
  },
  'visit-crew-unable': {
    en: 'This crew-day can serve nobody: its own break or way does not fit its shift.',
    'zh-CN': '该组日无法安排任何外访：其休息或路程与班次冲突。',
    'zh-TW': '該組日無法安排任何外訪：其休息或路程與班次衝突。',
  },
  'visit-does-not-fit': {
    en: 'No crew-day has room for it beside the visits already planned.',
    'zh-CN': '各组日安排现有外访后已无余地容纳此外访。',
    'zh-TW': '各組日安排現有外訪後已無餘地容納此外訪。',
  },
  'visit-lower-value': {
    en: 'It fits only in place of visits of higher value.',
    'zh-CN': '只有替换价值更高的外访才能安排此外访。',
    'zh-TW': '只有替換價值更高的外訪才能安排此外訪。',
  },
  'visit-fits': {
    en: 'It fits on {vehicle} as the plan stands.',
    'zh-CN': '按现有计划可安排在 {vehicle}。',
    'zh-TW': '依現有計畫可安排於 {vehicle}。',
  },
  'location-missing': {
    en: 'The address has no place on the map yet.',
    'zh-CN': '该地址尚未定位。',
    'zh-TW': '該地址尚未定位。',
  },
  'location-too-coarse': {
    en: 'The address is located no better than town or district; it waits for review.',
    'zh-CN': '该地址仅定位到乡镇或区级，等待核对。',
    'zh-TW': '該地址僅定位到鄉鎮或區級，等待核對。',
  },
  'appointment-other-week': {
    en: 'The appointment is on {start}, outside this week.',
    'zh-CN': '预约在 {start}，不在本周。',
    'zh-TW': '預約在 {start}，不在本週。',
  },
  'appointment-too-late': {
    en: 'In the agreed window {start}–{end} the visit cannot be over within permitted hours.',
    'zh-CN': '在约定时段 {start}–{end} 内外访无法在允许时间结束前完成。',
    'zh-TW': '在約定時段 {start}–{end} 內外訪無法在允許時間結束前完成。',
  },
  'visit-due-past': {
    en: 'It was due on {due}, before this week.',
    'zh-CN': '应于 {due} 前外访，已早于本周。',
    'zh-TW': '應於 {due} 前外訪，已早於本週。',
  },
  'visit-not-yet': {
    en: 'It may not take place before {date}.',
    'zh-CN': '{date} 之前不得外访。',
    'zh-TW': '{date} 之前不得外訪。',
  },
  'visit-due-before-start': {
    en: 'It is due on {due} but may not take place before {date}.',
    'zh-CN': '应于 {due} 前外访，但 {date} 之前不得外访。',
    'zh-TW': '應於 {due} 前外訪，但 {date} 之前不得外訪。',
  },
  'visit-no-day': {
    en: 'None of its allowed days lies in this week.',
    'zh-CN': '本周没有符合要求的日期。',
    'zh-TW': '本週沒有符合要求的日期。',
  },
  'visit-attempts-used': {
    en: 'The permitted number of contacts is used up for this week.',
    'zh-CN': '本周允许的联系次数已用完。',
    'zh-TW': '本週允許的聯絡次數已用完。',
  },
  'visit-window-closed': {
    en: 'Its window ({windows}) lies outside permitted hours on every allowed day.',
    'zh-CN': '其时段（{windows}）在所有可选日期都不在允许时间内。',
    'zh-TW': '其時段（{windows}）在所有可選日期都不在允許時間內。',
  },
  'visit-day-unstaffed': {
    en: 'On its only possible days, such as {date}, nobody who could take it works.',
    'zh-CN': '在其可选日期（如 {date}）没有合适的外访员出勤。',
    'zh-TW': '在其可選日期（如 {date}）沒有合適的外訪員出勤。',
  },
  'visit-outside-shift': {
    en: 'It may begin {hours}, but the shift is {shift}.',
    'zh-CN': '只能在 {hours} 开始，但班次为 {shift}。',
    'zh-TW': '只能在 {hours} 開始，但班次為 {shift}。',
  },
  'crew-too-small': {
    en: 'It needs {people} people, and no crew of this week has as many.',
    'zh-CN': '需要 {people} 人同行，本周没有足够人数的外访组。',
    'zh-TW': '需要 {people} 人同行，本週沒有足夠人數的外訪組。',
  },
  'crew-without-skill': {
    en: 'No crew has what it needs: {skills}.',
    'zh-CN': '没有外访组具备所需技能：{skills}。',
    'zh-TW': '沒有外訪組具備所需技能：{skills}。',
  },
  'crew-all-excluded': {
    en: 'Every crew that could take it has an excluded collector.',
    'zh-CN': '可承担的外访组都含有被排除的外访员。',
    'zh-TW': '可承擔的外訪組都含有被排除的外訪員。',
  },
  'lock-crew-day-gone': {
    en: 'It is locked to {crewDay}, which does not exist or cannot take it.',
    'zh-CN': '已锁定到 {crewDay}，但该组日不存在或无法承担。',
    'zh-TW': '已鎖定到 {crewDay}，但該組日不存在或無法承擔。',
  },
  'unplanned-no-room': {
    en: 'No crew has time left for it; visits that weigh more came first.',
    'zh-CN': '外访组已无空余时间，更重要的外访优先安排。',
    'zh-TW': '外訪組已無空餘時間，更重要的外訪優先安排。',
  },
  'unplanned-window-full': {
    en: 'The crews that work in its window are taken by visits that weigh more.',
    'zh-CN': '其时段内的外访组已安排更重要的外访。',
    'zh-TW': '其時段內的外訪組已安排更重要的外訪。',
  },
  'fix-locate': {
    en: 'Locate the address on the map.',
    'zh-CN': '在地图上定位该地址。',
    'zh-TW': '在地圖上定位該地址。',
  },
  'fix-confirm-pin': {
    en: 'Confirm the place with a pin.',
    'zh-CN': '在地图上确认位置。',
    'zh-TW': '在地圖上確認位置。',
  },
  'fix-clear-stop': {
    en: 'Clear the stop flag once its cause is settled.',
    'zh-CN': '原因解决后取消停止标记。',
    'zh-TW': '原因解決後取消停止標記。',
  },
  'fix-agree-new-window': {
    en: 'Call and agree another window.',
    'zh-CN': '致电另约时段。',
    'zh-TW': '致電另約時段。',
  },
  'fix-extend-due': {
    en: 'Extend the due date to {date}.',
    'zh-CN': '将截止日期延至 {date}。',
    'zh-TW': '將截止日期延至 {date}。',
  },
  'fix-later-week': {
    en: 'Plan it in the week of {date} or later.',
    'zh-CN': '安排在 {date} 所在周或之后。',
    'zh-TW': '安排在 {date} 所在週或之後。',
  },
  'fix-allow-day': {
    en: 'Allow {date}.',
    'zh-CN': '允许 {date} 外访。',
    'zh-TW': '允許 {date} 外訪。',
  },
  'fix-widen-window': {
    en: 'Allow {hours} on {date}.',
    'zh-CN': '允许 {date} {hours} 外访。',
    'zh-TW': '允許 {date} {hours} 外訪。',
  },
  'fix-pair-up': {
    en: 'Let {people} collectors travel together.',
    'zh-CN': '安排 {people} 名外访员同行。',
    'zh-TW': '安排 {people} 名外訪員同行。',
  },
  'fix-add-skill': {
    en: 'Give a collector the skill {skills}, or drop it from the visit.',
    'zh-CN': '为外访员添加技能 {skills}，或取消该要求。',
    'zh-TW': '為外訪員新增技能 {skills}，或取消該要求。',
  },
  'fix-allow-collector': {
    en: 'Allow one of the excluded collectors.',
    'zh-CN': '允许其中一名被排除的外访员。',
    'zh-TW': '允許其中一名被排除的外訪員。',
  },
  'fix-unlock': {
    en: 'Unlock the visit.',
    'zh-CN': '解除该外访的锁定。',
    'zh-TW': '解除該外訪的鎖定。',
  },
  'fix-shift': {
    en: 'Let {crew} work {hours} on {date}.',
    'zh-CN': '让 {crew} 在 {date} {hours} 出勤。',
    'zh-TW': '讓 {crew} 在 {date} {hours} 出勤。',
  },
  'fix-overtime': {
    en: 'Let {crew} work {minutes} min longer on {date}.',
    'zh-CN': '让 {crew} 在 {date} 延长 {minutes} 分钟。',
    'zh-TW': '讓 {crew} 在 {date} 延長 {minutes} 分鐘。',
  },
  'fix-more-people': {
    en: 'Add a crew or leave it for next week.',
    'zh-CN': '增加外访组，或留待下周。',
    'zh-TW': '增加外訪組，或留待下週。',
  },
  'crews-paired': {
    en: 'No crews were named, so {crew} travel together: {dates}.',
    'zh-CN': '未指定外访组，已安排 {crew} 同行：{dates}。',
    'zh-TW': '未指定外訪組，已安排 {crew} 同行：{dates}。',
  },
  'crew-left-over': {
    en: '{crew} has fewer than the {least} people the rules ask for on {dates} and gets no such visits.',
    'zh-CN': '{dates} {crew} 不足规则要求的 {least} 人，不安排此类外访。',
    'zh-TW': '{dates} {crew} 不足規則要求的 {least} 人，不安排此類外訪。',
  },
  'crew-no-common-hours': {
    en: 'The members of {crew} share no working hours on {date}.',
    'zh-CN': '{date} {crew} 的成员没有共同的工作时间。',
    'zh-TW': '{date} {crew} 的成員沒有共同的工作時間。',
  },
  'crew-start-borrowed': {
    en: "{crew} has no known start on {dates}; the branch's common start was taken.",
    'zh-CN': '{dates} {crew} 的出发地未知，已采用常用出发地。',
    'zh-TW': '{dates} {crew} 的出發地未知，已採用常用出發地。',
  },
  'crew-start-unknown': {
    en: '{crew} has no known start on {dates}: the way to the first visit and back from the last is not counted. Correct the start.',
    'zh-CN': '{dates} {crew} 的出发地未知，首站前和末站后的路程未计入，请更正出发地。',
    'zh-TW': '{dates} {crew} 的出發地未知，首站前和末站後的路程未計入，請更正出發地。',
  },
  'holiday-off': {
    en: '{date} is a public holiday ({name}); nobody works.',
    'zh-CN': '{date} 为法定节假日（{name}），不出勤。',
    'zh-TW': '{date} 為國定假日（{name}），不出勤。',
  },
  'holiday-worked': {
    en: '{date} is a worked weekend day ({name}).',
    'zh-CN': '{date} 为调休工作日（{name}）。',
    'zh-TW': '{date} 為調休工作日（{name}）。',
  },
  'holidays-unknown': {
    en: 'No holiday calendar for {year} is known here; every weekday counts as a working day.',
    'zh-CN': '没有 {year} 年的节假日日历，所有工作日均视为出勤日。',
    'zh-TW': '沒有 {year} 年的假日行事曆，所有平日均視為出勤日。',
  },
  'fix-any-hour': {
    en: 'Let it be visited at any permitted hour.',
    'zh-CN': '允许在任何合规时间外访。',
    'zh-TW': '允許在任何合規時間外訪。',
  },
  'shift-overrun': {
    en: '{crew} would come back {minutes} min after the shift on {date}.',
    'zh-CN': '{date} {crew} 将超出班次 {minutes} 分钟。',
    'zh-TW': '{date} {crew} 將超出班次 {minutes} 分鐘。',
  },
  'too-many-visits': {
    en: '{crew} has more than {most} visits on {date}.',
    'zh-CN': '{date} {crew} 的外访超过 {most} 次。',
    'zh-TW': '{date} {crew} 的外訪超過 {most} 次。',
  },
  'appointment-missed': {
    en: 'The agreed window is missed by {minutes} min.',
    'zh-CN': '与预约时段相差 {minutes} 分钟。',
    'zh-TW': '與預約時段相差 {minutes} 分鐘。',
  },
  'visit-wrong-day': {
    en: '{date} is not one of its allowed days.',
    'zh-CN': '{date} 不在可选日期内。',
    'zh-TW': '{date} 不在可選日期內。',
  },
  'visit-outside-window': {
    en: 'It lies outside its window.',
    'zh-CN': '不在其时段内。',
    'zh-TW': '不在其時段內。',
  },
  'visit-left-lock': {
    en: 'It was locked to {crewDay} and is elsewhere now.',
    'zh-CN': '已锁定到 {crewDay}，但现在在别处。',
    'zh-TW': '已鎖定到 {crewDay}，但現在在別處。',
  },
  'crew-excluded': {
    en: 'A collector of this crew is excluded from this visit.',
    'zh-CN': '该组中有被此外访排除的外访员。',
    'zh-TW': '該組中有被此外訪排除的外訪員。',
  },
  'location-doubtful': {
    en: 'The place is known only to the street or estate; look for the number there.',
    'zh-CN': '仅定位到道路或小区，请到现场找门牌。',
    'zh-TW': '僅定位到道路或社區，請到現場找門牌。',
  },
  'location-ask-locally': {
    en: 'The place is known only to the village; ask locally.',
    'zh-CN': '仅定位到村，请到当地询问。',
    'zh-TW': '僅定位到村里，請到當地詢問。',
  },
  'fix-move-visit': {
    en: 'It fits on {vehicle} if visit {visit} goes to {other}.',
    'zh-CN': '若把外访 {visit} 移到 {other}，即可安排在 {vehicle}。',
    'zh-TW': '若把外訪 {visit} 移到 {other}，即可安排於 {vehicle}。',
  },
  'fix-longer-shift': {
    en: 'It fits if {vehicle} works {minutes} minutes longer.',
    'zh-CN': '若 {vehicle} 延长工作 {minutes} 分钟即可安排。',
    'zh-TW': '若 {vehicle} 延長工作 {minutes} 分鐘即可安排。',
  },
  'fix-other-window': {
    en: 'It fits on {vehicle} at another time than its windows allow.',
    'zh-CN': '若放宽时间窗，可安排在 {vehicle}。',
    'zh-TW': '若放寬時間窗，可安排於 {vehicle}。',
  },
  'fix-drop-visit': {
    en: 'It fits on {vehicle} in place of visit {visit} (priority {priority}).',
    'zh-CN': '若取消外访 {visit}（优先级 {priority}），可安排在 {vehicle}。',
    'zh-TW': '若取消外訪 {visit}（優先級 {priority}），可安排於 {vehicle}。',
  },
  'fix-skill': {
    en: 'It fits on {vehicle} if that crew had the skill.',
    'zh-CN': '若 {vehicle} 具备所需技能即可安排。',
    'zh-TW': '若 {vehicle} 具備所需技能即可安排。',
  },
  'fix-crew': {
    en: 'It fits on {vehicle} if that crew were allowed for it.',
    'zh-CN': '若允许由 {vehicle} 执行即可安排。',
    'zh-TW': '若允許由 {vehicle} 執行即可安排。',
  },
  'check-vehicle-unknown': {
    en: '{path}: vehicle {found} is not in the problem.',
    'zh-CN': '{path}：车辆 {found} 不在问题中。',
    'zh-TW': '{path}：車輛 {found} 不在問題中。',
  },
  'check-vehicle-twice': {
    en: '{path}: vehicle {found} has a second route.',
    'zh-CN': '{path}：车辆 {found} 有两条路线。',
    'zh-TW': '{path}：車輛 {found} 有兩條路線。',
  },
  'check-job-unknown': {
    en: '{path}: job {found} is not in the problem.',
    'zh-CN': '{path}：任务 {found} 不在问题中。',
    'zh-TW': '{path}：任務 {found} 不在問題中。',
  },
  'check-job-twice': {
    en: '{path}: job {found} stands in the plan twice.',
    'zh-CN': '{path}：任务 {found} 在计划中重复出现。',
    'zh-TW': '{path}：任務 {found} 在計畫中重複出現。',
  },
  'check-job-missing': {
    en: '{path}: job {found} is neither planned nor named as unplanned.',
    'zh-CN': '{path}：任务 {found} 既未安排，也未列为未安排。',
    'zh-TW': '{path}：任務 {found} 既未安排，也未列為未安排。',
  },
  'check-steps': {
    en: '{path}: the step “{found}” stands where “{expected}” is needed.',
    'zh-CN': '{path}：此处的步骤为“{found}”，应为“{expected}”。',
    'zh-TW': '{path}：此處的步驟為「{found}」，應為「{expected}」。',
  },
  'check-number': {
    en: '{path} is {found}, but the problem gives {expected}.',
    'zh-CN': '{path} 为 {found}，按问题计算应为 {expected}。',
    'zh-TW': '{path} 為 {found}，依問題計算應為 {expected}。',
  },
  'check-window': {
    en: '{path}: the visit begins at {found}, outside its windows {expected}.',
    'zh-CN': '{path}：外访于 {found} 开始，不在时间窗 {expected} 内。',
    'zh-TW': '{path}：外訪於 {found} 開始，不在時間窗 {expected} 內。',
  },
  'check-shift': {
    en: '{path}: {found} lies outside the shift {expected}.',
    'zh-CN': '{path}：{found} 超出班次 {expected}。',
    'zh-TW': '{path}：{found} 超出班次 {expected}。',
  },
  'check-break': {
    en: '{path}: break {found} is missing, doubled or outside its windows {expected}.',
    'zh-CN': '{path}：休息 {found} 缺失、重复或不在时间窗 {expected} 内。',
    'zh-TW': '{path}：休息 {found} 缺漏、重複或不在時間窗 {expected} 內。',
  },
  'check-skill': {
    en: '{path}: the crew lacks skill {expected}.',
    'zh-CN': '{path}：外访组缺少技能 {expected}。',
    'zh-TW': '{path}：外訪組缺少技能 {expected}。',
  },
  'check-crew': {
    en: '{path}: vehicle {found} may not serve this visit.',
    'zh-CN': '{path}：车辆 {found} 不得执行此外访。',
    'zh-TW': '{path}：車輛 {found} 不得執行此外訪。',
  },
  'check-capacity': {
    en: '{path}: the load {found} is more than the capacity {expected}.',
    'zh-CN': '{path}：载量 {found} 超过容量 {expected}。',
    'zh-TW': '{path}：載量 {found} 超過容量 {expected}。',
  },
  'check-limit': {
    en: '{path} is {found}, more than the {expected} allowed.',
    'zh-CN': '{path} 为 {found}，超过允许的 {expected}。',
    'zh-TW': '{path} 為 {found}，超過允許的 {expected}。',
  },
  'check-unreachable': {
    en: '{path}: no way leads from place {found} to place {expected}.',
    'zh-CN': '{path}：从地点 {found} 到地点 {expected} 无路可通。',
    'zh-TW': '{path}：從地點 {found} 到地點 {expected} 無路可通。',
  },
  'plan-folder-empty': {
    en: 'The folder {folder} holds no plan: neither problem.json, solution.json and summary.json, nor a database.',
    'zh-CN': '文件夹 {folder} 中没有计划：既无 problem.json、solution.json、summary.json，也无数据库。',
    'zh-TW': '資料夾 {folder} 中沒有計畫：既無 problem.json、solution.json、summary.json，也無資料庫。',
  },
  'visit-no-slot': {
    en: 'No window of this week can be kept for {visit}.',
    'zh-CN': '本周没有可为 {visit} 保证的时段。',
    'zh-TW': '本週沒有可為 {visit} 保證的時段。',
  },
  // ---- calls and compliance ------------------------------------------------------------------------------------
  'rule-pack-unreadable': {
    en: 'The rule pack {file} is not right at {path}: {detail}. Mend the file or take the one that came with Roundsman.',
    'zh-CN': '规则包 {file} 在 {path} 处有误：{detail}。请修正该文件或使用随程序提供的规则包。',
    'zh-TW': '規則包 {file} 在 {path} 處有誤：{detail}。請修正該檔案或使用隨程式提供的規則包。',
  },
  'rule-pack-unknown': {
    en: 'There is no rule pack “{name}”. Known: {known}.',
    'zh-CN': '没有名为“{name}”的规则包，可用的有：{known}。',
    'zh-TW': '沒有名為「{name}」的規則包，可用的有：{known}。',
  },
  'rule-call-hours': {
    en: 'It is {time} where the borrower is; calls are permitted {hours}.',
    'zh-CN': '借款人当地时间为 {time}，仅可在 {hours} 电联。',
    'zh-TW': '借款人當地時間為 {time}，僅可在 {hours} 電聯。',
  },
  'rule-call-day': {
    en: 'On {date} no calls are permitted.',
    'zh-CN': '{date} 不得电联。',
    'zh-TW': '{date} 不得電聯。',
  },
  'rule-visit-hours': {
    en: 'The visit would be at {time}; visits are permitted {hours}.',
    'zh-CN': '外访时间为 {time}，仅可在 {hours} 外访。',
    'zh-TW': '外訪時間為 {time}，僅可在 {hours} 外訪。',
  },
  'rule-visit-day': {
    en: 'On {date} no visits are permitted.',
    'zh-CN': '{date} 不得外访。',
    'zh-TW': '{date} 不得外訪。',
  },
  'rule-call-attempts': {
    en: 'There were already {count} calls in this period; {most} are permitted.',
    'zh-CN': '该时段内已电联 {count} 次，上限为 {most} 次。',
    'zh-TW': '該時段內已電聯 {count} 次，上限為 {most} 次。',
  },
  'rule-visit-attempts': {
    en: 'There were already {count} contacts in this period; {most} are permitted.',
    'zh-CN': '该时段内已联系 {count} 次，上限为 {most} 次。',
    'zh-TW': '該時段內已聯絡 {count} 次，上限為 {most} 次。',
  },
  'rule-quiet-period': {
    en: 'After a conversation there must be {days} days without contact.',
    'zh-CN': '通话后 {days} 天内不得再次联系。',
    'zh-TW': '通話後 {days} 天內不得再次聯絡。',
  },
  'rule-crew-size': {
    en: 'Crew {crew} has {people} person on {date}; at least {least} must visit together.',
    'zh-CN': '{date} 外访组 {crew} 只有 {people} 人，至少须 {least} 人同行。',
    'zh-TW': '{date} 外訪組 {crew} 只有 {people} 人，至少須 {least} 人同行。',
  },
  'rule-third-party': {
    en: 'A third party may be asked only when the debtor is unreachable.',
    'zh-CN': '仅在债务人失联时方可联系第三人。',
    'zh-TW': '僅在債務人失聯時方可聯絡第三人。',
  },
  'rule-place-reason': {
    en: 'A visit at this kind of place ({place}) needs a reason on record.',
    'zh-CN': '此类地点（{place}）的外访须登记理由。',
    'zh-TW': '此類地點（{place}）的外訪須登記理由。',
  },
  'stopped-dispute': {
    en: 'The borrower disputes the debt: no calls and no visits until it is settled.',
    'zh-CN': '借款人对债务有争议：解决前停止电联和外访。',
    'zh-TW': '借款人對債務有爭議：解決前停止電聯和外訪。',
  },
  'stopped-hardship': {
    en: 'The borrower is in hardship: no calls and no visits; hand the case to hardship care.',
    'zh-CN': '借款人经济困难：停止电联和外访，转困难帮扶。',
    'zh-TW': '借款人經濟困難：停止電聯和外訪，轉困難協處。',
  },
  'stopped-vulnerable': {
    en: 'The borrower is vulnerable: no calls and no visits without the team lead.',
    'zh-CN': '借款人属弱势人群：未经组长处理不得电联和外访。',
    'zh-TW': '借款人屬弱勢族群：未經組長處理不得電聯和外訪。',
  },
  'stopped-bereavement': {
    en: 'There was a death in the family: no calls and no visits for now.',
    'zh-CN': '借款人家中有丧事：暂停电联和外访。',
    'zh-TW': '借款人家中有喪事：暫停電聯和外訪。',
  },
  'stopped-lawyer': {
    en: 'A lawyer was appointed: contact goes through the lawyer only.',
    'zh-CN': '借款人已委托律师：只能通过律师联系。',
    'zh-TW': '借款人已委任律師：只能透過律師聯絡。',
  },
  'stopped-bankruptcy': {
    en: 'The borrower is bankrupt: no calls and no visits; hand the case to legal.',
    'zh-CN': '借款人已破产：停止电联和外访，转法务处理。',
    'zh-TW': '借款人已破產：停止電聯和外訪，轉法務處理。',
  },
  'stopped-deceased': {
    en: 'The borrower has died: no calls and no visits.',
    'zh-CN': '借款人已去世：停止电联和外访。',
    'zh-TW': '借款人已去世：停止電聯和外訪。',
  },
  'stopped-do-not-contact': {
    en: 'The borrower is marked “do not contact”.',
    'zh-CN': '借款人已标记为“请勿联系”。',
    'zh-TW': '借款人已標記為「請勿聯絡」。',
  },
  'week-without-collectors': {
    en: 'There are no collectors. Import or add the people who visit, then plan.',
    'zh-CN': '还没有外访员，请先导入或添加外访员再排程。',
    'zh-TW': '還沒有外訪員，請先匯入或新增外訪員再排程。',
  },
  'week-without-cases': {
    en: 'There are no cases. Import a case file, then plan.',
    'zh-CN': '还没有案件，请先导入案件再排程。',
    'zh-TW': '還沒有案件，請先匯入案件再排程。',
  },
  'nothing-located': {
    en: 'No address has been located yet. Locate the addresses, then plan.',
    'zh-CN': '还没有任何地址完成定位，请先定位再排程。',
    'zh-TW': '還沒有任何地址完成定位，請先定位再排程。',
  },
  'plan-missing': {
    en: 'The week of {week} has no plan yet. Plan the week first.',
    'zh-CN': '{week} 这一周还没有方案，请先排程。',
    'zh-TW': '{week} 這一週還沒有方案，請先排程。',
  },
  'plan-version-gone': {
    en: 'This version of the plan is no longer there. Look at the newest one.',
    'zh-CN': '该方案版本已不存在，请查看最新方案。',
    'zh-TW': '該方案版本已不存在，請查看最新方案。',
  },
  'plan-not-verified': {
    en: 'The plan did not pass its own check ({detail}) and was not kept. The plan before it stands.',
    'zh-CN': '方案未通过独立校验（{detail}），未予保存，原方案不变。',
    'zh-TW': '方案未通過獨立校驗（{detail}），未予保存，原方案不變。',
  },
  'plan-has-hard-findings': {
    en: 'The plan breaks {count} binding rules and cannot be published. Mend them first.',
    'zh-CN': '方案违反 {count} 条强制规则，不能发布，请先处理。',
    'zh-TW': '方案違反 {count} 條強制規則，不能發布，請先處理。',
  },
  'visit-not-planned': {
    en: 'This visit is not in the plan.',
    'zh-CN': '该外访不在方案中。',
    'zh-TW': '該外訪不在方案中。',
  },
  'crew-day-unknown': {
    en: 'There is no crew-day {crewDay} in this week.',
    'zh-CN': '本周没有组日 {crewDay}。',
    'zh-TW': '本週沒有組日 {crewDay}。',
  },
  'move-breaks-rules': {
    en: 'The visit cannot go there: {detail}.',
    'zh-CN': '不能移到此处：{detail}。',
    'zh-TW': '不能移到此處：{detail}。',
  },
  'taken-out-by-hand': {
    en: 'Taken out of the plan by hand.',
    'zh-CN': '已手动移出方案。',
    'zh-TW': '已手動移出方案。',
  },
  'call-window-missing': {
    en: 'A confirmed call needs the window that was agreed. Choose a window.',
    'zh-CN': '确认的电联必须登记约定的时间段，请选择时间段。',
    'zh-TW': '確認的電聯必須登記約定的時間段，請選擇時間段。',
  },
  'call-window-past': {
    en: 'The agreed window {window} lies in the past. Choose a later one.',
    'zh-CN': '约定的时间段 {window} 已经过去，请选择之后的时间段。',
    'zh-TW': '約定的時間段 {window} 已經過去，請選擇之後的時間段。',
  },
  'call-window-backwards': {
    en: 'The agreed window ends before it starts. Mend the times.',
    'zh-CN': '约定的时间段结束早于开始，请改正。',
    'zh-TW': '約定的時間段結束早於開始，請改正。',
  },
  'call-window-outside-week': {
    en: 'The agreed window {window} lies outside the week of {week}. Choose a day of the week, or turn to that week.',
    'zh-CN': '约定的时间段 {window} 不在 {week} 这一周内，请改选本周日期或切换到那一周。',
    'zh-TW': '約定的時間段 {window} 不在 {week} 這一週內，請改選本週日期或切換到那一週。',
  },
  'call-in-future': {
    en: 'The call at {at} lies in the future. Mend the time of the call.',
    'zh-CN': '通话时间 {at} 在将来，请改正。',
    'zh-TW': '通話時間 {at} 在將來，請改正。',
  },
  'appointment-cannot-be-kept': {
    en: 'No crew can keep the window {window}. Nearest possible: {nearest}.',
    'zh-CN': '没有外访组能赶上 {window}。最近可行的时间：{nearest}。',
    'zh-TW': '沒有外訪組能趕上 {window}。最近可行的時間：{nearest}。',
  },
  'call-phone-missing': {
    en: 'There is no valid telephone number. Add one, or visit without a call.',
    'zh-CN': '没有有效的电话号码，请补充号码或直接外访。',
    'zh-TW': '沒有有效的電話號碼，請補充號碼或直接外訪。',
  },
  'call-phone-not-valid': {
    en: 'This number was found wrong or must not be called. Choose another.',
    'zh-CN': '该号码已标记为错误或不得拨打，请选择其他号码。',
    'zh-TW': '該號碼已標記為錯誤或不得撥打，請選擇其他號碼。',
  },
  'call-already-there': {
    en: 'This call is already recorded.',
    'zh-CN': '该通电联已登记。',
    'zh-TW': '該通電聯已登記。',
  },
  'visit-over': {
    en: 'The visit is made, or its case is closed: nobody needs to call or go. Plan again to take it out of the plan.',
    'zh-CN': '该外访已完成或案件已结清，无需再联系或上门；重新排程即可将其移出方案。',
    'zh-TW': '該外訪已完成或案件已結清，無需再聯絡或上門；重新排程即可將其移出方案。',
  },
  'stop-flag-needs-lead': {
    en: 'Only a team lead may lift a stop. Ask the team lead.',
    'zh-CN': '只有组长可以解除停止标记，请联系组长。',
    'zh-TW': '只有組長可以解除停止標記，請聯絡組長。',
  },
  'call-back-later': {
    en: 'The borrower asked to be called later.',
    'zh-CN': '借款人要求稍后再联系。',
    'zh-TW': '借款人要求稍後再聯絡。',
  },
  // ---- outcomes ------------------------------------------------------------------------------------------------
  'follow-up-not-home': {
    en: 'Nobody was home: try another weekday and another hour.',
    'zh-CN': '无人在家：换一个星期几和时段再访。',
    'zh-TW': '無人在家：換一個星期幾和時段再訪。',
  },
  'follow-up-never-home': {
    en: 'Nobody was home {times} times: check the address before another visit.',
    'zh-CN': '已 {times} 次无人在家：再次外访前请核实地址。',
    'zh-TW': '已 {times} 次無人在家：再次外訪前請核實地址。',
  },
  'follow-up-address-repair': {
    en: 'The address is wrong: find the new one before another visit.',
    'zh-CN': '地址有误：请先查明新地址。',
    'zh-TW': '地址有誤：請先查明新地址。',
  },
  'follow-up-refused': {
    en: 'Refused: visit again after {days} days.',
    'zh-CN': '拒绝配合：{days} 天后再访。',
    'zh-TW': '拒絕配合：{days} 天後再訪。',
  },
  'follow-up-legal-review': {
    en: 'Refused twice: hand the case to legal review.',
    'zh-CN': '两次拒绝：转法务审查。',
    'zh-TW': '兩次拒絕：轉法務審查。',
  },
  'follow-up-deferred': {
    en: 'Put off: visit again from {date}.',
    'zh-CN': '延期：{date} 起再访。',
    'zh-TW': '延期：{date} 起再訪。',
  },
  'follow-up-unsafe': {
    en: 'It was not safe: the team lead decides, and two people go.',
    'zh-CN': '存在安全风险：由组长决定，且须两人同行。',
    'zh-TW': '存在安全風險：由組長決定，且須兩人同行。',
  },
  'follow-up-stop-dispute': {
    en: 'The debt is disputed: no contact until it is settled.',
    'zh-CN': '债务有争议：解决前停止联系。',
    'zh-TW': '債務有爭議：解決前停止聯絡。',
  },
  'follow-up-stop-hardship': {
    en: 'The borrower is in hardship: no contact; hand over to hardship care.',
    'zh-CN': '借款人经济困难：停止联系，转困难帮扶。',
    'zh-TW': '借款人經濟困難：停止聯絡，轉困難協處。',
  },
  'follow-up-stop-deceased': {
    en: 'The borrower has died: no contact.',
    'zh-CN': '借款人已去世：停止联系。',
    'zh-TW': '借款人已去世：停止聯絡。',
  },
  // ---- export --------------------------------------------------------------------------------------------------
  'outcome-already-there': {
    en: 'This outcome is already recorded.',
    'zh-CN': '该外访结果已登记过。',
    'zh-TW': '該外訪結果已登記過。',
  },
  'outcome-promise-date-missing': {
    en: 'A promise needs the date it falls due. Add the date.',
    'zh-CN': '承诺还款必须填写承诺日期，请补充。',
    'zh-TW': '承諾還款必須填寫承諾日期，請補充。',
  },
  'outcome-times-backwards': {
    en: 'The visit ends before it starts. Mend the times.',
    'zh-CN': '离开时间早于到访时间，请改正。',
    'zh-TW': '離開時間早於到訪時間，請改正。',
  },
  'outcome-in-future': {
    en: 'The visit at {at} lies in the future. Mend the time.',
    'zh-CN': '到访时间 {at} 在将来，请改正。',
    'zh-TW': '到訪時間 {at} 在將來，請改正。',
  },
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
  // ---- database and trust --------------------------------------------------------------------------------------
  'database-in-use': {
    en: 'The data folder is already open in another Roundsman ({file}). Close it there first.',
    'zh-CN': '数据文件夹已在另一个外访排程窗口中打开（{file}），请先在那里关闭。',
    'zh-TW': '資料夾已在另一個外訪排程視窗中開啟（{file}），請先在那裡關閉。',
  },
  'database-wrong-key': {
    en: 'The database {file} does not open with this key, or is damaged. Check the passphrase; if it is right, restore the last backup.',
    'zh-CN': '无法用此密钥打开数据库 {file}，或文件已损坏。请核对口令；口令无误时请恢复最近的备份。',
    'zh-TW': '無法用此金鑰開啟資料庫 {file}，或檔案已損壞。請核對通行碼；通行碼無誤時請還原最近的備份。',
  },
  'database-damaged': {
    en: 'The database {file} is damaged. Restore the last backup; nothing was written to it.',
    'zh-CN': '数据库 {file} 已损坏，请恢复最近的备份；程序未对其写入。',
    'zh-TW': '資料庫 {file} 已損壞，請還原最近的備份；程式未對其寫入。',
  },
  'database-newer': {
    en: 'The database {file} was written by a newer Roundsman. Update this one to open it; it was left untouched.',
    'zh-CN': '数据库 {file} 由更新版本的外访排程写入，请升级本机程序后再打开；文件未被改动。',
    'zh-TW': '資料庫 {file} 由更新版本的外訪排程寫入，請升級本機程式後再開啟；檔案未被更動。',
  },
  'keys-unreadable': {
    en: 'The key file {file} is missing or unreadable. Put back the copy that was kept beside the backup.',
    'zh-CN': '密钥文件 {file} 缺失或无法读取，请放回与备份一同保存的副本。',
    'zh-TW': '金鑰檔 {file} 遺失或無法讀取，請放回與備份一同保存的副本。',
  },
  'passphrase-wrong': {
    en: 'The passphrase is not right.',
    'zh-CN': '口令不正确。',
    'zh-TW': '通行碼不正確。',
  },
  'row-gone': {
    en: 'What you changed is no longer there. Look at the newest state and try again.',
    'zh-CN': '所改的内容已不存在，请查看最新状态后重试。',
    'zh-TW': '所改的內容已不存在，請查看最新狀態後重試。',
  },
  'export-gone': {
    en: 'This export is no longer kept. Export it again.',
    'zh-CN': '这份导出文件已不再保留，请重新导出。',
    'zh-TW': '這份匯出檔已不再保留，請重新匯出。',
  },
  'undo-stale': {
    en: 'This can no longer be undone, because it was changed again since.',
    'zh-CN': '该步骤之后又有改动，已无法撤销。',
    'zh-TW': '該步驟之後又有更動，已無法復原。',
  },
  'undo-blocked': {
    en: 'This cannot be undone, because calls or outcomes have been recorded on it since.',
    'zh-CN': '其后已登记电联或外访结果，无法撤销。',
    'zh-TW': '其後已登記電聯或外訪結果，無法復原。',
  },
  'passphrase-needed': {
    en: 'The data folder needs its passphrase. Give --passphrase-file FILE or set ROUNDSMAN_PASSPHRASE.',
    'zh-CN': '打开数据文件夹需要口令，请用 --passphrase-file FILE 或环境变量 ROUNDSMAN_PASSPHRASE 提供。',
    'zh-TW': '開啟資料夾需要通行碼，請用 --passphrase-file FILE 或環境變數 ROUNDSMAN_PASSPHRASE 提供。',
  },
  'egress-closed': {
    en: 'Roundsman sends nothing out. {provider} has not been turned on by anyone.',
    'zh-CN': '外访排程不向外发送任何数据；{provider} 尚未由任何人开启。',
    'zh-TW': '外訪排程不向外傳送任何資料；{provider} 尚未由任何人開啟。',
  },
} as const satisfies Record<string, Record<Locale, string>>

export const locales = ['zh-CN', 'zh-TW', 'en'] as const
export type Locale = (typeof locales)[number]
export type ReasonCode = keyof typeof reasons

/** The sentence for a code; a parameter that is missing shows as its own name, so that it is noticed. */
export function sentence(
  code: ReasonCode,
  params: Record<string, string | number> | undefined,
  locale: Locale,
): string {
  return reasons[code][locale].replace(/\{(\w+)\}/g, (whole, name: string) => String(params?.[name] ?? whole))
}
