import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import './Dialog.css'

const focusable = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex="0"]'

/**
 * A native modal dialog: the browser keeps the focus inside and gives it back afterwards. The focus begins on the child
 * that has `autoFocus`, else on the first that can have it.
 */
export function Dialog({
  label,
  className,
  onClose,
  children,
}: {
  label: string
  className: string
  onClose: () => void
  children: ReactNode
}) {
  const ref = useRef<HTMLDialogElement>(null)
  // what is inside is mounted into an open dialog: nothing in a closed one can take the focus
  const [isOpen, setOpen] = useState(false)
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    setOpen(true)
    return () => dialog?.close()
  }, [])
  useEffect(() => {
    const dialog = ref.current
    if (!isOpen || !dialog) return
    const at = document.activeElement
    if (at === dialog || !dialog.contains(at)) dialog.querySelector<HTMLElement>(focusable)?.focus()
  }, [isOpen])
  return (
    <dialog
      ref={ref}
      className={`dialog ${className}`}
      aria-label={label}
      aria-modal="true"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      {isOpen ? children : null}
    </dialog>
  )
}
