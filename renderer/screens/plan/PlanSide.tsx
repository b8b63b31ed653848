import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/Icon.tsx'

/** The place at the right of the board, for the stop or crew-day that is looked at. */
export function PlanSide({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation('plan')
  return (
    <section className="inspector plan-side" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t('key.close')}
          title={t('key.close')}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="inspector-body">{children}</div>
    </section>
  )
}

/** Names at the left, figures at the right. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className="facts section">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
