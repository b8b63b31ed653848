import type { Sentences } from './languages.ts'

/** Maps, roads and the region made from them. */
export const region = {
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
  'region-damaged': {
    en: 'The region file {file} is damaged, or was cut off while it was copied. Copy it again, or build the region again from its map file.',
    'zh-CN': '区域文件 {file} 已损坏，或复制时被截断，请重新复制，或用地图文件重新生成区域。',
    'zh-TW': '區域檔案 {file} 已損壞，或複製時被截斷，請重新複製，或用地圖檔案重新產生區域。',
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
  'travel-hours': {
    en: 'The travel hours cannot be used. Give one to four hours at which a period begins, in order, and for each a share of the usual speed between 5 % and 300 %.',
    'zh-CN': '出行时段设置无效。请按先后给出一至四个时段的起始时间，并为每个时段设定平时速度的 5% 至 300%。',
    'zh-TW': '出行時段設定無效。請依先後給出一至四個時段的起始時間，並為每個時段設定平時速度的 5% 至 300%。',
  },
  'travel-file': {
    en: 'The file of travel hours {file} cannot be used: {path} ({detail}). docs/files.md shows how it is written.',
    'zh-CN': '路程时间文件 {file} 无法使用：{path}（{detail}），格式见 docs/files.md。',
    'zh-TW': '路程時間檔案 {file} 無法使用：{path}（{detail}），格式見 docs/files.md。',
  },
  'closure-dates': {
    en: 'The closure ends on {to}, before it begins on {from}. Correct the dates.',
    'zh-CN': '封闭的结束日期 {to} 早于开始日期 {from}，请更正。',
    'zh-TW': '封閉的結束日期 {to} 早於開始日期 {from}，請更正。',
  },
  'closure-hours': {
    en: 'The closure begins and ends at the same hour. Give two hours, or close it all day.',
    'zh-CN': '封闭的开始与结束时刻相同，请填写两个不同的时刻，或设为全天。',
    'zh-TW': '封閉的開始與結束時刻相同，請填寫兩個不同的時刻，或設為全天。',
  },
  'closure-outline': {
    en: 'The outline of the closure encloses nothing. Draw at least three corners around the area.',
    'zh-CN': '封闭范围没有围成区域，请至少用三个角点圈出范围。',
    'zh-TW': '封閉範圍沒有圍成區域，請至少用三個角點圈出範圍。',
  },
  'closure-no-road': {
    en: 'The closure (street: {street}) meets no road of the region {region}. Draw it across the road, or check the name.',
    'zh-CN': '该封闭（街道：{street}）未涉及区域“{region}”内的任何道路，请画在道路上，或核对街道名称。',
    'zh-TW': '該封閉（街道：{street}）未涉及區域「{region}」內的任何道路，請畫在道路上，或核對街道名稱。',
  },
  'closures-too-many': {
    en: 'There are {most} closures already. Remove those that are over, then add new ones.',
    'zh-CN': '封闭已达 {most} 处，请先删除已结束的封闭再添加。',
    'zh-TW': '封閉已達 {most} 處，請先刪除已結束的封閉再新增。',
  },
} as const satisfies Sentences
