import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appearance, type Appearance } from '../../shared/contract/opening.ts'
import { writeFileAtomic } from './exports/atomicFile.ts'

/**
 * How the window looks and speaks: kept beside the database, because the door of a desk that is still locked has to
 * speak as well, and a browser remembers nothing of an address with another port. Nothing in it is about a person.
 */
const fileOf = (dataFolder: string) => join(dataFolder, 'appearance.json')

const untouched: Appearance = { locale: null, theme: 'system' }

/** What was chosen last on this data folder; a file that is missing or spoilt counts as nothing chosen. */
export function rememberedAppearance(dataFolder: string): Appearance {
  try {
    const read = appearance.safeParse(JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')))
    return read.success ? read.data : untouched
  } catch {
    return untouched
  }
}

/** @throws RefusalError disk-full, file-unwritable */
export async function rememberAppearance(
  dataFolder: string,
  change: Partial<Appearance>,
): Promise<Appearance> {
  const next = { ...rememberedAppearance(dataFolder), ...change }
  await writeFileAtomic(fileOf(dataFolder), JSON.stringify(next) + '\n')
  return next
}
