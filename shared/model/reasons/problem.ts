import type { Sentences } from './languages.ts'

/** Problems and solutions as files, and what the independent check finds in a solution. */
export const problem = {
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
  'solution-not-json': {
    en: 'The solution file {file} is not readable JSON ({detail}). Check that it is complete.',
    'zh-CN': '解文件 {file} 不是有效的 JSON（{detail}），请检查文件是否完整。',
    'zh-TW': '解檔案 {file} 不是有效的 JSON（{detail}），請檢查檔案是否完整。',
  },
  'solution-not-solution': {
    en: 'The file {file} is not a solution: {path} is missing or wrong.',
    'zh-CN': '文件 {file} 不是有效的解：{path} 缺失或有误。',
    'zh-TW': '檔案 {file} 不是有效的解：{path} 缺失或有誤。',
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
  'check-crew-size': {
    en: '{path}: {found} people are in the crew, the visit needs {expected}.',
    'zh-CN': '{path}：外访组为 {found} 人，此外访需要 {expected} 人。',
    'zh-TW': '{path}：外訪組為 {found} 人，此外訪需要 {expected} 人。',
  },
  'check-due': {
    en: '{path}: the visit begins at {found}, after it is due ({expected}).',
    'zh-CN': '{path}：外访于 {found} 开始，晚于截止时间 {expected}。',
    'zh-TW': '{path}：外訪於 {found} 開始，晚於截止時間 {expected}。',
  },
  'check-spacing': {
    en: '{path}: two visits to one borrower lie {found} days apart; at least {expected} are needed.',
    'zh-CN': '{path}：同一借款人的两次外访相隔 {found} 天，至少应相隔 {expected} 天。',
    'zh-TW': '{path}：同一借款人的兩次外訪相隔 {found} 天，至少應相隔 {expected} 天。',
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
} as const satisfies Sentences
