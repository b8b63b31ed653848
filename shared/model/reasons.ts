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
  // ---- problem and plan ----------------------------------------------------------------------------------------
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
  'stop-flag-needs-lead': {
    en: 'Only a team lead may lift a stop. Ask the team lead.',
    'zh-CN': '只有组长可以解除停止标记，请联系组长。',
    'zh-TW': '只有組長可以解除停止標記，請聯絡組長。',
  },
  // ---- outcomes ------------------------------------------------------------------------------------------------
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
