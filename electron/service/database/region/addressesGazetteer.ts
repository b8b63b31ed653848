import { readFileSync } from 'node:fs'
import { createGazetteer, type Gazetteer } from '../../../../shared/core/address/divisions.ts'
import { resourcePath } from '../../resources.ts'

let gazetteer: Gazetteer | undefined

/** The administrative divisions of China that come with the program, read once a thread. */
export function loadGazetteer(): Gazetteer {
  gazetteer ??= createGazetteer(readFileSync(resourcePath('divisions', 'china.txt'), 'utf8'))
  return gazetteer
}
