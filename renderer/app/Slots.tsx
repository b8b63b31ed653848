import { useEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { Icon } from '../ui/Icon.tsx'
import './Slots.css'

interface SlotStore {
  inspector: HTMLElement | null
  status: HTMLElement | null
  /** how many screens fill each slot now */
  inspectors: number
  statuses: number
}
export const useSlots = create<SlotStore>(() => ({
  inspector: null,
  status: null,
  inspectors: 0,
  statuses: 0,
}))

/** The pane at the right: detail of what is selected. It is there while something renders into it. */
export function Inspector({
  title,
  onClose,
  width = 340,
  children,
}: {
  title: ReactNode
  onClose?: () => void
  width?: number
  children: ReactNode
}) {
  const { t } = useTranslation('shell')
  const host = useSlots((slots) => slots.inspector)
  useEffect(() => {
    useSlots.setState((slots) => ({ inspectors: slots.inspectors + 1 }))
    return () => useSlots.setState((slots) => ({ inspectors: slots.inspectors - 1 }))
  }, [])
  if (!host) return null
  return createPortal(
    <section className="inspector" style={{ width }} aria-label={t('inspector')}>
      <header>
        <h2>{title}</h2>
        {onClose ? (
          <button
            type="button"
            className="icon-button"
            aria-label={t('close')}
            title={t('close')}
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        ) : null}
      </header>
      <div className="inspector-body">{children}</div>
    </section>,
    host,
  )
}

/** The line at the foot: what the screen has to count. It takes the place of the week's own numbers. */
export function StatusText({ children }: { children: ReactNode }) {
  const host = useSlots((slots) => slots.status)
  useEffect(() => {
    useSlots.setState((slots) => ({ statuses: slots.statuses + 1 }))
    return () => useSlots.setState((slots) => ({ statuses: slots.statuses - 1 }))
  }, [])
  return host ? createPortal(children, host) : null
}

export function InspectorHost() {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    useSlots.setState({ inspector: ref.current })
    return () => useSlots.setState({ inspector: null })
  }, [])
  return <div className="inspector-host" ref={ref} />
}

export function StatusHost() {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    useSlots.setState({ status: ref.current })
    return () => useSlots.setState({ status: null })
  }, [])
  return <div className="status-slot" ref={ref} />
}
