import { useState, type ReactNode } from 'react'
import './DropZone.css'

/** A screen on which a file can be dropped anywhere; shut while something else takes files, such as an open sheet. */
export function DropZone({
  shut,
  onFile,
  children,
}: {
  shut: boolean
  onFile: (file: File) => void
  children: ReactNode
}) {
  const [over, setOver] = useState(false)
  return (
    <div
      className={over ? 'screen-body drop-over' : 'screen-body'}
      onDragOver={(event) => {
        if (shut || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        if (shut) return
        event.preventDefault()
        setOver(false)
        const file = event.dataTransfer.files[0] as File | undefined
        if (file) onFile(file)
      }}
    >
      {children}
    </div>
  )
}
