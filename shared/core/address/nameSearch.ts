import type { MatchLevel } from '../../model/location.ts'
import type { AddressIndex } from './addressIndex.ts'
import { labelOf, placeCandidate } from './candidate.ts'
import { editDistance } from './editDistance.ts'
import { foldText, looksChinese, plainLatin } from './fold.ts'
import { createFuzzy } from './fuzzy.ts'
import { nameKey } from './keys.ts'
import type { Spell } from './pinyin.ts'

/** A street, place, estate or landmark whose name is what was typed, or begins with it, or nearly. */
export interface NameHit {
  label: string
  level: MatchLevel
  lon: number
  lat: number
  radiusMetres: number
  /** 0–1: how much of the name was typed, and how exactly */
  fit: number
}

interface Entry {
  hit: Omit<NameHit, 'fit'>
  key: string
  /** letters only: how it is spelt, or read */
  spellings: string[]
  initials: string[]
}

export type NameSearch = (text: string, limit: number) => NameHit[]

const cache = new WeakMap<AddressIndex, NameSearch>()

/** The search box of a region: by part of a name in any script, by pinyin, by its initials, and with typing errors. */
export function nameSearchOf(index: AddressIndex, spell: Spell): NameSearch {
  let search = cache.get(index)
  if (!search) cache.set(index, (search = createNameSearch(entriesOf(index, spell))))
  return search
}

function entriesOf(index: AddressIndex, spell: Spell): Entry[] {
  const entries: Entry[] = []
  const add = (name: string, hit: Entry['hit']) => {
    const key = nameKey(name)
    if (key === '') return
    const chinese = looksChinese(name) ? spell(name) : []
    const spellings = chinese.map(({ full }) => full)
    entries.push({
      ...{ hit, key, initials: chinese.map(({ initials }) => initials) },
      spellings: spellings.length > 0 ? spellings : [lettersOf(name)],
    })
  }
  const { streets, places, named } = index.all
  for (const street of streets) {
    const { lon, lat, radiusMetres } = street
    add(street.name, {
      label: labelOf(index, street, '', undefined, -1),
      level: 'street',
      lon,
      lat,
      radiusMetres,
    })
  }
  for (const place of places) {
    const { label, level, lon, lat, radiusMetres } = placeCandidate(index, place, 1)
    add(place.name, { label, level, lon, lat, radiusMetres })
  }
  for (const { name, kind, lon, lat, radiusMetres } of named)
    add(name, { label: name, level: kind === 'estate' ? 'estate' : 'building', lon, lat, radiusMetres })
  return entries
}

const lettersOf = (name: string) => plainLatin(name).replace(/[^a-z0-9]/g, '')

function createNameSearch(entries: readonly Entry[]): NameSearch {
  const bySpelling = new Map<string, Entry[]>()
  for (const entry of entries)
    for (const spelling of entry.spellings) {
      const list = bySpelling.get(spelling)
      if (list) list.push(entry)
      else bySpelling.set(spelling, [entry])
    }
  let similar: ReturnType<typeof createFuzzy> | undefined
  return (text, limit) => {
    const han = looksChinese(text)
    const typed = han ? nameKey(text) : lettersOf(foldText(text))
    if (typed.length < 2 || typed.length > 60) return []
    const found = new Map<Entry, number>()
    const note = (entry: Entry, fit: number) => {
      if (fit > (found.get(entry) ?? 0)) found.set(entry, fit)
    }
    for (const entry of entries) {
      const fit = han
        ? fitOf(entry.key, typed)
        : Math.max(
            ...entry.spellings.map((spelling) => fitOf(spelling, typed)),
            // initials alone say little: only from the start
            ...entry.initials.map((initials) =>
              initials.startsWith(typed) ? 0.7 * fitOf(initials, typed) : 0,
            ),
          )
      if (fit > 0) note(entry, fit)
    }
    if (!han && typed.length >= 4) {
      similar ??= createFuzzy([...bySpelling.keys()])
      for (const { key, similarity } of similar(typed))
        for (const entry of bySpelling.get(key)!) note(entry, similarity * 0.8)
    }
    // one slip in the beginning of a longer name: better than two in a name of that length
    if (!han && typed.length >= 5 && Math.max(0, ...found.values()) < beginningFit)
      for (const entry of entries)
        if (entry.spellings.some((spelling) => beginsAbout(spelling, typed))) note(entry, beginningFit)
    return [...found]
      .sort(
        ([a, fitA], [b, fitB]) =>
          fitB - fitA || a.key.length - b.key.length || (a.hit.label < b.hit.label ? -1 : 1),
      )
      .slice(0, limit)
      .map(([{ hit }, fit]) => ({ ...hit, fit: Math.round(fit * 1000) / 1000 }))
  }
}

/** 1 when equal, above 0.6 when it begins with what was typed, less when it only holds it, 0 when not. */
function fitOf(name: string, typed: string): number {
  if (name === typed) return 1
  const at = name.indexOf(typed)
  if (at < 0) return 0
  const share = typed.length / name.length
  return at === 0 ? 0.62 + 0.35 * share : 0.3 + 0.4 * share
}

const beginningFit = 0.72

/** Begins with what was typed but for one slip. */
function beginsAbout(spelling: string, typed: string): boolean {
  for (const length of [typed.length, typed.length + 1, typed.length - 1])
    if (spelling.length >= length && editDistance(spelling.slice(0, length), typed, 1) <= 1) return true
  return false
}
