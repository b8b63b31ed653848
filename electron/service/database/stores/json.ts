/** A JSON column as it is read: null where the row holds none. */
export const parseJson = <T>(text: string | null): T | null =>
  text === null ? null : (JSON.parse(text) as T)
