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
  // ---- import --------------------------------------------------------------------------------------------------
  // ---- address -------------------------------------------------------------------------------------------------
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
  // ---- problem and plan ----------------------------------------------------------------------------------------
  // ---- calls and compliance ------------------------------------------------------------------------------------
  // ---- outcomes ------------------------------------------------------------------------------------------------
  // ---- export --------------------------------------------------------------------------------------------------
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
