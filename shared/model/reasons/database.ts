import type { Sentences } from './languages.ts'

/** The database and its key, what is changed and taken back, and what may leave this machine. */
export const database = {
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
  'row-gone': {
    en: 'What you changed is no longer there. Look at the newest state and try again.',
    'zh-CN': '所改的内容已不存在，请查看最新状态后重试。',
    'zh-TW': '所改的內容已不存在，請查看最新狀態後重試。',
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
  'undo-not-newest': {
    en: 'Something newer was done since. Take that back first.',
    'zh-CN': '其后又有新的步骤，请先撤销较新的步骤。',
    'zh-TW': '其後又有新的步驟，請先復原較新的步驟。',
  },
  'undo-gone': {
    en: 'This step cannot be undone, or was undone already.',
    'zh-CN': '该步骤不能撤销，或已经撤销。',
    'zh-TW': '該步驟不能復原，或已經復原。',
  },
  'undo-published': {
    en: 'The plan has been published since, and a published plan stands. Change it and publish again.',
    'zh-CN': '其后方案已发布，已发布的方案不再撤回；请修改后重新发布。',
    'zh-TW': '其後方案已發布，已發布的方案不再撤回；請修改後重新發布。',
  },
  'desk-locked': {
    en: 'The desk is locked. Open it with its passphrase.',
    'zh-CN': '本机数据已锁定，请用口令打开。',
    'zh-TW': '本機資料已鎖定，請用通行碼開啟。',
  },
  'desk-exists': {
    en: 'A passphrase was set for this desk in another window a moment ago. Open it with that one.',
    'zh-CN': '刚刚已在另一个窗口中为本机数据设置了口令，请用该口令打开。',
    'zh-TW': '剛剛已在另一個視窗中為本機資料設定了通行碼，請用該通行碼開啟。',
  },
  'desk-other-version': {
    en: 'The Roundsman that has this data folder open is version {running}, this command is {own}. Close it there, then try again.',
    'zh-CN': '正在使用此数据文件夹的外访排程版本为 {running}，本命令版本为 {own}。请先关闭前者再试。',
    'zh-TW': '正在使用此資料夾的外訪排程版本為 {running}，本命令版本為 {own}。請先關閉前者再試。',
  },
  'desk-gone': {
    en: 'The Roundsman that has this data folder open ended meanwhile. What it had saved is kept; run the command again.',
    'zh-CN': '正在使用此数据文件夹的外访排程中途已退出。已保存的内容不受影响，请重新运行命令。',
    'zh-TW': '正在使用此資料夾的外訪排程中途已結束。已儲存的內容不受影響，請重新執行命令。',
  },
  'service-ended': {
    en: 'The service ended unexpectedly ({detail}). Nothing that was saved is lost; start Roundsman again.',
    'zh-CN': '服务意外退出（{detail}）。已保存的内容没有丢失，请重新启动外访排程。',
    'zh-TW': '服務意外結束（{detail}）。已儲存的內容沒有遺失，請重新啟動外訪排程。',
  },
  'data-folder-unusable': {
    en: 'The data folder {folder} cannot be read or written ({detail}). Check that it exists, that you may write to it and that its disk is connected.',
    'zh-CN': '数据文件夹 {folder} 无法读写（{detail}）。请确认该文件夹存在、您有写入权限且所在磁盘已连接。',
    'zh-TW': '資料夾 {folder} 無法讀寫（{detail}）。請確認該資料夾存在、您有寫入權限且所在磁碟已連接。',
  },
  'passphrase-short': {
    en: 'The passphrase needs at least {least} characters.',
    'zh-CN': '口令至少需要 {least} 个字符。',
    'zh-TW': '通行碼至少需要 {least} 個字元。',
  },
  'passphrase-wait': {
    en: 'Several passphrases in a row were wrong. The next one is taken in {seconds} s.',
    'zh-CN': '已连续多次输错口令，请在 {seconds} 秒后再试。',
    'zh-TW': '已連續多次輸錯通行碼，請在 {seconds} 秒後再試。',
  },
} as const satisfies Sentences
