import type { Sentences } from './languages.ts'

/** Servers outside this machine that somebody has turned on. */
export const providers = {
  'provider-url': {
    en: 'The address “{url}” is none that can be asked. Give it with http:// or https://, for instance http://osrm.bank.lan:5000.',
    'zh-CN': '地址“{url}”无法访问，请以 http:// 或 https:// 开头填写，例如 http://osrm.bank.lan:5000。',
    'zh-TW': '位址「{url}」無法存取，請以 http:// 或 https:// 開頭填寫，例如 http://osrm.bank.lan:5000。',
  },
  'provider-key-missing': {
    en: '{provider} answers only with a key. Enter the key, then turn it on.',
    'zh-CN': '{provider} 需要密钥才会应答，请先填写密钥再开启。',
    'zh-TW': '{provider} 需要金鑰才會回應，請先填寫金鑰再開啟。',
  },
  'provider-unset': {
    en: '{provider} has no address yet. Enter where the server answers, then turn it on.',
    'zh-CN': '{provider} 尚未填写地址，请先填写服务器地址再开启。',
    'zh-TW': '{provider} 尚未填寫位址，請先填寫伺服器位址再開啟。',
  },
  'provider-elsewhere': {
    en: 'A request for {provider} would have gone to {host}, which is not the address that was turned on. It was not sent.',
    'zh-CN': '发往 {provider} 的请求指向了未开启的地址 {host}，已阻止发送。',
    'zh-TW': '發往 {provider} 的請求指向了未開啟的位址 {host}，已阻止傳送。',
  },
  'provider-unreachable': {
    en: '{provider} at {host} cannot be reached ({detail}). Check the address and the network, or turn it off.',
    'zh-CN': '无法连接 {provider}（{host}：{detail}），请检查地址和网络，或将其关闭。',
    'zh-TW': '無法連線 {provider}（{host}：{detail}），請檢查位址和網路，或將其關閉。',
  },
  'provider-timeout': {
    en: '{provider} at {host} gave no answer within {seconds} s. Give it more time, or turn it off.',
    'zh-CN': '{provider}（{host}）在 {seconds} 秒内没有应答，请延长时限，或将其关闭。',
    'zh-TW': '{provider}（{host}）在 {seconds} 秒內沒有回應，請延長時限，或將其關閉。',
  },
  'provider-status': {
    en: '{provider} at {host} refused the request (HTTP {status}: {detail}). Check address, key and ways of travelling.',
    'zh-CN': '{provider}（{host}）拒绝了请求（HTTP {status}：{detail}），请检查地址、密钥和出行方式。',
    'zh-TW': '{provider}（{host}）拒絕了請求（HTTP {status}：{detail}），請檢查位址、金鑰和出行方式。',
  },
  'provider-answer': {
    en: '{provider} answered in a way that cannot be used ({detail}). Check that the address is that of such a server.',
    'zh-CN': '{provider} 的应答无法使用（{detail}），请确认该地址确为此类服务。',
    'zh-TW': '{provider} 的回應無法使用（{detail}），請確認該位址確為此類服務。',
  },
} as const satisfies Sentences
