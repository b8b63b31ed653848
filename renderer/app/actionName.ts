import type { HistoryRow } from '../../shared/contract/desk.ts'
import { callResult } from '../../shared/model/facts.ts'
import { translate } from './i18n.ts'

/** What an action of the history or audit trail is called: by its own name, its area's, else as it is. */
export function actionName(action: string, params: Record<string, unknown> = {}): string {
  const key = action.replaceAll('.', '-')
  return translate([`shell:did.${key}`, `shell:did.${key.split('-')[0]}`, 'shell:did.raw'], {
    ...params,
    action,
  })
}

/** The same with whose it is: a step of the history as it is said when it is undone. */
export function stepName({
  action,
  params,
  borrower,
}: Pick<HistoryRow, 'action' | 'params' | 'borrower'>): string {
  const whose = [borrower ?? '', String(params.caseNo ?? params.name ?? params.file ?? params.address ?? '')]
    .filter((text) => text !== '')
    .join(' ')
  const [area, result] = action.split('.')
  const name =
    area === 'calls' && callResult.safeParse(result).success
      ? translate('shell:history.call', { result: translate(`words:result.${result}`) })
      : actionName(action, params)
  return whose ? translate('shell:history.whose', { action: name, whose }) : name
}
