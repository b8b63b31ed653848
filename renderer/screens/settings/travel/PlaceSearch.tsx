import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { LonLat } from '../../../../shared/model/travel.ts'
import { queries } from '../../../client/queries.ts'

/** A place of the region by its name, for those who would rather type than point. */
export function PlaceSearch({
  regionId,
  label,
  onChoose,
}: {
  regionId: string
  label: string
  onChoose: (at: LonLat) => void
}) {
  const [text, setText] = useState('')
  const asked = text.trim()
  const found = useQuery({ ...queries.placeSearch(regionId, asked), enabled: asked !== '' }).data ?? []
  return (
    <label className="field place-search">
      <span>{label}</span>
      <Select
        showSearch
        value={null}
        searchValue={text}
        onSearch={setText}
        filterOption={false}
        placeholder={label}
        onSelect={(index: number | null) => {
          const place = index === null ? undefined : found[index]
          if (place) onChoose([place.at[0], place.at[1]])
        }}
        options={asked === '' ? [] : found.map((each, index) => ({ value: index, label: each.label }))}
        notFoundContent={null}
      />
    </label>
  )
}
