import { useRef, useState, type DragEvent } from 'react'
import { Icon } from './Icon.tsx'
import './FileDrop.css'

/** A place to drop files on, or to choose them by click or keyboard. */
export function FileDrop({
  label,
  hint,
  accept,
  multiple = false,
  chosen,
  onFiles,
}: {
  label: string
  hint?: string
  accept?: string
  multiple?: boolean
  /** names of what was chosen already */
  chosen?: readonly string[]
  onFiles: (files: File[]) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const list = [...(files ?? [])]
    if (list.length > 0) onFiles(multiple ? list : list.slice(0, 1))
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <div
      className={over ? 'file-drop over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <button type="button" onClick={() => input.current?.click()}>
        <Icon name="import" size={22} />
        <span className="file-drop-label">{chosen && chosen.length > 0 ? chosen.join(' · ') : label}</span>
        {hint ? <span className="file-drop-hint">{hint}</span> : null}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
    </div>
  )
}
