const files = import.meta.glob<Record<string, unknown>>('../../../resources/locales/zh-CN/*.json', {
  eager: true,
  import: 'default',
})

/** area (the file's name) → its words */
export const words = Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [
    path.slice(path.lastIndexOf('/') + 1, -'.json'.length),
    texts,
  ]),
)
