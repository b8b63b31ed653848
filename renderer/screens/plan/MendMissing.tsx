import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { navigate } from '../../app/route.ts'

/** The one button that mends what a week lacks before it can be planned; the first of them leads. */
export function MendMissing({ code, isFirst }: { code: string; isFirst: boolean }) {
  const { t } = useTranslation('plan')
  const mends: Record<string, [label: string, go: () => void]> = {
    'nothing-located': [t('go-locate'), () => navigate('locate')],
    'cases-outside-region': [t('go-locate'), () => navigate('locate')],
    'week-without-collectors': [t('go-collectors'), () => navigate('settings', { part: 'collectors' })],
    'week-without-cases': [t('go-cases'), () => navigate('cases', { import: 'cases' })],
  }
  const mend = mends[code]
  if (!mend) return null
  const [label, go] = mend
  return (
    <Button type={isFirst ? 'primary' : 'default'} onClick={go}>
      {label}
    </Button>
  )
}
