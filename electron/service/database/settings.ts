import type { Kysely } from 'kysely'
import type { Reader } from './open.ts'
import type { Tables } from './tables.ts'

export async function readSetting(reader: Reader, key: string): Promise<string | null> {
  const row = await reader.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

export async function putSetting(db: Kysely<Tables>, key: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
