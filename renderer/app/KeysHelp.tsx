import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon.tsx'
import { offeredActions, showKeys, useActionStore } from './actions.ts'
import { Dialog } from './Dialog.tsx'
import './KeysHelp.css'

/** The keys of this screen, from the very actions that they run. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell')
  const actions = offeredActions(useActionStore((store) => store.sets)).filter((action) => action.keys)
  const groups = new Map<string, typeof actions>()
  for (const action of actions) {
    const group = action.group ?? t('keys.here')
    groups.set(group, [...(groups.get(group) ?? []), action])
  }
  return (
    <Dialog label={t('keys.title')} className="keys-help" onClose={onClose}>
      <header>
        <h2>{t('keys.title')}</h2>
        <button type="button" className="icon-button" aria-label={t('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="keys-groups">
        {[...groups].map(([group, list]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {list.map((action) => (
                <div key={action.id}>
                  <dt>{action.label}</dt>
                  <dd>
                    {action.keys?.map((keys) => (
                      <kbd key={keys}>{showKeys(keys)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('keys.tables')}</h3>
          <dl>
            {(['mod+a', 'mod+c', 'shift+ArrowDown'] as const).map((keys) => (
              <div key={keys}>
                <dt>{t(`keys.${keys}`)}</dt>
                <dd>
                  <kbd>{showKeys(keys)}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}
