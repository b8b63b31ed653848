import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

/** Folder of the reference data, which lies outside the project; see CONTRIBUTING. */
const folder =
  process.env.ROUNDSMAN_REFERENCE_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))

export const hasReferenceData = existsSync(join(folder, 'README.md'))

/** Path of a reference file, such as `osm/liechtenstein.osm.pbf`. Guard its use with {@link hasReferenceData}. */
export const referenceData = (path: string): string => join(folder, path)
